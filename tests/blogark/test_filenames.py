from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogark.filenames import (
    archive_folder,
    extension,
    short_id,
    stem,
    without_extension,
    words,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Summer Party (final).JPG", "summer-party-final-jpg"),
        ("qué-es-la-ketamina", "que-es-la-ketamina"),
        ("Řeřicha", "rericha"),
        ("מרפאה", "mrph"),
        ("ketamine 治療", "ketamine-zhi-liao"),
        ("../../etc/passwd", "etc-passwd"),
        ("-rf", "rf"),
        ("😀", ""),
        ("", ""),
    ],
)
def test_words_are_ascii_whatever_the_script(text: str, expected: str) -> None:
    assert words(text) == expected


@given(st.text(), st.text())
def test_a_stem_is_safe_on_every_system(label: str, key: str) -> None:
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{10,75}", stem(label, key))


def test_long_names_end_at_a_whole_word() -> None:
    assert words("ketamine " * 20) == "-".join(["ketamine"] * 6)


@given(st.text(), st.text())
def test_files_of_different_urls_have_different_names(one: str, other: str) -> None:
    assert (stem("a", one) == stem("a", other)) == (one == other)


def test_a_short_id_depends_on_nothing_but_its_key() -> None:
    assert short_id("https://example.org/a.jpg") == "700caca5ae"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.JPG", "jpg"),
        ("a.b.tar.gz", "gz"),
        ("a", ""),
        (".", ""),
        ("a.jpg/..", ""),
        ("a.pdf exe", ""),
        ("a.\uff4a\uff50\uff47", ""),
        ("a.verylongextension", ""),
    ],
)
def test_an_extension_is_a_few_ascii_letters_or_nothing(
    name: str, expected: str
) -> None:
    assert extension(name) == expected


def test_a_name_without_extension_keeps_its_other_dots() -> None:
    assert without_extension("v1.2 notes.pdf") == "v1.2 notes"
    assert without_extension("notes") == "notes"


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("https://www.example.com", "archives/www.example.com"),
        ("https://ann.wixsite.com/my-blog", "archives/ann.wixsite.com/my-blog"),
        ("http://localhost:8080", "archives/localhost_8080"),
        ("https://example.com/../..", "archives/example.com"),
        ("https://example.com/%2e%2e/x", "archives/example.com/x"),
    ],
)
def test_an_archive_is_named_after_its_site(base: str, expected: str) -> None:
    assert archive_folder(base).as_posix() == expected


@pytest.mark.parametrize(
    ("there", "host", "expected"),
    [
        ("www.example.com", "example.com", "www.example.com"),
        ("example.com", "www.example.com", "example.com"),
        ("www.example.com", "www.example.com", "www.example.com"),
        ("www.example.org", "example.com", "example.com"),
    ],
)
def test_a_site_has_one_archive_with_and_without_www(
    there: str,
    host: str,
    expected: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "archives" / there).mkdir(parents=True)
    assert archive_folder(f"https://{host}/a").as_posix() == f"archives/{expected}/a"


@given(st.text())
def test_no_address_leads_out_of_the_archives(text: str) -> None:
    path = PurePosixPath(archive_folder(f"https://example.com/{text}").as_posix())
    assert path.parts[:2] == ("archives", "example.com")
    assert ".." not in path.parts
