"""Write the posts as Markdown when a crawl ends, whatever started it."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Self

from scrapy import signals
from scrapy.exceptions import NotConfigured

from blogark.archive.read import ArchiveReader
from blogark.errors import ArchiveError
from exports.markdown import PlainMarkdown
from pipelines.store_post import ARCHIVE_ERROR
from spiders.wix_blog import FAILURE

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.statscollectors import StatsCollector

FOLDER = "markdown"

logger = logging.getLogger(__name__)


class WriteMarkdown:
    """Runs after the pipelines have closed, when links and equal files are settled."""

    def __init__(self, stats: StatsCollector, folder: Path) -> None:
        self._stats = stats
        self._folder = folder

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not crawler.settings["BLOGARK_OUT"]:
            raise NotConfigured
        extension = cls(crawler.stats, Path(crawler.settings["BLOGARK_OUT"]))
        crawler.signals.connect(extension.write, signals.spider_closed)
        return extension

    def write(self) -> None:
        if self._stats.get_value(FAILURE):
            return
        try:
            with ArchiveReader.open(self._folder) as archive:
                result = PlainMarkdown().export(archive, self._folder / FOLDER)
        except ArchiveError as error:
            self._stats.set_value(ARCHIVE_ERROR, str(error))
            logger.error("%s", error)  # noqa: TRY400 - the sentence says it all
            return
        self._stats.set_value("markdown/written", result.written)
        self._stats.set_value("markdown/unchanged", result.unchanged)
