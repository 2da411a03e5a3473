from __future__ import annotations

import asyncio
from http import HTTPStatus
from time import monotonic
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request, Spider
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from middlewares.retry_after import RetryAfter, seconds_until

if TYPE_CHECKING:
    from collections.abc import Awaitable

URL = "https://www.example.org/post/one"
ON_THE_SAME_HOST = "https://www.example.org/blog"
NOON = 1_767_268_800.0  # Thu, 01 Jan 2026 12:00:00 GMT


def _middleware(*, longest: float = 120, crawling: bool = True) -> RetryAfter:
    crawler = get_crawler(Spider, {"RETRY_AFTER_MAX": longest})
    crawler.crawling = crawling
    return RetryAfter.from_crawler(crawler)


async def _answer(
    middleware: RetryAfter, status: int, header: str | None = "99"
) -> None:
    headers = {} if header is None else {"Retry-After": header}
    response = Response(URL, status=status, headers=headers)
    assert await middleware.process_response(Request(URL), response) is response


async def _waits(step: Awaitable[None]) -> bool:
    """Tell whether *step* would wait, in a crawl that is being stopped.

    Such a crawl gives up at once where another one begins to wait: no clock is needed.
    """
    try:
        await step
    except IgnoreRequest:
        return True
    return False


def test_after_429_all_requests_to_that_host_wait() -> None:
    async def scenario() -> None:
        middleware = _middleware(crawling=False)
        assert not await _waits(_answer(middleware, 429))
        assert await _waits(middleware.process_request(Request(URL)))
        assert await _waits(middleware.process_request(Request(ON_THE_SAME_HOST)))
        other = Request("https://other.example/")
        assert not await _waits(middleware.process_request(other))

    asyncio.run(scenario())


def test_after_503_only_what_was_asked_for_waits() -> None:
    async def scenario() -> None:
        middleware = _middleware(crawling=False)
        assert await _waits(_answer(middleware, 503))
        assert not await _waits(middleware.process_request(Request(ON_THE_SAME_HOST)))

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("status", "header"), [(200, "9999"), (404, "9999"), (503, None), (503, "soon")]
)
def test_nothing_waits_unless_it_was_asked_to(status: int, header: str | None) -> None:
    async def scenario() -> None:
        middleware = _middleware(crawling=False)
        assert not await _waits(_answer(middleware, status, header))
        assert not await _waits(middleware.process_request(Request(URL)))

    asyncio.run(scenario())


def test_a_429_without_a_word_means_a_while() -> None:
    async def scenario() -> None:
        middleware = _middleware(crawling=False)
        await _answer(middleware, 429, None)
        assert await _waits(middleware.process_request(Request(URL)))

    asyncio.run(scenario())


def test_a_wait_ends() -> None:
    started = monotonic()
    asyncio.run(_answer(_middleware(), 503, "1"))
    assert 1 <= monotonic() - started < 99


@pytest.mark.parametrize("status", [429, 503])
def test_who_asks_for_too_much_patience_is_not_asked_again(status: int) -> None:
    async def scenario() -> None:
        middleware = _middleware(longest=60)
        request = Request(URL)
        response = Response(URL, status=status, headers={"Retry-After": "3600"})
        assert await middleware.process_response(request, response) is response
        assert request.meta["dont_retry"]
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            sentence = "www.example.org asks not to be asked again for 1 h 0 min"
            with pytest.raises(IgnoreRequest, match=sentence):
                await middleware.process_request(Request(ON_THE_SAME_HOST))

    asyncio.run(scenario())


def test_a_429_that_is_not_tried_again_still_makes_the_others_wait() -> None:
    async def scenario() -> None:
        middleware = _middleware(crawling=False)
        request = Request(URL, meta={"dont_retry": True})
        response = Response(URL, status=429, headers={"Retry-After": "9"})
        await middleware.process_response(request, response)
        assert await _waits(middleware.process_request(Request(ON_THE_SAME_HOST)))

    asyncio.run(scenario())


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
        ("9" * 400, 1e9),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str, seconds: float) -> None:
    assert seconds_until(header, NOON) == seconds


@given(st.text())
def test_no_header_is_an_error(header: str) -> None:
    assert seconds_until(header, NOON) >= 0
