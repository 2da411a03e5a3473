"""``scrapy crawl``: Scrapy's own, but a crawl that could not run ends with 1."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from scrapy.commands import crawl
from scrapy.exceptions import UsageError

from blogark.errors import BlogarkError
from blogark.terminal import printable
from commands.archive import COULD_NOT_RUN, SPIDER
from spiders.arguments import Arguments
from spiders.wix_blog import FAILURE

if TYPE_CHECKING:
    import argparse


class Command(crawl.Command):
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1 or self.crawler_process is None:
            raise UsageError
        try:
            self._crawl(args[0], opts.spargs)
        except BlogarkError as error:
            print(f"Error: {printable(str(error))}", file=sys.stderr)
            self.exitcode = COULD_NOT_RUN

    def _crawl(self, name: str, options: dict[str, str]) -> None:
        """Run the spider *name*; raises `BlogarkError` if it had nothing to do."""
        if name == SPIDER:  # before Scrapy wraps what is wrong into a traceback
            Arguments.parse(**{k: options.get(k) for k in ("url", "out", "limit")})
        crawler = self._create_crawler(name)
        process = self.crawler_process
        assert process is not None  # noqa: S101  `run` has made sure
        process.crawl(crawler, **options)
        process.start()
        if process.bootstrap_failed:
            self.exitcode = COULD_NOT_RUN
        elif failure := crawler.stats.get_value(FAILURE):
            raise BlogarkError(failure)
