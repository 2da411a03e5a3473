"""Markdown, read back by a parser that knows nothing of us, says what the HTML says."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from blogark.document import (
    Cell,
    Code,
    Document,
    Heading,
    Inlines,
    List,
    ListItem,
    Paragraph,
    Quote,
    Row,
    Table,
    Text,
)
from blogark.render.html import to_html
from blogark.render.markdown import to_markdown
from blogark.walking import inlines as inlines_of
from blogark.walking import walk
from tests.documents import documents, inlines
from tests.markup import Element, Node, ids, markdown_to_html, text_of, tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PLACES: dict[str, Callable[[Inlines], Document]] = {
    "paragraph": lambda content: Document((Paragraph(content),)),
    "heading": lambda content: Document((Heading(2, content),)),
    "list": lambda content: Document(
        (List((ListItem(blocks=(Paragraph(content),)),) * 2, ordered=True),)
    ),
    "quote": lambda content: Document((Quote((Paragraph(content),)),)),
    "cell": lambda content: Document(
        (Table((Row(cells=(Cell(blocks=(Paragraph(content),)),) * 2),)),)
    ),
}
ALLOWED = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre"),
    *("code", "table", "thead", "tbody", "tr", "th", "td", "figure", "figcaption"),
    *("img", "video", "audio", "hr", "details", "summary", "div", "br", "a", "strong"),
    *("em", "u", "s", "sup", "sub"),
}


def assert_same(document: Document) -> None:
    html, markdown = to_html(document), to_markdown(document)
    read_back = markdown_to_html(markdown)
    assert tree(read_back) == tree(html), markdown
    assert ids(read_back) == ids(html), markdown


@settings(max_examples=200)
@given(documents)
def test_markdown_read_back_is_the_html(document: Document) -> None:
    assert_same(document)


@pytest.mark.parametrize("place", PLACES)
def test_a_line_read_back_is_the_html_wherever_it_stands(place: str) -> None:
    @settings(max_examples=150)
    @given(inlines)
    def law(content: Inlines) -> None:
        assert_same(PLACES[place](content))

    law()


@settings(max_examples=60)
@given(documents)
def test_no_character_of_a_text_is_lost(document: Document) -> None:
    shown = Counter(text_of(tree(to_html(document))))
    assert not Counter(_characters(document)) - shown


def _characters(document: Document) -> Iterator[str]:
    """Yield every character that shows, of text, captions, titles and code."""
    for block in walk(document.blocks):
        for content in inlines_of(block):
            for inline in content:
                if isinstance(inline, Text):
                    yield from filter(_shows, inline.text)
        if isinstance(block, Code):
            yield from filter(_shows, block.text)


def _shows(character: str) -> bool:
    return character > " " and not "\x7f" <= character < "\xa0"


@settings(max_examples=60)
@given(documents)
def test_html_holds_no_element_attribute_or_address_that_is_not_meant(
    document: Document,
) -> None:
    for element in _elements(tree(to_html(document))):
        assert element.tag in ALLOWED
        for name, value in element.attributes:
            assert not name.startswith("on")
            assert name not in ("style", "class")
            if name in ("href", "src", "poster"):
                assert not value.startswith(("javascript:", "data:", "vbscript:"))


def _elements(nodes: tuple[Node, ...]) -> Iterator[Element]:
    for node in nodes:
        if isinstance(node, Element):
            yield node
            yield from _elements(node.children)


@settings(max_examples=60)
@given(documents)
def test_markdown_ends_with_one_line_end_and_no_line_with_a_space(
    document: Document,
) -> None:
    markdown = to_markdown(document)
    assert markdown == "" or markdown.endswith("\n")
    if not any(isinstance(block, Code) for block in walk(document.blocks)):
        assert not markdown.endswith("\n\n")
        assert not any(line.endswith(" ") for line in markdown.split("\n"))
