"""A Ricos document, Wix's rich content since 2022, as a `Document`.

``{nodes: […], metadata, documentStyle}``; a node is ``{type, id, nodes, <kind>Data}``.
Types are names or, in the node API of 2021 and 2022, numbers; an id was a ``key`` then.
Seen in page data of 2024, in the visitor API, and in Wix's own fixtures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import msgspec

from blogark.document import (
    Block,
    Code,
    Collapsible,
    CollapsibleItem,
    Document,
    Heading,
    Image,
    Link,
    List,
    ListItem,
    Paragraph,
    Quote,
    Text,
    Video,
)
from blogark.wix.body import Body
from blogark.wix.pagedata import dig
from blogark.wix.rich_reading import Reading
from blogark.wix.rich_text import (
    anchor_of,
    direction_of,
    joined,
    plain_text,
    title_of,
)
from blogark.wix.ricos_data import data_block
from blogark.wix.ricos_nodes import (
    align_of,
    all_nodes,
    children_of,
    code_lines,
    indentation_of,
    key_of,
    kind_of,
    texts_of,
)
from blogark.wix.ricos_tables import read_table
from blogark.wix.ricos_text import read_text_nodes
from blogark.wix.values import MAX_DEPTH, MAX_NUMBER, list_at, number_at, text_at
from blogark.wix.viewer_text import direction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


# Frames around other blocks: what is in them comes out in reading order. Where one
# stands by itself it is read the same way.
_MAX_CONTENTS: Final = 3  # each repeats all headings
_FRAMES: Final = frozenset(
    {"LAYOUT", "LAYOUT_CELL", "CARD", "SMART_BLOCK", "SMART_BLOCK_CELL", "LIST_ITEM"}
    | {"COLLAPSIBLE_ITEM", "COLLAPSIBLE_ITEM_TITLE", "COLLAPSIBLE_ITEM_BODY"}
    | {"TABLE_ROW", "TABLE_CELL"}
)


def read_ricos(content: object, *, base_url: str, source: str) -> Body:
    """Return a decoded Ricos document as a `Body`.

    *content* is whatever the JSON holds. What is not understood is kept as `Unknown`
    and is a finding; no content raises an error.
    """
    reading = Reading(base_url)
    nodes = content if isinstance(content, list) else list_at(content, "nodes")
    if isinstance(content, list | dict) and (nodes or dig(content, "nodes") == []):
        blocks = tuple(_Nodes(reading, nodes).read(nodes, 0))
    else:
        blocks = (reading.unknown("document", content, ""),) if content else ()
    shown = [text for text in texts_of(nodes) if text.strip()]
    reading.check(shown, blocks)
    return Body(
        document=Document(blocks), source=source, findings=tuple(reading.findings)
    )


@dataclass(slots=True)
class _Nodes:
    """Reads the nodes of one document."""

    reading: Reading
    everything: Sequence[object]
    contents: int = 0
    """Tables of contents so far."""

    def read(self, nodes: Iterable[object], depth: int) -> Iterator[Block]:
        """Yield *nodes* as blocks; text that stands between them is a paragraph."""
        loose: list[object] = []
        for node in nodes:
            if kind_of(node) == "TEXT":
                loose.append(node)
                continue
            yield from self._loose(loose)
            yield from self._node(node, depth)
        yield from self._loose(loose)

    def _loose(self, nodes: list[object]) -> Iterator[Block]:
        content = read_text_nodes(nodes, self.reading)
        nodes.clear()
        if content:
            yield Paragraph(content=content, dir=direction(plain_text(content), None))

    def _node(self, node: object, depth: int) -> Iterator[Block]:
        kind, key = kind_of(node), key_of(node)
        if depth > MAX_DEPTH:
            yield self.reading.unknown(kind, node, key)
            return
        match kind:
            case "PARAGRAPH" | "HEADING" | "CAPTION":
                yield from self._text_block(node, depth)
            case "BULLETED_LIST" | "ORDERED_LIST":
                yield self._list(node, depth)
            case "BLOCKQUOTE":
                yield self._quote(node, depth)
            case "CODE_BLOCK":
                yield self._code(node)
            case "TABLE":
                yield read_table(node, lambda cell: self.read([cell], depth + 3))
            case "COLLAPSIBLE_LIST":
                yield self._collapsible(node, depth)
            case "TOC":
                self.contents += 1
                if self.contents > _MAX_CONTENTS:
                    yield self.reading.unknown(kind, node, key)
                else:
                    yield self._contents(node)
                yield from self.read(children_of(node), depth + 1)
            case _ if kind in _FRAMES:
                yield from self.read(children_of(node), depth + 1)
            case _:
                yield from self._media(node, kind, depth)

    def _text_block(self, node: object, depth: int) -> Iterator[Block]:
        children = children_of(node)
        texts = [child for child in children if kind_of(child) == "TEXT"]
        content = read_text_nodes(texts, self.reading)
        way = direction(plain_text(content), None)
        anchor = anchor_of(key_of(node))
        if kind_of(node) == "HEADING":
            data = dig(node, "headingData")
            level = number_at(data, "level") or 2
            yield Heading(
                level=min(max(int(level), 1), 6),
                content=content,
                anchor=anchor,
                dir=way,
                align=align_of(data),
            )
        else:
            data = dig(node, "paragraphData")
            yield Paragraph(
                content=content,
                anchor=anchor,
                dir=way,
                align=align_of(data),
                indent=indentation_of(data),
            )
        others = [child for child in children if kind_of(child) != "TEXT"]
        yield from self.read(others, depth + 1)

    def _quote(self, node: object, depth: int) -> Quote:
        blocks = tuple(self.read(children_of(node), depth + 1))
        return Quote(
            blocks=blocks, anchor=anchor_of(key_of(node)), dir=direction_of(blocks)
        )

    def _code(self, node: object) -> Code:
        data = dig(node, "codeBlockData")
        language = text_at(data, "language") or text_at(data, "lang")
        return Code(
            "\n".join(code_lines(children_of(node))),
            language=language or None,
            anchor=anchor_of(key_of(node)),
        )

    def _list(self, node: object, depth: int) -> List:
        items: list[list[Block]] = []
        for child in children_of(node):
            blocks = list(self.read([child], depth + 1))
            # A list beside the items belongs to the item before it.
            if kind_of(child) in {"BULLETED_LIST", "ORDERED_LIST"} and items:
                items[-1].extend(blocks)
            else:
                items.append(blocks)
        start = number_at(node, "orderedListData", "start")
        first = tuple(items[0]) if items else ()
        return List(
            items=tuple(ListItem(blocks=tuple(blocks)) for blocks in items),
            ordered=kind_of(node) == "ORDERED_LIST",
            start=int(start) if start is not None and 0 <= start <= MAX_NUMBER else 1,
            anchor=anchor_of(key_of(node)),
            dir=direction_of(first),
        )

    def _collapsible(self, node: object, depth: int) -> Collapsible:
        items = tuple(
            self._collapsible_item(child, depth + 1) for child in children_of(node)
        )
        text = "".join(plain_text(item.title) for item in items)
        return Collapsible(
            items=items, anchor=anchor_of(key_of(node)), dir=direction(text, None)
        )

    def _collapsible_item(self, node: object, depth: int) -> CollapsibleItem:
        parts = children_of(node)
        titles = [part for part in parts if kind_of(part) == "COLLAPSIBLE_ITEM_TITLE"]
        rest = [part for part in parts if kind_of(part) != "COLLAPSIBLE_ITEM_TITLE"]
        lines, others = title_of(self.read(titles, depth + 1))
        if kind_of(node) != "COLLAPSIBLE_ITEM":
            rest = [node]
        return CollapsibleItem(
            title=joined(lines), blocks=(*others, *self.read(rest, depth + 1))
        )

    def _contents(self, node: object) -> List:
        """Return the table of contents that the viewer makes of the headings."""
        headings = [n for n in all_nodes(self.everything) if kind_of(n) == "HEADING"]
        entries = (
            (key_of(heading), "".join(texts_of([heading])).strip())
            for heading in headings
        )
        items = tuple(
            ListItem(
                blocks=(
                    Paragraph(
                        (Text(text, link=Link(url=f"#viewer-{key}", kind="anchor")),)
                    ),
                )
            )
            for key, text in entries
            if key and text
        )
        return List(items=items, anchor=anchor_of(key_of(node)))

    def _media(self, node: object, kind: str, depth: int) -> Iterator[Block]:
        block = data_block(node, self.reading.base_url)
        if block is None:
            yield self.reading.unknown(kind, node, key_of(node))
            return
        block = msgspec.structs.replace(block, anchor=anchor_of(key_of(node)))
        captions = [c for c in children_of(node) if kind_of(c) == "CAPTION"]
        others = [c for c in children_of(node) if kind_of(c) != "CAPTION"]
        if isinstance(block, Image | Video):
            lines, more = title_of(self.read(captions, depth + 1))
            caption = joined(lines) or block.caption
            yield msgspec.structs.replace(block, caption=caption)
            yield from more
            yield from self.read(others, depth + 1)
        else:
            yield block
            yield from self.read(children_of(node), depth + 1)
