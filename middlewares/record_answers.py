"""Keep what the site sends as WARC, before anything else touches it.

The innermost of all middlewares: it sees what was received (packed, redirects, errors,
files, robots.txt), and what was sent. Scrapy's own ``HttpCacheMiddleware`` stands at
the same place, but it adds a ``Date`` to what was received, keeps no 304, takes the old
answer for one that did not come, and reads the whole old page for its validators.
"""

from __future__ import annotations

import json
from pathlib import Path
from sys import intern
from typing import TYPE_CHECKING, Final, Self

from scrapy import signals
from scrapy.exceptions import IgnoreRequest, NotConfigured, ResponseDataLossError

from blogark import __version__
from blogark.archive.read import ArchiveReader
from blogark.errors import ArchiveError
from blogark.warc.exchange import CAPTURE, WITHHELD, Answer, Asked, NoAnswer
from blogark.warc.runs import IGNORE, OBEY, ROBOTS, fields_of
from blogark.warc.web_archive import WebArchive
from middlewares.captures import to_response
from middlewares.unpack_whole import DATA_LOSS
from pipelines.stopping import stop_crawl
from pipelines.store_post import STORING
from spiders.plan import AS_ARCHIVED
from spiders.visitor import PRIVATE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.http.headers import Headers

    from blogark.warc.exchange import Capture
    from blogark.warc.index import Entry
    from blogark.warc.runs import Row

_CONFORMS_TO: Final = (
    "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
)
_VALIDATORS: Final = (("etag", "If-None-Match"), ("last-modified", "If-Modified-Since"))
_ASKED: Final = "is_asked"
"""Key of ``Request.meta`` while the site is asked."""
_OK, _NOT_MODIFIED = 200, 304
_ROBOTS: Final = "robots.txt"  # what it forbids follows from its own capture


class RecordAnswers:
    """Writes every exchange into the archive in ``BLOGARK_OUT``, private ones not.

    What is known already is asked for with its validators, unless the request says
    ``Cache-Control: no-cache``; if the site answers 304, the known answer is given,
    with the flag ``cached``. ``WARC_ENABLED`` switches it off.
    """

    def __init__(self, crawler: Crawler, folder: Path) -> None:
        self._crawler = crawler
        self._folder = folder
        self._archive = WebArchive.open_for_adding(folder)
        self._archive.begin(self._info)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Raises `ArchiveError` if what is there cannot be read."""
        folder = crawler.settings["BLOGARK_OUT"]
        if not folder or not crawler.settings.getbool("WARC_ENABLED"):
            raise NotConfigured
        middleware = cls(crawler, Path(folder))
        crawler.signals.connect(middleware.close, signals.spider_closed)
        crawler.signals.connect(middleware.sync, STORING)
        return middleware

    def process_request(self, request: Request) -> Response | None:
        entry = self._archive.find(request.url)
        if entry is not None and request.meta.get(AS_ARCHIVED):
            archived = self._archived(request, entry)
            if archived is not None:
                return archived
        request.meta[_ASKED] = True
        for _has, ask in _VALIDATORS:  # a request that is made again may have some
            request.headers.pop(ask, None)
        if entry is not None and entry.newest.status == _OK and not _wants_all(request):
            request.headers.update(self._validators(entry.newest))
        return None

    def process_response(self, request: Request, response: Response) -> Response:
        """Raises ``IgnoreRequest`` when nothing can be kept any more."""
        if not request.meta.pop(_ASKED, False):  # a middleware before had an answer
            return response
        try:
            if DATA_LOSS in response.flags:
                self._record_truncated(request, response)
                return response
            return self._record(request, response)
        except ArchiveError as error:
            stop_crawl(self._crawler, error)
            raise IgnoreRequest(str(error)) from error

    def process_exception(self, request: Request, exception: Exception) -> None:
        request.meta.pop(_ASKED, None)
        if isinstance(exception, IgnoreRequest) and _ROBOTS in str(exception):
            return
        reason = NoAnswer(kind=type(exception).__name__, message=str(exception))
        try:
            self._archive.record_no_answer(request.url, reason)
        except ArchiveError as error:
            stop_crawl(self._crawler, error)

    def sync(self) -> None:
        """Have all on the disk that the database is about to tell of."""
        try:
            self._archive.sync()
        except ArchiveError as error:
            stop_crawl(self._crawler, error)

    def close(self, reason: str) -> None:
        """Close the file of this run; one that could not run leaves none."""
        try:
            if reason == "failed":
                self._archive.discard()
            else:
                self._archive.finish(self._row(), reason)
        except ArchiveError as error:
            stop_crawl(self._crawler, error)

    def _record_truncated(self, request: Request, response: Response) -> None:
        """Record what is asked for again, or raises, further out (`UnpackWhole`)."""
        reason = NoAnswer(kind=ResponseDataLossError.__name__)
        if request.meta.get(PRIVATE):
            self._archive.record_no_answer(request.url, reason)
        else:
            asked, answer = _asked(request), _answer(response)
            self._archive.record_truncated(asked, answer, reason)

    def _record(self, request: Request, response: Response) -> Response:
        if request.meta.get(PRIVATE):
            withheld = NoAnswer(kind=WITHHELD, status=response.status)
            self._archive.record_no_answer(request.url, withheld)
            return response
        asked, answer = _asked(request), _answer(response)
        request.meta[CAPTURE] = self._archive.record(asked, answer)
        entry = self._archive.find(request.url)
        if response.status != _NOT_MODIFIED or entry is None:
            return response
        return self._archived(request, entry) or response

    def _archived(self, request: Request, entry: Entry) -> Response | None:
        """Return what the archive has of an address, if the site meant it."""
        if not entry.newest.is_definite:
            return None
        request.meta[CAPTURE] = entry.first
        return to_response(request.url, self._archive.answer(entry.newest))

    def _validators(self, capture: Capture) -> Iterable[tuple[str, str]]:
        headers = {k.lower(): v for k, v in self._archive.headers(capture)}
        return [(ask, headers[has]) for has, ask in _VALIDATORS if has in headers]

    def _info(self) -> Mapping[str, str]:
        settings = self._crawler.settings
        obeys = settings.getbool("ROBOTSTXT_OBEY")
        row = self._row()
        return {
            "software": f"Blogark/{__version__}",
            "format": "WARC File Format 1.1",
            "conformsTo": _CONFORMS_TO,
            ROBOTS: OBEY if obeys else IGNORE,
            "http-header-user-agent": settings["USER_AGENT"],
            "arguments": row["arguments"] if row else json.dumps({}),
            **(fields_of(row) if row else {}),
        }

    def _row(self) -> Row | None:
        """Return what the archive says of this run."""
        try:
            with ArchiveReader.open(self._folder) as archive:
                return archive.last_crawl()
        except ArchiveError:  # no database: somebody keeps posts in a way of their own
            return None


def _wants_all(request: Request) -> bool:
    return b"no-cache" in (request.headers.get("Cache-Control") or b"")


def _asked(request: Request) -> Asked:
    return Asked(
        url=intern(request.url),  # the ledger of the crawl holds the same
        method=request.method,
        headers=_pairs(request.headers),
        body=request.body,
    )


def _answer(response: Response) -> Answer:
    return Answer(
        status=response.status,
        headers=_pairs(response.headers),
        body=response.body,
        protocol=response.protocol or "HTTP/1.1",
    )


def _pairs(headers: Headers) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        for value in values
    )
