"""Answer every request from the web archive, so that nothing is fetched."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

from blogark.warc.exchange import CAPTURE, WITHHELD
from blogark.warc.web_archive import WebArchive
from middlewares.captures import to_exception, to_response, to_withheld
from spiders.replay import NotArchivedError

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from blogark.warc.exchange import Capture


class ReplayAnswers:
    """Stands where `RecordAnswers` does in a live run; no request gets past it."""

    def __init__(self, archive: WebArchive) -> None:
        self._archive = archive

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Raises `ArchiveError` if ``WARC_REPLAY``, an archive, cannot be read."""
        return cls(WebArchive.open(Path(crawler.settings["WARC_REPLAY"])))

    def process_request(self, request: Request) -> Response:
        """Raises what was raised in the place of the answer.

        `NotArchivedError` if it was never asked for.
        """
        entry = self._archive.find(request.url)
        if entry is None:
            raise NotArchivedError("it is not in the web archive")
        if not entry.newest.status:
            return self._without_answer(request, entry.newest)
        request.meta[CAPTURE] = entry.first
        return to_response(request.url, self._archive.answer(entry.newest))

    def _without_answer(self, request: Request, capture: Capture) -> Response:
        reason = self._archive.no_answer(capture)
        if reason.kind == WITHHELD:
            return to_withheld(request.url, reason)
        raise to_exception(reason)
