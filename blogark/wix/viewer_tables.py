"""Tables in the viewer's markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from bs4 import Tag

from blogark.document import Cell, Row, Table
from blogark.wix.values import whole_number
from blogark.wix.viewer_media import attribute
from blogark.wix.viewer_text import direction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bs4.element import PageElement

    from blogark.document import Block

ReadBlocks: TypeAlias = "Callable[[Iterable[PageElement]], Iterable[Block]]"


def read_table(element: Tag, anchor: str | None, read_blocks: ReadBlocks) -> Table:
    """Return ``<table>``; *read_blocks* reads the content of a cell."""
    rows = tuple(
        Row(cells=tuple(_cell(cell, read_blocks) for cell in _own(row, ("td", "th"))))
        for row in _rows(element)
    )
    way = direction(element.get_text(), attribute(element, "dir"))
    return Table(rows=rows, anchor=anchor, dir=way)


def _rows(table: Tag) -> Iterator[Tag]:
    """Yield the rows of *table*, not those of tables in it."""
    for child in table.children:
        if isinstance(child, Tag) and child.name == "tr":
            yield child
        elif isinstance(child, Tag) and child.name not in {"table", "td", "th"}:
            yield from _rows(child)


def _own(row: Tag, names: tuple[str, ...]) -> Iterator[Tag]:
    for child in row.children:
        if isinstance(child, Tag) and child.name in names:
            yield child


def _cell(element: Tag, read_blocks: ReadBlocks) -> Cell:
    # The viewer draws each cell's border with empty <div>s that are no content.
    drawn = (
        child
        for child in element.children
        if not (isinstance(child, Tag) and not child.contents and child.name == "div")
    )
    return Cell(
        blocks=tuple(read_blocks(drawn)),
        header=element.name == "th",
        colspan=_span(element, "colspan"),
        rowspan=_span(element, "rowspan"),
    )


def _span(cell: Tag, name: str) -> int:
    return whole_number(attribute(cell, name)) or 1
