"""The strings of Wix, and how a line is known to be one."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from blogark.wix.boilerplate import after_updated, minutes, roles, tables

if TYPE_CHECKING:
    from pathlib import Path

    from blogark.wix.boilerplate import Role

STRINGS = [(t.name, string) for t in tables() for string in t.strings]
SOURCES = {"dictionary", "pages", "table", "scrape", "recalled"}


def test_every_string_has_its_source_and_stands_once() -> None:
    assert {string.source for _, string in STRINGS} <= SOURCES
    keys = Counter((role, s.language, s.text) for role, s in STRINGS)
    assert [key for key, count in keys.items() if count > 1] == []


def test_what_is_recalled_is_marked_so() -> None:
    recalled = [s for _, s in STRINGS if s.source == "recalled"]
    assert {s.confidence for s in recalled} == {"D"}
    assert recalled == [s for _, s in STRINGS if s.confidence == "D"]


@pytest.mark.parametrize("language", sorted({s.language for _, s in STRINGS} - {"*"}))
def test_every_string_is_known_whatever_its_number_and_case(language: str) -> None:
    for role, string in STRINGS:
        if string.language == language:
            line = string.text.replace("{n}", "1.204").replace("{name}", "Ann Lee")
            assert role in roles(line), line
            assert role in roles(f" {line.upper()} ".replace("İ", "I")) or (
                line.upper().lower() != line.lower()
            )


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Search", {"search"}),
        ("Comentarios", {"comments"}),
        ("0 views", {"count"}),
        ("٠ تعليق", {"count"}),  # noqa: RUF001 - as Arabic pages have it
        ("1.2K views", {"count"}),
        ("2 j’aime. Vous n’aimez plus ce post", {"liked"}),
        ("8 views0 comments", {"count"}),
        ("24 vues 0 commentaire", {"count"}),
        ("1 lajk. Příspěvek není označen jako Líbí se mi1", {"liked"}),
        ("8 views of 0 comments", set()),
        ("120", set()),
        ("Rated 4.5 out of 5 stars.", {"rating"}),
        ("Mis\xa0à jour\xa0:", {"updated"}),
        ("Writer: Ann Lee", {"portrait"}),
        ("Search for meaning", set()),
        ("views", set()),
        ("many views", set()),
        ("", set()),
    ],
)
def test_a_line_is_known_as_a_whole(line: str, found: set[Role]) -> None:
    assert roles(line) == found


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("3 min read", 3),
        ("Minut čtení: 12", 12),
        ("1분 분량", 1),
        ("٦ دقائق قراءة", 6),
        ("3 min", None),
    ],
)
def test_a_reading_time_is_a_number_of_minutes(line: str, expected: int | None) -> None:
    assert minutes(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Updated: Feb 17", "Feb 17"),
        ("Dernière mise à jour : 9 août 2018", "9 août 2018"),
        ("최종 수정일:", ""),
        ("The page was updated: yes", None),
    ],
)
def test_what_follows_updated(line: str, expected: str | None) -> None:
    assert after_updated(line) == expected


_HOOKS = {
    *("time-to-read", "search-input", "login-button", "post-stats", "more-button"),
    *("post-main-actions__stats", "comment-box-placeholder", "avatar-image"),
    *("share-button__link", "share-button__facebook", "share-button__twitter"),
    *("share-button__linked-in", "share-button__print"),
}


def test_the_interface_of_captured_pages_is_known(shared: Path) -> None:
    """Every string of these parts, of pages in nine languages."""
    listed = shared / "corpus" / "samples" / "ui-strings-by-site.txt"
    rows = re.findall(
        r"^ *\d+ \S+ +(\S+) +(.+)$", listed.read_text("utf-8"), re.MULTILINE
    )
    seen = {text.strip() for hook, text in rows if hook in _HOOKS}
    assert len(seen) > 60
    assert [text for text in sorted(seen) if not roles(text)] == []
