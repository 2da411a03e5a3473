"""Embeds, files, buttons, cards and the like: nodes of a Ricos document.

As in ``blogark.wix.ricos_media``, each function takes the node's data and returns the
block without its anchor, or ``None`` if the data does not hold what makes the block.
"""

from __future__ import annotations

from typing import Final

import msgspec

from blogark.document import (
    Button,
    Divider,
    Embed,
    File,
    Image,
    Link,
    LinkPreview,
    Map,
    Poll,
    PollOption,
    Video,
)
from blogark.wix.media import image_original
from blogark.wix.pagedata import dig
from blogark.wix.rich_files import (
    css_length,
    file_address,
    file_size,
    file_source,
    picture,
)
from blogark.wix.rich_text import read_link, web_link
from blogark.wix.values import first_text, list_at, named, number_at, text_at
from blogark.wix.viewer_media import video_at

_LINES: Final = ("SINGLE", "DOUBLE", "DASHED", "DOTTED")  # by their numbers


def read_html(data: object, _base_url: str) -> Embed:
    """``htmlData``: markup as the author pasted it, or a page in a frame."""
    container = dig(data, "containerData")
    return Embed(
        html=text_at(data, "html").strip() or None,
        url=text_at(data, "url").strip() or None,
        width=css_length(dig(container, "width", "custom")),
        height=css_length(dig(container, "height", "custom")),
    )


def read_oembed(data: object, _base_url: str) -> Embed | Video | None:
    """``embedData``: what another site gives for an address."""
    oembed = dig(data, "oembed")
    source = first_text(data, ("src",), ("oembed", "url"))
    html, played = text_at(oembed, "html").strip(), text_at(oembed, "videoUrl").strip()
    if played or (source and text_at(oembed, "type") == "video"):
        poster = text_at(oembed, "thumbnailUrl").strip() or None
        video = video_at(source or played, poster)
        return msgspec.structs.replace(video, title=text_at(oembed, "title").strip())
    return Embed(html=html or None, url=source or None) if html or source else None


def read_link_preview(data: object, base_url: str) -> LinkPreview | Embed | None:
    """``linkPreviewData``: a card, or a whole post of another site as HTML."""
    link = read_link(dig(data, "link"), base_url)
    return link_card(data, link, thumbnail=text_at(data, "thumbnailUrl"))


def link_card(
    data: object, link: Link | None, *, thumbnail: str, site: str = ""
) -> LinkPreview | Embed | None:
    """Return the card of *link*: both dialects name all but these three alike."""
    title, html = text_at(data, "title").strip(), text_at(data, "html").strip()
    url = link.url if link is not None else None
    if not title:  # a post of another site: Wix itself migrates it to an embed
        return Embed(html=html or None, url=url) if html or url else None
    return LinkPreview(
        title=title,
        url=url,
        description=text_at(data, "description").strip(),
        site=site.strip(),
        thumbnail=picture(thumbnail),
        html=html or None,
    )


def read_file(data: object, _base_url: str) -> File | None:
    """``fileData``, and the same in Draft.js; ``size`` is in bytes."""
    source = file_source(data) or first_text(data, ("url",), ("path",), ("id",))
    name, kind = text_at(data, "name").strip(), text_at(data, "type").strip()
    if not source and not name:
        return None
    if kind and not name.lower().endswith(f".{kind.lower()}"):
        name = f"{name}.{kind}"
    return File(
        name=name,
        url=file_address(source) if source else None,
        size=file_size(number_at(data, "size")),
    )


def read_button(data: object, base_url: str) -> Button:
    """``buttonData``; one of the type ACTION has no address."""
    return Button(
        text=text_at(data, "text"), link=read_link(dig(data, "link"), base_url)
    )


def read_divider(data: object, _base_url: str) -> Divider:
    """``dividerData``; ``type`` names the line in Draft.js and in 2021."""
    lines = (named(dig(data, key), _LINES).lower() for key in ("lineStyle", "type"))
    match next(filter(None, lines), ""):
        case "double" | "dashed" | "dotted" as line:
            return Divider(line=line)
        case _:
            return Divider()


def read_map(data: object, _base_url: str) -> Map | None:
    """``mapData``, and the same in Draft.js."""
    settings = dig(data, "mapSettings")
    name = first_text(settings, ("locationName",), ("locationDisplayName",))
    address = text_at(settings, "address").strip()
    latitude, longitude = number_at(settings, "lat"), number_at(settings, "lng")
    if not name and not address and (latitude is None or longitude is None):
        return None
    return Map(
        name=name or address, address=address, latitude=latitude, longitude=longitude
    )


def read_poll(data: object, _base_url: str) -> Poll | None:
    """``pollData``, and the same in Draft.js; votes are left out."""
    poll = dig(data, "poll")
    title = text_at(poll, "title")
    options = tuple(
        PollOption(title=text_at(option, "title"), image=_poll_image(option))
        for option in list_at(poll, "options")
    )
    if not title and not options:
        return None
    return Poll(title=title, options=options, image=_poll_image(poll))


def _poll_image(value: object) -> Image | None:
    source = text_at(value, "mediaId").strip() or file_source(value, "image")
    return Image(url=image_original(source)) if source else None


def read_app(data: object, base_url: str) -> LinkPreview | None:
    """``appEmbedData``, ``selectedProduct`` in Draft.js.

    A card of a product, an event or a service of the site.
    """
    name = text_at(data, "name").strip()
    link = web_link(first_text(data, ("url",), ("pageUrl",)), base_url)
    if not name and link is None:
        return None
    details = (
        first_text(data, ("description",)),
        first_text(data, ("eventData", "scheduling"), ("scheduling",)),
        first_text(data, ("eventData", "location"), ("location",)),
        first_text(data, ("bookingData", "durations"), ("durations",)),
    )
    return LinkPreview(
        title=name,
        url=link.url if link is not None else None,
        description=" · ".join(filter(None, details)),
        thumbnail=picture(file_source(data, "image") or text_at(data, "imageSrc")),
        html=text_at(data, "html").strip() or None,
    )
