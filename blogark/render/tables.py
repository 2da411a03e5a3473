"""The grid of a table, the same for every renderer."""

from __future__ import annotations

from blogark.document import Cell, Row, Table


def split_head(table: Table) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Return the rows of the table's head, none or one, and those of its body.

    Rows that are too short are filled up, unless cells span several columns or rows:
    then the grid is the author's affair.
    """
    rows = table.rows
    if not has_spans(table):
        width = max(len(row.cells) for row in rows)
        rows = tuple(_filled(row, width) for row in rows)
    first = rows[0].cells
    is_head = all(cell.header and cell.rowspan == 1 for cell in first) and bool(first)
    return (rows[:1], rows[1:]) if is_head else ((), rows)


def _filled(row: Row, width: int) -> Row:
    is_head = bool(row.cells) and all(cell.header for cell in row.cells)
    missing = width - len(row.cells)
    return (
        Row(cells=(*row.cells, *[Cell(header=is_head)] * missing)) if missing else row
    )


def has_spans(table: Table) -> bool:
    """Whether a cell covers more than one column or row."""
    return any(
        cell.colspan > 1 or cell.rowspan > 1 for row in table.rows for cell in row.cells
    )
