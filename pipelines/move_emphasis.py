"""Moves the spaces at the edges of styled and linked text out of the style and link.

``**bold **text`` is no emphasis in Markdown, and a space looks the same either way:
it wears only what the words on both sides of it wear.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogark.document import PLAIN, Style, Text
from pipelines.cleaning import (
    LinePass,
    join_lines,
    split_lines,
)
from pipelines.merge_runs import merge_runs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blogark.document import Inlines

_NOTHING = Text("")


def move_emphasis(inlines: Inlines) -> tuple[Inlines, int]:
    """Return *inlines* with plain spaces around emphasis, and how many were moved."""
    if not any(isinstance(i, Text) and _has_worn_edge(i) for i in inlines):
        return inlines, 0
    moved = [_move(line) for line in split_lines(inlines)]
    total = sum(count for _, count in moved)
    return (join_lines([line for line, _ in moved]) if total else inlines), total


def _move(line: list[Text]) -> tuple[list[Text], int]:
    kept: list[Text] = []
    total = 0
    befores = _words_before(line)
    afters = reversed(_words_before(reversed(line)))
    for run, before, after in zip(line, befores, afters, strict=True):
        if not _has_worn_edge(run):
            kept.append(run)
            continue
        parts, count = _take_off(run, before, after)
        kept.extend(parts)
        total += count
    return kept, total


def _words_before(line: Iterable[Text]) -> list[Text]:
    """Return for each run of *line* the last before it that is more than spaces."""
    found: list[Text] = []
    last = _NOTHING
    for run in line:
        found.append(last)
        if _is_word(run):
            last = run
    return found


def _take_off(run: Text, before: Text, after: Text) -> tuple[list[Text], int]:
    words = run.text.strip()
    if not words:
        parts = [_shared(run.text, run, before, after)]
    else:
        start = run.text.index(words)
        parts = [
            _shared(run.text[:start], run, before),
            Text(words, run.style, run.link),
            _shared(run.text[start + len(words) :], run, after),
        ]
    count = sum(
        bool(part.text) and (part.style, part.link) != (run.style, run.link)
        for part in parts
    )
    merged, _ = merge_runs(tuple(parts))
    return [part for part in merged if isinstance(part, Text)], count


def _shared(spaces: str, run: Text, *neighbours: Text) -> Text:
    style, link = run.style, run.link
    for neighbour in neighbours:
        style = _both(style, neighbour.style)
        link = link if link == neighbour.link else None
    return Text(spaces, style, link)


def _both(one: Style, other: Style) -> Style:
    if one == other:
        return one
    return Style(
        bold=one.bold and other.bold,
        italic=one.italic and other.italic,
        underline=one.underline and other.underline,
        strike=one.strike and other.strike,
        superscript=one.superscript and other.superscript,
        subscript=one.subscript and other.subscript,
        code=one.code and other.code,
        spoiler=one.spoiler and other.spoiler,
        color=one.color if one.color == other.color else None,
        background=one.background if one.background == other.background else None,
    )


def _is_word(run: Text) -> bool:
    return run.style.code or not (not run.text or run.text.isspace())


def _has_worn_edge(run: Text) -> bool:
    text = run.text
    if not text or not (text[0].isspace() or text[-1].isspace()):
        return False
    return not run.style.code and (run.link is not None or run.style != PLAIN)


class MoveEmphasis(LinePass):
    @staticmethod
    def clean_line(line: Inlines) -> tuple[Inlines, int]:
        return move_emphasis(line)
