from __future__ import annotations

import pytest

from blogark.document import Block, Divider, Heading, Image, Link, Paragraph, Text
from pipelines.drop_repeated_title import drop_repeated_title
from tests.pipelines.posts import BOLD, LINK, post_of

TITLE = "Is it so?"
REPEATED = Heading(2, (Text("Is "), Text("IT so", BOLD)))
WORD = Paragraph((Text("word"),))
PICTURE = Image("https://static.wixstatic.com/media/a.jpg")


@pytest.mark.parametrize(
    ("blocks", "kept"),
    [
        ((REPEATED, WORD), (WORD,)),
        ((PICTURE, Divider(), REPEATED, WORD), (PICTURE, Divider(), WORD)),
        ((REPEATED, REPEATED, WORD, REPEATED), (WORD, REPEATED)),
    ],
)
def test_a_heading_before_all_words_that_says_the_title_goes(
    blocks: tuple[Block, ...], kept: tuple[Block, ...]
) -> None:
    cleaned, count = drop_repeated_title(post_of(*blocks, title=TITLE))

    assert cleaned.document.blocks == kept
    assert count == len(blocks) - len(kept)


@pytest.mark.parametrize(
    "blocks",
    [
        pytest.param((WORD, REPEATED), id="not first"),
        pytest.param((Heading(2, (Text("Is it?"),)), WORD), id="other words"),
        pytest.param((Paragraph(REPEATED.content),), id="no heading"),
        pytest.param((Heading(2, (Text("Is it so", link=LINK),)),), id="linked"),
        pytest.param(
            (
                Heading(2, (Text("Is it so"),), "top"),
                Paragraph((Text("up", link=Link(url="#top", kind="anchor")),)),
            ),
            id="a link's goal",
        ),
        pytest.param(
            (
                Image("https://static.wixstatic.com/media/a.jpg", caption=(Text("a"),)),
                REPEATED,
            ),
            id="after a caption",
        ),
    ],
)
def test_any_other_heading_stays(blocks: tuple[Block, ...]) -> None:
    post = post_of(*blocks, title=TITLE)

    assert drop_repeated_title(post) == (post, 0)


def test_a_post_without_title_keeps_its_headings() -> None:
    post = post_of(Heading(2, (Text("?"),)), WORD)

    assert drop_repeated_title(post) == (post, 0)
