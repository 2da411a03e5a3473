"""What each WARC file says of the run that wrote it.

The run's row of ``crawls`` in ``blog.db`` stands in the file's first record, as it was
when the run began, and in its last, as it was when it ended: so the table can be made
anew.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from warcio.archiveiterator import WARCIterator

from blogark.warc.reader import parse_fields, read_fields

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from blogark.warc.cdxj import Line

Row: TypeAlias = "dict[str, Any]"

URL: Final = "urn:blogark:run"
"""What the last record of a file is about."""
FIELD: Final = "crawl"


def fields_of(row: Row) -> dict[str, str]:
    return {FIELD: json.dumps(row, ensure_ascii=False, sort_keys=True)}


def read_run(path: Path, lines: Iterable[Line]) -> Row | None:
    """Return the row of the run that wrote *path*; ``None`` if nothing tells it.

    Raises ``OSError`` or ``ValueError``.
    """
    last = [line for line in lines if line.url == URL]
    if last:
        return _row(read_fields(path, last[-1].capture.offset))
    with path.open("rb") as file:
        first = next(WARCIterator(file), None)
        if first is None or first.rec_type != "warcinfo":
            return None
        return _row(parse_fields(first.raw_stream.read()))


def _row(fields: dict[str, str]) -> Row | None:
    row = json.loads(fields.get(FIELD, "null"))
    return row if isinstance(row, dict) else None
