"""Waiting inside of ``start()``: for the whole crawl, or for room in the queue."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable
from typing import TYPE_CHECKING, TypeVar

from scrapy import signals

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from scrapy.crawler import Crawler

_TICK = 0.01
T = TypeVar("T")


async def each(found: Iterable[T] | AsyncIterable[T]) -> AsyncIterator[T]:
    """Yield what *found* yields, whichever of the two kinds it is."""
    if isinstance(found, AsyncIterable):
        async for one in found:
            yield one
    else:
        for one in found:
            yield one


async def settled(crawler: Crawler) -> None:
    """Wait until every request so far is answered and its answer dealt with.

    Scrapy's own "idle" is no help: a spider is not idle while ``start()`` runs.
    """
    while _is_busy(crawler):
        await crawler.signals.wait_for(signals.scheduler_empty)


async def room(crawler: Crawler) -> None:
    """Wait until the crawl can take another request, so that none pile up."""
    if crawler.engine.needs_backout():
        await crawler.signals.wait_for(signals.scheduler_empty)


async def stored(crawler: Crawler) -> None:
    """Wait until the pipelines are done with what ``start()`` gave them.

    Scrapy looks for that only every five seconds, so that each crawl would end with a
    pause (2.19).
    """
    slot = crawler.engine.scraper.slot
    while slot is not None and slot.itemproc_size:  # noqa: ASYNC110  no signal for it
        await asyncio.sleep(_TICK)


def _is_busy(crawler: Crawler) -> bool:
    engine = crawler.engine
    scheduler, slot = engine.scheduler, engine.scraper.slot
    if scheduler is None or slot is None:
        return False
    return bool(
        scheduler.has_pending_requests()
        or engine.downloader.active
        or slot.queue
        or slot.active
    )
