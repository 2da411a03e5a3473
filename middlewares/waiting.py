"""Waiting that ends when the crawl is stopped."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING, Final

from scrapy.exceptions import IgnoreRequest

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

# How soon a wait notices that the crawl is being stopped.
_TICK: Final = 0.25


async def wait_until(moment: float, crawler: Crawler) -> None:
    """Wait until *moment*, in seconds of ``time.monotonic``.

    Nothing else waits with it. Raises ``IgnoreRequest`` if the crawl is stopped before.
    """
    while (left := moment - monotonic()) > 0:
        if not crawler.crawling:
            raise IgnoreRequest("the crawl was stopped while it waited")
        await asyncio.sleep(min(left, _TICK))
