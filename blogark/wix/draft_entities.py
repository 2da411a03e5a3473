"""Entities of Draft.js raw content that are blocks: pictures, embeds, cards and so on.

Where the data is the same as in a Ricos document, its reader is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import msgspec

from blogark.document import Audio, Block, Button, Embed, Image, LinkPreview, Video
from blogark.wix.media import image_original
from blogark.wix.pagedata import dig
from blogark.wix.rich_files import css_length, picture, video_address
from blogark.wix.rich_text import read_link, text_line
from blogark.wix.ricos_media import read_gallery, read_gif
from blogark.wix.ricos_widgets import (
    link_card,
    read_app,
    read_divider,
    read_file,
    read_map,
    read_oembed,
    read_poll,
)
from blogark.wix.values import first_text, pixels_at, text_at
from blogark.wix.viewer_media import video_at

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_Reader: TypeAlias = "Callable[[object, str], Block | None]"


def read_image(data: object, base_url: str) -> Image | None:
    """``src`` is an address, or ``{id, file_name, …}`` whose id is not the media id."""
    src = dig(data, "src")
    source = src.strip() if isinstance(src, str) else ""
    source = source or first_text(
        src, ("file_name",), ("original_file_name",), ("url",), ("id",)
    )
    if not source:
        return None
    width = dig(data, "config", "width")
    return Image(
        url=image_original(source),
        alt=first_text(data, ("metadata", "alt"), ("alt",)),
        caption=text_line(first_text(data, ("metadata", "caption"), ("caption",))),
        link=read_link(dig(data, "config", "link"), base_url),
        width=pixels_at(src, "width") or pixels_at(data, "width"),
        height=pixels_at(src, "height") or pixels_at(data, "height"),
        display_width=css_length(width),
    )


def read_video(data: object, _base_url: str) -> Video:
    """``src`` is an address, or ``{pathname, thumbnail}`` for a file of the blog's."""
    src = dig(data, "src")
    source = src.strip() if isinstance(src, str) else ""
    source = source or first_text(src, ("pathname",), ("url",), ("id",))
    poster = picture(
        first_text(
            data,
            ("src", "thumbnail", "pathname"),
            ("src", "thumbnail", "url"),
            ("metadata", "thumbnail_url"),
        )
    )
    known = video_at(video_address(source), poster) if source else Video(poster=poster)
    return msgspec.structs.replace(
        known,
        title=text_at(data, "metadata", "title").strip(),
        caption=text_line(text_at(data, "metadata", "caption").strip()),
    )


def read_sound(data: object, _base_url: str) -> Audio | Embed | None:
    """``sound-cloud``: the address of a page; what plays it is in ``metadata``."""
    source = text_at(data, "src").strip()
    html = text_at(data, "metadata", "html").strip()
    if not html:
        return Embed(url=source) if source else None
    return Audio(
        url=source or None,
        title=text_at(data, "metadata", "title").strip(),
        author=text_at(data, "metadata", "author_name").strip(),
        html=html,
    )


def read_html(data: object, _base_url: str) -> Embed:
    """``srcType`` says whether ``src`` is markup or an address."""
    source = text_at(data, "src").strip() or None
    is_url = text_at(data, "srcType") == "url"
    return Embed(
        html=None if is_url else source,
        url=source if is_url else None,
        width=css_length(dig(data, "config", "width")),
        height=css_length(dig(data, "config", "height")),
    )


def read_link_preview(data: object, base_url: str) -> LinkPreview | Embed | None:
    """The address is in ``config``; ``provider_url`` is the site's."""
    link = read_link(dig(data, "config", "link"), base_url)
    return link_card(
        data,
        link,
        thumbnail=text_at(data, "thumbnail_url"),
        site=text_at(data, "provider_url"),
    )


def read_button(data: object, base_url: str) -> Button:
    """``button.settings``; an action button has no address."""
    settings = dig(data, "button", "settings")
    return Button(
        text=text_at(settings, "buttonText"), link=read_link(settings, base_url)
    )


def read_vertical_embed(data: object, base_url: str) -> Block | None:
    """``selectedProduct``: a product, an event or a service."""
    return read_app(dig(data, "selectedProduct"), base_url)


READERS: Final[Mapping[str, _Reader]] = {
    "image": read_image,
    "gallery": read_gallery,
    **dict.fromkeys(("video", "video-embed"), read_video),
    **dict.fromkeys(("sound-cloud", "audio"), read_sound),
    "divider": read_divider,
    **dict.fromkeys(("giphy", "gif"), read_gif),
    "html": read_html,
    "embed": read_oembed,
    **dict.fromkeys(("file-upload", "file"), read_file),
    "link-preview": read_link_preview,
    **dict.fromkeys(("link-button", "action-button", "button"), read_button),
    "map": read_map,
    "poll": read_poll,
    **dict.fromkeys(("vertical-embed", "app-embed"), read_vertical_embed),
}
"""Name of an entity without its prefix → the reader of its data."""
