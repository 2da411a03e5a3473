from __future__ import annotations

import asyncio
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request, Spider
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from middlewares.retry_after import RetryAfter, seconds_until

URL = "https://www.example.org/post/one"
LONGEST = 0.05
NOON = 1_767_268_800.0  # Thu, 01 Jan 2026 12:00:00 GMT


def _middleware(*, crawling: bool = True) -> RetryAfter:
    crawler = get_crawler(Spider, {"RETRY_AFTER_MAX": LONGEST})
    crawler.crawling = crawling
    return RetryAfter.from_crawler(crawler)


async def _answer(
    middleware: RetryAfter, status: int, header: str | None = "9999", url: str = URL
) -> float:
    """Answer a request; return how long the answer was held back."""
    started = monotonic()
    headers = {} if header is None else {"Retry-After": header}
    response = Response(url, status=status, headers=headers)
    assert await middleware.process_response(Request(url), response) is response
    return monotonic() - started


async def _ask(middleware: RetryAfter, url: str) -> float:
    """Make a request; return how long it was held back."""
    started = monotonic()
    await middleware.process_request(Request(url))
    return monotonic() - started


def test_after_429_all_requests_to_that_host_wait() -> None:
    async def scenario() -> None:
        middleware = _middleware()
        assert await _answer(middleware, 429) < LONGEST
        assert await _ask(middleware, "https://other.example/") < LONGEST
        waits = await asyncio.gather(
            _ask(middleware, URL), _ask(middleware, "https://www.example.org/blog")
        )
        assert min(waits) > LONGEST / 2

    asyncio.run(scenario())


def test_after_503_only_what_was_asked_for_waits() -> None:
    async def scenario() -> None:
        middleware = _middleware()
        assert await _answer(middleware, 503) >= LONGEST
        assert await _ask(middleware, "https://www.example.org/blog") < LONGEST

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("status", "header"), [(200, "9999"), (404, "9999"), (503, None), (503, "soon")]
)
def test_nothing_waits_unless_it_was_asked_to(status: int, header: str | None) -> None:
    assert asyncio.run(_answer(_middleware(), status, header)) < LONGEST


def test_a_429_without_a_word_means_a_while() -> None:
    async def scenario() -> None:
        middleware = _middleware()
        await _answer(middleware, 429, None)
        assert await _ask(middleware, URL) > LONGEST / 2

    asyncio.run(scenario())


def test_a_crawl_that_is_stopped_does_not_wait() -> None:
    with pytest.raises(IgnoreRequest):
        asyncio.run(_answer(_middleware(crawling=False), 503))


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Thu, 01 Jan 2026 12:00:30 GMT", 30),
        ("Thu, 01 Jan 2026 11:00:00 GMT", 0),
        ("-5", 0),
        ("soon", 0),
        ("", 0),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str, seconds: float) -> None:
    assert seconds_until(header, NOON) == seconds


@given(st.text())
def test_no_header_is_an_error(header: str) -> None:
    assert seconds_until(header, NOON) >= 0
