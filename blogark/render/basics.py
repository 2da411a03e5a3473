"""Every block as blocks that both HTML and Markdown have words for.

What the source leaves empty becomes a line that a reader can see:
``[Missing video: …]``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, assert_never

from blogark.document import (
    Audio,
    Block,
    Button,
    Code,
    Collapsible,
    Divider,
    Embed,
    File,
    Gallery,
    Heading,
    Image,
    Inlines,
    LineBreak,
    Link,
    LinkPreview,
    List,
    ListItem,
    Map,
    Paragraph,
    Poll,
    Quote,
    Style,
    Table,
    Text,
    Unknown,
    Video,
)
from blogark.render.embeds import embedded, page_of
from blogark.render.escape import address, is_blank
from blogark.render.runs import has_text


@dataclass(frozen=True, slots=True)
class Markup:
    """Foreign markup that has been made safe, on one line."""

    html: str
    anchor: str | None = None


Basic: TypeAlias = (
    Paragraph
    | Heading
    | List
    | Quote
    | Code
    | Table
    | Image
    | Video
    | Audio
    | Divider
    | Collapsible
    | Markup
)
"""The blocks that renderers write. Pictures, video and sound have an address."""


def basics(block: Block) -> list[Basic]:
    """Return what is written for *block*; the first carries its anchor."""
    match block:
        case (
            Paragraph()
            | Heading()
            | List()
            | Quote()
            | Code()
            | Table()
            | Divider()
            | Collapsible()
        ):
            return [block]
        case Image():
            return _image(block)
        case Video():
            return _video(block)
        case Audio():
            return _audio(block)
        case Gallery():
            return _gallery(block)
        case File():
            size = f" ({block.size})" if block.size else ""
            return [_linked(block, block.name, _link_to(block.url), size)]
        case Embed():
            return _embed(block)
        case Button():
            return [_linked(block, block.text, block.link)]
        case LinkPreview():
            return _link_preview(block)
        case Map():
            return [_map(block)]
        case Poll():
            return _poll(block)
        case Unknown():
            placeholder = _placeholder("Unknown block", block, block.kind)
            return [placeholder, *map(_paragraph, block.text.split("\n"))]
        case _:
            assert_never(block)


def _image(image: Image) -> list[Basic]:
    if address(image.url):
        return [image]
    placeholder = _placeholder("Missing image", image, image.alt or image.name)
    return [placeholder, Paragraph(image.caption)]


def _video(video: Video) -> list[Basic]:
    url = address(video.url)
    if not url:
        placeholder = _placeholder("Missing video", video, video.title)
        return [placeholder, Paragraph(video.caption)]
    if video.provider is not None and not has_text(video.caption):
        return [_linked(video, url, Link(url=url))]
    return [video]


def _audio(audio: Audio) -> list[Basic]:
    url = address(audio.url)
    if url and audio.html is None:
        return [audio]
    if page := page_of(url):  # of another site's player, which is no sound file
        name = " — ".join(filter(None, (audio.title, audio.author)))
        return [_linked(audio, name, Link(url=page))]
    if audio.html is None:
        return [_placeholder("Missing audio", audio, audio.title)]
    player = _foreign(audio, audio.html)
    return player or [_placeholder("Audio player", audio, audio.title)]


def _gallery(gallery: Gallery) -> list[Basic]:
    if not gallery.items:
        return [_placeholder("Missing gallery", gallery)]
    items = tuple(ListItem(blocks=(item,)) for item in gallery.items)
    return [List(items, anchor=gallery.anchor)]


def _embed(embed: Embed) -> list[Basic]:
    if url := page_of(embed.url or ""):
        return [_linked(embed, url, Link(url=url))]
    if embed.html is None:
        return [_placeholder("Missing embed", embed)]
    return _foreign(embed, embed.html) or [_placeholder("Embed", embed)]


def _foreign(block: Block, html: str) -> list[Basic]:
    """Return what can be written of *html*: nothing if nothing of it would show."""
    found = embedded(html)
    links = [_linked(block, url, Link(url=url)) for url in found.links]
    markup = [Markup(found.html, block.anchor)] if found.html else []
    return [*links, *markup]


def _link_preview(preview: LinkPreview) -> list[Basic]:
    title = _linked(preview, preview.title, _link_to(preview.url))
    if not has_text(title.content) and preview.html is not None:
        markup = _foreign(preview, preview.html) or [_placeholder("Embed", preview)]
        return [*markup, _paragraph(preview.description)]
    return [title, _paragraph(preview.description)]


def _map(place: Map) -> Basic:
    """Return name and address; the coordinates are the link, as RFC 5870 has it."""
    link = None
    if place.latitude is not None and place.longitude is not None:
        link = Link(url=f"geo:{place.latitude},{place.longitude}")
    name = _linked(place, place.name, link)
    if is_blank(place.address) or place.address == place.name:
        return name
    content = (*name.content, LineBreak(), Text(place.address))
    return Paragraph(content, anchor=place.anchor)


def _poll(poll: Poll) -> list[Basic]:
    question = Text(poll.title, Style(bold=True))
    options = tuple(
        ListItem(blocks=(_paragraph(option.title), *filter(None, (option.image,))))
        for option in poll.options
    )
    return [
        Paragraph((question,), anchor=poll.anchor),
        *(_image(poll.image) if poll.image is not None else ()),
        List(options),
    ]


def _linked(block: Block, text: str, link: Link | None, rest: str = "") -> Paragraph:
    """Return a paragraph with *text*, or the address in its place, as a link."""
    if link is not None and is_blank(text):
        text = link.url
    return Paragraph((Text(text, link=link), Text(rest)), anchor=block.anchor)


def _link_to(url: str | None) -> Link | None:
    return Link(url=url) if url else None


def _placeholder(what: str, block: Block, name: str = "") -> Paragraph:
    name = name or block.anchor or ""
    text = f"[{what}: {name}]" if name else f"[{what}]"
    return Paragraph((Text(text),), anchor=block.anchor)


def _paragraph(text: str) -> Paragraph:
    content: Inlines = (Text(text),)
    return Paragraph(content)
