"""Tables of a Ricos document: TABLE → TABLE_ROW → TABLE_CELL → any blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from blogark.document import Block, Cell, Row, Table
from blogark.wix.pagedata import dig
from blogark.wix.rich_text import anchor_of
from blogark.wix.ricos_nodes import children_of, key_of, kind_of, span_of, texts_of
from blogark.wix.viewer_text import direction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


def read_table(node: object, read_blocks: Callable[[object], Iterable[Block]]) -> Table:
    """Return a TABLE node; *read_blocks* reads what is in one of its cells.

    ``rowHeader`` says that the first row is a header, ``columnHeader`` that the first
    column is one. Cells that a span covers are not in the data.
    """
    rows = [_cells(row, read_blocks) for row in children_of(node)]
    if dig(node, "tableData", "rowHeader") is True and rows:
        rows[0] = [replace(cell, header=True) for cell in rows[0]]
    if dig(node, "tableData", "columnHeader") is True:
        rows = _with_head_column(rows)
    return Table(
        rows=tuple(Row(cells=tuple(cells)) for cells in rows),
        anchor=anchor_of(key_of(node)),
        dir=direction("".join(texts_of([node])), None),
    )


def _cells(row: object, read_blocks: Callable[[object], Iterable[Block]]) -> list[Cell]:
    nodes = children_of(row) if kind_of(row) == "TABLE_ROW" else [row]
    return [
        Cell(
            blocks=tuple(read_blocks(node)),
            colspan=span_of(dig(node, "tableCellData"), "colspan", "colSpan"),
            rowspan=span_of(dig(node, "tableCellData"), "rowspan", "rowSpan"),
        )
        for node in nodes
    ]


def _with_head_column(rows: Sequence[list[Cell]]) -> list[list[Cell]]:
    """Return *rows*, their cells in the first column as headers."""
    done: list[list[Cell]] = []
    covered = 0  # rows that a cell of the first column still reaches into
    for cells in rows:
        if covered or not cells:
            done.append(cells)
            covered = max(covered - 1, 0)
        else:
            first, *others = cells
            done.append([replace(first, header=True), *others])
            covered = first.rowspan - 1
    return done
