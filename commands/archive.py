"""``scrapy archive URL``: archive a blog, and say at the end what there is."""

from __future__ import annotations

import logging
from contextlib import ExitStack, suppress
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Final

from scrapy.commands import ScrapyCommand

from blogark.archive.database import FILE_NAME, FILE_NAMES
from blogark.archive.folder import check_folder
from blogark.archive.lock import FolderLock
from blogark.archive.read import ArchiveReader
from blogark.errors import ArchiveError, BlogarkError, OptionError
from commands.archive_job import Job, job_of
from commands.exits import COMPLETE, SOMETHING_MISSING, could_not_run
from commands.printing import encode_anything, say
from commands.running import crawl_each, crawls_of
from commands.summary import Ending, is_complete, summary
from extensions.write_markdown import EDITED
from pipelines.store_post import changes
from spiders.replay import CUT_SHORT

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from pathlib import Path

    from scrapy.crawler import Crawler

# Scrapy's words for what the spider and the pipelines tell in sentences of their own:
# a traceback for each robots.txt, and a warning for each file, that cannot be had.
_NOISY_LOGGERS: Final = (
    "scrapy.downloadermiddlewares.robotstxt",
    "scrapy.core.downloader.handlers.http11",
)
_OUT_HELP: Final = "write to this folder (default: archives/ and the blog's host)"
_FROM_HELP: Final = "read saved pages in this folder, with no network"
_OFFLINE_HELP: Final = "read again what this archive has under warc/, with no network"
_TEXT_HELP: Final = "read posts from texts that were copied off their pages"
_NO_API_HELP: Final = "read pages and feeds alone, not what a visitor's browser asks"
_SINCE_HELP: Final = "read only posts published or changed since that day, 2024-01-31"
_REFRESH_HELP: Final = "fetch all posts again, changed or not"


class Command(ScrapyCommand):
    requires_project = True
    _is_tuned = False
    """A person has given settings."""

    def syntax(self) -> str:
        return (
            "URL|--from DIR|--offline DIR|[URL] --from-text FILE… "
            "[--out DIR] [--limit N] [--since DATE] [--refresh] [--no-visitor-api] [-v]"
        )

    def short_desc(self) -> str:
        return "Archive a Wix blog: SQLite, Markdown and all its files"

    def long_desc(self) -> str:
        return (
            "Archive the Wix blog at URL: the site, its blog page or one of its posts."
            " Exit code 0: complete; 1: could not run; 2: something is missing."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        # An option without its value gets "", so that it ends in one sentence too.
        add = parser.add_argument
        add("--out", metavar="DIR", nargs="?", const="", help=_OUT_HELP)
        add("--from", dest="saved", metavar="DIR", nargs="?", const="", help=_FROM_HELP)
        add("--offline", metavar="DIR", nargs="?", const="", help=_OFFLINE_HELP)
        add("--limit", metavar="N", nargs="?", const="", help="read only N posts")
        add("--since", metavar="DATE", nargs="?", const="", help=_SINCE_HELP)
        add("--refresh", action="store_true", help=_REFRESH_HELP)
        add("--no-visitor-api", action="store_true", help=_NO_API_HELP)
        add("--from-text", metavar="FILE", nargs="*", help=_TEXT_HELP)
        add("--demo", action="store_true", help="archive the sample blog, offline")
        add("-v", "--verbose", action="store_true", help="show Scrapy's own log")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        # With the priority of a spider's settings, so that -s and -L override it.
        self._set("LOG_LEVEL", "INFO" if opts.verbose else "WARNING")
        self._set("PROGRESS_ENABLED", "True")
        if opts.demo:
            self._set("DOWNLOAD_DELAY", "0")
            self._set("AUTOTHROTTLE_ENABLED", "False")
        super().process_options(args, opts)
        self._is_tuned = bool(opts.set)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        encode_anything()
        try:
            with ExitStack() as stack:
                job = job_of(args, opts, stack)
                self.exitcode = self._archive(job, verbose=opts.verbose)
        except BlogarkError as error:
            self.exitcode = could_not_run(error)

    def _set(self, name: str, value: str) -> None:
        if self.settings is not None:
            self.settings.set(name, value, priority="spider")

    def _archive(self, job: Job, *, verbose: bool) -> int:
        for name in () if verbose else _NOISY_LOGGERS:
            logging.getLogger(name).setLevel(logging.CRITICAL)
        new = _not_there(job.out)
        is_first = any(path.name == FILE_NAME for path in new)
        try:
            with FolderLock(job.out):
                check_folder(job.out, job.url)
                return self._archive_into(job, is_first=is_first)
        except BlogarkError:
            if not _has_posts(job.out):
                _remove(new)
            raise

    def _archive_into(self, job: Job, *, is_first: bool) -> int:
        started = monotonic()
        crawler = self._crawl(job)
        stats = crawler.stats
        ending = Ending(
            url=job.url,
            seconds=monotonic() - started,
            # None if it was killed by a second Ctrl-C
            was_stopped=stats.get_value("finish_reason") != "finished",
            logged_errors=sum(
                stats.get_value(f"log_count/{level}", 0)
                for level in ("ERROR", "CRITICAL")
            ),
            is_cut_short=bool(stats.get_value(CUT_SHORT)),
            limit=job.limit,
            since=job.since,
            changes={} if is_first else changes(stats),
            edited=stats.get_value(EDITED, ()),
        )
        with ArchiveReader.open(job.out) as archive:
            say("\n".join(summary(ending, archive)))
            return (
                COMPLETE if is_complete(ending, archive.totals()) else SOMETHING_MISSING
            )

    def _crawl(self, job: Job) -> Crawler:
        """Run the crawl to its end, and return it.

        Of several, the last. Raises `BlogarkError` if it could not.
        """
        process = self.crawler_process
        if process is None:  # Scrapy gives one to every command but those that say no
            raise TypeError("a crawler process is needed")
        create = partial(process.create_crawler, job.spider)
        try:
            return crawl_each(process, create, crawls_of(job.arguments, job.out))
        except ValueError as error:
            if not self._is_tuned:
                raise
            raise OptionError(f"What -s was given cannot be used: {error}.") from error


def _not_there(folder: Path) -> list[Path]:
    """Return what a crawl into *folder* makes before it knows whether it can run."""
    files = (folder / name for name in FILE_NAMES)
    return [p for p in (*files, folder, *folder.parents) if not p.exists()]


def _remove(new: Sequence[Path]) -> None:
    """Remove the database and folders that nothing was put into."""
    with suppress(OSError):  # something else is there: then all is left as it is
        for path in new:
            if path.is_dir():
                path.rmdir()
            else:
                path.unlink(missing_ok=True)


def _has_posts(folder: Path) -> bool:
    with suppress(ArchiveError), ArchiveReader.open(folder) as archive:
        return archive.totals().posts > 0
    return False
