"""The body of a post's AMP page, ``/amp/<slug>``.

AMP keeps what the other pages leave to the browser: the ids of videos. Its elements
are read as the HTML elements they stand for. The page has no hooks and no block keys;
header, body and footer are told by their order and by what is in them (seen on
pages of one site of 2024; carousels, SoundCloud and captions are inferred).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from bs4 import Tag

from blogark.wix.bounds import whole
from blogark.wix.soup import soup
from blogark.wix.viewer_media import attribute
from blogark.wix.viewer_reading import blocks_of, read_elements

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from blogark.wix.body import Body
    from blogark.wix.page import WixPage

_FOOTER = '[data-hook="categories-list"]'
# AMP's element → the element of HTML that it stands for.
_SAME: Final = {
    "amp-img": "img",
    "amp-anim": "img",
    "amp-video": "video",
    "amp-audio": "audio",
    "amp-iframe": "iframe",
}
# AMP's player → the attribute with what it plays, and the address of a frame for it.
_PLAYERS: Final = {
    "amp-youtube": ("data-videoid", "https://www.youtube.com/embed/{}"),
    "amp-vimeo": ("data-videoid", "https://player.vimeo.com/video/{}"),
    "amp-soundcloud": (
        "data-trackid",
        "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/{}",
    ),
    "amp-facebook": ("data-href", "{}"),
}


def read_amp(page: WixPage) -> Body | None:
    """Return the body of an AMP page of a post, ``None`` for any other page."""
    region = _region(page) if is_amp(page) else None
    if region is None:
        return None
    if (excessive := whole(region, "amp")) is not None:
        return excessive
    fragment = soup(region)
    for element in list(fragment.descendants):
        if isinstance(element, Tag):
            _as_html(element)
    return read_elements(blocks_of(fragment), page.url, "amp")


def is_amp(page: WixPage) -> bool:
    """Tell whether *page* is an AMP page, of a post or not."""
    html = page.first("html")
    return html is not None and not html.attributes.keys().isdisjoint({"amp", "⚡"})


def _region(page: WixPage) -> LexborNode | None:
    root = page.first("body > div")
    parts = [*root.iter()] if root is not None else []
    parts = [part for part in parts if part.css_first(_FOOTER) is None]
    if len(parts) > 1 and parts[0].css_first("h1") is not None:
        return parts[1]  # the first is the header, with title, author and dates
    return max(parts, key=lambda part: len(part.html or ""), default=None)


def _as_html(element: Tag) -> None:
    name = element.name
    if name in _SAME:
        element.name = _SAME[name]
        if not element.get_text().strip():  # a space that would be its caption
            element.clear()
    elif name in _PLAYERS:
        key, address = _PLAYERS[name]
        if played := attribute(element, key):
            element.name = "iframe"
            element.attrs = {"src": address.format(quote(played, safe=":/?&=%"))}
    elif name == "amp-carousel":
        _as_gallery(element)


def _as_gallery(carousel: Tag) -> None:
    carousel.name = "div"
    carousel.attrs["data-hook"] = "gallery-viewer"
    for picture in carousel.find_all(["amp-img", "amp-anim"]):
        picture.wrap(Tag(name="div", attrs={"data-hook": "item-container"}))
