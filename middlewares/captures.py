"""What of the web archive becomes a response again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scrapy import exceptions
from scrapy.http import Headers
from scrapy.responsetypes import responsetypes

from blogark.warc.exchange import WITHHELD

if TYPE_CHECKING:
    from scrapy.http import Response

    from blogark.warc.exchange import Answer, NoAnswer

CACHED: Final = "cached"
"""Flag of a response that is from the archive, as Scrapy's own cache sets it."""


class _ReplayedError(Exception):
    """Base of what stands for an exception of another library."""


def to_response(url: str, answer: Answer) -> Response:
    """Return *answer* as if the site had just sent it."""
    headers = Headers()
    for name, value in answer.headers:
        headers.appendlist(name, value)  # as UTF-8, which the archive decodes first
    kind = responsetypes.from_args(headers=headers, url=url, body=answer.body)
    return kind(
        url=url,
        status=answer.status,
        headers=headers,
        body=answer.body,
        flags=[CACHED],
        protocol=answer.protocol,
    )


def to_withheld(url: str, reason: NoAnswer) -> Response:
    """Return the answer that was not kept for the secret in it, without a body."""
    kind = responsetypes.from_args(url=url)
    return kind(url=url, status=reason.status, flags=[CACHED, WITHHELD])


def to_exception(reason: NoAnswer) -> Exception:
    """Return what was raised in place of an answer, or one of the same name."""
    kind = getattr(exceptions, reason.kind, None)
    if isinstance(kind, type) and issubclass(kind, Exception):
        error: Exception = kind(reason.message)
    else:
        error = type(reason.kind, (_ReplayedError,), {})(reason.message)
    return error
