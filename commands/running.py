"""Several crawls for one job, one after the other: the runs of an archive."""

from __future__ import annotations

import asyncio
import gc
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from scrapy import signals

from blogark.archive.read import ArchiveReader
from blogark.errors import BlogarkError
from blogark.warc.runs import FINISHED, not_in
from extensions.progress import Progress
from pipelines.stopping import ARCHIVE_ERROR
from spiders.replay import Replay
from spiders.wix_blog import FAILURE

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from scrapy.crawler import Crawler, CrawlerProcessBase
    from scrapy.settings import BaseSettings

# The last crawl writes what there is in the end.
_OUTPUTS: Final = (
    "extensions.write_markdown.WriteMarkdown",
    "extensions.write_report.WriteReport",
)


def crawls_of(options: Mapping[str, Any], out: Path) -> list[Mapping[str, Any]]:
    """Return the options of the crawls that a job with *options* takes.

    One, but for ``offline``: then the runs that the database in *out* does not have are
    read again as they were, one by one. If it has others already, all is read once more
    at the end, as it is now. Whoever calls this holds the lock on *out*, and the
    database is there. Raises `BlogarkError`.
    """
    if not options.get("offline") or options.get("run"):
        return [options]
    with ArchiveReader.open(out) as archive:
        known = archive.crawls()
    runs = Replay.open(Path(options["offline"]), None).runs
    crawls: list[Mapping[str, Any]] = [
        {**options, "run": run.file} for run in not_in(known, runs)
    ]
    return [*crawls, options] if known else crawls


def crawl_each(
    process: CrawlerProcessBase,
    create: Callable[[], Crawler],
    jobs: Sequence[Mapping[str, Any]],
) -> Crawler:
    """Crawl for each of *jobs*, the options of the spider, until one does not finish.

    Returns the last crawler. Raises `BlogarkError` if it could not do its work.
    """
    crawls = _Crawls(process, create, jobs)
    crawls.begin()
    process.start()
    crawler = crawls.crawler
    _raise_error(crawls.running)
    if progress := crawler.get_extension(Progress):
        progress.stop()  # a crawl that was killed did not come to it
    for cause in (FAILURE, ARCHIVE_ERROR):
        if sentence := crawler.stats.get_value(cause):
            raise BlogarkError(sentence)
    return crawler


class _Crawls:
    """Crawls that begin one after the other."""

    crawler: Crawler
    """The last that has begun."""
    running: Awaitable[None]

    def __init__(
        self,
        process: CrawlerProcessBase,
        create: Callable[[], Crawler],
        jobs: Sequence[Mapping[str, Any]],
    ) -> None:
        self._process = process
        self._create = create
        self._left = list(jobs)

    def begin(self) -> None:
        options = self._left.pop(0)
        gc.unfreeze()  # what the last one has left is garbage: see FreezeMemory
        self.crawler = self._create()
        if self._left:
            _leave_outputs(self.crawler.settings)
        self.crawler.signals.connect(self._go_on, signals.engine_stopped)
        self.running = self._process.crawl(self.crawler, **options)

    def _go_on(self) -> None:
        has_finished = self.crawler.stats.get_value("finish_reason") == FINISHED
        if self._left and has_finished:
            self.begin()


def _leave_outputs(settings: BaseSettings) -> None:
    left_out = dict.fromkeys(_OUTPUTS)
    extensions = {**settings.getdict("EXTENSIONS"), **left_out}
    settings.set("EXTENSIONS", extensions, priority="spider")


def _raise_error(running: Awaitable[None]) -> None:
    """Raise what ended the crawl before it began, if anything did."""
    if isinstance(running, asyncio.Task) and running.done():
        running.result()
