"""What is different for a crawl that is answered from the web archive."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Self

from scrapy.exceptions import IgnoreRequest

from blogark.errors import ArchiveError, OptionError
from blogark.warc.web_archive import WebArchive

if TYPE_CHECKING:
    from pathlib import Path

    from scrapy.settings import BaseSettings

    from blogark.warc.runs import Row, Run

_SETTINGS: Final[dict[str, Any]] = {
    "DOWNLOADER_MIDDLEWARES": {
        "middlewares.share_robots.ShareRobots": 90,
        "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
        "middlewares.obey_robots.ObeyRobots": 100,
        "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
        "middlewares.unpack_whole.UnpackWhole": 590,
        "middlewares.replay_answers.ReplayAnswers": 900,
    },
    # What failed will fail again, and nobody is to be waited for.
    "RETRY_TIMES": 0,
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
}
NO_OLDER: Final = "no_older"
"""Key of ``Request.meta``: what came before the run that is read again is no answer."""


CUT_SHORT: Final = "replay/cut_short"
"""Statistic: whether the run that is read again ended before it had asked for all."""


class NotArchivedError(IgnoreRequest):
    """Raised for a request that was never made: nothing tells what it would answer."""


class CutShortError(NotArchivedError):
    """Raised for one that was not made because the run had ended by then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """What is read again: one run as it was, or all that there is at once."""

    archive: Path
    runs: tuple[Run, ...]
    """All that the web archive tells of, oldest first."""
    run: Run | None = None
    """The one to be read again; ``None`` for the newest answers of all of them."""
    asked: frozenset[str] = frozenset()
    """The addresses that this run asked for."""
    entries: frozenset[str] = frozenset()
    """The addresses of runs that the web archive has answers of. A run that found all
    lists as they were did not ask for the one that it was given."""

    @classmethod
    def open(cls, archive: Path, file: str | None) -> Self:
        """Return what the archive has; *file* is the name of one run's WARC file.

        Raises `ArchiveError` and `OptionError`.
        """
        web = WebArchive.open(archive, until=file or "")
        runs = tuple(run for run in web.runs if _asked_for(run).get("url"))
        if not runs:
            raise ArchiveError(
                f"{archive} has no web archive to read again: crawl the blog into it "
                "with `scrapy archive URL`, with WARC_ENABLED on."
            )
        entries = frozenset(u for u in map(_address, runs) if web.find(u) is not None)
        opened = cls(archive=archive, runs=runs, entries=entries)
        if not file:
            return opened
        if runs[-1].file != file:
            raise OptionError(f"run takes the name of a file in warc/, not “{file}”.")
        return replace(opened, run=runs[-1], asked=web.asked())

    @property
    def rows(self) -> list[Row]:
        """The rows of ``crawls``."""
        return [run.row for run in self.runs]

    @property
    def is_cut_short(self) -> bool:
        return self.run is not None and self.run.is_cut_short

    def options(self) -> dict[str, str | None]:
        """Return the options that the run was given.

        For all runs at once, if nothing is known of its address: that of one before.
        """
        asked = _asked_for(self._asking)
        known = [url for url in map(_address, self.runs) if url in self.entries]
        if self.run is None and asked["url"] not in known and known:
            asked = {**asked, "url": known[-1]}
        names = ("url", "limit", "since", "visitor_api")
        options = {name: str(asked[name]) for name in names if asked.get(name)}
        return {**options, "refresh": "1" if asked.get("refresh") else None}

    @property
    def obeys_robots(self) -> bool:
        """Whether the run fetched only what robots.txt allows."""
        return self._asking.obeys_robots

    @property
    def _asking(self) -> Run:
        """The run that says what is wanted.

        For all runs at once, the last one that wanted all posts, else the last.
        """
        if self.run is not None:
            return self.run
        full = [run for run in self.runs if _wants_all(run)]
        return (full or self.runs)[-1]


def _wants_all(run: Run) -> bool:
    asked = _asked_for(run)
    return not (asked.get("limit") or asked.get("since"))


def _address(run: Run) -> str:
    return str(_asked_for(run)["url"])


def _asked_for(run: Run) -> dict[str, Any]:
    arguments: dict[str, Any] = json.loads(run.row.get("arguments", "{}"))
    return arguments


def replay(settings: BaseSettings, job: Replay) -> None:
    """Have all requests answered from what the archive has under ``warc/``."""
    changed = {
        "WARC_REPLAY": str(job.archive),
        "ROBOTSTXT_OBEY": job.obeys_robots,
        **_SETTINGS,
    }
    if job.run is not None:
        changed["WARC_REPLAY_RUN"] = job.run.file
    for name, value in changed.items():
        settings.set(name, value, priority="spider")
