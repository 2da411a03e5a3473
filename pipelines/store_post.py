"""Store what a crawl found: the last step for every item."""

from __future__ import annotations

import logging
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from scrapy.exceptions import DropItem
from scrapy.utils.defer import deferred_from_coro

from blogark import __version__
from blogark.archive.rows import Rendered
from blogark.archive.store import Archive
from blogark.errors import ArchiveError
from blogark.findings import finding
from blogark.post import Page, Post, SiteFinding
from blogark.render.html import to_html
from blogark.render.markdown import to_markdown
from blogark.render.text import to_text
from spiders.arguments import Arguments
from spiders.rounds import RoundsSpider
from spiders.saved_pages import SavedArguments
from spiders.text_files import TextArguments

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

ARCHIVE_ERROR: Final = "archive/error"
"""Statistic with the sentence that tells why nothing more could be stored."""

logger = logging.getLogger(__name__)


class StorePipeline:
    """Write posts, pages and findings of the site into the archive in ``BLOGARK_OUT``.

    What could not be stored becomes an error finding. When the archive itself cannot be
    written, the crawl stops, with the reason in the statistic `ARCHIVE_ERROR`.
    """

    def __init__(self, crawler: Crawler, folder: Path) -> None:
        self._crawler = crawler
        self._stats = crawler.stats
        self._folder = folder
        self._archive: Archive | None = None
        self._crawl_id = 0
        self._started_at = datetime.now(UTC)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Raises `ArchiveError` if no folder is set, for then all would be lost."""
        folder = crawler.settings["BLOGARK_OUT"]
        if not folder:
            raise ArchiveError(
                "There is no folder for the archive: set BLOGARK_OUT to one."
            )
        return cls(crawler, Path(folder))

    def open_spider(self) -> None:
        """Raises `ArchiveError` if the folder cannot be used."""
        self._archive = Archive.open(self._folder)
        self._started_at = datetime.now(UTC)
        self._crawl_id = self._archive.start_crawl(
            version=__version__, arguments=self._arguments(), at=self._started_at
        )

    def process_item(self, item: object) -> object:
        archive = self._archive
        if archive is None:
            raise DropItem("the archive is not open", log_level="DEBUG")
        try:
            self._store(archive, item)
        except ArchiveError as error:
            self._stop(error)
            raise DropItem(str(error), log_level="DEBUG") from error
        return item

    def close_spider(self) -> None:
        if self._archive is None:
            return
        try:
            with self._archive as archive:
                self._finish(archive)
        except ArchiveError as error:
            self._report(error)

    def _store(self, archive: Archive, item: object) -> None:
        match item:
            case Post():
                self._store_post(archive, item)
            case Page():
                archive.save_page(item)
            case SiteFinding():
                archive.save_site_finding(item)
            case _:
                raise TypeError(f"nothing is known of a {type(item).__name__}")

    def _store_post(self, archive: Archive, post: Post) -> None:
        try:
            saved = archive.save_post(post, rendered(post), seen_at=self._started_at)
        except ArchiveError:
            raise
        except Exception as error:
            # A fault of ours in one post must be seen, and must not lose the others.
            logger.exception("%s could not be stored", post.url)
            archive.save_site_finding(
                SiteFinding(
                    finding=finding(
                        "reader-failed",
                        f"The post at {post.url} was read but could not be stored:"
                        f" {type(error).__name__}. Please report it.",
                        post.url,
                    )
                )
            )
        else:
            self._stats.inc_value(f"posts/{saved}")

    def _finish(self, archive: Archive) -> None:
        spider = self._crawler.spider
        for page in spider.unreached() if isinstance(spider, RoundsSpider) else ():
            archive.save_unreached(page)
        archive.resolve_links()
        archive.settle_file_names()
        shared = archive.share_equal_files()
        self._stats.set_value("media/shared", shared)
        totals = asdict(archive.totals())
        archive.finish_crawl(self._crawl_id, totals=totals, at=datetime.now(UTC))

    def _arguments(self) -> dict[str, object]:
        """Return what the spider was asked to do."""
        match getattr(self._crawler.spider, "arguments", None):
            case Arguments(address=address, limit=limit):
                return {"url": address.url, "limit": limit}
            case SavedArguments(folder=folder):
                return {"folder": str(folder.root), "url": folder.site.home}
            case TextArguments(files=files, base=base):
                return {"files": [str(path) for path in files], "url": base}
            case _:
                return {}

    def _stop(self, error: ArchiveError) -> None:
        if self._stats.get_value(ARCHIVE_ERROR) is None:
            self._report(error)
            engine = self._crawler.engine
            deferred_from_coro(engine.close_spider_async(reason="archive_error"))

    def _report(self, error: ArchiveError) -> None:
        self._stats.set_value(ARCHIVE_ERROR, str(error))
        logger.error("%s", error)


def rendered(post: Post) -> Rendered:
    """Return the body of a post in the forms that the archive keeps."""
    return Rendered(
        html=to_html(post.document),
        markdown=to_markdown(post.document),
        text=to_text(post.document),
    )
