"""The two sides that fidelity compares: a page's body, and our Markdown of it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from lxml import html as lxml_html
from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

# Drawn by the viewer, or not shown at all. A `button` of the viewer's opens, plays or
# shares something; the author's own buttons are links.
_CHROME: Final = ("style", "script", "noscript", "template", "svg", "button")
_PLACEHOLDER: Final = re.compile(r"\[(?:Missing|Embed|Audio player|Unknown)\b.*\]")
_MARKDOWN: Final = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def description_of(html: str) -> HtmlElement:
    """Return the place of a page that holds the post's body, as sent.

    Raises ``LookupError`` if the page has no such place.
    """
    page = lxml_html.document_fromstring(html)
    found = page.xpath('//article//*[@data-hook="post-description"]')
    if not found:
        raise LookupError("a recorded page has no post description")
    description: HtmlElement = found[0]
    return description


def named_kinds(description: HtmlElement) -> Counter[str]:
    """Return how many blocks of each kind the markers between the blocks name."""
    return Counter(description.xpath('.//*[starts-with(@data-hook, "rcv-")]/@type'))


def page_body(description: HtmlElement, url: str) -> HtmlElement:
    """Return what a reader sees of the body; *description* is used up.

    The viewer's own texts are left out, addresses are absolute.
    """
    body = _between_markers(description)
    for chrome in list(body.iter(*_CHROME)):
        chrome.drop_tree()
    for viewer in body.xpath('.//*[@data-hook="fileUploadViewer"]'):
        _say_file_once(viewer)
    for link in body.xpath(".//a[@href]"):
        link.set("href", _absolute(link.get("href"), url))
    return body


def _between_markers(description: HtmlElement) -> HtmlElement:
    """Return what stands between the first marker of a body and the last.

    Pages of 2021 have no markers: there it is the whole description.
    """
    first = description.xpath('.//*[@data-hook="rcv-block-first"]')
    if not first:
        return description
    body = lxml_html.Element("div")
    for sibling in list(first[0].itersiblings()):
        if sibling.get("data-hook") == "rcv-block-last":
            break
        body.append(sibling)
    return body


def _say_file_once(viewer: HtmlElement) -> None:
    """Join name and extension; of "Download PDF • 2 MB" leave the size."""
    strings = [text.strip() for text in viewer.itertext() if text.strip()]
    sizes = [text.rpartition("•")[2].strip() for text in strings if "•" in text]
    name = "".join(text for text in strings if "•" not in text)
    for child in list(viewer):
        viewer.remove(child)
    viewer.text = " ".join([name, *(f"({size})" for size in sizes)])


def _absolute(href: str, url: str) -> str:
    """Return an absolute address; a place on the page itself stays a fragment."""
    page, hash_, fragment = urljoin(url, href).partition("#")
    return hash_ + fragment if hash_ and page == url else page + hash_ + fragment


def markdown_body(markdown: str) -> HtmlElement:
    """Return *markdown* as an independent parser renders it."""
    return lxml_html.fragment_fromstring(
        _MARKDOWN.render(markdown), create_parent="div"
    )


def drop_stand_ins(body: HtmlElement, page: HtmlElement) -> int:
    """Remove from *body* what stands for things that are no text, and count them.

    They are placeholders, and players given by an address that *page* does not show.
    """
    stand_ins = list(_stand_ins(body, page.text_content()))
    for element in stand_ins:
        element.drop_tree()
    return len(stand_ins)


def _stand_ins(body: HtmlElement, shown: str) -> Iterator[HtmlElement]:
    for paragraph in body.iter("p"):
        text = paragraph.text_content().strip()
        link = paragraph.find("a[@href]")
        is_address = link is not None and link.get("href") == text
        if _PLACEHOLDER.fullmatch(text) or (is_address and text not in shown):
            yield paragraph
