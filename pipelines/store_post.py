"""Store what a crawl found: the last step for every item."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from scrapy.exceptions import DropItem

from blogark import __version__
from blogark.archive.rows import Rendered
from blogark.archive.store import Archive, Saved
from blogark.dates import read_date
from blogark.errors import ArchiveError
from blogark.filenames import shown
from blogark.findings import finding
from blogark.post import Page, PageState, Post, SiteFinding
from blogark.render.html import to_html
from blogark.render.markdown import to_markdown
from blogark.render.text import to_text
from pipelines.stopping import report, stop_crawl, stop_when_open
from spiders.arguments import Arguments
from spiders.replay import CUT_SHORT
from spiders.rounds import RoundsSpider
from spiders.saved_pages import SavedArguments
from spiders.text_files import TextArguments

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scrapy.crawler import Crawler
    from scrapy.statscollectors import StatsCollector

    from spiders.replay import Replay

STORING: Final = object()
"""Signal: something is about to be stored that tells of what was recorded so far."""

CHANGES: Final = (*Saved, "gone")
"""What a run tells apart, as the last parts of statistics ``posts/…``."""

logger = logging.getLogger(__name__)


class StorePipeline:
    """Write posts, pages and findings of the site into the archive in ``BLOGARK_OUT``.

    What could not be stored becomes an error finding. When the archive itself cannot be
    written, the crawl stops, with the reason in a statistic (`pipelines.stopping`).
    """

    def __init__(self, crawler: Crawler, folder: Path) -> None:
        self._crawler = crawler
        self._stats = crawler.stats
        self._folder = folder
        self._archive: Archive | None = None
        self._crawl_id = 0
        self._started_at = datetime.now(UTC)
        self._waiting: dict[str, Page] = {}
        """Pages of posts whose files are still on their way, by their addresses. To say
        that a post is archived before it is would be a lie, should the run be killed.
        """
        self._is_stored: dict[str, bool] = {}
        """Whether the post at an address could be stored."""

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
        try:
            self._begin(self._archive)
        except ArchiveError as error:
            stop_when_open(self._crawler, error)

    def _begin(self, archive: Archive) -> None:
        if (replays := self._replays()) is not None:
            self._begin_reading(archive, replays)
            return
        self._started_at = datetime.now(UTC)
        self._crawl_id = archive.start_crawl(
            version=__version__, arguments=self._arguments(), at=self._started_at
        )

    def process_item(self, item: object) -> object:
        archive = self._archive
        if archive is None:
            raise DropItem("the archive is not open", log_level="DEBUG")
        self._crawler.signals.send_catch_log(STORING)
        try:
            self._store(archive, item)
        except ArchiveError as error:
            stop_crawl(self._crawler, error)
            raise DropItem(str(error), log_level="DEBUG") from error
        return item

    def close_spider(self) -> None:
        if self._archive is None:
            return
        self._crawler.signals.send_catch_log(STORING)
        try:
            with self._archive as archive:
                self._finish(archive)
        except ArchiveError as error:
            report(self._crawler, error)

    def _store(self, archive: Archive, item: object) -> None:
        match item:
            case Post():
                self._is_stored[item.url] = self._store_post(archive, item)
                self._store_waiting(archive, item.url)
            case Page(kind="post", state=PageState.ARCHIVED):
                self._waiting[item.url] = item
                self._store_waiting(archive, item.url)
            case Page():
                archive.save_page(item)
            case SiteFinding():
                archive.save_site_finding(item)
            case _:
                raise TypeError(f"nothing is known of a {type(item).__name__}")

    def _store_waiting(self, archive: Archive, url: str) -> None:
        if url not in self._is_stored:
            return
        page = self._waiting.pop(url, None)
        if page is not None and self._is_stored[url]:
            archive.save_page(page)

    def _store_post(self, archive: Archive, post: Post) -> bool:
        """Store a post; tell whether that could be done."""
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
            return False
        self._stats.inc_value(f"posts/{saved}")
        return True

    def _finish(self, archive: Archive) -> None:
        replays, rounds = self._replays(), self._rounds()
        run = replays.run if replays else None
        if run is None or not run.was_killed:  # else it did not come to this
            self._finish_pages(archive)
        archive.resolve_links()
        archive.settle_order()
        archive.settle_file_names()
        shared = archive.share_equal_files()
        self._stats.set_value("media/shared", shared)
        ended = (
            read_date(run.row.get("finished_at") or "") if run else datetime.now(UTC)
        )
        if ended is None:
            return  # it was killed before
        archive.settle_site_findings(is_full=rounds.is_full if rounds else True)
        if replays is None:
            totals = {**asdict(archive.totals()), "run": changes(self._stats)}
            self._finish_crawl(archive, totals, ended)
        elif run is not None:
            self._finish_crawl(archive, json.loads(run.row["totals"]), ended)

    def _finish_pages(self, archive: Archive) -> None:
        rounds = self._rounds()
        for page in rounds.unreached() if rounds else ():
            archive.save_unreached(page)
        for page in self._waiting.values():  # no post came with it
            archive.save_page(page)
        gone = archive.settle_gone(seen_at=self._started_at)
        self._stats.set_value("posts/gone", gone)

    def _finish_crawl(
        self, archive: Archive, totals: Mapping[str, object], at: datetime
    ) -> None:
        rounds = self._rounds()
        archive.finish_crawl(
            self._crawl_id,
            totals=totals,
            at=at,
            known=rounds.known if rounds else None,
        )

    def _begin_reading(self, archive: Archive, replays: Replay) -> None:
        """Take the crawls from the web archive: reading it again is none."""
        if replays.run is None:
            archive.restore_crawls(replays.rows)
            row = archive.last_crawl() or {}
        else:
            row = replays.run.row
            self._stats.set_value(CUT_SHORT, replays.is_cut_short)
            self._crawl_id = archive.repeat_crawl(row)
        self._started_at = read_date(str(row.get("started_at"))) or self._started_at

    def _rounds(self) -> RoundsSpider | None:
        spider = self._crawler.spider
        return spider if isinstance(spider, RoundsSpider) else None

    def _replays(self) -> Replay | None:
        arguments = getattr(self._crawler.spider, "arguments", None)
        return arguments.replays if isinstance(arguments, Arguments) else None

    def _arguments(self) -> dict[str, object]:
        """Return what the spider was asked to do."""
        match getattr(self._crawler.spider, "arguments", None):
            case Arguments() as arguments:
                return {
                    "url": arguments.address.url,
                    "limit": arguments.limit,
                    "since": arguments.since.isoformat() if arguments.since else None,
                    "refresh": arguments.refresh,
                    "visitor_api": arguments.visitor_api,
                }
            case SavedArguments(folder=folder):
                return {"folder": shown(folder.root), "url": folder.site.home}
            case TextArguments(files=files, base=base):
                return {"files": [shown(path) for path in files], "url": base}
            case _:
                return {}


def changes(stats: StatsCollector) -> dict[str, int]:
    """Return how many posts a run found new, changed, and so on."""
    return {name: stats.get_value(f"posts/{name}", 0) for name in CHANGES}


def rendered(post: Post) -> Rendered:
    """Return the body of a post in the forms that the archive keeps."""
    return Rendered(
        html=to_html(post.document),
        markdown=to_markdown(post.document),
        text=to_text(post.document),
    )
