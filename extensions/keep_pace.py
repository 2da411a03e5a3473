"""Never ask a host faster than it wants: its ``Crawl-delay``, and its complaints.

What a host wants is a least delay between two requests. It is kept in Scrapy's own
slot for the host, beside AutoThrottle, which measures and knows of neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from time import monotonic
from typing import TYPE_CHECKING, Final, Self
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.exceptions import IgnoreRequest

from middlewares.retry_after import asked_for, refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from scrapy import Request
    from scrapy.core.downloader import Slot
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.robotstxt import RobotParser

_COMPLAINTS: Final = frozenset(
    {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}
)
# Of the delay after a complaint, with each answer that is none: half is left after
# three. With 0.95 one complaint in ten answers made a crawl ever slower.
_RECOVERY: Final = 0.8


@dataclass(slots=True)
class Pace:
    """The delay between two requests to one host, in seconds."""

    own: float = 0
    """What it would be without us."""
    crawl_delay: float = 0
    penalty: float = 0
    complained_at: float = float("-inf")
    given: float = -1
    """What we have set: any other value is one that AutoThrottle has set since."""

    @property
    def delay(self) -> float:
        return max(self.own, self.crawl_delay, self.penalty)


class KeepPace:
    """Comes after AutoThrottle, which listens to the same signals."""

    def __init__(
        self,
        crawler: Crawler,
        *,
        longest: float,
        step: float,
        patience: float,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._crawler = crawler
        self._longest = longest
        self._step = step
        self._patience = patience
        self._clock = clock
        self._paces: dict[str, Pace] = {}
        agent = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self._agent: str = agent or crawler.settings["USER_AGENT"]

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        settings = crawler.settings
        extension = cls(
            crawler,
            longest=settings.getfloat("CRAWL_DELAY_MAX"),
            step=settings.getfloat("COMPLAINT_DELAY"),
            patience=settings.getfloat("RETRY_AFTER_MAX"),
        )
        connect = crawler.signals.connect
        connect(extension.learn_robots, signals.robots_parsed)
        connect(extension.before, signals.request_reached_downloader)
        connect(extension.after, signals.response_downloaded)
        return extension

    def learn_robots(self, robotparser: RobotParser, request: Request) -> None:
        """Note what the host of *request* wants of everybody, or of us by name."""
        delay = robotparser.crawl_delay(self._agent) or 0
        host = urlsplit(request.url).hostname or ""
        self._pace(host).crawl_delay = min(max(0, delay), self._longest)

    def before(self, request: Request) -> None:
        """See to it that a slot has its delay: Scrapy forgets idle ones."""
        self._apply(request.meta["download_slot"])

    def after(self, request: Request, response: Response) -> None:
        """Slow down at a complaint, recover with other answers."""
        host = request.meta["download_slot"]
        pace = self._pace(host)
        if response.status in _COMPLAINTS:
            self._complain(pace, request)
            if response.status == HTTPStatus.TOO_MANY_REQUESTS:
                self._hold_back(host, asked_for(request, response))
        elif response.status < HTTPStatus.INTERNAL_SERVER_ERROR:
            pace.penalty *= _RECOVERY
            if pace.penalty < self._step / 4:
                pace.penalty = 0
        self._apply(host)

    def _complain(self, pace: Pace, request: Request) -> None:
        # Those that were under way together complain of the same: once is enough.
        sent_at = self._clock() - request.meta.get("download_latency", 0)
        if sent_at < pace.complained_at:
            return
        pace.complained_at = self._clock()
        pace.penalty = min(max(self._step, 2 * pace.delay), self._longest)
        self._crawler.stats.inc_value("pace/complaints")

    def _hold_back(self, host: str, seconds: float) -> None:
        """Have what waits for its turn already wait longer, or be refused.

        What comes later is for `middlewares.retry_after`.
        """
        slot = self._slot(host)
        if slot is None:
            return
        if seconds <= self._patience:
            slot.lastseen = max(slot.lastseen, self._clock() + seconds)
            return
        refused = IgnoreRequest(refusal(host, seconds))
        while slot.queue:
            _request, turn = slot.queue.popleft()
            turn.errback(refused)

    def _pace(self, host: str) -> Pace:
        return self._paces.setdefault(host, Pace())

    def _apply(self, host: str) -> None:
        slot = self._slot(host)
        if slot is None:
            return
        pace = self._pace(host)
        if slot.delay != pace.given:
            pace.own = slot.delay
        slot.delay = pace.given = pace.delay

    def _slot(self, host: str) -> Slot | None:
        return self._crawler.engine.downloader.slots.get(host)
