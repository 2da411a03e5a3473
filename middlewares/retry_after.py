"""Wait as long as a server asks for: ``Retry-After`` with status 429 or 503.

Scrapy's own ``RetryMiddleware`` knows nothing of the header (2.19). This one runs
before it on the way back. A 429 is about the client, so all requests to that host wait;
a 503 is about what was asked for, so only that one does. Who asks for more patience
than ``RETRY_AFTER_MAX`` is not asked again in this crawl: what is missing then is a
finding, and the next crawl fetches it.
"""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from http import HTTPStatus
from time import monotonic, time
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest

from blogark.terminal import duration
from middlewares.waiting import wait_until

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

_LONGEST: Final = 1e9  # seconds; some 300 digits more are infinite, and no number


class RetryAfter:
    def __init__(self, crawler: Crawler, longest: float) -> None:
        self._crawler = crawler
        self._longest = longest
        self._quiet_until: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler, crawler.settings.getfloat("RETRY_AFTER_MAX"))

    async def process_request(self, request: Request) -> None:
        """Raises ``IgnoreRequest`` for a host that wants to be left alone too long."""
        host = urlsplit(request.url).netloc
        while (left := self._quiet_until.get(host, 0) - monotonic()) > 0:
            if left > self._longest:
                raise IgnoreRequest(refusal(host, left))
            await wait_until(self._quiet_until[host], self._crawler)

    async def process_response(self, request: Request, response: Response) -> Response:
        seconds = asked_for(request, response)
        if seconds <= 0:
            return response
        until = monotonic() + seconds
        self._crawler.stats.inc_value("retry_after/count")
        if response.status == HTTPStatus.TOO_MANY_REQUESTS:
            host = urlsplit(request.url).netloc
            self._quiet_until[host] = max(until, self._quiet_until.get(host, 0))
        if seconds > self._longest:
            request.meta["dont_retry"] = True
        elif response.status == HTTPStatus.SERVICE_UNAVAILABLE and not request.meta.get(
            "dont_retry"
        ):
            await wait_until(until, self._crawler)
        return response


def refusal(host: str, seconds: float) -> str:
    """Return why *host* is not asked any more, as a clause for a person."""
    return f"{host} asks not to be asked again for {duration(seconds)}"


def asked_for(request: Request, response: Response) -> float:
    """Return for how many seconds *response* asks to stay away; 0 if it does not."""
    match response.status:
        case HTTPStatus.SERVICE_UNAVAILABLE:
            default = 0.0
        case HTTPStatus.TOO_MANY_REQUESTS:
            # Without a word from the server: 2, 4, 8 … seconds.
            default = 2.0 ** (1 + int(request.meta.get("retry_times", 0)))
        case _:
            return 0
    header = response.headers.get("Retry-After")
    return (
        default if header is None else seconds_until(header.decode("latin-1"), time())
    )


def seconds_until(retry_after: str, now: float) -> float:
    """Return the seconds that a ``Retry-After`` header means at the time *now*.

    It is a number of seconds or an HTTP date (RFC 9110, 10.2.3); 0 if it is neither.
    """
    if retry_after.strip().isdecimal():
        return min(float(retry_after), _LONGEST)
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - now)
    except (TypeError, ValueError):
        return 0
