"""Pictures, videos and sound: nodes of a Ricos document.

Each function takes the node's data and returns the block without its anchor, or
``None`` if the data does not hold what makes the block. ``blogark.wix.draft_entities``
uses those whose data is the same in Draft.js.
"""

from __future__ import annotations

import msgspec

from blogark.document import Audio, Gallery, Image, Video
from blogark.wix.media import image_original
from blogark.wix.pagedata import dig
from blogark.wix.rich_files import (
    css_length,
    file_address,
    file_source,
    frame_address,
    picture,
    video_address,
)
from blogark.wix.rich_text import read_link, text_line
from blogark.wix.values import first_text, list_at, pixels_at, text_at
from blogark.wix.viewer_media import video_at


def read_image(data: object, base_url: str) -> Image | None:
    """``imageData``; its caption may also be a node of its own."""
    source = file_source(data, "image") or text_at(data, "image", "url")
    if not source:
        return None
    return Image(
        url=image_original(source),
        alt=first_text(data, ("altText",), ("alt",)),
        caption=text_line(text_at(data, "caption").strip()),
        link=read_link(dig(data, "link"), base_url),
        width=pixels_at(data, "image", "width"),
        height=pixels_at(data, "image", "height"),
        name=first_text(data, ("image", "fileName"), ("image", "filename")),
        display_width=css_length(dig(data, "containerData", "width", "custom")),
    )


def read_gif(data: object, _base_url: str) -> Image | None:
    """``gifData`` of today; ``giphyData`` of 2021, and the same in Draft.js."""
    source = first_text(
        data,
        ("original", "gif"),
        ("gif", "originalUrl"),
        ("downsized", "gif"),
        ("gif", "downsizedUrl"),
        ("original", "still"),
        ("gif", "stillUrl"),
    )
    if not source:
        return None
    return Image(
        url=image_original(source),
        alt=first_text(data, ("altText",), ("title",)),
        width=pixels_at(data, "width") or pixels_at(data, "gif", "width"),
        height=pixels_at(data, "height") or pixels_at(data, "gif", "height"),
    )


def read_shape(data: object, _base_url: str) -> Image | None:
    """``shapeData``: a drawing from Wix's library."""
    source = file_source(data, "shape", "media") or file_source(data, "shape")
    return Image(url=image_original(source)) if source else None


def read_gallery(data: object, base_url: str) -> Gallery:
    """``galleryData``, and the same in Draft.js.

    It is incomplete if an item is neither picture nor video.
    """
    read = [_gallery_item(item, base_url) for item in list_at(data, "items")]
    items = tuple(item for item in read if item is not None)
    return Gallery(items=items, complete=len(items) == len(read))


def _gallery_item(item: object, base_url: str) -> Image | Video | None:
    kind = first_text(item, ("metadata", "type"), ("type",)).lower()
    if isinstance(dig(item, "video"), dict) or kind == "video":
        return _gallery_video(item)
    source = file_source(item, "image", "media") or file_source(item, "image")
    source = source or first_text(item, ("url",), ("mediaUrl",))
    if not source or kind not in {"", "image"}:
        return None
    media = dig(item, "image", "media") or dig(item, "metadata")
    return Image(
        url=image_original(source),
        alt=first_text(item, ("altText",), ("metadata", "altText")),
        caption=text_line(first_text(item, ("title",), ("metadata", "title"))),
        link=read_link(
            dig(item, "image", "link") or dig(item, "metadata", "link"), base_url
        ),
        width=pixels_at(media, "width"),
        height=pixels_at(media, "height"),
    )


def _gallery_video(item: object) -> Video | None:
    source = file_source(item, "video", "media") or file_source(item, "video")
    source = source or text_at(item, "url").strip()
    if not source:
        return None
    poster = file_source(item, "video", "thumbnail")
    poster = poster or text_at(item, "metadata", "poster")
    video = video_at(video_address(source), picture(poster))
    title = first_text(item, ("title",), ("metadata", "title"))
    return msgspec.structs.replace(video, caption=text_line(title))


def read_video(data: object, _base_url: str) -> Video:
    """``videoData``; without its address it is an empty video."""
    source = file_source(data, "video")
    poster = picture(file_source(data, "thumbnail"))
    known = video_at(video_address(source), poster) if source else Video(poster=poster)
    return msgspec.structs.replace(
        known,
        title=text_at(data, "title").strip(),
        width=pixels_at(data, "video", "width"),
        height=pixels_at(data, "video", "height"),
    )


def read_audio(data: object, _base_url: str) -> Audio:
    """``audioData``: a file, or the player of another site as HTML."""
    source = file_source(data, "audio")
    html = text_at(data, "html").strip()
    url = file_address(source) if source else frame_address(html)
    return Audio(
        url=url or None,
        title=text_at(data, "name").strip(),
        author=text_at(data, "authorName").strip(),
        html=html or None,
    )
