from __future__ import annotations

import asyncio
from time import monotonic

import pytest
from scrapy import Request, Spider
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from middlewares.space_retries import SpaceRetries

URL = "https://www.example.org/"


def waited(request: Request, delay: float = 0.02) -> float:
    crawler = get_crawler(Spider, {"RETRY_DELAY": delay})
    crawler.crawling = True
    started = monotonic()
    asyncio.run(SpaceRetries.from_crawler(crawler).process_request(request))
    return monotonic() - started


@pytest.mark.parametrize("times", [1, 2, 3])
def test_each_retry_waits_twice_as_long_as_the_one_before(times: int) -> None:
    least = 0.02 * 2 ** (times - 1)
    assert waited(Request(URL, meta={"retry_times": times})) >= least


def test_what_is_asked_for_the_first_time_does_not_wait() -> None:
    assert waited(Request(URL), delay=99) < 99


def test_a_redirect_of_a_retry_does_not_wait_again() -> None:
    retry = Request(URL, meta={"retry_times": 1})
    waited(retry)
    assert waited(retry.replace(url=f"{URL}elsewhere"), delay=99) < 99


def test_a_crawl_that_is_stopped_does_not_wait() -> None:
    crawler = get_crawler(Spider, {"RETRY_DELAY": 99})
    crawler.crawling = False
    request = Request(URL, meta={"retry_times": 1})
    with pytest.raises(IgnoreRequest, match="stopped"):
        asyncio.run(SpaceRetries.from_crawler(crawler).process_request(request))


@pytest.mark.parametrize("error", [CannotResolveHostError, DownloadTimeoutError])
@pytest.mark.parametrize("has_answered", [False, True])
def test_a_host_that_does_not_exist_is_not_asked_again(
    error: type[Exception], *, has_answered: bool
) -> None:
    middleware = SpaceRetries.from_crawler(get_crawler(Spider, {"RETRY_DELAY": 1}))
    if has_answered:
        middleware.process_response(Request(URL), Response(URL))
    request = Request(f"{URL}page")
    middleware.process_exception(request, error())
    is_typing_error = error is CannotResolveHostError and not has_answered
    assert request.meta.get("dont_retry", False) is is_typing_error
