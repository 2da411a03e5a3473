"""The least delay between two requests to a host."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Final, cast

import pytest
from scrapy import Request, Spider
from scrapy.core.downloader import Slot
from scrapy.http import Response
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.utils.test import get_crawler
from twisted.internet.defer import Deferred

from extensions.keep_pace import KeepPace

if TYPE_CHECKING:
    from scrapy.core.engine import ExecutionEngine

HOST: Final = "www.example.org"
URL: Final = f"https://{HOST}/"


class Host:
    """A host that is crawled, at a time that passes only when it is told to."""

    def __init__(self, delay: float = 0.25) -> None:
        crawler = get_crawler(Spider, {"ROBOTSTXT_USER_AGENT": "Blogark"})
        self.slots = {HOST: Slot(8, delay, 0)}
        downloader = SimpleNamespace(slots=self.slots)
        crawler.engine = cast("ExecutionEngine", SimpleNamespace(downloader=downloader))
        self.now = 0.0
        self.pace = KeepPace(
            crawler, longest=60, step=0.5, patience=120, clock=lambda: self.now
        )

    def answer(
        self, status: int, latency: float = 0.1, retry_after: int | None = None
    ) -> float:
        """Answer a request that was sent *latency* seconds ago; return the delay."""
        self.now += 1
        meta = {"download_slot": HOST, "download_latency": latency}
        headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
        response = Response(URL, status=status, headers=headers)
        self.pace.after(Request(URL, meta=meta), response)
        return self.slots[HOST].delay

    def robots(self, text: str) -> float:
        parser = ProtegoRobotParser(text.encode(), None)
        self.pace.learn_robots(parser, Request(URL))
        self.pace.before(Request(URL, meta={"download_slot": HOST}))
        return self.slots[HOST].delay


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 7", 7),
        ("User-agent: *\nCrawl-delay: 7\n\nUser-agent: Blogark\nCrawl-delay: 2", 2),
        ("User-agent: other\nCrawl-delay: 7", 0.25),
        ("User-agent: *\nCrawl-delay: 0.1", 0.25),
        ("User-agent: *\nCrawl-delay: -3", 0.25),
        ("User-agent: *\nCrawl-delay: 86400", 60),
        ("User-agent: *\nCrawl-delay: soon", 0.25),
    ],
)
def test_a_crawl_delay_is_kept_within_reason(text: str, delay: float) -> None:
    assert Host().robots(text) == delay


def test_a_slot_that_scrapy_has_made_anew_gets_its_delay_again() -> None:
    host = Host()
    host.robots("User-agent: *\nCrawl-delay: 7")
    host.slots[HOST] = Slot(8, 0.25, 0)
    host.pace.before(Request(URL, meta={"download_slot": HOST}))
    assert host.slots[HOST].delay == 7


@pytest.mark.parametrize("status", [429, 503])
def test_each_complaint_doubles_the_delay(status: int) -> None:
    host = Host()
    assert [host.answer(status) for _ in range(4)] == [0.5, 1, 2, 4]


def test_the_delay_does_not_grow_without_end() -> None:
    host = Host()
    assert [host.answer(429) for _ in range(20)][-1] == 60


def test_complaints_of_requests_that_were_under_way_together_count_once() -> None:
    host = Host()
    assert [host.answer(429, latency=9) for _ in range(4)] == [0.5] * 4


@pytest.mark.parametrize("status", [200, 304, 404])
def test_other_answers_bring_the_delay_back_slowly(status: int) -> None:
    host = Host()
    delays = [host.answer(429), *(host.answer(status) for _ in range(20))]
    assert delays == sorted(delays, reverse=True)
    assert delays[2] > 0.25
    assert delays[-1] == 0.25


def test_errors_of_the_server_do_not_bring_it_back() -> None:
    host = Host()
    host.answer(429)
    assert host.answer(500) == 0.5


def test_one_complaint_in_ten_answers_does_not_make_a_crawl_ever_slower() -> None:
    host = Host()
    delays = [host.answer(429 if turn % 10 == 0 else 200) for turn in range(500)]
    assert max(delays) <= 1


def test_what_autothrottle_sets_is_kept_when_it_is_slower() -> None:
    host = Host()
    host.slots[HOST].delay = 3
    assert host.answer(200) == 3
    host.slots[HOST].delay = 0.25
    assert host.answer(200) == 0.25


def test_after_a_429_what_waits_for_its_turn_waits_as_long_as_was_asked() -> None:
    host = Host()
    host.answer(429, retry_after=100)
    assert host.slots[HOST].lastseen == host.now + 100


def test_what_would_wait_too_long_is_refused() -> None:
    host = Host()
    turn: Deferred[Response] = Deferred()
    host.slots[HOST].queue.append((Request(URL), turn))
    host.answer(429, retry_after=3600)
    assert not host.slots[HOST].queue
    reasons: list[str] = []
    turn.addErrback(lambda failure: reasons.append(str(failure.value)))
    assert reasons == [f"{HOST} asks not to be asked again for 1 h 0 min"]
