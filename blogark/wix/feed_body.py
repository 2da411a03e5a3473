"""The body of a post in the blog's feed: ``content:encoded`` of an RSS item.

Feeds carried it until February 2025 (33 feeds of 2021 to 2026 seen). It is plain HTML
with less in it than a page: no block keys, no buttons and files, no widths and links of
pictures; some texts have a comma too many before a link. But a video has its address,
which pages leave to the browser. Compared over 34 posts with their pages: words,
headings, list items and pictures are the same, apart from those commas.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4 import Tag
from selectolax.lexbor import LexborHTMLParser

from blogark.wix.bounds import whole, without_excess
from blogark.wix.soup import soup
from blogark.wix.viewer_media import attribute
from blogark.wix.viewer_reading import read_elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogark.wix.body import Body

_HAS_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def read_feed_html(html: str, base_url: str) -> Body:
    """Return the body that a feed gives as *html*; *base_url* is the post's address.

    An empty *html* gives a body without blocks.
    """
    region = LexborHTMLParser(without_excess(html)).body
    if region is None:
        return read_elements((), base_url, "rss")
    if (excessive := whole(region, "rss")) is not None:
        return excessive
    fragment = soup(region)
    for child in list(fragment.children):
        if isinstance(child, Tag):
            _as_viewer_markup(child)
    for link in fragment.find_all("a"):
        _complete(link)
    return read_elements(_elements(fragment), base_url, "rss")


def _elements(fragment: Tag) -> Iterator[tuple[Tag, str]]:
    for child in list(fragment.children):
        if isinstance(child, Tag):
            yield child, ""
        elif str(child).strip():  # text on its own
            yield child.wrap(Tag(name="p")), ""


def _as_viewer_markup(element: Tag) -> None:
    """Turn what only feeds write into what the viewer writes for it."""
    img = element.find("img")
    img = img if isinstance(img, Tag) else None
    if element.name == "a" and _is_video(element, img):
        _as_video(element, img)
    elif element.name == "figure" and img is not None:
        if attribute(img, "src").partition("/v1/")[0].endswith("/media/undefined"):
            element.attrs["data-hook"] = "gallery-viewer"  # items are not in the feed
            element.clear()
        elif caption := attribute(img, "title"):
            _add_caption(element, caption)


def _is_video(link: Tag, img: Tag | None) -> bool:
    """Tell a link that stands for a video: around its poster, or bare address."""
    return img is not None or link.get_text().strip() == attribute(link, "href")


def _as_video(link: Tag, poster: Tag | None) -> None:
    link.name = "video"
    link.attrs = {"src": attribute(link, "href"), "poster": attribute(poster, "src")}
    link.clear()


def _complete(link: Tag) -> None:
    """Add the scheme that authors leave out and the viewer's pages add."""
    href = attribute(link, "href")
    if href and not _HAS_SCHEME.match(href) and href[0] not in "/#?":
        link.attrs["href"] = f"http://{href}"


def _add_caption(figure: Tag, caption: str) -> None:
    line = Tag(name="figcaption")
    line.string = caption
    figure.append(line)
