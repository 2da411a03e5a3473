"""Answers that broke off: kept as they came, but not shown by players.

A player knows nothing of ``WARC-Truncated``, and would show half of a page where the
whole one was captured a moment later.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from warcio.archiveiterator import WARCIterator
from warcio.limitreader import LimitReader

from blogark.warc.writer import TRUNCATED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def without_truncated(path: Path, spare: Path) -> Path:
    """Return *path*, or a copy in the folder *spare* if it has truncated records.

    The copy is without them. Raises ``OSError``, and ``ArchiveLoadFailed`` for a
    damaged file.
    """
    left_out = [(start, end) for start, end, whole in _records(path) if not whole]
    if not left_out:
        return path
    copy = spare / f"{path.name}.part"
    with path.open("rb") as source, copy.open("wb") as target:
        for start, end in left_out:
            shutil.copyfileobj(LimitReader(source, start - source.tell()), target)
            source.seek(end)
        shutil.copyfileobj(source, target)
    return copy.rename(spare / path.name)


def _records(path: Path) -> Iterator[tuple[int, int, bool]]:
    """Yield where each record begins and ends, and whether it is whole."""
    with path.open("rb") as file:
        for record in (records := WARCIterator(file)):
            start = records.get_record_offset()
            is_whole = record.rec_headers.get_header(TRUNCATED) is None
            records.read_to_end()
            yield start, start + records.get_record_length(), is_whole
