"""Runs the cleaning passes, in the order of ``CLEANING_PASSES``.

One pipeline for all of them: passes that work line by line share their walk through
the body, and Scrapy's own work for each pipeline is done once an item.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogark.post import Post
from pipelines.cleaning import clean, cleaning_passes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.statscollectors import StatsCollector

    from pipelines.cleaning import CleaningPass


class CleanPostPipeline:
    """Cleans posts; other items go through untouched."""

    def __init__(
        self, passes: Sequence[type[CleaningPass]], stats: StatsCollector
    ) -> None:
        self._passes = passes
        self._stats = stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        passes = cleaning_passes(crawler.settings.getdict("CLEANING_PASSES"))
        return cls(passes, crawler.stats)

    def process_item(self, item: object) -> object:
        if not isinstance(item, Post):
            return item
        cleaned = clean(item, self._passes)
        for done in cleaned.cleanings[len(item.cleanings) :]:
            self._stats.inc_value(f"cleaned/{done.name}", done.count)
        return cleaned
