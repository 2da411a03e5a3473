"""Hold the archive's folder for as long as a crawl runs, whatever started it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

from scrapy import signals
from scrapy.exceptions import NotConfigured

from blogark.archive.folder import check_folder
from blogark.archive.lock import FolderLock

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class HoldFolder:
    """The first of ours: what reads or writes the folder is made after it."""

    def __init__(self, folder: Path, url: str) -> None:
        self._lock = FolderLock(folder)
        self._lock.acquire()
        try:
            check_folder(folder, url)
        except BaseException:
            self._lock.release()
            raise

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Raises `ArchiveError` if the folder is not to be had."""
        if not crawler.settings["BLOGARK_OUT"]:
            raise NotConfigured
        url = getattr(crawler.spider, "url", None) or ""
        extension = cls(Path(crawler.settings["BLOGARK_OUT"]), url)
        crawler.signals.connect(extension.release, signals.engine_stopped)
        return extension

    def release(self) -> None:
        self._lock.release()
