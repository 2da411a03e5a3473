"""How much of a page is in the Markdown of it, measure by measure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from benchmarks.content import Content, Tally

RATIOS: Final = (
    "posts",
    "words_kept",
    "words_from_page",
    "headings",
    "links",
    "list_items",
    "cells",
    "quotes",
    "images",
    "blocks",
)
"""Shares, 1 is all: of the page's things those that are in the Markdown; for
``words_from_page``, of the words in the Markdown those that are on the page."""
FAULTS: Final = ("rendition_urls", "boilerplate")
"""Counts of what must not be in the Markdown."""
ACCOUNTED: Final = ("hashtags", "title", "tracking", "stand_ins")
"""Counts of what the cleaning passes changed and the renderer added on purpose, which
the shares leave out."""


@dataclass(slots=True)
class Score:
    """The measures of one post or, added up, of one site."""

    kept: Tally = field(default_factory=Counter)
    total: Tally = field(default_factory=Counter)
    counts: Tally = field(default_factory=Counter)

    def add(self, other: Score) -> None:
        self.kept.update(other.kept)
        self.total.update(other.total)
        self.counts.update(other.counts)

    def share(self, measure: str) -> float:
        """Return one of `RATIOS`; where there was nothing to keep, all was kept."""
        total = self.total[measure]
        return self.kept[measure] / total if total else 1.0

    def count(self, measure: str, page: Tally, ours: Tally) -> None:
        """Add how much of *page* is in *ours*."""
        self.kept[measure] += (page & ours).total()
        self.total[measure] += page.total()


def compare(page: Content, ours: Content) -> Score:
    """Return the score of one post, all that the two sides say about it."""
    score = Score()
    score.count("words_kept", page.words, ours.words)
    score.count("words_from_page", ours.words, page.words)
    score.count("headings", page.headings, ours.headings)
    score.count("links", page.links, ours.links)
    score.count("list_items", page.list_items, ours.list_items)
    score.count("cells", page.cells, ours.cells)
    score.count("quotes", page.quotes, ours.quotes)
    score.count("images", page.images, ours.images)
    return score
