"""What the page shows of a report that is no fact of its own: labels, marks, groups."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from blogark.findings import Severity
from blogark.report.facts import State

if TYPE_CHECKING:
    from blogark.report.facts import Note, PostFacts, Report, Totals, Words

MARKS: Final = {"complete": "✓", "check": "!", "incomplete": "×", "note": "i"}  # noqa: RUF001 - a cross
LABELS: Final = {
    "complete": "Complete",
    "check": "Please check",
    "incomplete": "Incomplete",
    "note": "Good to know",
}
_MEANINGS: Final = {
    State.COMPLETE: "Everything is in the archive.",
    State.CHECK: "Nothing is known to be lost, but a person should look.",
    State.INCOMPLETE: "Something is missing, and has to be added by hand.",
}
_STATES: Final = {
    Severity.ERROR: "incomplete",
    Severity.WARNING: "check",
    Severity.INFO: "note",
}
_RANKS: Final = {State.INCOMPLETE: 0, State.CHECK: 1, State.COMPLETE: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class StateShown:
    """One of the three states of a post, as the page shows it."""

    name: str
    label: str
    mark: str
    meaning: str
    count: int
    share: float
    """Percent of all posts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    post: PostFacts
    rank: int
    label: str
    mark: str
    codes: str
    more: str
    """What else a search finds the post by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Notes about the site that have one meaning."""

    state: str
    label: str
    mark: str
    words: Words
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeShown:
    name: str
    meaning: str
    posts: int


def verdict(report: Report) -> str:
    """Return the state of the archive in one sentence, or two."""
    has_errors = any(note.severity is Severity.ERROR for note in report.notes)
    doubt = " There may be more posts: see “About the blog as a whole”."
    return _of_posts(report.totals) + doubt * has_errors


def _of_posts(totals: Totals) -> str:
    if not totals.posts:
        return "The archive has no posts."
    if totals.posts == totals.complete == 1:
        return "The one post is complete."
    if totals.posts == totals.complete:
        return f"All {totals.posts:,} posts are complete."
    verb = "is" if totals.complete == 1 else "are"
    parts = [f"{totals.complete:,} of {totals.posts:,} posts {verb} complete"]
    if totals.check:
        parts.append(f"{totals.check:,} should be looked at by a person")
    if totals.incomplete:
        parts.append(f"in {totals.incomplete:,} something is missing")
    return f"{', '.join(parts[:-1])}, and {parts[-1]}."


def states(report: Report) -> list[StateShown]:
    """Return the three states, the best first."""
    totals = report.totals
    counts = {
        State.COMPLETE: totals.complete,
        State.CHECK: totals.check,
        State.INCOMPLETE: totals.incomplete,
    }
    return [
        StateShown(
            name=state,
            label=LABELS[state],
            mark=MARKS[state],
            meaning=_MEANINGS[state],
            count=number,
            share=round(100 * number / max(totals.posts, 1), 2),
        )
        for state, number in counts.items()
    ]


def groups(report: Report) -> list[Group]:
    """Return the notes about the site, the heaviest first."""
    order = {severity: place for place, severity in enumerate(_STATES)}
    notes = sorted(report.notes, key=lambda note: (order[note.severity], note.code))
    return [
        Group(
            state=_STATES[severity],
            label=LABELS[_STATES[severity]],
            mark=MARKS[_STATES[severity]],
            words=report.words[code],
            notes=tuple(alike),
        )
        for (severity, code), alike in groupby(
            notes, key=lambda note: (note.severity, note.code)
        )
    ]


def codes(report: Report) -> list[CodeShown]:
    """Return the codes that posts have, the most frequent first."""
    counts = Counter(
        code for post in report.posts for code in {note.code for note in post.notes}
    )
    return [
        CodeShown(name=code, meaning=report.words[code].meaning, posts=counts[code])
        for code in sorted(counts, key=lambda code: (-counts[code], code))
    ]


def row(post: PostFacts) -> Row:
    """Return what the table shows of a post."""
    return Row(
        post=post,
        rank=_RANKS[post.state],
        label=LABELS[post.state],
        mark=MARKS[post.state],
        codes=" ".join(sorted({note.code for note in post.notes})),
        more=" ".join((post.url, post.slug, *post.categories, *post.tags)),
    )
