"""What a reader sees in a piece of HTML, counted: the yardstick of both sides.

It is made with lxml and nothing of Blogark's, so that a page and the Markdown made of
it are measured alike, and not by the code under test.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

Tally: TypeAlias = Counter[str]

# Elements that do not end a word; any other does.
_INLINE: Final = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "em", "font", "i"),
        *("ins", "kbd", "mark", "q", "s", "small", "span", "strike", "strong", "sub"),
        *("sup", "time", "u", "var", "wbr"),
    }
)
_HEADINGS: Final = tuple(f"h{level}" for level in range(1, 7))
_INVISIBLE: Final = re.compile("[\xad\u200b-\u200f\u2060\ufeff]")
_MEDIA_ID: Final = re.compile(r"wixstatic\.com/media/([^/\"'?&\s)\\]+)")
_POSTER: Final = re.compile(r"f\d{3}\.(?:jpg|png|webp)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Each field counts how often a thing occurs, by what it says."""

    words: Tally = field(default_factory=Counter)
    headings: Tally = field(default_factory=Counter)
    """By level and letters; a heading without letters is none."""
    links: Tally = field(default_factory=Counter)
    """By address and all the letters that lead there: how they are cut up into runs
    does not matter."""
    list_items: Tally = field(default_factory=Counter)
    """By kind of list and letters, those of lists inside apart."""
    cells: Tally = field(default_factory=Counter)
    """By column and letters; an empty cell is none."""
    quotes: Tally = field(default_factory=Counter)
    images: Tally = field(default_factory=Counter)
    """By Wix media id, once each; posters of videos apart."""


def content_of(root: HtmlElement) -> Content:
    """Return what is in *root*, which holds nothing but what a reader is to see."""
    return Content(
        words=Counter(_words(_text(root))),
        headings=_tally((str(h.tag), _letters(h)) for h in root.iter(*_HEADINGS)),
        links=_links(root),
        list_items=_tally(_item(item) for item in root.iter("li")),
        cells=_tally(cell for row in root.iter("tr") for cell in _cells(row)),
        quotes=_tally(("", _letters(quote)) for quote in root.iter("blockquote")),
        images=Counter(_images(root)),
    )


def blocks_of(root: HtmlElement) -> set[str]:
    """Return the text of each innermost block, words parted by one space."""
    return {" ".join(_words(line)) for line in _text(root).split("\n")}


def _tally(found: Iterable[tuple[str, str]]) -> Tally:
    return Counter(f"{kind} {letters}" for kind, letters in found if letters)


def _text(element: HtmlElement, *, skip: tuple[str, ...] = ()) -> str:
    return "".join(_strings(element, skip))


def _strings(element: HtmlElement, skip: tuple[str, ...]) -> Iterator[str]:
    """Yield the text in *element*, with a newline wherever a line ends."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):  # a comment's is a function
            ends = "" if child.tag in _INLINE else "\n"
            yield ends
            if child.tag not in skip:
                yield from _strings(child, skip)
            yield ends
        yield child.tail or ""


def _words(text: str) -> list[str]:
    return _INVISIBLE.sub("", text).split()


def _letters(element: HtmlElement, *, skip: tuple[str, ...] = ()) -> str:
    return "".join(_words(_text(element, skip=skip)))


def _links(root: HtmlElement) -> Tally:
    letters: dict[str, str] = {}
    for link in root.iter("a"):
        text = _letters(link)
        if (href := link.get("href")) and (text or link.find(".//img") is not None):
            address = unquote(href).rstrip("/")
            letters[address] = letters.get(address, "") + text
    return Counter(f"{address} {text}" for address, text in letters.items())


def _item(item: HtmlElement) -> tuple[str, str]:
    parent = item.getparent()
    kind = parent.tag if parent is not None else ""
    return str(kind), _letters(item, skip=("ul", "ol"))


def _cells(row: HtmlElement) -> Iterator[tuple[str, str]]:
    for column, cell in enumerate(row.iterchildren("td", "th")):
        yield str(column), _letters(cell)


def _images(root: HtmlElement) -> set[str]:
    urls = (value for element in root.iter() for value in element.attrib.values())
    ids = (unquote(found) for url in urls for found in _MEDIA_ID.findall(url))
    return {media_id for media_id in ids if not _POSTER.search(media_id)}
