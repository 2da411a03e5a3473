"""Joins neighbouring runs of text that look alike and lead to the same place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogark.document import Text
from pipelines.cleaning import CleaningPipeline, change_inlines

if TYPE_CHECKING:
    from blogark.document import Inline, Inlines
    from blogark.post import Post


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


class MergeRunsPipeline(CleaningPipeline):
    @staticmethod
    def clean(post: Post) -> tuple[Post, int]:
        return change_inlines(post, merge_runs)
