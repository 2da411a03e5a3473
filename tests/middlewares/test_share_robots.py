from __future__ import annotations

import pytest
from scrapy import Request
from scrapy.http import Response

from middlewares.share_robots import ShareRobots

ROBOTS = "https://www.example.org/robots.txt"


@pytest.mark.parametrize(
    ("url", "status", "is_shared"),
    [
        (ROBOTS, 200, True),
        (ROBOTS, 404, True),
        (ROBOTS, 503, False),
        ("https://www.example.org/", 200, False),
        ("https://www.example.org/blog/robots.txt", 200, False),
    ],
)
def test_the_rules_of_a_host_are_fetched_once(
    url: str, status: int, *, is_shared: bool
) -> None:
    middleware = ShareRobots()
    assert middleware.process_request(Request(url)) is None
    first = Response(url, status=status, body=b"User-agent: *")
    assert middleware.process_response(Request(url), first) is first
    again = middleware.process_request(Request(url))
    assert (again is not None) is is_shared
    assert again is None or again.body == first.body
