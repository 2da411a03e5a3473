"""Pictures, videos, sounds and frames in the viewer's markup.

Each function takes the element that carries the kind's ``data-hook`` and returns one
block. What the page leaves empty is returned empty (``url`` is ``None``): the caller
makes a finding of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec
from bs4 import Tag

from blogark.document import (
    Audio,
    Embed,
    Gallery,
    Image,
    Inlines,
    Video,
)
from blogark.wix.media import (
    dimensions_in_id,
    image_original,
    media_id,
    video_id_from_poster,
    video_urls,
    youtube_id_from_thumbnail,
)
from blogark.wix.styles import background_image, declarations
from blogark.wix.values import MAX_NUMBER, whole_number
from blogark.wix.viewer_text import read_inlines, read_link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class _ImageData(msgspec.Struct, rename="camel"):
    """The part of ``data-image-info`` that is the author's."""

    uri: str = ""
    width: float | None = None
    height: float | None = None
    name: str | None = ""
    alt: str | None = ""


class _ImageInfo(msgspec.Struct, rename="camel"):
    image_data: _ImageData


def attribute(element: Tag | None, name: str) -> str:
    """Return an attribute as text, ``""`` if it is not there."""
    value = element.attrs.get(name) if element is not None else None
    return value.strip() if isinstance(value, str) else ""


def first_tag(element: Tag, *names: str) -> Tag | None:
    """Return the first tag in *element* with one of *names*.

    ``find`` makes rules of its arguments at each call: 12 µs where this takes 1.
    """
    tags = (node for node in element.descendants if isinstance(node, Tag))
    return next((tag for tag in tags if tag.name in names), None)


def enclosing(element: Tag, name: str) -> Tag | None:
    """Return the innermost *name* that *element* is in: ``find_parent``, as above."""
    parent = element.parent
    while parent is not None and parent.name != name:
        parent = parent.parent
    return parent


def read_image(element: Tag, base_url: str) -> Image | None:
    """Return the picture in *element*, ``None`` if it names no file.

    ``img[src]`` is a blurred thumbnail nearly always; the original is named by
    ``wow-image[data-image-info]``, by its ``id`` and by ``img[data-pin-media]``.
    """
    frame = first_tag(element, "wow-image", "wix-image")
    img = first_tag(element, "img")
    data = _image_data(frame)
    source = (
        data.uri
        or attribute(frame, "id")
        or attribute(img, "data-pin-media")
        or attribute(img, "src")
    )
    if not source or source.startswith("data:"):
        return None
    anchor = _enclosing_link(frame or img)
    width, height = dimensions_in_id(source)
    return Image(
        url=image_original(source),
        alt=attribute(img, "alt") or data.alt or "",
        caption=_caption(element, base_url),
        link=read_link(anchor, base_url) if anchor is not None else None,
        width=_pixels(data.width) or width or _original(img, "width"),
        height=_pixels(data.height) or height or _original(img, "height"),
        name=data.name or _file_name(attribute(img, "data-pin-media")),
    )


def _caption(element: Tag, base_url: str) -> Inlines:
    """Return the text under a picture: all text there is in its element.

    It stands in ``figcaption`` since 2023, in a bare ``span`` in the years before.
    """
    return read_inlines(first_tag(element, "figcaption") or element, base_url)


def _image_data(frame: Tag | None) -> _ImageData:
    info = attribute(frame, "data-image-info")
    try:
        return msgspec.json.decode(info, type=_ImageInfo).image_data
    except (msgspec.DecodeError, RecursionError):  # ValidationError is one of them
        return _ImageData()


def _pixels(length: float | None) -> int | None:
    return round(length) if length and 0 < length <= MAX_NUMBER else None


def _original(img: Tag | None, side: str) -> int | None:
    """Return the original's size, which pages before 2023 give on ``img`` itself.

    Measured: ``width="5071"`` beside a rendition of 1000 pixels.
    """
    value = attribute(img, side)
    is_own = media_id(attribute(img, "src")) is not None
    return whole_number(value) if is_own else None


def _enclosing_link(element: Tag | None) -> Tag | None:
    parent = enclosing(element, "a") if element is not None else None
    return parent if isinstance(parent, Tag) else None


def _file_name(url: str) -> str:
    """Return the human file name at the end of a rendition's URL, if it has one."""
    name = url.rpartition("/")[2] if "/v1/" in url else ""
    is_human = name and name != media_id(url) and not name.startswith("file.")
    return name if is_human else ""


def read_gallery(element: Tag, base_url: str) -> Gallery:
    """Return the items that the page shows: the first few, or none at all."""
    return Gallery(items=tuple(_gallery_items(element, base_url)), complete=False)


def _gallery_items(element: Tag, base_url: str) -> Iterator[Image | Video]:
    seen: set[str] = set()
    for item in _hooked(element, "item-container".__eq__):
        read = _gallery_video(item) or _gallery_image(item, base_url)
        key = attribute(item, "data-id") or attribute(item, "data-hash")
        if read is None or (key and key in seen):
            continue
        seen.add(key)
        yield read


def _gallery_image(item: Tag, base_url: str) -> Image | None:
    shown = _hooked(item, "gallery-item-image-img".__eq__)
    img = next((tag for tag in shown if tag.name == "img"), first_tag(item, "img"))
    if img is None:
        return None
    source = attribute(img, "src") or attribute(img, "srcset").partition(" ")[0]
    if not source or source.startswith("data:"):
        return None
    anchor = item.find("a", href=True)
    title = next(_hooked(item, _is_title), None)
    width, height = dimensions_in_id(source)
    return Image(
        url=image_original(source),
        alt=attribute(img, "alt"),
        caption=read_inlines(title, base_url) if title is not None else (),
        link=read_link(anchor, base_url) if isinstance(anchor, Tag) else None,
        width=width,
        height=height,
        name=_file_name(source),
    )


