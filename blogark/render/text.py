"""A document as plain text, for full-text search and word counts."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, assert_never

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
    LineBreak,
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
from blogark.render.embeds import embedded_text
from blogark.render.escape import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator


def to_text(document: Document) -> str:
    """Return what a reader of *document* reads, a line for each block or line of it.

    A table row is one line, a tab between its cells. Captions are part of it;
    alternative texts, addresses and our own placeholders are not.
    """
    return "\n".join(line for line in _lines(document.blocks) if line)


def inline_text(inlines: Inlines) -> str:
    """Return the text of *inlines* on one line."""
    parts = (" " if isinstance(i, LineBreak) else i.text for i in inlines)
    return one_line("".join(parts)).strip(" ")


def _own_lines(inlines: Inlines) -> Iterator[str]:
    parts = groupby(inlines, key=lambda inline: isinstance(inline, LineBreak))
    return (inline_text(tuple(part)) for is_break, part in parts if not is_break)


def _lines(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph() | Heading():
            yield from _own_lines(block.content)
        case List():
            for item in block.items:
                yield from _lines(item.blocks)
        case Quote():
            yield from _lines(block.blocks)
        case Code():
            yield from block.text.splitlines()
        case Table():
            for row in block.rows:
                cells = (" ".join(filter(None, _lines(c.blocks))) for c in row.cells)
                yield "\t".join(cells).rstrip("\t")
        case Image() | Video():
            yield from _own_lines(block.caption)
        case Gallery():
            yield from _lines(block.items)
        case Collapsible():
            for question in block.items:
                yield inline_text(question.title)
                yield from _lines(question.blocks)
        case Embed():
            yield embedded_text(block.html) if block.html and not block.url else ""
        case Divider():
            return
        case _:
            yield from (inline_text((Text(part),)) for part in _labels(block))


def _labels(
    block: Audio | File | Button | LinkPreview | Map | Poll | Unknown,
) -> tuple[str, ...] | list[str]:
    match block:
        case Audio():
            return block.title, block.author
        case File():
            return (block.name,)
        case Button():
            return (block.text,)
        case LinkPreview():
            return block.title, block.description
        case Map():
            return block.name, block.address
        case Poll():
            return block.title, *(option.title for option in block.options)
        case Unknown():
            return block.text.split("\n")
        case _:
            assert_never(block)
