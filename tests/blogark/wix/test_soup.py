"""What is handed to BeautifulSoup, where a page is no page of a person's."""

from __future__ import annotations

import pytest
from bs4 import Tag
from selectolax.lexbor import LexborHTMLParser

from blogark.document import encode
from blogark.render.html import to_html
from blogark.render.markdown import to_markdown
from blogark.wix.page import WixPage
from blogark.wix.post_page import read_post
from blogark.wix.soup import soup

DEPTH = 3_000
HEAD = '<article data-hook="post"><section data-hook="post-description"><div>'
MARKER = '<div type="paragraph" data-hook="rcv-block1"></div></div></section>'


def _depth(tag: Tag) -> int:
    deepest, level = 0, [tag]
    while level := [c for t in level for c in t.children if isinstance(c, Tag)]:
        deepest += 1
    return deepest


def test_what_is_nested_too_deep_stands_beside_and_keeps_its_order() -> None:
    html = "".join(f"<div>{n} " for n in range(DEPTH)) + "<img src=a>"
    body = LexborHTMLParser(html).body
    assert body is not None
    tree = soup(body)
    assert _depth(tree) < 100
    assert tree.get_text().split() == [str(n) for n in range(DEPTH)]
    assert tree.find("img") is not None


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<div>", "</div>"),
        ("<ul><li><p>x</p>", "</li></ul>"),
        ("<ol><li>", "</li></ol>"),
        ("<blockquote>", "</blockquote>"),
        ("<table><tr><td>", "</td></tr></table>"),
        ("<p><strong>", "</strong></p>"),
    ],
)
def test_no_nesting_is_too_deep_to_be_read_and_written(
    opening: str, closing: str
) -> None:
    body = f"{opening * 150}the innermost{closing * 150}"
    page = WixPage(f"{HEAD}{body}{MARKER}", "https://www.example.com/post/a")
    document = read_post(page).document
    assert encode(document)
    assert "the innermost" in to_html(document)
    assert "the innermost" in to_markdown(document)
