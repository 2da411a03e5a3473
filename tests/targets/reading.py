"""What a reader finds on a page, in a form that two pages can be compared in."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from bs4 import Tag

_BLOCKS: Final = (
    *("address", "article", "audio", "blockquote", "br", "dd", "details", "div", "dl"),
    *("dt", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "iframe"),
    *("li", "ol", "p", "pre", "summary", "table", "td", "th", "tr", "ul", "video"),
)
_HEADINGS: Final = re.compile(r"h[1-6]")
_MARKS: Final = {
    **{name: name for name in ("strong", "em", "del", "sup", "sub", "u", "code")},
    **{name: name for name in ("blockquote", "details", "ol", "ul", "table", "hr")},
    "b": "strong",
    "i": "em",
    "s": "del",
}
# Programs set typographic marks where an author typed a typewriter's.
_TYPEWRITER: Final = str.maketrans(
    {
        **dict.fromkeys("\u201c\u201d\u201e", '"'),
        **dict.fromkeys("\u2018\u2019", "'"),
        **dict.fromkeys("\u2013\u2014", "-"),
        "\u2026": "...",
        "\u00ab": "<<",
        "\u00bb": ">>",
    }
)
_FORBIDDEN: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
"""Characters that HTML does not allow, and that some programs leave out."""
_PLAYERS: Final = (
    ("youtube", re.compile(r"youtube(?:-nocookie)?\.com/(?:embed/|watch\?v=)([\w-]+)")),
    ("vimeo", re.compile(r"vimeo\.com/(?:video/)?(\d+)")),
)


@dataclass(frozen=True)
class Content:
    """What is on a page, each kind in its order."""

    words: list[str]
    headings: list[tuple[str, str]]
    """The tag and the text."""
    items: list[str]
    cells: list[str]
    """Those that are not empty: Markdown has no table without a row of headers."""
    code: list[str]
    """To the character."""
    links: list[str]
    files: list[str]
    """What images, films and sounds are read from."""
    videos: list[tuple[str, str]]
    """Site and id of films that play in the page."""
    marks: Counter[str]
    """How many of each kind of markup."""
    right_to_left: str
    """All text that runs from right to left."""


def read(
    html: str, resolved: Callable[[str], str], known: Container[str] | None = None
) -> Content:
    """Return what is in *html*.

    *resolved* turns an address into what is compared. A link whose text is its own
    address is left out unless it is one of *known*: some programs make such links.
    """
    soup = BeautifulSoup(html, "html.parser")
    videos = [video for tag in soup.find_all(["a", "iframe"]) if (video := _video(tag))]
    for tag in soup.find_all(_BLOCKS):
        tag.insert_before("\n")
        tag.insert_after("\n")
    found = [(tag, resolved(str(tag["href"]))) for tag in soup.find_all("a", href=True)]
    return Content(
        words=text(soup).split(),
        headings=[(tag.name, text(tag)) for tag in soup.find_all(_HEADINGS)],
        items=[text(tag) for tag in soup.find_all("li")],
        cells=[cell for tag in soup.find_all(["td", "th"]) if (cell := text(tag))],
        code=[tag.get_text().strip("\n") for tag in soup.find_all("pre")],
        links=[
            to for tag, to in found if known is None or to in known or not _is_bare(tag)
        ],
        files=[
            resolved(str(tag[name]))
            for tag in soup.find_all(["img", "video", "audio"])
            for name in ("src", "poster")
            if tag.get(name)
        ],
        videos=videos,
        marks=Counter(_MARKS[tag.name] for tag in soup.find_all(list(_MARKS))),
        right_to_left=" ".join(text(tag) for tag in soup.find_all(dir="rtl")),
    )


def text(tag: Tag) -> str:
    return comparable(tag.get_text())


def comparable(text: str) -> str:
    """Return *text* with one kind of space, quote and dash."""
    plain = re.sub("-+", "-", text.translate(_TYPEWRITER)).replace("''", '"')
    return " ".join(_FORBIDDEN.sub("", plain).split())


def _video(tag: Tag) -> tuple[str, str] | None:
    """Take a player, or a link that stands for one, out of its page."""
    address = str(tag.get("src" if tag.name == "iframe" else "href"))
    if tag.name == "a" and tag.get_text() != address:
        return None
    for site, pattern in _PLAYERS:
        if found := pattern.search(address):
            tag.decompose()
            return site, found[1]
    return None


def _is_bare(tag: Tag) -> bool:
    address = unquote(str(tag["href"]))
    return tag.get_text() in {address, address.partition("://")[2]}
