from __future__ import annotations

from scrapy import Request, Spider
from scrapy.utils.test import get_crawler

from middlewares.keep_slots import KeepSlots


def test_only_hosts_without_settings_of_their_own_are_throttled() -> None:
    slots = {"static.wixstatic.com": {"concurrency": 4, "delay": 0}}
    crawler = get_crawler(Spider, {"DOWNLOAD_SLOTS": slots})
    middleware = KeepSlots.from_crawler(crawler)
    picture = Request("https://static.wixstatic.com/robots.txt")
    page = Request("https://www.example.org/blog")

    middleware.process_request(picture)
    middleware.process_request(page)

    assert picture.meta["autothrottle_dont_adjust_delay"] is True
    assert "autothrottle_dont_adjust_delay" not in page.meta
