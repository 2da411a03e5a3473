"""What a crawl says at its end, as lines for a terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from blogark.findings import CODES, Severity
from blogark.terminal import count, duration, printable, size

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from blogark.archive.read import ArchiveReader, StoredFinding, Totals

_EXAMPLES: Final = 3
_NAMES: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}
_PLACES: Final = (
    ("blog.db", "SQLite, for scripts; all findings are in its table `findings`"),
    ("markdown", "one file a post, for people"),
    ("media", "the original files"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a crawl ended, beside what it left in the archive."""

    url: str
    seconds: float
    was_stopped: bool
    """By a person, before all was read."""
    logged_errors: int
    """Faults of the program itself, which no finding tells of."""


def is_complete(ending: Ending, totals: Totals) -> bool:
    """Tell whether nothing is missing from the archive."""
    has_errors = totals.findings[Severity.ERROR] or ending.logged_errors
    return not has_errors and not ending.was_stopped


def summary(ending: Ending, archive: ArchiveReader) -> Iterator[str]:
    """Yield the lines of a summary."""
    totals = archive.totals()
    state = "Stopped archiving" if ending.was_stopped else "Archived"
    yield f"{state} {printable(ending.url)} after {duration(ending.seconds)}:"
    yield f"  posts     {totals.posts:,}" + _gone(totals.gone)
    yield f"  files     {totals.media_stored:,} ({size(totals.bytes)})" + _failed(
        totals
    )
    yield f"  findings  {_findings(totals)}"
    yield from _errors(archive)
    if ending.logged_errors:
        faults = count(ending.logged_errors, "fault")
        yield f"  {faults} of the program itself: see the log above"
    yield from _places(archive.folder)
    if ending.was_stopped:
        yield "Run the same command to go on: stored files are not fetched again."


def _gone(number: int) -> str:
    return f", {number:,} of them gone from the site by now" if number else ""


def _failed(totals: Totals) -> str:
    return f", {totals.media_failed:,} could not be fetched" * bool(totals.media_failed)


def _findings(totals: Totals) -> str:
    counts = [(totals.findings[severity], name) for severity, name in _NAMES.items()]
    return ", ".join(count(number, name) for number, name in counts if number) or "none"


def _errors(archive: ArchiveReader) -> Iterator[str]:
    """Yield what is missing: each kind once, the most frequent first, with examples."""
    kinds: dict[str, list[StoredFinding]] = {}
    for found in archive.findings():
        if found.finding.severity is Severity.ERROR:
            kinds.setdefault(found.finding.code, []).append(found)
    for code, errors in sorted(kinds.items(), key=lambda kind: -len(kind[1])):
        yield f"  {CODES[code][1]} ({count(len(errors), 'time')})"
        yield from (f"    - {_sentence(error)}" for error in errors[:_EXAMPLES])
        if len(errors) > _EXAMPLES:
            yield f"    - and {len(errors) - _EXAMPLES:,} more"


def _sentence(found: StoredFinding) -> str:
    message, post = found.finding.message, found.post_url
    is_placed = post is None or post in message
    return printable(message if is_placed else f"{message} [{post}]")


def _places(folder: Path) -> Iterator[str]:
    yield f"In {printable(str(folder))}:"
    for name, meaning in _PLACES:
        if (folder / name).exists():
            yield f"  {name:<9} {meaning}"
