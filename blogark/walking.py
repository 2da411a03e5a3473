"""Walking over a document's tree, and changing it.

A change returns a copy; what it leaves alone is the same object as before.
"""

from __future__ import annotations

from operator import is_
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from blogark.document import (
    Button,
    Cell,
    Collapsible,
    CollapsibleItem,
    Gallery,
    Heading,
    Image,
    List,
    ListItem,
    Paragraph,
    Poll,
    Quote,
    Table,
    Text,
    Video,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from blogark.document import (
        Block,
        Blocks,
        Document,
        Inlines,
        Link,
        PollOption,
        Row,
    )

S = TypeVar("S", bound=msgspec.Struct)
P = TypeVar("P", bound=Image | Video)
H = TypeVar("H", bound=ListItem | CollapsibleItem | Cell | Quote)

# Most blocks are lines: with this look first, walking a real post takes half the time.
_LINE: Final = (Paragraph, Heading)
_HOLDERS: Final = frozenset({List, Quote, Table, Collapsible, Gallery, Poll})


def children(block: Block) -> Iterator[Blocks]:
    """Yield each sequence of blocks directly inside *block*, in reading order."""
    if type(block) not in _HOLDERS:
        return
    match block:
        case List():
            yield from (item.blocks for item in block.items)
        case Quote():
            yield block.blocks
        case Table():
            yield from (cell.blocks for row in block.rows for cell in row.cells)
        case Collapsible():
            yield from (item.blocks for item in block.items)
        case Gallery():
            yield block.items
        case Poll():
            pictures = (block.image, *(option.image for option in block.options))
            yield tuple(picture for picture in pictures if picture is not None)
        case _:
            return


def walk(blocks: Blocks) -> Iterator[Block]:
    """Yield every block in reading order, outer before inner."""
    if _HOLDERS.isdisjoint(map(type, blocks)):
        yield from blocks
        return
    for block in blocks:
        yield block
        for inner in children(block):
            yield from walk(inner)


def is_deeper(blocks: Blocks, levels: int) -> bool:
    """Whether blocks are nested in each other more than *levels* deep."""
    level: Iterable[Block] = blocks
    for _ in range(levels):
        holders = [block for block in level if type(block) in _HOLDERS]
        if not holders:
            return False
        level = [one for block in holders for inner in children(block) for one in inner]
    return any(True for _ in level)


def inlines(block: Block) -> tuple[Inlines, ...]:
    """Return each sequence of inlines that belongs to *block* itself."""
    match block:
        case Paragraph() | Heading():
            return (block.content,)
        case Image() | Video():
            return (block.caption,)
        case Collapsible():
            return tuple(item.title for item in block.items)
        case _:
            return ()


def lines(blocks: Blocks) -> list[Inlines]:
    """Return every sequence of inlines in *blocks* that is not empty."""
    found: list[Inlines] = []
    for block in walk(blocks):
        if isinstance(block, _LINE):
            found.append(block.content)
        else:
            found += inlines(block)
    return list(filter(None, found))


def links(block: Block) -> Iterator[Link]:
    """Yield each link of *block* itself: of its text, or of a picture or button."""
    for sequence in inlines(block):
        for inline in sequence:
            if isinstance(inline, Text) and inline.link is not None:
                yield inline.link
    if isinstance(block, Image | Button) and block.link is not None:
        yield block.link


def linked_anchors(document: Document) -> frozenset[str]:
    """Return the anchors in *document* that its own links lead to."""
    urls = (link.url for block in walk(document.blocks) for link in links(block))
    return frozenset(url.removeprefix("#") for url in urls if url.startswith("#"))


def map_blocks(blocks: Blocks, change: Callable[[Blocks], Iterable[Block]]) -> Blocks:
    """Apply *change* to every sequence of blocks, innermost first.

    Pictures of a gallery or a poll are not a sequence that a block may be added to,
    and are left alone. What did not change is returned as it was, not copied.
    """

    def step(sequence: Blocks) -> Blocks:
        if not _HOLDERS.isdisjoint(map(type, sequence)):
            sequence = _each(sequence, inside)
        return tuple(change(sequence))

    def inside(block: Block) -> Block:
        match block:
            case List():
                return _replaced(block, "items", _each(block.items, in_blocks))
            case Collapsible():
                return _replaced(block, "items", _each(block.items, in_blocks))
            case Quote():
                return in_blocks(block)
            case Table():
                return _replaced(block, "rows", _each(block.rows, in_row))
            case _:
                return block

    def in_row(row: Row) -> Row:
        return _replaced(row, "cells", _each(row.cells, in_blocks))

    def in_blocks(holder: H) -> H:
        return _replaced(holder, "blocks", step(holder.blocks))

    return step(blocks)


def map_inlines(blocks: Blocks, change: Callable[[Inlines], Inlines]) -> Blocks:
    """Apply *change* to every sequence of inlines: text, captions, titles."""

    def on_block(block: Block) -> Block:
        match block:
            case Paragraph() | Heading():
                return _replaced(block, "content", change(block.content))
            case Image() | Video():
                return on_item(block)
            case Gallery():
                return _replaced(block, "items", _each(block.items, on_item))
            case Poll():
                options = _each(block.options, on_option)
                image = block.image and on_item(block.image)
                return _replaced(_replaced(block, "options", options), "image", image)
            case Collapsible():
                return _replaced(block, "items", _each(block.items, on_title))
            case _:
                return block

    def on_item(item: P) -> P:
        return _replaced(item, "caption", change(item.caption))

    def on_option(option: PollOption) -> PollOption:
        return _replaced(option, "image", option.image and on_item(option.image))

    def on_title(item: CollapsibleItem) -> CollapsibleItem:
        return _replaced(item, "title", change(item.title))

    return map_blocks(blocks, lambda sequence: _each(sequence, on_block))


def _each(nodes: tuple[S, ...], change: Callable[[S], S]) -> tuple[S, ...]:
    """Return *nodes* changed one by one; *nodes* themselves if none is another now."""
    changed = tuple(map(change, nodes))
    return nodes if all(map(is_, nodes, changed)) else changed


def _replaced(node: S, field: str, value: object) -> S:
    old = getattr(node, field)
    if old is value or old == value:
        return node
    return msgspec.structs.replace(node, **{field: value})
