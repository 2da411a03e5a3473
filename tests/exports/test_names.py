"""File names made of what strangers wrote."""

from __future__ import annotations

from pathlib import Path
from unicodedata import category, normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.names import file_names, safe_name

LAW = settings(max_examples=300)
NASTY = (
    *("", ".", "..", "../../etc/passwd", "CON", "nul.txt", "a/b", "a\\b", "C:a", "~"),
    *("é" * 200, "x" * 300, "\u202e", " "),
)
slugs = st.text(st.characters(codec="utf-8"), max_size=250) | st.sampled_from(NASTY)


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("a-post", "a-post.md"),
        ("día-de-playa", "día-de-playa.md"),
        ("di\u0301a", "día.md"),
        ("日本語", "日本語.md"),
        ("שלום", "שלום.md"),
        ("two words", "two-words.md"),
        ("../../etc/passwd", "etc-passwd.md"),
        ("..\\up", "up.md"),
        ("C:\\Windows", "C-Windows.md"),
        (".hidden", "hidden.md"),
        ("~home", "home.md"),
        ("-rf", "rf.md"),
        ("dots...", "dots.md"),
        ("a\x00b\u202ec\u200bd", "abcd.md"),
        ("100%?#", "100%-#.md"),
        ("con", "post-con.md"),
        ("LPT1.backup", "post-LPT1.backup.md"),
        ("console", "console.md"),
        ("\u202e/..", ""),
        ("x" * 300, "x" * 197 + ".md"),
        ("é" * 300, "é" * 98 + ".md"),
    ],
)
def test_a_slug_becomes_a_safe_name(slug: str, name: str) -> None:
    assert safe_name(slug, ".md") == name


def test_the_first_gets_the_name_and_the_others_digits_of_their_id() -> None:
    names = file_names([("1", "Post"), ("2", "post"), ("3", "")], ".md")
    assert names == {
        "1": "Post.md",
        "2": "post-d4735e3a26.md",
        "3": "post-4e07408562.md",
    }


def test_a_later_post_changes_no_earlier_name() -> None:
    pairs = [("1", "a"), ("2", "A"), ("3", "b")]
    before = file_names(pairs, ".md")
    assert file_names([*pairs, ("4", "a")], ".md").items() >= before.items()


def test_a_slug_that_looks_like_another_post_s_name_takes_none_away() -> None:
    names = file_names([("1", "a"), ("9", "a-d4735e3a26"), ("2", "a")], ".md")
    assert len(set(names.values())) == 3


@LAW
@given(st.lists(slugs, max_size=6))
def test_names_stay_in_the_folder_and_are_unique(drawn: list[str]) -> None:
    names = file_names(((str(i), slug) for i, slug in enumerate(drawn)), ".md")
    assert len({normalize("NFKC", n).casefold() for n in names.values()}) == len(drawn)
    for name in names.values():
        assert Path(name).name == name
        assert (Path("/folder") / name).resolve().parent == Path("/folder")
        assert 3 < len(name.encode()) <= 200
        assert not set(name) & set('<>:"/\\|?*')
        assert not any(category(character).startswith("C") for character in name)
        assert name[0] not in ".-~ "
