from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from blogark.archive.load import StoredPost
from blogark.document import (
    Block,
    Divider,
    Document,
    Gallery,
    Heading,
    Image,
    Paragraph,
    Text,
)
from blogark.report.suspicions import CODES, Surroundings, suspicions
from tests.archives import NOW, PHOTO, a_post

if TYPE_CHECKING:
    from blogark.post import Post

LONG = "Words that go on. " * 20
PARAGRAPH = Paragraph((Text(LONG),))
HEADING = Heading(2, (Text("Head"),))
ALONE = Surroundings.of([], NOW)


def stored(post: Post, text: str = LONG) -> StoredPost:
    return StoredPost(
        post=post,
        html="",
        markdown="",
        text=text,
        dir="ltr",
        word_count=len(text.split()),
        content_hash="",
        status="published",
        targets={},
    )


def codes(post: Post, text: str = LONG, around: Surroundings = ALONE) -> list[str]:
    return [found.code for found in suspicions(stored(post, text), around)]


def of_blocks(*blocks: Block, text: str = LONG) -> list[str]:
    return codes(a_post(document=Document(blocks)), text)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("A title", []),
        ("", ["title-missing"]),
        (" ", ["title-missing"]),
        ("WE ARE OPEN AGAIN", ["title-capitals"]),
        ("ÚLTIMAS NOTICIAS", ["title-capitals"]),
        ("FAQ", []),
        ("FAQ: IV, IM, PTSD", ["title-capitals"]),
        ("2024", []),
        ("קטמין: שאלות ותשובות", []),
        ("Lorem ipsum", ["template-text"]),
    ],
)
def test_titles(title: str, expected: list[str]) -> None:
    assert codes(a_post(title=title, document=Document((PARAGRAPH,)))) == expected


def test_a_title_that_two_posts_of_one_language_have_is_told() -> None:
    post = a_post(
        title="Save  the date", language="en", document=Document((PARAGRAPH,))
    )
    same = [("en", "Save the Date"), ("en", post.title)]
    other = [("es", "Save the Date"), ("en", post.title)]
    assert codes(post, around=Surroundings.of(same, NOW)) == ["title-repeated"]
    assert codes(post, around=Surroundings.of(other, NOW)) == []


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (datetime(2026, 2, 28, tzinfo=UTC), []),
        (datetime(2027, 1, 1, tzinfo=UTC), ["date-future"]),
    ],
)
def test_a_date_after_the_archive_was_made(day: datetime, expected: list[str]) -> None:
    post = a_post(published_at=day, document=Document((PARAGRAPH,)))
    assert codes(post) == expected
    assert codes(post, around=replace(ALONE, read_at=None)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Lorem ipsum dolor sit amet, consectetur",
        "I'm a paragraph. Click here to add your own text and edit me.",
        "I’m a title",
        "This is your first post",
    ],
)
def test_text_of_a_template(text: str) -> None:
    assert "template-text" in of_blocks(PARAGRAPH, text=text)


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ((HEADING, PARAGRAPH), []),
        ((HEADING, Paragraph(), HEADING, Divider()), ["only-headings"]),
        ((), []),
        ((PARAGRAPH, Image(url=PHOTO)), ["alt-missing"]),
        ((PARAGRAPH, Image(url=PHOTO, alt="A photo")), []),
        ((PARAGRAPH, Image(url=PHOTO, caption=(Text("By the sea"),))), []),
        ((PARAGRAPH, Gallery((Image(url=PHOTO),))), ["alt-missing"]),
    ],
)
def test_bodies(blocks: tuple[Block, ...], expected: list[str]) -> None:
    assert of_blocks(*blocks) == expected


def test_a_short_text_is_told_unless_something_else_is_shown() -> None:
    picture = Image(url=PHOTO, alt="A photo")
    assert of_blocks(PARAGRAPH, text="A few words.") == ["text-short"]
    assert of_blocks(PARAGRAPH, picture, text="A few words.") == []
    post = a_post(document=Document((PARAGRAPH,)))
    (found,) = suspicions(stored(post, "Closed."), ALONE)
    assert found.message == "The post has 1 word."


def test_every_suspicion_has_its_severity() -> None:
    worst = stored(a_post(title="", document=Document((HEADING,))), "lorem ipsum")
    for found in suspicions(worst, ALONE):
        assert found.severity is CODES[found.code]
