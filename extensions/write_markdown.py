"""Write the posts as Markdown when a crawl ends, whatever started it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from scrapy import signals
from scrapy.exceptions import NotConfigured

from blogark.archive.read import ArchiveReader
from blogark.errors import ArchiveError
from exports.exporter import run_export
from exports.output import NEW
from exports.plain import Plain
from pipelines.stopping import has_stopped, report
from spiders.wix_blog import FAILURE

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

FOLDER = "markdown"
EDITED: Final = "markdown/edited"
"""Statistic: names of files that a person edited, and that have a newer one beside."""


class WriteMarkdown:
    """Runs after the pipelines have closed, when links and equal files are settled."""

    def __init__(self, crawler: Crawler, folder: Path) -> None:
        self._crawler = crawler
        self._stats = crawler.stats
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
        if self._stats.get_value(FAILURE) or has_stopped(self._crawler):
            return
        try:
            with ArchiveReader.open(self._folder) as archive:
                result = run_export(Plain(), archive, self._folder / FOLDER)
        except ArchiveError as error:
            report(self._crawler, error)
            return
        self._stats.set_value("markdown/written", result.written)
        self._stats.set_value("markdown/unchanged", result.unchanged)
        folder = self._folder / FOLDER
        newer = tuple(n for n in result.edited if (folder / f"{n}{NEW}").exists())
        self._stats.set_value(EDITED, newer)
