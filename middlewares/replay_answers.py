"""Answer every request from the web archive, so that nothing is fetched."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

from blogark.warc.exchange import CAPTURE, WITHHELD
from blogark.warc.web_archive import WebArchive
from middlewares.captures import to_exception, to_response, to_withheld
from spiders.plan import AS_ARCHIVED
from spiders.replay import NO_OLDER, CutShortError, NotArchivedError

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from blogark.warc.exchange import Capture
    from blogark.warc.index import Entry
    from blogark.warc.runs import Run


class ReplayAnswers:
    """Stands where `RecordAnswers` does in a live run; no request gets past it.

    If one *run* is read again, each request has the last answer that this run got. What
    it did not ask for is answered by what was known before, unless it had ended by
    then, or the request says `NO_OLDER`.
    """

    def __init__(self, archive: WebArchive, run: Run | None = None) -> None:
        self._archive = archive
        self._run = run

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Raises `ArchiveError` if ``WARC_REPLAY``, an archive, cannot be read.

        ``WARC_REPLAY_RUN`` is the name of the file of the run to be read again.
        """
        settings = crawler.settings
        file = settings["WARC_REPLAY_RUN"] or ""
        archive = WebArchive.open(Path(settings["WARC_REPLAY"]), until=file)
        return cls(archive, archive.runs[-1] if file else None)

    def process_request(self, request: Request) -> Response:
        """Raises what was raised in the place of the answer.

        `NotArchivedError` if it was never asked for.
        """
        entry = self._find(request)
        if entry is None:
            raise NotArchivedError("it is not in the web archive")
        if not entry.newest.status:
            return self._without_answer(request, entry.newest)
        request.meta[CAPTURE] = entry.first
        response = to_response(request.url, self._archive.answer(entry.newest))
        return response if self._was_known(entry) else response.replace(flags=[])

    def _find(self, request: Request) -> Entry | None:
        older = self._archive.find(request.url)
        if self._run is None:
            return older
        if (entry := self._archive.find_in_newest(request.url)) is not None:
            return entry
        if self._run.is_cut_short and not request.meta.get(AS_ARCHIVED):
            raise CutShortError("the run had ended")
        return None if request.meta.get(NO_OLDER) else older

    def _was_known(self, entry: Entry) -> bool:
        """Tell whether the site did not send it in this run, but had before."""
        return self._run is None or entry.newest.file != self._run.file

    def _without_answer(self, request: Request, capture: Capture) -> Response:
        reason = self._archive.no_answer(capture)
        if reason.kind == WITHHELD:
            return to_withheld(request.url, reason)
        raise to_exception(reason)
