"""Keep AutoThrottle off the hosts that have settings of their own in DOWNLOAD_SLOTS.

It gives every host a delay, one request's answer being enough (2.19): after the CDN's
robots.txt, pictures would come one by one instead of four at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Container

    from scrapy import Request
    from scrapy.crawler import Crawler


class KeepSlots:
    def __init__(self, hosts: Container[str]) -> None:
        self._hosts = hosts

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(frozenset(crawler.settings.getdict("DOWNLOAD_SLOTS")))

    def process_request(self, request: Request) -> None:
        if urlsplit(request.url).hostname in self._hosts:
            request.meta["autothrottle_dont_adjust_delay"] = True
