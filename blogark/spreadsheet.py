"""CSV that Excel, LibreOffice, Numbers and Google Sheets open as what it is."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Cell: TypeAlias = str | int | None

_FORMULA: Final = tuple("=+-@＝＋－＠")  # noqa: RUF001 - so are those in full width
"""What a spreadsheet takes for the start of a formula, spaces before it or not."""


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> str:
    """Return a header and one line for each row, as RFC 4180 has it.

    It begins with a byte order mark: without one, Excel takes UTF-8 for the code page
    of the country. Text that a spreadsheet would calculate gets an apostrophe, which
    spreadsheets do not show. ``None`` is an empty cell.
    """
    return "".join(csv_lines(columns, rows))


def csv_lines(
    columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]
) -> Iterator[str]:
    """Yield the lines of `csv_text`, as *rows* come."""
    writer = csv.DictWriter(_Echo(), columns)
    yield f"\ufeff{writer.writeheader()}"
    for row in rows:
        yield writer.writerow({column: _safe(value) for column, value in row.items()})


class _Echo:
    """A file that hands back what it is given: ``writerow`` returns that."""

    def write(self, line: str) -> str:
        return line


def _safe(value: Cell) -> Cell:
    if isinstance(value, str) and value.lstrip().startswith(_FORMULA):
        return f"'{value}"
    return value
