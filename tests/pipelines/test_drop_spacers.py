from __future__ import annotations

import pytest

from blogark.document import (
    Block,
    Cell,
    Divider,
    Heading,
    Image,
    Link,
    List,
    ListItem,
    Paragraph,
    Quote,
    Row,
    Table,
    Text,
)
from pipelines.drop_spacers import drop_spacers
from tests.pipelines.posts import BR, post_of

WORD = Paragraph((Text("word"),))


@pytest.mark.parametrize(
    "spacer",
    [
        Paragraph(),
        Paragraph((Text("\xa0"), BR, Text(" "))),
        Paragraph(anchor="viewer-1"),
        Heading(2, (Text(" "),)),
        Quote((Paragraph(), Heading(3))),
        List((ListItem(blocks=(Paragraph(),)), ListItem())),
    ],
)
def test_a_block_that_shows_nothing_goes(spacer: Block) -> None:
    cleaned, count = drop_spacers(post_of(WORD, spacer, WORD))

    assert cleaned.document.blocks == (WORD, WORD)
    assert count >= 1


def test_spacers_inside_other_blocks_go() -> None:
    cleaned, count = drop_spacers(post_of(Quote((WORD, Paragraph(), WORD))))

    assert cleaned.document.blocks == (Quote((WORD, WORD)),)
    assert count == 1


@pytest.mark.parametrize(
    "block",
    [
        Paragraph((Text("a"), BR, BR, Text("b"))),
        List((ListItem(), ListItem(blocks=(WORD,)))),
        Table((Row(cells=(Cell(), Cell())),)),
        Image("https://static.wixstatic.com/media/a.jpg"),
        Divider(),
    ],
)
def test_what_has_a_meaning_without_words_stays(block: Block) -> None:
    post = post_of(block)

    assert drop_spacers(post) == (post, 0)


def test_a_spacer_that_a_link_leads_to_stays() -> None:
    link = Link(url="#here", kind="anchor")
    post = post_of(Paragraph((Text("down", link=link),)), Paragraph(anchor="here"))

    assert drop_spacers(post) == (post, 0)
