"""Ask for nothing that ``robots.txt`` forbids, nor where it cannot be read.

Scrapy's own middleware takes a server error, or no answer at all, for leave to fetch
everything (2.19). RFC 9309 (2.3.1.4) takes it for the contrary; only a status of 4xx
means that there are no rules (2.3.1.3).
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.misc import build_from_crawler

from spiders import outcomes

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.robotstxt import RobotParser


class _Unread(NamedTuple):
    reason: str
    is_nobody: bool = False


class ObeyRobots(RobotsTxtMiddleware):
    """Takes the place of ``RobotsTxtMiddleware``."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._locks: dict[str, asyncio.Lock] = {}
        self._rules: dict[str, RobotParser | _Unread | None] = {}

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """Return the rules of the request's host, ``None`` if it has none.

        Raises `RobotsUnreadError`, or ``IgnoreRequest`` if nobody is there at all.
        """
        host = urlsplit(request.url).netloc
        async with self._locks.setdefault(host, asyncio.Lock()):
            if host not in self._rules:
                self._rules[host] = await self._read(request)
        rules = self._rules[host]
        if not isinstance(rules, _Unread):
            return rules
        if rules.is_nobody:
            raise IgnoreRequest(rules.reason)
        raise outcomes.RobotsUnreadError(
            f"the robots.txt of {host}, without which nothing may be fetched there, "
            f"could not be read ({rules.reason})"
        )

    async def _read(self, request: Request) -> RobotParser | _Unread | None:
        parts = urlsplit(request.url)
        robots = Request(
            f"{parts.scheme}://{parts.netloc}/robots.txt",
            priority=self.DOWNLOAD_PRIORITY,
            meta={"dont_obey_robotstxt": True},
            callback=NO_CALLBACK,
        )
        try:
            response = await self.crawler.engine.download_async(robots)
        except Exception as error:  # noqa: BLE001  of a handler or any middleware
            if isinstance(error, IgnoreRequest) and not outcomes.is_too_large(error):
                return None  # it was not asked for, for a reason that holds for all
            is_nobody = isinstance(error, outcomes.NOBODY)
            is_nobody |= outcomes.is_untrusted(error)
            return _Unread(outcomes.cause(error), is_nobody)
        if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return _Unread(f"the site answers {outcomes.phrase(response.status)}")
        return await self._parsed(response, request)

    async def _parsed(self, response: Response, request: Request) -> RobotParser | None:
        if response.status >= HTTPStatus.BAD_REQUEST:
            return None
        rules = build_from_crawler(self._parserimpl, self.crawler, response.body)
        await self.crawler.signals.send_catch_log_async(
            signal=signals.robots_parsed, robotparser=rules, request=request
        )
        return rules
