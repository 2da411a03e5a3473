"""What a server's answer means to somebody who asked it for a file."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from scrapy import exceptions

from blogark import filenames, filetypes

if TYPE_CHECKING:
    from scrapy.http import Response

    from blogark.post import Media

_REASONS: Final = (
    (exceptions.CannotResolveHostError, "its host does not exist"),
    (exceptions.DownloadTimeoutError, "the server did not answer in time"),
    (exceptions.DownloadConnectionRefusedError, "the server refused the connection"),
    (exceptions.ResponseDataLossError, "the server sent only a part of it"),
    (exceptions.DownloadCancelledError, "it is larger than MEDIA_MAXSIZE"),
)
HOST_IS_DOWN: Final = (
    exceptions.CannotResolveHostError,
    exceptions.DownloadTimeoutError,
    exceptions.DownloadConnectionRefusedError,
)
"""After these, a second URL of the same file is not worth waiting for."""


class MediaError(Exception):
    """Raised for a URL that gives no file. The message is a clause for a person."""


def checked_extension(response: Response, url: str, media: Media) -> str:
    """Return the extension of the file that was sent; raises `MediaError`."""
    if response.status != HTTPStatus.OK:
        raise MediaError(f"the server answers {response.status}")
    if not response.body:
        raise MediaError("the server sent an empty file")
    claimed = filenames.extension(media.name) or filenames.extension(
        unquote(urlsplit(url).path)
    )
    mime = filetypes.media_type(response.body[: filetypes.HEAD_BYTES], claimed)
    if not filetypes.suits(media.kind, mime, claimed):
        raise MediaError(f"the server sent {mime} in place of the {media.kind}")
    return filetypes.extension_for(mime, claimed)


def reason_of(error: Exception) -> str:
    """Return why there was no answer, as a clause for a person."""
    if "DOWNLOAD_MAXSIZE" in str(error):  # the sentence is Scrapy's own, and long
        return "it unpacks to more than MEDIA_MAXSIZE"
    if isinstance(error, exceptions.IgnoreRequest):
        return str(error) or "the crawler's own rules forbid it"
    for kind, reason in _REASONS:
        if isinstance(error, kind):
            return reason
    return f"the connection failed ({type(error).__name__})"
