"""``scrapy crawl``: Scrapy's own, with the exit codes of ``scrapy archive``."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy.commands import crawl
from scrapy.exceptions import UsageError

from blogark.archive.folder import check_folder
from blogark.archive.lock import FolderLock
from blogark.archive.read import ArchiveReader
from blogark.errors import BlogarkError, OptionError
from blogark.findings import Severity
from commands.exits import COMPLETE, SOMETHING_MISSING, could_not_run
from commands.running import crawl_each, crawls_of
from spiders.arguments import Arguments
from spiders.replay import CUT_SHORT
from spiders.wix_blog import WixBlogSpider

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from scrapy.crawler import Crawler


class Command(crawl.Command):
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1 or self.crawler_process is None:
            raise UsageError
        try:
            self._crawl(args[0], opts.spargs)
        except BlogarkError as error:
            self.exitcode = could_not_run(error)

    def _crawl(self, name: str, options: dict[str, str]) -> None:
        """Run the spider *name*; raises `BlogarkError` if it could not do its work."""
        process = self.crawler_process
        assert process is not None  # noqa: S101  `run` has made sure
        spiders = sorted(process.spider_loader.list())
        if name not in spiders:
            raise OptionError(
                f"There is no spider “{name}”: give one of {', '.join(spiders)}."
            )
        with ExitStack() as stack:
            crawls: list[Mapping[str, str]] = [options]
            if name == WixBlogSpider.name and options.get("offline"):
                job = Arguments.parse(**options)
                stack.enter_context(FolderLock(job.out))
                check_folder(job.out, job.address.url)
                crawls = crawls_of(options, job.out)
            create = partial(self._create_crawler, name)
            self.exitcode = _exit_code(crawl_each(process, create, crawls))


def _exit_code(crawler: Crawler) -> int:
    """Return whether the archive has all; what is missing is in its findings."""
    with ArchiveReader.open(Path(crawler.settings["BLOGARK_OUT"])) as archive:
        is_complete = not archive.findings_by_severity()[Severity.ERROR]
    stats = crawler.stats
    was_stopped = stats.get_value("finish_reason") != "finished"
    was_stopped |= bool(stats.get_value(CUT_SHORT))
    return COMPLETE if is_complete and not was_stopped else SOMETHING_MISSING
