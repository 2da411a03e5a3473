"""Takes the link off text that shows nothing, where there is nothing to click."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from blogark.document import Text
from pipelines.cleaning import LinePass

if TYPE_CHECKING:
    from blogark.document import Inline, Inlines, Link


def drop_empty_links(inlines: Inlines) -> tuple[Inlines, int]:
    """Return *inlines* without blank links, and how many links that were.

    The blank text itself stays, so that words do not run together.
    """
    if not any(map(_link, inlines)):
        return inlines, 0
    kept: list[Inline] = []
    dropped = 0
    for link, group in groupby(inlines, key=_link):
        runs = list(group)
        if link is not None and not any(map(_shows, runs)):
            runs = [msgspec.structs.replace(run, link=None) for run in runs]
            dropped += 1
        kept.extend(runs)
    return (tuple(kept) if dropped else inlines), dropped


def _link(inline: Inline) -> Link | None:
    return inline.link if isinstance(inline, Text) else None


def _shows(inline: Inline) -> bool:
    return isinstance(inline, Text) and bool(inline.text.strip())


class DropEmptyLinks(LinePass):
    @staticmethod
    def clean_line(line: Inlines) -> tuple[Inlines, int]:
        return drop_empty_links(line)
