"""Answers every request from a folder of saved pages, so that nothing is fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from blogark.filenames import shown
from spiders.saved_media import SavedMedia

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler


class ServeSavedFiles:
    """The first of the middlewares: no request gets past it.

    The files are the spider's attribute ``media``.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._max_size = crawler.settings.getint("MEDIA_MAXSIZE")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> Response:
        """Raises ``IgnoreRequest``, with a clause for a person, if there is no file."""
        media = getattr(self._crawler.spider, "media", None)
        source = media.find(request.url) if isinstance(media, SavedMedia) else None
        if source is None or not isinstance(media, SavedMedia):
            raise IgnoreRequest("it is not among the saved files")
        try:
            if source.size(media.root) > self._max_size:
                raise IgnoreRequest("it is larger than MEDIA_MAXSIZE")
            return Response(request.url, body=source.read(media.root))
        except OSError as error:
            raise IgnoreRequest(
                f"{shown(source.path)} cannot be read ({error.strerror})"
            ) from error
