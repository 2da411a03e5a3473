"""End a crawl whose archive can no more be written."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from scrapy import signals
from scrapy.utils.defer import deferred_from_coro

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from blogark.errors import ArchiveError

ARCHIVE_ERROR: Final = "archive/error"
"""Statistic with the sentence that tells why nothing more could be stored."""

logger = logging.getLogger(__name__)


def stop_crawl(crawler: Crawler, error: ArchiveError) -> None:
    """End the crawl for *error*; the first of several is the cause of the others."""
    if not has_stopped(crawler):
        report(crawler, error)
        deferred_from_coro(crawler.engine.close_spider_async(reason="archive_error"))


def stop_when_open(crawler: Crawler, error: ArchiveError) -> None:
    """The same for a pipeline's ``open_spider``: the crawl has not begun yet."""

    def stop() -> None:
        deferred_from_coro(crawler.engine.close_spider_async(reason="archive_error"))

    report(crawler, error)
    crawler.signals.connect(stop, signals.spider_opened, weak=False)


def report(crawler: Crawler, error: ArchiveError) -> None:
    """Note *error* for whoever started the crawl, unless there was one before."""
    if not has_stopped(crawler):
        crawler.stats.set_value(ARCHIVE_ERROR, str(error))
        logger.info("%s", error)  # who started the crawl says it to a person


def has_stopped(crawler: Crawler) -> bool:
    return crawler.stats.get_value(ARCHIVE_ERROR) is not None
