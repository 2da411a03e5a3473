"""Draft.js raw content, Wix's rich content until 2022, as a `Document`.

``{blocks: [{key, text, type, depth, inlineStyleRanges, entityRanges, data}],
entityMap: {key: {type, data}}}``: a flat list of blocks. A block of the type ``atomic``
stands for an entity: a picture, or a table, whose cells are raw content again. Seen in
Wix's own fixtures of 2019 to 2022.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

import msgspec

from blogark.document import (
    Block,
    Cell,
    Code,
    Collapsible,
    CollapsibleItem,
    Document,
    Heading,
    Paragraph,
    Quote,
    Row,
    Table,
)
from blogark.walking import is_deeper
from blogark.wix.body import Body
from blogark.wix.draft_entities import READERS
from blogark.wix.draft_lists import Item, nested
from blogark.wix.draft_ranges import Range, ranges_of
from blogark.wix.draft_text import INLINE, plugin_name, read_line
from blogark.wix.pagedata import dig
from blogark.wix.rich_reading import Reading
from blogark.wix.rich_text import anchor_of, joined, plain_text, title_of
from blogark.wix.values import MAX_DEPTH, list_at, number_at, text_at
from blogark.wix.viewer_text import direction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from blogark.document import Align, Blocks, Direction

_HEADINGS: Final = {
    name: level
    for level, word in enumerate(("one", "two", "three", "four", "five", "six"), 1)
    for name in (f"header-{word}", f"h{level}")
}
_LISTS: Final = {"unordered-list-item": False, "ordered-list-item": True}
_ALIGN: Final[dict[str, Align]] = {
    "left": "left",
    "center": "center",
    "right": "right",
    "justify": "justify",
}


def read_draft(content: object, *, base_url: str, source: str) -> Body:
    """Return decoded Draft.js raw content as a `Body`.

    *content* is whatever the JSON holds. What is not understood is kept as `Unknown`
    and is a finding; no content raises an error.
    """
    reading = Reading(base_url)
    if isinstance(dig(content, "blocks"), list):
        blocks = tuple(_Raw(reading, content, 0).read())
        if is_deeper(blocks, MAX_DEPTH + 10):  # items of lists name any level
            blocks = (reading.unknown("document", content, ""),)
    else:
        blocks = (reading.unknown("document", content, ""),) if content else ()
    reading.check(list(_texts(content)), blocks)
    return Body(
        document=Document(blocks), source=source, findings=tuple(reading.findings)
    )


def _texts(content: object) -> Iterator[str]:
    """Yield the text of each block in *content*, of those in its entities too."""
    stack = [content]
    while stack:
        match stack.pop():
            case {"blocks": list(blocks), **rest}:
                texts = (text_at(block, "text") for block in blocks)
                yield from (text for text in texts if text.strip())
                stack.extend(rest.values())
            case dict(value):
                stack.extend(value.values())
            case list(values):
                stack.extend(values)
            case _:
                pass


@dataclass(slots=True)
class _Raw:
    """Reads one raw content: the post's, a table cell's, a title's."""

    reading: Reading
    content: object
    depth: int

    def read(self) -> Iterator[Block]:
        """Yield the blocks, the items of lists together."""
        blocks = list_at(self.content, "blocks")
        for is_list, group in groupby(blocks, lambda b: _kind(b) in _LISTS):
            if is_list:
                yield from nested(map(self._item, group))
            else:
                for block in group:
                    yield from self._block(block)

    def _item(self, block: object) -> Item:
        paragraph, *others = self._text_block(block)
        return Item(
            level=_depth(block),
            ordered=_LISTS[_kind(block)],
            blocks=(_without_indent(paragraph), *others),
            dir=getattr(paragraph, "dir", "ltr"),
        )

    def _block(self, block: object) -> Iterator[Block]:
        kind, anchor = _kind(block), anchor_of(text_at(block, "key"))
        match kind:
            case "atomic":
                yield from self._atomic(block)
            case "blockquote":
                first, *others = self._text_block(block)
                way: Direction = getattr(first, "dir", "ltr")
                yield Quote(blocks=(first,), anchor=anchor, dir=way)
                yield from others
            case "code-block":
                yield Code(text_at(block, "text"), anchor=anchor)
                yield from self._entities_of(block)
            case "unstyled" | "paragraph" | "":
                yield from self._text_block(block)
            case _ if kind in _HEADINGS:
                yield from self._text_block(block)
            case _:
                yield self.reading.unknown(kind, block, text_at(block, "key"))

    def _text_block(self, block: object) -> Iterator[Block]:
        """Yield the block's text, then the pictures and the like that stand in it."""
        found = self._entities(block)
        inline = [entry for entry in found if _name(entry[1]) in INLINE]
        content = read_line(block, inline, self.reading)
        data = dig(block, "data")
        way = direction(plain_text(content), text_at(data, "textDirection") or None)
        align = _ALIGN.get(text_at(data, "textAlignment"))
        anchor = anchor_of(text_at(block, "key"))
        if (level := _HEADINGS.get(_kind(block))) is not None:
            yield Heading(level, content, anchor=anchor, dir=way, align=align)
        else:
            indent = _depth(block)
            yield Paragraph(content, anchor=anchor, dir=way, align=align, indent=indent)
        yield from self._entities_of(block)

    def _entities(self, block: object) -> list[tuple[Range, object]]:
        entities = dig(self.content, "entityMap")
        found = []
        for span in ranges_of(block, "entityRanges", "key"):
            key = span.value
            if isinstance(entities, list) and isinstance(key, int):
                entity = entities[key] if 0 <= key < len(entities) else None
            else:
                entity = dig(entities, str(key))
            found.append((span, entity))
        return found

    def _entities_of(self, block: object) -> Iterator[Block]:
        """Yield the entities in a text block that are blocks themselves."""
        for _span, entity in self._entities(block):
            if entity is not None and _name(entity) not in INLINE:
                yield from self._entity(entity, "")

    def _atomic(self, block: object) -> Iterator[Block]:
        """Yield the entity; a block without one shows nothing in Wix's viewer."""
        key = text_at(block, "key")
        for _span, entity in self._entities(block):
            yield from self._entity(entity, key)
        if text_at(block, "text").strip():
            yield from self._plain(block)

    def _plain(self, block: object) -> Iterator[Block]:
        content = read_line(block, [], self.reading)
        yield Paragraph(content, dir=direction(plain_text(content), None))

    def _entity(self, entity: object, key: str) -> Iterator[Block]:
        name, data = _name(entity), dig(entity, "data")
        anchor = anchor_of(key)
        if self.depth < MAX_DEPTH and name == "table":
            rows = tuple(self._rows(dig(data, "config")))
            yield Table(rows, anchor=anchor, dir=_direction(_texts(data)))
        elif self.depth < MAX_DEPTH and name == "collapsible-list":
            items = tuple(self._pair(pair) for pair in list_at(data, "pairs"))
            way = direction("", text_at(data, "config", "direction") or None)
            yield Collapsible(items, anchor=anchor, dir=way)
        else:
            reader = READERS.get(name)
            block = reader(data, self.reading.base_url) if reader is not None else None
            if block is None:
                yield self.reading.unknown(name, entity, key)
            else:
                yield msgspec.structs.replace(block, anchor=anchor)

    def _inside(self, content: object) -> Blocks:
        return tuple(_Raw(self.reading, content, self.depth + 1).read())

    def _pair(self, pair: object) -> CollapsibleItem:
        lines, others = title_of(self._inside(dig(pair, "title")))
        body = self._inside(dig(pair, "content"))
        return CollapsibleItem(title=joined(lines), blocks=(*others, *body))

    def _rows(self, config: object) -> Iterator[Row]:
        for number, row in enumerate(_numbered(dig(config, "rows"))):
            is_head = number == 0 and dig(config, "rowHeader") is True
            has_head = dig(config, "columnHeader") is True
            cells = (
                self._cell(cell, header=is_head or (has_head and column == 0))
                for column, cell in enumerate(_numbered(dig(row, "columns")))
            )
            yield Row(cells=tuple(cell for cell in cells if cell is not None))

    def _cell(self, cell: object, *, header: bool) -> Cell | None:
        """Return the cell, ``None`` for an empty one that another spreads over."""
        content, merge = dig(cell, "content"), dig(cell, "merge")
        if dig(merge, "parentCellKey") is not None and not any(_texts(content)):
            return None
        return Cell(
            blocks=self._inside(content),
            header=header,
            colspan=max(1, int(number_at(merge, "colSpan") or 1)),
            rowspan=max(1, int(number_at(merge, "rowSpan") or 1)),
        )


def _kind(block: object) -> str:
    return text_at(block, "type").lower()


def _name(entity: object) -> str:
    return plugin_name(dig(entity, "type"))


def _depth(block: object) -> int:
    """Return the level of a list item, or the indentation of another block."""
    depth = number_at(block, "depth") or number_at(block, "data", "depth") or 0
    return int(depth) if depth > 0 else 0


def _without_indent(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return msgspec.structs.replace(block, indent=0)
    return block


def _direction(texts: Iterable[str]) -> Direction:
    return direction("".join(texts), None)


def _numbered(value: object) -> list[object]:
    """Return the entries of ``{"0": …, "1": …}`` or of a list, in their order."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: (number_at({"": key}, "") or 0.0, key))
        return [value[key] for key in keys]
    return value if isinstance(value, list) else []
