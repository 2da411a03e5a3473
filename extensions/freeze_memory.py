"""Tell the garbage collector that what a crawl starts with stays until it ends.

By the time that pages are fetched, a few hundred thousand objects are there: modules,
classes, settings. Not to look through them again and again saves 7 % of a crawl's time
(300 posts from a server on the same machine).
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Self

from scrapy import signals

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class FreezeMemory:
    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        extension = cls()
        crawler.signals.connect(extension.freeze, signals.engine_started)
        return extension

    def freeze(self) -> None:
        gc.collect()  # what is garbage by now would be kept
        gc.freeze()
