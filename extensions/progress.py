"""Show how far a crawl is: a bar on a terminal, a line now and then elsewhere.

On stderr, so that stdout is left to the summary. With Scrapy's own log running over the
terminal (``-v``) a bar could not stand still, and lines are shown instead.
"""

from __future__ import annotations

import logging
from time import monotonic
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, Self

from rich import progress as rich_progress
from rich.console import Console
from scrapy import signals
from scrapy.exceptions import NotConfigured
from scrapy.utils.asyncio import create_looping_call

from blogark.post import Post
from blogark.terminal import size
from spiders.wix_blog import POSTS_FOUND

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.utils.asyncio import AsyncioLoopingCall
    from twisted.internet.task import LoopingCall

_TICK: Final = 0.2
"""Seconds between two looks at the crawl; also how soon a Ctrl-C is answered."""
_BETWEEN_LINES: Final = 5.0


class State(NamedTuple):
    """How far a crawl is."""

    posts_read: int
    posts_found: int
    files_done: int
    files_found: int
    bytes_fetched: int


class View(Protocol):
    """Where a state is shown."""

    def show(self, state: State) -> None: ...

    def say(self, sentence: str) -> None: ...

    def close(self, state: State) -> None:
        """Show the last state, and leave the terminal as it was."""


class Progress:
    def __init__(self, crawler: Crawler, view: View) -> None:
        self._crawler = crawler
        self._view = view
        self._read = 0
        self._said_stopping = False
        self._loop: AsyncioLoopingCall | LoopingCall | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not crawler.settings.getbool("PROGRESS_ENABLED"):
            raise NotConfigured
        console = Console(stderr=True, highlight=False)
        has_bar = console.is_terminal and not _logs_progress(crawler)
        source = "read from the archive" if _is_offline(crawler) else "fetched"
        progress = cls(crawler, Bar(console) if has_bar else Lines(console, source))
        connect = crawler.signals.connect
        connect(progress.start, signals.spider_opened)
        connect(progress.count, signals.item_scraped)
        connect(progress.stop, signals.spider_closed)
        return progress

    def start(self) -> None:
        self._loop = create_looping_call(self.look)
        self._loop.start(_TICK)

    def count(self, item: object) -> None:
        if isinstance(item, Post):
            self._read += 1

    def stop(self) -> None:
        """Show the last state; may be called twice."""
        if self._loop is not None and self._loop.running:
            self._loop.stop()
            self._view.close(self._state())

    def look(self) -> None:
        """Show the present state, and whether the crawl is being stopped."""
        self._view.show(self._state())
        if not self._crawler.crawling and not self._said_stopping:
            self._said_stopping = True
            self._view.say(
                "Stopping: waiting for running downloads. Press Ctrl-C again to force."
            )

    def _state(self) -> State:
        value = self._crawler.stats.get_value
        return State(
            posts_read=self._read,
            posts_found=max(self._read, value(POSTS_FOUND, 0)),
            files_done=value("file_count", 0),
            files_found=value("media/found", 0),
            bytes_fetched=value("media/bytes", 0),
        )


class Bar:
    """Two bars that stay at the bottom of a terminal."""

    def __init__(self, console: Console) -> None:
        self._progress = rich_progress.Progress(
            rich_progress.TextColumn("{task.description}"),
            rich_progress.BarColumn(),
            rich_progress.MofNCompleteColumn(),
            rich_progress.TextColumn("{task.fields[note]}"),
            rich_progress.TimeElapsedColumn(),
            console=console,
            auto_refresh=False,
        )
        self._posts = self._progress.add_task("posts", total=None, note="")
        self._files = self._progress.add_task("files", total=None, note="")

    def show(self, state: State) -> None:
        self._progress.start()
        self._progress.update(
            self._posts, completed=state.posts_read, total=state.posts_found or None
        )
        self._progress.update(
            self._files,
            completed=state.files_done,
            total=state.files_found or None,
            note=size(state.bytes_fetched),
        )
        self._progress.refresh()

    def say(self, sentence: str) -> None:
        self._progress.console.print(sentence)

    def close(self, state: State) -> None:
        self.show(state)
        self._progress.stop()


class Lines:
    """One line now and then, if something has changed."""

    def __init__(self, console: Console, source: str = "fetched") -> None:
        self._console = console
        self._source = source
        self._shown = State(0, 0, 0, 0, 0)
        self._next = monotonic() + _BETWEEN_LINES

    def show(self, state: State) -> None:
        if monotonic() >= self._next:
            self._next = monotonic() + _BETWEEN_LINES
            self._print(state)

    def say(self, sentence: str) -> None:
        self._console.print(sentence, soft_wrap=True)

    def close(self, state: State) -> None:
        self._print(state)

    def _print(self, state: State) -> None:
        if state != self._shown:
            self._shown = state
            self.say(
                f"posts: {state.posts_read:,} of {state.posts_found:,} read · "
                f"files: {state.files_done:,} of {state.files_found:,} · "
                f"{size(state.bytes_fetched)} {self._source}"
            )


def _is_offline(crawler: Crawler) -> bool:
    return bool(crawler.settings["WARC_REPLAY"])


def _logs_progress(crawler: Crawler) -> bool:
    """Tell whether Scrapy's own log says on the terminal how far it is."""
    settings = crawler.settings
    level = logging.getLevelNamesMapping().get(settings["LOG_LEVEL"], logging.DEBUG)
    is_shown = settings.getbool("LOG_ENABLED") and not settings["LOG_FILE"]
    return is_shown and level <= logging.INFO
