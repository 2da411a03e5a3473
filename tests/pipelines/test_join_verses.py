from __future__ import annotations

import pytest

from blogark.document import Block, Divider, Heading, Link, Paragraph, Text
from blogark.render.markdown import to_markdown
from pipelines.drop_spacers import drop_spacers
from pipelines.join_verses import join_verses
from tests.pipelines.posts import BR, post_of

SPACER = Paragraph()


def line(text: str) -> Paragraph:
    return Paragraph((Text(text),))


FIRST = (line("The kettle sings,"), line("the window clears,"), line("and morning"))
SECOND = (line("brings the bread,"), line("the cup,"), line("the ears"))
LONG = line("A sentence of prose that goes on and on, " * 3)


def joined(*lines: Paragraph) -> Paragraph:
    content = [part for each in lines for part in (BR, *each.content)]
    return Paragraph(tuple(content[1:]))


def test_stanzas_of_a_poem_are_paragraphs_and_their_lines_are_lines() -> None:
    """Seen on three of thirteen real blogs: without the spacers, stanzas were gone."""
    post = post_of(*FIRST, SPACER, *SECOND, SPACER, line("of a listening day."))

    poem, count = join_verses(post)
    cleaned, _ = drop_spacers(poem)

    assert count == 4
    assert to_markdown(cleaned.document) == (
        "The kettle sings,\\\nthe window clears,\\\nand morning\n\n"
        "brings the bread,\\\nthe cup,\\\nthe ears\n\n"
        "of a listening day.\n"
    )


def test_a_short_stanza_of_a_poem_is_joined_as_well() -> None:
    couplet = (line("One, two,"), line("that will do."))
    cleaned, count = join_verses(
        post_of(LONG, *FIRST, SPACER, *couplet, SPACER, SPACER, *SECOND, LONG)
    )

    assert cleaned.document.blocks == (
        *(LONG, joined(*FIRST), SPACER, joined(*couplet), SPACER, SPACER),
        *(joined(*SECOND), LONG),
    )
    assert count == 5


def test_a_poem_is_cleaned_once() -> None:
    poem, _ = join_verses(post_of(*FIRST, SPACER, *SECOND))

    assert join_verses(poem) == (poem, 0)


@pytest.mark.parametrize(
    "blocks",
    [
        FIRST,
        (*FIRST, *SECOND),
        (*FIRST, SPACER, *SECOND[:2]),
        (*FIRST, SPACER, LONG, *SECOND),
        (*FIRST, SPACER, LONG, SPACER, *SECOND),
        (*FIRST, SPACER, Heading(2, (Text("Two"),)), *SECOND),
        (*FIRST, Divider(), *SECOND),
        (line("- salt"), *FIRST[:2], SPACER, *SECOND),
        (*FIRST, SPACER, *SECOND[:2], line("1. flour")),
        (*FIRST, SPACER, *SECOND[:2], line("• butter")),
        (FIRST[0], SPACER, FIRST[1], SPACER, FIRST[2], SPACER, *SECOND),
    ],
)
def test_what_is_no_poem_stays_as_it_is(blocks: tuple[Block, ...]) -> None:
    post = post_of(*blocks)

    assert join_verses(post) == (post, 0)


def test_lines_that_do_not_look_alike_stay_paragraphs() -> None:
    signed = (*SECOND[:2], Paragraph((Text("Ann"),), align="right"))
    cleaned, count = join_verses(post_of(*FIRST, SPACER, *signed))

    assert cleaned.document.blocks == (joined(*FIRST), SPACER, *signed)
    assert count == 2


def test_a_line_that_a_link_leads_to_stays_a_paragraph() -> None:
    link = Link(url="#here", kind="anchor")
    target = Paragraph((Text("and morning"),), anchor="here")
    post = post_of(
        *(Paragraph((Text("down", link=link),)), Divider()),
        *(*FIRST[:2], target, SPACER, *SECOND),
    )

    assert join_verses(post) == (post, 0)
