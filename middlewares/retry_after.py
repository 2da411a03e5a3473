"""Wait as long as a server asks for: ``Retry-After`` with status 429 or 503.

Scrapy's own ``RetryMiddleware`` retries at once, and knows nothing of the header
(2.19). This one runs before it on the way back. A 429 is about the client, so all
requests to that host wait; a 503 is about what was asked for, so only that one does.
"""

from __future__ import annotations

import asyncio
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from time import monotonic, time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

# How soon a wait notices that the crawl is being stopped.
_TICK = 0.25


class RetryAfter:
    def __init__(self, crawler: Crawler, longest: float) -> None:
        self._crawler = crawler
        self._longest = longest
        self._quiet_until: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler, crawler.settings.getfloat("RETRY_AFTER_MAX"))

    async def process_request(self, request: Request) -> None:
        host = urlsplit(request.url).netloc
        while self._quiet_until.get(host, 0) > monotonic():
            await self._sleep_until(self._quiet_until[host])

    async def process_response(self, request: Request, response: Response) -> Response:
        seconds = min(self._longest, _asked_for(request, response))
        if seconds <= 0 or request.meta.get("dont_retry"):
            return response
        until = monotonic() + seconds
        self._crawler.stats.inc_value("retry_after/count")
        if response.status == HTTPStatus.TOO_MANY_REQUESTS:
            host = urlsplit(request.url).netloc
            self._quiet_until[host] = max(until, self._quiet_until.get(host, 0))
        else:
            await self._sleep_until(until)
        return response

    async def _sleep_until(self, until: float) -> None:
        while (left := until - monotonic()) > 0:
            if not self._crawler.crawling:
                raise IgnoreRequest("the crawl was stopped while it waited")
            await asyncio.sleep(min(left, _TICK))


def _asked_for(request: Request, response: Response) -> float:
    """Return for how many seconds *response* asks to stay away; 0 if it does not."""
    match response.status:
        case HTTPStatus.SERVICE_UNAVAILABLE:
            default = 0.0
        case HTTPStatus.TOO_MANY_REQUESTS:
            # Without a word from the server: 2, 4, 8 … seconds.
            default = 2.0 ** (1 + int(request.meta.get("retry_times", 0)))
        case _:
            return 0
    header = response.headers.get("Retry-After")
    return (
        default if header is None else seconds_until(header.decode("latin-1"), time())
    )


def seconds_until(retry_after: str, now: float) -> float:
    """Return the seconds that a ``Retry-After`` header means at the time *now*.

    It is a number of seconds or an HTTP date (RFC 9110, 10.2.3); 0 if it is neither.
    """
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - now)
    except (TypeError, ValueError):
        return 0
