"""Whole crawls with the project's settings, in one process of their own.

Starting Python and Scrapy takes longer than crawling the sample blog, so that one
process runs all crawls of a test session: ``python -m tests.spiders.crawls`` reads a
job as JSON from each line of its input, and writes what came out of it.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final, Self

from demo.server import Server

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from demo.faults import Fault
    from demo.site import Site

_SETTINGS: Final = {
    "ITEM_PIPELINES": {},
    "EXTENSIONS": {},
    "WARC_ENABLED": False,  # crawls share a folder
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "RETRY_TIMES": 2,
    "RETRY_DELAY": 0,
}


@dataclass(frozen=True, kw_only=True)
class Crawl:
    """What a crawl gave."""

    reason: str
    failure: str | None
    posts_found: int
    pages: dict[str, dict[str, Any]]
    """Rows of addresses by address."""
    posts: dict[str, dict[str, Any]]
    findings: list[dict[str, str]]
    """Those about the site."""
    log: list[str]
    """Warnings and errors."""
    requests: list[str]
    """Addresses in the order in which the server was asked for them."""

    def codes(self) -> list[str]:
        return sorted(finding["code"] for finding in self.findings)

    def detail(self, code: str) -> str:
        (found,) = (one["detail"] for one in self.findings if one["code"] == code)
        return found


class Crawler:
    """The process that crawls, while the ``with`` block runs."""

    _process: subprocess.Popen[str]

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "tests.spiders.crawls"]
        self._process = subprocess.Popen(  # noqa: S603  our own module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def crawl(
        self,
        site: Site,
        faults: Mapping[str, Sequence[Fault]] | None = None,
        settings: Mapping[str, float] | None = None,
        **arguments: str,
    ) -> Crawl:
        """Return what a crawl of *site* gives, by default from its root.

        Unless *arguments* say otherwise, from its pages alone.
        """
        with Server(site, faults) as server:
            usual = {"url": site.blog.root, "out": "unused", "visitor_api": "0"}
            arguments = {**usual, **arguments}
            job = {
                "arguments": arguments,
                "settings": settings or {},
                "environment": server.environment(),
            }
            result = self._run(json.dumps(job))
            asked = [exchange.url for exchange in server.log]
        return Crawl(**json.loads(result), requests=asked)

    def _run(self, job: str) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(job, file=self._process.stdin, flush=True)
        return self._process.stdout.readline()


class _Log(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


async def _crawl(
    arguments: dict[str, str], changed: dict[str, float]
) -> dict[str, Any]:
    from scrapy import signals  # noqa: PLC0415  after the reactor is installed
    from scrapy.crawler import AsyncCrawlerRunner  # noqa: PLC0415
    from scrapy.settings import Settings  # noqa: PLC0415

    from blogark.post import Page, Post, SiteFinding  # noqa: PLC0415
    from spiders.wix_blog import FAILURE, POSTS_FOUND, WixBlogSpider  # noqa: PLC0415

    settings = Settings()
    settings.setmodule("blogark.settings")
    settings.setdict({**_SETTINGS, **changed}, priority="cmdline")
    runner = AsyncCrawlerRunner(settings)
    crawler = runner.create_crawler(WixBlogSpider)
    items: list[object] = []

    def keep(item: object) -> None:
        items.append(item)

    crawler.signals.connect(keep, signals.item_scraped)
    await runner.crawl(crawler, **arguments)
    pages = [item for item in items if isinstance(item, Page)]
    if len(pages) != len({page.url for page in pages}):
        raise AssertionError("an address has two states")
    return {
        "reason": crawler.stats.get_value("finish_reason"),
        "failure": crawler.stats.get_value(FAILURE),
        "posts_found": crawler.stats.get_value(POSTS_FOUND, 0),
        "pages": {page.url: asdict(page) for page in pages},
        "posts": {
            item.url: {
                "id": item.id,
                "body_source": item.body_source,
                "findings": [found.code for found in item.findings],
            }
            for item in items
            if isinstance(item, Post)
        },
        "findings": [asdict(i.finding) for i in items if isinstance(i, SiteFinding)],
    }


async def _serve() -> None:
    log = _Log()
    logging.getLogger().addHandler(log)
    while line := await asyncio.to_thread(sys.stdin.readline):
        job = json.loads(line)
        os.environ.update(job["environment"])
        result = await _crawl(job["arguments"], job["settings"])
        print(json.dumps({**result, "log": log.lines}, default=str), flush=True)  # noqa: T201  its output is for a program
        log.lines.clear()


def main() -> None:
    from scrapy.utils.reactor import install_reactor  # noqa: PLC0415

    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from scrapy.utils.defer import deferred_from_coro  # noqa: PLC0415
    from twisted.internet.task import react  # noqa: PLC0415

    react(lambda _reactor: deferred_from_coro(_serve()))


if __name__ == "__main__":
    main()
