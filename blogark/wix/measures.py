"""What two readings of one body are compared by: the things in it, as strings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

import msgspec

from blogark.document import (
    Audio,
    Block,
    Blocks,
    Button,
    Embed,
    File,
    Heading,
    Image,
    LineBreak,
    Link,
    LinkPreview,
    List,
    Map,
    Poll,
    Table,
    Text,
    Unknown,
    Video,
)
from blogark.walking import inlines, walk
from blogark.wix.coverage import labels
from blogark.wix.gaps import gap
from blogark.wix.media import media_id, youtube_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from blogark.document import Inlines


def words(blocks: Blocks) -> Iterator[str]:
    """Yield every word that a reader sees; the runs of one line are one text.

    The host under a link's card is left out: data does not spell it.
    """
    for block in walk(blocks):
        if isinstance(block, LinkPreview):
            block = msgspec.structs.replace(block, site="")  # noqa: PLW2901 - all else of it counts
        for line in inlines(block):
            yield from _text(line).split()
        for label in labels(block):
            yield from label.split()


def headings(blocks: Blocks) -> Iterator[str]:
    """Yield each heading with its level, ``h2 Why``; one without text is none."""
    for block in walk(blocks):
        if isinstance(block, Heading) and (text := _one_line(_text(block.content))):
            yield f"h{block.level} {text}"


def links(blocks: Blocks) -> Iterator[str]:
    """Yield where each link of a text or a picture leads.

    Neighbouring runs with one address are one link. Hashtags and members are left out:
    in data they are plain text, which the viewer links.
    """
    for block in walk(blocks):
        for line in inlines(block):
            yield from _addresses(line)
        if isinstance(block, Image) and block.link is not None:
            yield _address(block.link.url)


def list_items(blocks: Blocks) -> Iterator[str]:
    """Yield the text of each list item, without the lists inside of it."""
    for block in walk(blocks):
        if isinstance(block, List):
            for item in block.items:
                own = tuple(b for b in item.blocks if not isinstance(b, List))
                yield " ".join(words(own))


def table_cells(blocks: Blocks) -> Iterator[str]:
    """Yield the text of each table cell."""
    for block in walk(blocks):
        if isinstance(block, Table):
            for row in block.rows:
                yield from (" ".join(words(cell.blocks)) for cell in row.cells)


def images(blocks: Blocks) -> Iterator[str]:
    """Yield each picture, those of galleries too, by its media id or its URL."""
    for block in walk(blocks):
        if isinstance(block, Image):
            yield media_id(block.url) or _address(block.url)


def videos(blocks: Blocks) -> Iterator[str]:
    """Yield each video by its id or its URL; an empty one is none."""
    for block in walk(blocks):
        if isinstance(block, Video) and block.url is not None:
            yield youtube_id(block.url) or media_id(block.url) or _address(block.url)


def embeds(blocks: Blocks) -> Iterator[str]:
    """Yield everything else that is no text, by its kind and its address.

    A block that the source leaves without content or address is none.
    """
    for block in walk(blocks):
        if gap(block, "") is not None:
            continue
        match block:
            case Embed(url=url, html=html):
                yield f"embed {_address(url or '') or _one_line(html or '')}"
            case Audio(url=str(url)) | File(url=str(url)) | LinkPreview(url=str(url)):
                yield f"{kind_of(block)} {_address(url)}"
            case Audio(html=html):
                yield f"audio {_one_line(html or '')}"
            case Button(link=Link(url=url)):
                yield f"button {_address(url)}"
            case Map(name=name):
                yield f"map {_one_line(name)}"
            case Poll(title=title):
                yield f"poll {_one_line(title)}"
            case Unknown(kind=kind):
                yield f"unknown {kind}"
            case _:
                pass


MEASURES: Final[dict[str, Callable[[Blocks], Iterator[str]]]] = {
    "words": words,
    "headings": headings,
    "links": links,
    "list items": list_items,
    "table cells": table_cells,
    "images": images,
    "videos": videos,
    "embeds": embeds,
}
"""What is compared, by name."""


def kind_of(block: Block) -> str:
    """Return the name of the block's kind, as in the document's JSON."""
    return str(block.__struct_config__.tag)


def _text(line: Inlines) -> str:
    return "".join("\n" if isinstance(run, LineBreak) else run.text for run in line)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _addresses(line: Inlines) -> Iterator[str]:
    last: Link | None = None
    for run in line:
        link = run.link if isinstance(run, Text) else None
        if link is not None and link.kind in {"web", "anchor"} and link != last:
            yield _address(link.url)
        last = link


def _address(url: str) -> str:
    """Return *url* in a form that both readings share."""
    return unquote(url).rstrip("/")
