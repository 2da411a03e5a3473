"""A saved page with the links that it had on the web."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote

import msgspec
from selectolax.lexbor import LexborHTMLParser

from blogark.wix.media import image_original, media_id
from blogark.wix.page import WixPage
from blogark.wix.saved_layout import is_local, is_media_name, media_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selectolax.lexbor import LexborNode

_ADDRESSES: Final = ("href", "src", "poster", "data-pin-url", "data-pin-media")
_LISTS: Final = ("srcset", "imagesrcset")
_SELECTOR: Final = ", ".join(f"[{n}]" for n in (*_ADDRESSES, *_LISTS))
_CSS_URL: Final = re.compile(r"""url\((["']?)([^"')]+)\1\)""")
_BETWEEN: Final = re.compile(r",\s+")
"""Between two entries of a `srcset`; Wix's own addresses have commas in them."""


class _ImageData(msgspec.Struct):
    uri: str = ""


class _ImageInfo(msgspec.Struct, rename="camel"):
    image_data: _ImageData = msgspec.field(default_factory=_ImageData)


class SavedPicture(NamedTuple):
    """A picture of a page whose file was saved with it."""

    original: str
    """The URL of the file that the author uploaded."""
    src: str
    """Where the saved copy is: a path from the page's folder, or a ``data:`` URI."""


def restored(page: WixPage, resolve: Callable[[str], str | None]) -> WixPage:
    """Return *page* with every link as *resolve* says; ``None`` leaves it as it is.

    Data inside of scripts is left as it is: no tool is known to rewrite it.
    """
    tree = LexborHTMLParser(page.html)
    for node in tree.css(_SELECTOR):
        _restore_links(node, resolve)
    for node in tree.css('[style*="url("]'):
        style = node.attributes.get("style") or ""
        node.attrs["style"] = _CSS_URL.sub(lambda m: _in_css(m, resolve), style)
    for img in tree.css("img[src]"):
        _restore_picture(img)
    for frame in tree.css("iframe[srcdoc]"):
        _restore_frame(frame)
    return WixPage(tree.html or "", page.url)


def saved_pictures(page: WixPage) -> Iterator[SavedPicture]:
    """Yield the pictures of *page* that the tool saved, and whose originals it names.

    *page* is as it was saved, not restored. Drawings (SVG) inside of the page are the
    placeholders of lazy loading.
    """
    for img in page.tree.css("img[src]"):
        src = img.attributes.get("src") or ""
        is_data = src.startswith("data:image/") and not src.startswith("data:image/svg")
        original = _original(img)
        if original is not None and (is_data or is_local(src)):
            yield SavedPicture(original, src)


def _restore_links(node: LexborNode, resolve: Callable[[str], str | None]) -> None:
    attributes = node.attributes
    for name in _ADDRESSES:
        value = attributes.get(name)
        if value and (url := resolve(value)) is not None:
            node.attrs[name] = url
    for name in _LISTS:
        if value := attributes.get(name):
            node.attrs[name] = ", ".join(
                _entry(entry, resolve) for entry in _BETWEEN.split(value.strip())
            )


def _entry(entry: str, resolve: Callable[[str], str | None]) -> str:
    url, space, size = entry.partition(" ")
    return f"{resolve(url) or url}{space}{size}"


def _in_css(found: re.Match[str], resolve: Callable[[str], str | None]) -> str:
    mark, url = found[1], found[2]
    return f"url({mark}{resolve(url) or url}{mark})"


def _restore_picture(img: LexborNode) -> None:
    """Name the original where the address of a saved copy says nothing of it."""
    src = img.attributes.get("src") or ""
    tells = media_id(src) is not None and not is_local(src)
    if not tells and (original := _original(img)) is not None:
        img.attrs["src"] = original


def _restore_frame(frame: LexborNode) -> None:
    """Name the page that a frame showed, whose text SingleFile puts inside of it."""
    shown = WixPage(frame.attributes.get("srcdoc") or "", "")
    url = shown.attribute('link[rel="canonical"]', "href") or shown.meta("og:url") or ""
    if not frame.attributes.get("src") and url.startswith(("https://", "http://")):
        frame.attrs["src"] = url
        del frame.attrs["srcdoc"]


def _original(img: LexborNode) -> str | None:
    """Return the original of a picture, from what stands around its ``src``."""
    frame = img.parent
    while frame is not None and frame.tag not in {"wow-image", "wix-image"}:
        frame = frame.parent if frame.tag in {"picture", "a", "span"} else None
    attributes = frame.attributes if frame is not None else {}
    sources = [
        _uri(attributes.get("data-image-info") or ""),
        attributes.get("id") or "",
        img.attributes.get("data-pin-media") or "",
        *(_first(node) for node in (img, *_siblings(img))),
        _own_name(img.attributes.get("src") or ""),
    ]
    for source in map(media_name, filter(None, sources)):
        if not source.startswith("data:") and media_id(source) is not None:
            return image_original(source)
    return None


def _uri(info: str) -> str:
    try:
        return msgspec.json.decode(info, type=_ImageInfo).image_data.uri
    except msgspec.DecodeError:  # ValidationError is one of them
        return ""


def _first(node: LexborNode) -> str:
    return (node.attributes.get("srcset") or "").strip().partition(" ")[0]


def _own_name(src: str) -> str:
    """Return the name of a saved copy, if it is its original's id."""
    name = unquote(src).rpartition("/")[2]
    return name if not src.startswith("data:") and is_media_name(name) else ""


def _siblings(img: LexborNode) -> list[LexborNode]:
    picture = img.parent
    is_one = picture is not None and picture.tag == "picture"
    return picture.css("source[srcset]") if picture is not None and is_one else []
