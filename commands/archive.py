"""``scrapy archive URL``: archive a blog, and say at the end what there is."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from contextlib import ExitStack, suppress
from io import TextIOWrapper
from time import monotonic
from typing import TYPE_CHECKING, Final, TypeAlias

from scrapy.commands import ScrapyCommand

from blogark.archive.database import FILE_NAME
from blogark.archive.read import ArchiveReader
from blogark.archive.store import Archive
from blogark.errors import ArchiveError, BlogarkError, OptionError
from blogark.terminal import printable
from commands.summary import Ending, is_complete, summary
from extensions.progress import Progress
from pipelines.store_post import ARCHIVE_ERROR
from spiders.arguments import Arguments
from spiders.wix_blog import FAILURE

if TYPE_CHECKING:
    import argparse
    from collections.abc import Awaitable, Sequence
    from pathlib import Path

    from scrapy.crawler import Crawler

SPIDER: Final = "wix_blog"
COMPLETE, COULD_NOT_RUN, SOMETHING_MISSING = 0, 1, 2
"""Exit codes."""

# Scrapy's words for what the spider and the pipelines tell in sentences of their own:
# a traceback for each robots.txt, and a warning for each file, that cannot be had.
_NOISY_LOGGERS: Final = (
    "scrapy.downloadermiddlewares.robotstxt",
    "scrapy.core.downloader.handlers.http11",
)
_OUT_HELP: Final = "write to this folder (default: archives/ and the blog's host)"
Options: TypeAlias = "dict[str, str | None]"
"""The spider's arguments, as `scrapy crawl -a` takes them."""

_USAGE: Final = (
    "Give one address, as in `scrapy archive https://www.example.com`, "
    "or --demo for the sample blog."
)


class Command(ScrapyCommand):
    requires_project = True

    def syntax(self) -> str:
        return "URL [--out DIR] [--limit N] [-v]"

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
        add("--limit", metavar="N", nargs="?", const="", help="read only N posts")
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

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        _print_anything()
        try:
            with ExitStack() as stack:
                demo = _serve_demo(stack) if opts.demo else ""
                url = _address(args, demo)
                options = {"url": url, "out": opts.out, "limit": opts.limit}
                self.exitcode = self._archive(options, verbose=opts.verbose)
        except BlogarkError as error:
            print(f"Error: {printable(str(error))}", file=sys.stderr)
            self.exitcode = COULD_NOT_RUN

    def _set(self, name: str, value: str) -> None:
        if self.settings is not None:
            self.settings.set(name, value, priority="spider")

    def _archive(self, options: Options, *, verbose: bool) -> int:
        if options["out"] == "":
            raise OptionError("--out needs the folder to write to.")
        job = Arguments.parse(**options)
        _check_folder(job.out)
        new = _not_there(job.out)
        for name in () if verbose else _NOISY_LOGGERS:
            logging.getLogger(name).setLevel(logging.CRITICAL)
        started = monotonic()
        try:
            crawler = self._crawl(options)
        except BlogarkError:
            _remove(new)
            raise
        stats = crawler.stats
        ending = Ending(
            url=job.address.url,
            seconds=monotonic() - started,
            # None if it was killed by a second Ctrl-C
            was_stopped=stats.get_value("finish_reason") != "finished",
            logged_errors=sum(
                stats.get_value(f"log_count/{level}", 0)
                for level in ("ERROR", "CRITICAL")
            ),
        )
        with ArchiveReader.open(job.out) as archive:
            print("\n".join(summary(ending, archive)))
            return (
                COMPLETE if is_complete(ending, archive.totals()) else SOMETHING_MISSING
            )

    def _crawl(self, options: Options) -> Crawler:
        """Run the crawl to its end; raises `BlogarkError` if it could not."""
        process = self.crawler_process
        if process is None:  # Scrapy gives one to every command but those that say no
            raise TypeError("a crawler process is needed")
        crawler = process.create_crawler(SPIDER)
        running = process.crawl(crawler, **options)
        process.start()
        _raise_error(running)
        if progress := crawler.get_extension(Progress):
            progress.stop()  # a crawl that was killed did not come to it
        for cause in (FAILURE, ARCHIVE_ERROR):
            if sentence := crawler.stats.get_value(cause):
                raise BlogarkError(sentence)
        return crawler


def _print_anything() -> None:
    """See to it that a title which does not fit a terminal's encoding is no error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _address(args: Sequence[str], demo: str) -> str:
    """Return the one address that was given."""
    for arg in args:
        if arg.startswith("-"):
            raise OptionError(f"There is no option {arg}: see `scrapy archive -h`.")
    given = [*args, demo] if demo else [*args]
    if len(given) != 1:
        raise OptionError(_USAGE)
    return given[0]


def _check_folder(folder: Path) -> None:
    """Refuse a folder that cannot be written to, before anything is fetched.

    Raises `ArchiveError`. Nothing is made: the address may turn out to be no blog.
    """
    nearest = next(
        path for path in (folder, *folder.absolute().parents) if path.exists()
    )
    if not nearest.is_dir():
        raise ArchiveError(
            f"{nearest} is a file, not a folder: give another place with --out."
        )
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise ArchiveError(
            f"The folder {nearest} may not be written to: "
            "change its permissions, or give another place with --out."
        )
    if (folder / FILE_NAME).exists():
        Archive.open(folder).close()


def _not_there(folder: Path) -> list[Path]:
    """Return what a crawl into *folder* makes before it knows whether it can run."""
    return [p for p in (folder / FILE_NAME, folder, *folder.parents) if not p.exists()]


def _remove(new: Sequence[Path]) -> None:
    """Remove the database and folders that nothing was put into."""
    with suppress(OSError):  # something else is there: then all is left as it is
        for path in new:
            if path.is_dir():
                path.rmdir()
            else:
                path.unlink()


def _serve_demo(stack: ExitStack) -> str:
    """Serve the sample blog until *stack* is closed, and return its address."""
    from demo.sample import sample_blog  # noqa: PLC0415 - only --demo pays for it
    from demo.server import Server  # noqa: PLC0415
    from demo.site import build_site  # noqa: PLC0415

    server = stack.enter_context(Server(build_site(sample_blog())))
    os.environ.update(server.environment())
    return server.site.blog.root


def _raise_error(running: Awaitable[None]) -> None:
    """Raise what ended the crawl before it began, if anything did."""
    if isinstance(running, asyncio.Task) and running.done():
        running.result()
