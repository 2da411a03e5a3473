"""Save the original file of everything that a post shows or offers.

Each file ends as one of two things: stored under ``media/``, or failed with a reason,
a finding, and its link left in the post. No file stops another, or the post.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import replace
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import DropItem
from scrapy.pipelines.files import FilesPipeline
from scrapy.pipelines.media import FileInfo
from scrapy.utils.defer import deferred_from_coro

from blogark import filenames, filetypes
from blogark.archive.read import ArchiveReader
from blogark.errors import ArchiveError, cannot_write
from blogark.findings import finding
from blogark.post import Post
from pipelines.file_answers import (
    HOST_IS_DOWN,
    MediaError,
    checked_extension,
    reason_of,
)
from pipelines.files_store import AtomicFilesStore
from pipelines.stopping import has_stopped, stop_crawl
from spiders.replay import CutShortError

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.pipelines.media import FileInfoOrError, MediaPipeline
    from twisted.internet.defer import Deferred

    from blogark.archive.read import StoredFile
    from blogark.findings import Finding
    from blogark.post import Media

FOLDER: Final = "media"
_NOT_REACHED: Final = "not reached"
"""Status of a file that a run which is read again had not asked for when it ended."""

# As uploaded: a CDN may convert to what the Accept header of a browser prefers.
_HEADERS: Final = {"Accept": "*/*"}


class Outcome(FileInfo):
    """What became of one file: Scrapy's account of it, and why there is none."""

    reason: str


class Wanted(NamedTuple):
    """A file to save, and the post that shows it."""

    media: Media
    slug: str

    @property
    def urls(self) -> tuple[str, ...]:
        """Where it may be, best first."""
        return (self.media.url, *filter(_is_web, self.media.fallbacks))


