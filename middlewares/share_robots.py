"""Fetch each ``robots.txt`` once a crawl.

`ObeyRobots` fetches it to obey it, the spider to learn of sitemaps.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from blogark.warc.exchange import CAPTURE

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

    from blogark.warc.exchange import Capture


class ShareRobots:
    """The first on the way out and the last on the way back: redirects are done."""

    def __init__(self) -> None:
        self._answers: dict[str, tuple[Response, Capture | None]] = {}

    def process_request(self, request: Request) -> Response | None:
        answer, capture = self._answers.get(request.url, (None, None))
        request.meta[CAPTURE] = capture
        return None if answer is None else answer.replace(request=request)

    def process_response(self, request: Request, response: Response) -> Response:
        is_robots = urlsplit(request.url).path == "/robots.txt"
        if is_robots and response.status < HTTPStatus.INTERNAL_SERVER_ERROR:
            self._answers[request.url] = (response, request.meta.get(CAPTURE))
        return response
