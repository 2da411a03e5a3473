from __future__ import annotations

from dataclasses import replace

import pytest

from blogark.document import Paragraph, Text
from blogark.post import Author, Term
from pipelines.strip_characters import StripCharacters, strip_characters
from tests.pipelines.posts import post_of


@pytest.mark.parametrize(
    ("text", "stripped"),
    [
        ("a\u200bb", "ab"),
        ("\ufeffa\u2060", "a"),
        ("a\u200db\u200cc", "abc"),
        ("co\u00adoperate", "cooperate"),
        ("bell\x07 nul\x00 esc\x1b del\x7f", "bell nul esc del"),
        ("c1\x90", "c1"),
        ("object\ufffc", "object"),
        ("lone\ud800surrogate", "lonesurrogate"),
    ],
)
def test_an_invisible_character_goes(text: str, stripped: str) -> None:
    assert strip_characters(text) == (stripped, len(text) - len(stripped))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("👩\u200d⚕\ufe0f 🏳\ufe0f\u200d🌈", id="emoji sequences"),
        pytest.param("می\u200cشود", id="Persian non-joiner"),
        pytest.param("क्\u200dष", id="Indic joiner"),
        pytest.param("ภาษา\u200bไทย", id="Thai word boundary"),
        pytest.param("(\u200f50\u200e)", id="direction marks"),
        pytest.param("tab\tand\nnewline", id="white space is another pass"),
        pytest.param("a\xa0b", id="no-break space"),
    ],
)
def test_an_invisible_character_that_means_something_stays(text: str) -> None:
    assert strip_characters(text) == (text, 0)


def test_title_and_excerpt_are_stripped_too() -> None:
    post = replace(
        post_of(Paragraph((Text("a\u200b"),)), title="T\u200b"), excerpt="e\ufeff"
    )

    cleaned, count = StripCharacters.clean(post)

    assert (cleaned.title, cleaned.excerpt, count) == ("T", "e", 3)


def test_all_names_are_stripped_too() -> None:
    term = Term(name="Term\x1b", slug="term")
    post = replace(
        post_of(Paragraph((Text("a"),))),
        author=Author(name="Ann\x1b[2J", slug="ann"),
        categories=(term,),
        tags=(term,),
        seo_title="S\x07",
        seo_description="D\x00",
    )

    cleaned, count = StripCharacters.clean(post)

    assert cleaned.author is not None
    assert cleaned.author.name == "Ann[2J"
    names = [one.name for one in (*cleaned.categories, *cleaned.tags)]
    assert names == ["Term", "Term"]
    assert (cleaned.seo_title, cleaned.seo_description, count) == ("S", "D", 5)
