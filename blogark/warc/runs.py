"""What each WARC file says of the run that wrote it.

The run's row of ``crawls`` in ``blog.db`` stands in the file's first record, as it was
when the run began, and in its last, as it was when it ended: so the table can be made
anew, and the run be read again as it was.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from warcio.archiveiterator import WARCIterator

from blogark.warc.reader import parse_fields, read_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from blogark.warc.cdxj import Line

Row: TypeAlias = "dict[str, Any]"

URL: Final = "urn:blogark:run"
"""What the last record of a file is about."""
FIELD: Final = "crawl"
REASON: Final = "finish-reason"
"""Field of a file's last record: why the run ended, in Scrapy's words."""
FINISHED: Final = "finished"
ROBOTS: Final = "robots"
"""Field of a file's first record, as WARC 1.1 has it: `OBEY` or `IGNORE`."""
OBEY: Final = "obey"
IGNORE: Final = "ignore"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run of which a WARC file tells."""

    file: str
    """Name of the file, as `WarcFolder.names` has it."""
    row: Row
    """Of ``crawls``: as it was at the end; if the run was killed, at the beginning."""
    reason: str = FINISHED
    """Why it ended, in Scrapy's words; empty if it was killed."""
    obeys_robots: bool = True
    """Whether it fetched only what robots.txt allows."""

    @property
    def was_killed(self) -> bool:
        return not self.reason

    @property
    def is_cut_short(self) -> bool:
        """Whether it ended before it had asked for all that it wanted."""
        return self.reason != FINISHED


def fields_of(row: Row) -> dict[str, str]:
    return {FIELD: json.dumps(row, ensure_ascii=False, sort_keys=True)}


def read_run(path: Path, name: str, lines: Iterable[Line]) -> Run | None:
    """Return the run that wrote the file *name*; ``None`` if nothing tells of it.

    Raises ``OSError`` or ``ValueError``.
    """
    first = _first_fields(path)
    last = [line for line in lines if line.url == URL]
    if last:
        fields = read_fields(path, last[-1].capture.offset)
        row, reason = _row(fields), fields.get(REASON, FINISHED)
    else:
        row, reason = _row(first), ""
    if row is None:
        return None
    obeys = first.get(ROBOTS) != IGNORE
    return Run(file=name, row=row, reason=reason, obeys_robots=obeys)


def not_in(known: Sequence[Row], runs: Sequence[Run]) -> Sequence[Run]:
    """Return those of *runs* that come after all that a database has.

    *known* are its rows of ``crawls``. A run that it has begun and not ended, though it
    did end, counts as one that it does not have. Nothing is returned for a database
    that has other runs alone: what these found cannot be told from what ours did.
    """
    ended = {row["started_at"]: row["finished_at"] for row in known}
    if ended and not any(run.row.get("started_at") in ended for run in runs):
        return ()
    has = [n for n, run in enumerate(runs, start=1) if _is_in(ended, run)]
    return runs[has[-1] :] if has else runs


def _is_in(ended: dict[str, str | None], run: Run) -> bool:
    started = run.row.get("started_at", "")
    is_open = run.row.get("finished_at") is None
    return started in ended and (is_open or ended[started] is not None)


def _first_fields(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        first = next(WARCIterator(file), None)
        if first is None or first.rec_type != "warcinfo":
            return {}
        return parse_fields(first.raw_stream.read())


def _row(fields: dict[str, str]) -> Row | None:
    row = json.loads(fields.get(FIELD, "null"))
    return row if isinstance(row, dict) else None
