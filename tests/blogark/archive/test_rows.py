"""What makes a new revision, how words count, which way a text runs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from blogark.archive.rows import content_hash, direction, word_count
from blogark.document import Block, Document, Heading, List, ListItem, Paragraph, Text
from blogark.findings import finding
from blogark.post import Author, Cleaning, Term
from tests.archives import LATER, a_file, full_post


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Other"},
        {"document": Document()},
        {"excerpt": "Other"},
        {"author": Author(name="Other", slug="ana")},
        {"published_at": LATER},
        {"categories": ()},
        {"tags": (Term(name="other", slug="año"),)},
        {"hashtags": ()},
        {"cover": None},
        {"seo_title": "Other"},
        {"seo_description": "Other"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_readers_see_makes_another_hash(change: dict[str, Any]) -> None:
    assert content_hash(replace(full_post(), **change)) != content_hash(full_post())


@pytest.mark.parametrize(
    "change",
    [
        {"updated_at": LATER},
        {"updated_raw": "yesterday"},
        {"provenance": {}},
        {"cleanings": (Cleaning(name="x", count=1),)},
        {"findings": (finding("post-empty", "It is."),)},
        {"media": (a_file(status="failed"),)},
        {"body_source": "other"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_readers_do_not_see_makes_none(change: dict[str, Any]) -> None:
    assert content_hash(replace(full_post(), **change)) == content_hash(full_post())


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("One two\nthree\u00a0four", 4),
        ("don't stop - now 🎉 !", 3),
        ("día 3.5 (x)", 3),
        ("_____ a_b", 1),
        ("-" * 200_000, 0),  # minutes with a pattern that looks back
    ],
)
def test_words_are_what_has_a_letter_or_digit(text: str, count: int) -> None:
    assert word_count(text) == count


RTL = Paragraph((Text("שלום"),), dir="rtl")
LTR = Paragraph((Text("hello"),))
EMPTY = Paragraph()


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ((), "ltr"),
        ((RTL, EMPTY, Heading(2, RTL.content, dir="rtl")), "rtl"),
        ((RTL, LTR), "ltr"),
        ((List((ListItem(blocks=(RTL,)),)),), "rtl"),
        ((EMPTY,), "ltr"),
    ],
)
def test_a_post_runs_from_right_to_left_if_all_its_text_does(
    blocks: tuple[Block, ...], expected: str
) -> None:
    assert direction(Document(blocks)) == expected
