"""Foreign markup made fit to be written: players become links, the rest is sanitised.

The tree keeps an embed as the author put it in. What is written of it can neither run
nor load anything: scripts, frames and forms go, and where a frame was, a link leads to
the page that plays the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, urlsplit

import nh3
from selectolax.lexbor import LexborHTMLParser

from blogark.render.escape import address

if TYPE_CHECKING:
    from collections.abc import Iterator

# What ammonia allows by default, without what only styles or moves.
_TAGS: Final = nh3.ALLOWED_TAGS - {"center", "font", "bdo", "map", "area"}
_ATTRIBUTES: Final = {
    "*": {"dir", "lang", "title"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start"},
}
_FRAMES: Final = "iframe, embed, object, video, audio, source"
# A frame's address → the page that a person would open.
_PAGES: Final = (
    (r"youtube(?:-nocookie)?\.com/embed/([\w-]{6,})", r"https://www.youtube.com/watch?v=\1"),
    (r"player\.vimeo\.com/video/(\d+)", r"https://vimeo.com/\1"),
    (r"open\.spotify\.com/embed/(\w+/\w+)", r"https://open.spotify.com/\1"),
    (r"dailymotion\.com/embed/video/(\w+)", r"https://www.dailymotion.com/video/\1"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Embedded:
    """What can be written of foreign markup."""

    links: tuple[str, ...]
    """Pages of the players in it, in order."""
    html: str
    """The rest, sanitised and on one line; ``""`` if nothing of it would show."""


def embedded(markup: str) -> Embedded:
    """Return what can be written of *markup*, which may be anything."""
    links = tuple(dict.fromkeys(_links(markup)))
    clean = nh3.clean(
        markup,
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    line = " ".join(clean.split())
    shows = "<img" in line or bool(_text(line).strip())
    return Embedded(links, line if shows else "")


def embedded_text(markup: str) -> str:
    """Return the words of *markup* that a reader sees, on one line."""
    return " ".join(_text(embedded(markup).html).split())


def _text(html: str) -> str:
    body = LexborHTMLParser(html).body if html else None
    return "" if body is None else body.text(separator=" ")


def _links(markup: str) -> Iterator[str]:
    for frame in LexborHTMLParser(markup).css(_FRAMES):
        found = frame.attributes
        source = found.get("src") or found.get("data-src") or found.get("data")
        if source and (url := page_of(source)):
            yield url


def page_of(source: str) -> str:
    """Return the page to open instead of the frame *source*, ``""`` if it is unsafe."""
    source = source.strip()
    url = f"https:{source}" if source.startswith("//") else source
    for pattern, page in _PAGES:
        if found := re.search(pattern, url):
            return found.expand(page)
    if "w.soundcloud.com/player" in url:
        track = parse_qs(urlsplit(url).query).get("url", [url])[0]
        return address(track)
    is_web = url.startswith(("http://", "https://"))
    return address(url) if is_web else ""
