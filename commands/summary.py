"""What a crawl says at its end, as lines for a terminal."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from blogark.findings import CODES, Severity
from blogark.terminal import count, duration, examples, printable, size

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from blogark.archive.read import ArchiveReader, StoredFinding, Totals

Kinds: TypeAlias = "dict[str, list[StoredFinding]]"
"""Findings by their code."""

_NAMES: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}
_CHANGES: Final = {
    "new": "new",
    "changed": "changed",
    "unchanged": "unchanged",
    "gone": "gone",
    "returned": "published again",
}
_PLACES: Final = (
    ("report.html", "what became of every post: open it in a browser"),
    ("blog.db", "SQLite, for scripts; all findings are in its table `findings`"),
    ("markdown", "one file a post, for people"),
    ("media", "the original files"),
    ("warc", "what the site sent, to read again with --offline"),
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
    is_cut_short: bool = False
    """What was read again ends with a run that was stopped, or killed."""
    limit: int | None = None
    """Posts that were to be read at most."""
    since: date | None = None
    """Only posts published or changed since were to be read."""
    changes: Mapping[str, int] = field(default_factory=dict)
    """How many posts a later run found new, changed, and so on; empty for the first."""
    edited: Sequence[str] = ()
    """Markdown files that stay as a person edited them, though their posts changed."""


def is_complete(ending: Ending, totals: Totals) -> bool:
    """Tell whether nothing is missing from the archive."""
    has_errors = totals.findings[Severity.ERROR] or ending.logged_errors
    was_stopped = ending.was_stopped or ending.is_cut_short
    return not has_errors and not was_stopped


def summary(ending: Ending, archive: ArchiveReader) -> Iterator[str]:
    """Yield the lines of a summary."""
    totals = archive.totals()
    kinds = _by_kind(archive)
    state = "Stopped archiving" if ending.was_stopped else "Archived"
    yield f"{state} {printable(ending.url)} after {duration(ending.seconds)}:"
    yield f"  posts     {totals.posts:,}{_posts(ending, totals, kinds)}"
    if ending.changes:
        yield f"  this run  {_changes(ending.changes)}"
    yield f"  files     {totals.media_stored:,} ({size(totals.bytes)}){_failed(totals)}"
    yield f"  findings  {_findings(totals)}"
    yield from _told(kinds)
    if ending.logged_errors:
        faults = count(ending.logged_errors, "fault")
        yield f"  {faults} of the program itself: see the log above"
    yield from _edited(ending.edited)
    yield from _places(archive.folder)
    if ending.was_stopped:
        yield "Run the same command to go on: stored files are not fetched again."
    elif ending.is_cut_short:
        yield "The last run was stopped before it had read all: archive the blog again."


def _by_kind(archive: ArchiveReader) -> Kinds:
    kinds: Kinds = {}
    for found in archive.findings():
        kinds.setdefault(found.finding.code, []).append(found)
    return kinds


def _posts(ending: Ending, totals: Totals, kinds: Kinds) -> str:
    """Return what is to be said of the number of posts."""
    gone = f", {totals.gone:,} of them gone from the site by now" if totals.gone else ""
    listed = len(kinds.get("listed-gone", ()))
    verb = "is" if listed == 1 else "are"
    deleted = f" ({listed:,} more {verb} named by the site's lists but deleted there)"
    return gone + deleted * bool(listed) + _narrowed(ending)


def _narrowed(ending: Ending) -> str:
    """Return what a run was told to leave out."""
    since = f" only posts published or changed since {ending.since}"
    limit = f" {ending.limit or 0:,} at most"
    told = since * bool(ending.since), limit * bool(ending.limit)
    return f"; this run read{','.join(filter(None, told))}" if any(told) else ""


def _changes(changes: Mapping[str, int]) -> str:
    """Return ``2 new, 1 changed, 12 unchanged, 1 gone``."""
    counts = ((changes.get(name, 0), words) for name, words in _CHANGES.items())
    told = [f"{n:,} {words}" for n, words in counts if n or words in {"new", "changed"}]
    return ", ".join(told)


def _edited(names: Sequence[str]) -> Iterator[str]:
    if names:
        files = count(len(names), "file")
        yield (
            f"  {files} in markdown/ that somebody edited stay as they are; what the "
            "blog has now is beside each, in a file that ends in .new~:"
        )
    yield from examples(names)


def _failed(totals: Totals) -> str:
    return f", {totals.media_failed:,} could not be fetched" * bool(totals.media_failed)


def _findings(totals: Totals) -> str:
    counts = [(totals.findings[severity], name) for severity, name in _NAMES.items()]
    return ", ".join(count(number, name) for number, name in counts if number) or "none"


def _told(kinds: Kinds) -> Iterator[str]:
    """Yield what is missing or in doubt: the most frequent kind first."""
    told = {code: [f for f in kind if _is_told(f)] for code, kind in kinds.items()}
    for code, found in sorted(told.items(), key=lambda kind: -len(kind[1])):
        if found:
            yield f"  {CODES[code][1]} ({count(len(found), 'time')})"
        yield from examples([_sentence(each) for each in _spread(found)])


def _is_told(found: StoredFinding) -> bool:
    """Tell whether a finding is named in a summary, beside being counted.

    A loss is, and a doubt whether all posts are there. What else is to be looked at in
    single posts would be too much.
    """
    severity = found.finding.severity
    is_of_site = found.post_id is None
    return severity is Severity.ERROR or (severity is Severity.WARNING and is_of_site)


def _spread(found: Sequence[StoredFinding]) -> list[StoredFinding]:
    """Return *found* so that each post comes once before any post comes twice."""
    turns: Counter[str | None] = Counter()

    def turn(each: StoredFinding) -> int:
        turns[each.post_id] += 1
        return turns[each.post_id]

    return sorted(found, key=turn)


def _sentence(found: StoredFinding) -> str:
    message, post = found.finding.message, found.post_url
    is_placed = post is None or post in message
    return message if is_placed else f"{message} [{post}]"


def _places(folder: Path) -> Iterator[str]:
    yield f"In {printable(str(folder))}:"
    for name, meaning in _PLACES:
        if (folder / name).exists():
            yield f"  {name:<11} {meaning}"