def _gallery_video(item: Tag) -> Video | None:
    hooked = any(_hooked(item, lambda hook: "video" in hook))
    return read_video(item, "") if hooked or first_tag(item, "video") else None


def _is_title(hook: str) -> bool:
    return "item-title" in hook or "item-description" in hook


def _hooked(element: Tag, is_it: Callable[[str], bool]) -> Iterator[Tag]:
    """Yield the tags in *element* whose hook *is_it*; ``select`` takes ten times it."""
    tags = (node for node in element.descendants if isinstance(node, Tag))
    return (tag for tag in tags if is_it(attribute(tag, "data-hook")))


def read_video(element: Tag, base_url: str) -> Video:
    """Return the video in *element*: from its file, its frame, or its poster.

    The viewer draws the player in the browser; what is left of it on the page is the
    poster, whose address holds the id of a YouTube video or of the blog's own file.
    """
    caption = _caption(element, base_url)
    poster = poster_of(element)
    for tag in element.find_all(["video", "source", "iframe"]):
        if source := attribute(tag, "src"):
            video = video_at(source, poster or attribute(tag, "poster") or None)
            return msgspec.structs.replace(video, caption=caption)
    return msgspec.structs.replace(video_of_poster(poster), caption=caption)


def poster_of(element: Tag) -> str | None:
    """Return the original of the picture that stands for a video or a page."""
    for tag in element.descendants:
        if isinstance(tag, Tag) and (url := background_image(attribute(tag, "style"))):
            return image_original(url)
    img = element.find("img", src=True)
    source = attribute(img, "src") if isinstance(img, Tag) else ""
    return image_original(source) if source else None


def video_at(url: str, poster: str | None = None) -> Video:
    """Return the video that *url* plays."""
    if found := _YOUTUBE.search(url):
        return _youtube(found[1], poster)
    if found := _VIMEO.search(url):
        page = f"https://vimeo.com/{found[1]}"
        return Video(url=page, provider="vimeo", poster=poster)
    if found := _WIX_VIDEO.search(url):
        first, *others = dict.fromkeys((url, *video_urls(found[1])))
        return Video(url=first, fallbacks=tuple(others), poster=poster)
    host = _HOST.match(url)
    is_file = url.lower().partition("?")[0].endswith(_VIDEO_FILES)
    provider = None if is_file or host is None else host[1].lower()
    return Video(url=url, provider=provider, poster=poster)


_HOST = re.compile(r"(?:https?:)?//(?:www\.)?([^/?#:]+)", re.IGNORECASE)
_VIDEO_FILES = (".mp4", ".webm", ".mov", ".m4v", ".ogv")
_YOUTUBE = re.compile(
    r"(?:youtube(?:-nocookie)?\.com/(?:watch\?(?:.*&)?v=|embed/|live/|shorts/|v/)"
    r"|youtu\.be/)([\w-]{6,})"
)
_VIMEO = re.compile(r"vimeo\.com/(?:video/)?(\d+)")
_WIX_VIDEO = re.compile(r"video\.wixstatic\.com/video/([^/?#]+)")


def video_of_poster(poster: str | None) -> Video:
    """Return what a poster's address tells of its video."""
    if poster is None:
        return Video()
    if (key := youtube_id_from_thumbnail(poster)) is not None:
        return _youtube(key, poster)
    if (file_id := video_id_from_poster(poster)) is not None:
        first, *others = video_urls(file_id)
        return Video(url=first, fallbacks=tuple(others), poster=image_original(poster))
    if "vimeocdn.com" in poster:  # its number is the thumbnail's, not the video's
        return Video(provider="vimeo", poster=poster)
    return Video(poster=poster)


def _youtube(key: str, poster: str | None) -> Video:
    url = f"https://www.youtube.com/watch?v={key}"
    return Video(url=url, provider="youtube", poster=poster)


def read_audio(element: Tag, _base_url: str) -> Audio:
    """Return the sound in *element*; a player of another site is empty in the page."""
    for tag in element.find_all(["audio", "source", "iframe"]):
        if source := attribute(tag, "src"):
            html = str(tag) if tag.name == "iframe" else None
            return Audio(url=source, html=html, title=spoken(element))
    return Audio(title=spoken(element))


def read_frame(element: Tag, _base_url: str) -> Video | Embed:
    """Return what ``<iframe>`` shows: a video of a known player, else a page."""
    url = attribute(element, "src")
    video = video_at(url) if url else Video()
    if video.provider in {"youtube", "vimeo"}:
        return video
    return Embed(
        html=str(element),
        url=url or None,
        width=attribute(element, "width") or None,
        height=attribute(element, "height") or None,
    )


def read_embed(element: Tag, _base_url: str) -> Embed:
    """Return the foreign markup in *element*, with the size that the author gave it.

    A frame that carries its page, as some saved pages have it, stands for that markup.
    """
    rules = declarations(attribute(element, "style"))
    width, height = rules.get("width"), rules.get("height")
    frame = first_tag(element, "iframe")
    url = attribute(frame, "src")
    within = "" if url else attribute(frame, "srcdoc")
    html = within or element.decode_contents().strip()
    return Embed(html=html or None, url=url or None, width=width, height=height)


def spoken(element: Tag) -> str:
    """Return the text of *element* on one line."""
    return " ".join(element.get_text(" ").split())
