"""Joins neighbouring runs of text that look alike and lead to the same place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogark.document import Text
from pipelines.cleaning import LinePass

if TYPE_CHECKING:
    from blogark.document import Inline, Inlines


def merge_runs(inlines: Inlines) -> tuple[Inlines, int]:
    """Return *inlines* with as few runs as can be, and how many went.

    A run without any character goes too.
    """
    merged: list[Inline] = []
    for inline in inlines:
        last = merged[-1] if merged else None
        if not isinstance(inline, Text):
            merged.append(inline)
        elif isinstance(last, Text) and _alike(last, inline):
            merged[-1] = Text(last.text + inline.text, last.style, last.link)
        elif inline.text:
            merged.append(inline)
    gone = len(inlines) - len(merged)
    return (tuple(merged) if gone else inlines), gone


def _alike(one: Text, other: Text) -> bool:
    return one.style == other.style and one.link == other.link


class MergeRuns(LinePass):
    @staticmethod
    def clean_line(line: Inlines) -> tuple[Inlines, int]:
        return merge_runs(line)
