"""Wait before asking again, longer each time.

Scrapy retries at once (2.19). Whoever wants something once more, be it Scrapy's own
``RetryMiddleware``, the spider or a pipeline, counts in ``retry_times``; here that
number becomes a wait: 1, 2, 4, 8 … times ``RETRY_DELAY``, and up to half as much again
by chance, so that requests which failed together do not come back together. A host
that does not exist, or refuses, and never answered is not asked again: that is a typing
error, and somebody waits to be told.
"""

from __future__ import annotations

import random
from time import monotonic
from typing import TYPE_CHECKING, Final, Self
from urllib.parse import urlsplit

from middlewares.waiting import wait_until
from spiders.outcomes import NOBODY

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

_WAITED: Final = "retry_waited"
"""Key of ``Request.meta``: the retry that was waited for. A redirect copies it."""


class SpaceRetries:
    def __init__(self, crawler: Crawler, delay: float) -> None:
        self._crawler = crawler
        self._delay = delay
        self._answered: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler, crawler.settings.getfloat("RETRY_DELAY"))

    async def process_request(self, request: Request) -> None:
        times = int(request.meta.get("retry_times", 0))
        if times <= int(request.meta.get(_WAITED, 0)):
            return
        request.meta[_WAITED] = times
        # Not what was just sent, from some cache, ours included: it was of no use.
        request.headers["Cache-Control"] = "no-cache"
        chance = random.uniform(1, 1.5)  # noqa: S311  no secret
        seconds = self._delay * 2 ** (times - 1) * chance
        await wait_until(monotonic() + seconds, self._crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        self._answered.add(urlsplit(request.url).netloc)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        is_known = urlsplit(request.url).netloc in self._answered
        if isinstance(exception, NOBODY) and not is_known:
            request.meta["dont_retry"] = True