class SaveMediaPipeline(FilesPipeline):
    """Fetch what is not stored yet.

    Scrapy's pipeline sees to it that a URL which many posts name is fetched once. All
    else happens in `media_to_download`, whose answer it takes for the download's:
    it has no notion of a second URL for the same file, and would log a traceback for
    each file that fails.
    """

    def __init__(
        self,
        store_uri: str | os.PathLike[str],
        *,
        crawler: Crawler,
        limits: Mapping[str, float],
    ) -> None:
        super().__init__(store_uri, crawler=crawler)
        self.store = self._files = AtomicFilesStore(store_uri)
        self._files.remove_parts(FOLDER)
        self._root = Path(store_uri)
        self._known = _known_files(self._root)
        self._limits = limits

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        settings = crawler.settings
        limits = {
            "download_maxsize": settings.getint("MEDIA_MAXSIZE"),
            "download_warnsize": 0,
            "download_timeout": settings.getfloat("MEDIA_TIMEOUT"),
        }
        return cls(settings["BLOGARK_OUT"], crawler=crawler, limits=limits)

    def get_media_requests(
        self,
        item: object,
        info: MediaPipeline.SpiderInfo,  # noqa: ARG002 - Scrapy's signature
    ) -> list[Request]:
        if not isinstance(item, Post):
            return []
        return [
            Request(media.url, meta={"wanted": Wanted(media, item.slug)})
            for media in item.media
            if _is_web(media.url)
        ]

    def media_to_download(
        self,
        request: Request,
        info: MediaPipeline.SpiderInfo,
        *,
        item: object = None,  # noqa: ARG002 - Scrapy's signature
    ) -> Deferred[FileInfo | None]:
        return deferred_from_coro(self._obtain(request.meta["wanted"], info))

    async def _obtain(
        self, wanted: Wanted, info: MediaPipeline.SpiderInfo
    ) -> FileInfo | None:
        self.crawler.stats.inc_value("media/found")
        outcome = self._stored(wanted) or await self._fetched(wanted, info)
        self.inc_stats(outcome["status"])
        return outcome

    def _stored(self, wanted: Wanted) -> Outcome | None:
        known = self._known.get(wanted.media.url)
        # A copy taken from elsewhere is not what is wanted where it is not offered.
        if known is None or (known.fetched_url or known.url) not in wanted.urls:
            return None
        with suppress(FileNotFoundError):
            if (self._root / known.path).stat().st_size == known.bytes:
                url = known.fetched_url or known.url
                return _outcome(url, "uptodate", known.path, known.sha256)
        return None

    async def _fetched(self, wanted: Wanted, info: MediaPipeline.SpiderInfo) -> Outcome:
        """Fetch and keep the first URL that gives a file of the right kind."""
        reasons: dict[str, None] = {}
        for url in wanted.urls:
            try:
                response, extension = await self._file(url, wanted.media)
            except MediaError as error:
                if isinstance(error.__cause__, CutShortError):
                    return _outcome(url, _NOT_REACHED)
                reasons[str(error)] = None
                if isinstance(error.__cause__, HOST_IS_DOWN):
                    break
            else:
                label = filenames.label(wanted.media.name, wanted.slug)
                name = f"{filenames.stem(label, url)}.{extension}"
                return self._keep(url, name, response.body, info)
        return _outcome(wanted.media.url, "failed", reason=", ".join(reasons))

    async def _file(self, url: str, media: Media) -> tuple[Response, str]:
        """Return an answer that is a file of the right kind, and its extension."""
        request = self._request(url)
        while True:
            response = await self._download(request)
            try:
                return response, checked_extension(response, url, media)
            except MediaError:
                again = self._again(request, response)
                if again is None:
                    raise
                request = again

    def _again(self, request: Request, response: Response) -> Request | None:
        """Return the request once more for an answer that may pass.

        What comes with the status of an error, Scrapy has asked for again already.
        """
        spider = self.crawler.spider
        if response.status != HTTPStatus.OK or spider is None:
            return None
        return get_retry_request(request, spider=spider, reason="no_file")

    def _request(self, url: str) -> Request:
        meta = {
            **self._limits,
            "allow_offsite": True,
            # How long a film takes says nothing about how busy the site is.
            "autothrottle_dont_adjust_delay": True,
        }
        return Request(url, headers=_HEADERS, meta=meta)

    async def _download(self, request: Request) -> Response:
        try:
            return await self.crawler.engine.download_async(request)
        except Exception as error:
            raise MediaError(reason_of(error)) from error

    def _keep(
        self, url: str, name: str, body: bytes, info: MediaPipeline.SpiderInfo
    ) -> Outcome:
        path = f"{FOLDER}/{name}"
        try:
            self._files.persist_file(path, BytesIO(body), info)
        except OSError as error:
            stop_crawl(self.crawler, cannot_write(self._root / path, error))
            return _outcome(url, "failed", reason="it could not be written")
        self.crawler.stats.inc_value("media/bytes", len(body))
        return _outcome(url, "downloaded", path, hashlib.sha256(body).hexdigest())

    def item_completed(
        self,
        results: list[FileInfoOrError],
        item: object,
        info: MediaPipeline.SpiderInfo,  # noqa: ARG002 - Scrapy's signature
    ) -> object:
        if not isinstance(item, Post):
            return item
        if has_stopped(self.crawler):
            raise DropItem("its files could not be written", log_level="DEBUG")
        if any(one[0] and one[1]["status"] == _NOT_REACHED for one in results):
            raise DropItem("the run ended before", log_level="DEBUG")
        answers = iter(results)
        media = tuple(
            self._settled(one, next(answers)) if _is_web(one.url) else _unreachable(one)
            for one in item.media
        )
        return replace(
            item,
            media=media,
            cover=_same_fate(item.cover, media),
            findings=(*item.findings, *_failures(media)),
        )

    def _settled(self, media: Media, result: FileInfoOrError) -> Media:
        if not result[0]:  # a fault of this machine: no space, no permission
            return _failed(media, result[1].getErrorMessage())
        outcome = result[1]
        if outcome["status"] == "failed":
            return _failed(media, str(outcome.get("reason")))
        stored = self._root / outcome["path"]
        with stored.open("rb") as file:
            head = file.read(filetypes.HEAD_BYTES)
        return replace(
            media,
            status="stored",
            fetched_url=outcome["url"],
            path=outcome["path"],
            sha256=outcome["checksum"],
            bytes=stored.stat().st_size,
            mime_type=filetypes.media_type(head, filenames.extension(stored.name)),
        )


def _known_files(folder: Path) -> dict[str, StoredFile]:
    """Return by URL what the archive in *folder* has, nothing if it has no such."""
    # None yet, or one of an older version: then all is fetched (again).
    with suppress(ArchiveError), ArchiveReader.open(folder) as archive:
        return {file.url: file for file in archive.stored_files()}
    return {}


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(Request(url).url)
    except ValueError:  # no scheme, or a host or port that can be none
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _outcome(
    url: str, status: str, path: str = "", checksum: str | None = None, reason: str = ""
) -> Outcome:
    return Outcome(url=url, path=path, checksum=checksum, status=status, reason=reason)


def _unreachable(media: Media) -> Media:
    return _failed(media, "it is not a web address")


def _failed(media: Media, reason: str) -> Media:
    return replace(media, status="failed", reason=reason)


def _same_fate(cover: Media | None, media: Iterable[Media]) -> Media | None:
    """Return *cover* with what became of its file, which is among *media*."""
    file = next((one for one in media if cover and one.url == cover.url), None)
    if cover is None or file is None:
        return cover
    return replace(file, role=cover.role, alt=cover.alt, caption=cover.caption)


def _failures(media: Iterable[Media]) -> list[Finding]:
    failed = {one.url: one for one in media if one.status == "failed"}
    return [
        finding(
            "media-failed",
            f"The {one.kind} at {url} is not in the archive: {one.reason}.",
            detail=url,
        )
        for url, one in failed.items()
    ]
