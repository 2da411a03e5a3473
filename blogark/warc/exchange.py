"""What crosses between a crawl and its web archive."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from datetime import datetime

Headers: TypeAlias = tuple[tuple[str, str], ...]
"""Names and values in order, a byte a letter (ISO 8859-1), as HTTP has them."""

_DEFINITE: Final = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request, as it was sent."""

    url: str
    method: str = "GET"
    headers: Headers = ()
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A response, as it was received."""

    status: int
    headers: Headers
    body: bytes
    """Still packed, if it was sent so; without the framing of the transfer."""
    protocol: str = "HTTP/1.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoAnswer:
    """Why a request came to nothing, or why its answer is not kept."""

    kind: str
    """Name of the exception; `WITHHELD` for an answer that holds a secret."""
    message: str = ""
    status: int = 0
    """Of an answer that is withheld."""


WITHHELD: Final = "withheld"


CAPTURE: Final = "capture"
"""Key of ``Request.meta``: the `Capture` with which its answer was first received."""


class Capture(NamedTuple):
    """Where the archive has what came of a request. One a URL is held in memory."""

    file: str
    """Name of the file in ``warc/``."""
    offset: int
    """Of the record in that file, in bytes."""
    date: str
    """``WARC-Date`` of the record."""
    status: int
    """0 if there was no answer."""
    digest: str
    """Of the payload, as in ``WARC-Payload-Digest``; empty if there is none."""
    url: str

    @property
    def is_definite(self) -> bool:
        """Whether the site meant it: neither a failure nor a refusal that may pass."""
        return is_definite(self.status)


def is_definite(status: int) -> bool:
    """Tell whether an answer of *status* says what is there, or that nothing is."""
    is_good = HTTPStatus.OK <= status < HTTPStatus.BAD_REQUEST
    return (is_good and status != HTTPStatus.NOT_MODIFIED) or status in _DEFINITE


def warc_date(moment: datetime) -> str:
    """Return *moment*, in UTC, as a ``WARC-Date`` to the microsecond."""
    return f"{moment:%Y-%m-%dT%H:%M:%S.%fZ}"
