"""What is made of an archive when a crawl ends, whatever started it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, Self

from scrapy import signals
from scrapy.exceptions import NotConfigured

from blogark.archive.read import ArchiveReader
from blogark.errors import ArchiveError
from pipelines.stopping import has_stopped, report
from spiders.wix_blog import FAILURE

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class AtEnd(ABC):
    """Runs after the pipelines have closed, when links and equal files are settled."""

    def __init__(self, crawler: Crawler, folder: Path) -> None:
        self._crawler = crawler
        self._folder = folder

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not crawler.settings["BLOGARK_OUT"]:
            raise NotConfigured
        extension = cls(crawler, Path(crawler.settings["BLOGARK_OUT"]))
        crawler.signals.connect(extension.write, signals.spider_closed)
        return extension

    def write(self) -> None:
        """Write what there is, unless there is nothing or it could not be stored."""
        if self._crawler.stats.get_value(FAILURE) or has_stopped(self._crawler):
            return
        try:
            with ArchiveReader.open(self._folder) as archive:
                self.make(archive)
        except ArchiveError as error:
            report(self._crawler, error)

    @abstractmethod
    def make(self, archive: ArchiveReader) -> None:
        """Make it of *archive*. Raises `ArchiveError`."""
