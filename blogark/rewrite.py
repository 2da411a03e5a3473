"""Other addresses for a document: local files for media, new pages for links."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, assert_never

from msgspec.structs import replace

from blogark.document import (
    Audio,
    Block,
    Blocks,
    Button,
    Code,
    Collapsible,
    Divider,
    Document,
    Embed,
    File,
    Gallery,
    Heading,
    Image,
    Inlines,
    Link,
    LinkPreview,
    List,
    Map,
    Paragraph,
    Poll,
    Quote,
    Table,
    Text,
    Unknown,
    Video,
)
from blogark.walking import map_blocks, map_inlines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Change: TypeAlias = Callable[[str], str]


def rewrite(document: Document, *, media: Change, link: Change) -> Document:
    """Return *document* with *media* and *link* applied to every address.

    Media are pictures, posters, thumbnails, files to download, and the video and sound
    of the blog's own, with their fallbacks. Links are where text, pictures, buttons and
    previews lead (``#anchor`` too), pages in frames, and videos played from elsewhere.
    Raw markup stays as it is.
    """

    def on_inlines(inlines: Inlines) -> Inlines:
        if not any(isinstance(inline, Text) and inline.link for inline in inlines):
            return inlines
        return tuple(
            replace(inline, link=_link(inline.link, link))
            if isinstance(inline, Text) and inline.link is not None
            else inline
            for inline in inlines
        )

    def on_blocks(blocks: Blocks) -> Iterator[Block]:
        return (_block(block, media, link) for block in blocks)

    return Document(map_blocks(map_inlines(document.blocks, on_inlines), on_blocks))


def _link(old: Link | None, change: Change) -> Link | None:
    return old if old is None else replace(old, url=change(old.url))


def _url(old: str | None, change: Change) -> str | None:
    return change(old) if old else old


def _block(block: Block, media: Change, link: Change) -> Block:
    match block:
        case Image() | Video():
            return _picture(block, media, link)
        case Gallery():
            items = tuple(_picture(item, media, link) for item in block.items)
            return replace(block, items=items)
        case Poll():
            return _poll(block, media, link)
        case Audio() | File():
            return replace(block, url=_url(block.url, media))
        case Embed():
            return replace(block, url=_url(block.url, link))
        case Button():
            return replace(block, link=_link(block.link, link))
        case LinkPreview():
            thumbnail = _url(block.thumbnail, media)
            return replace(block, url=_url(block.url, link), thumbnail=thumbnail)
        case (
            Paragraph()
            | Heading()
            | List()
            | Quote()
            | Code()
            | Table()
            | Divider()
            | Collapsible()
            | Map()
            | Unknown()
        ):
            return block
        case _:
            assert_never(block)


def _poll(poll: Poll, media: Change, link: Change) -> Poll:
    def changed(image: Image | None) -> Image | None:
        return None if image is None else _image(image, media, link)

    options = tuple(replace(o, image=changed(o.image)) for o in poll.options)
    return replace(poll, options=options, image=changed(poll.image))


def _image(image: Image, media: Change, link: Change) -> Image:
    url = media(image.url) if image.url else image.url
    return replace(image, url=url, link=_link(image.link, link))


def _picture(block: Image | Video, media: Change, link: Change) -> Image | Video:
    match block:
        case Image():
            return _image(block, media, link)
        case Video():
            return replace(
                block,
                url=_url(block.url, media if block.provider is None else link),
                fallbacks=tuple(map(media, block.fallbacks)),
                poster=_url(block.poster, media),
            )
        case _:
            assert_never(block)
