"""What a test server does wrong on purpose."""

from __future__ import annotations

import random
from collections import Counter
from email.utils import format_datetime
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from demo.site import Response

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime


class Cut(Enum):
    """An answer that does not come as it should."""

    RESET = "reset"
    """The connection ends before the first byte."""
    TRUNCATED = "truncated"
    """The connection ends after half of the body."""
    SILENT = "silent"
    """Never: the server takes the request and does not answer."""
    GARBLED = "garbled"
    """The second half of what was packed is lost. What is not packed comes as it is:
    nobody could tell."""


Fault: TypeAlias = Response | Cut
"""A response is sent in place of the right one."""


class Faults(Protocol):
    """Decides what happens to each request."""

    def next(self, url: str) -> Fault | None:
        """Return what happens to the next request for *url*; ``None``: nothing."""


class Planned:
    """Faults by URL, percent-encoded as clients send it, in their order."""

    def __init__(self, faults: Mapping[str, Sequence[Fault]]) -> None:
        self._queues = {url: list(queue) for url, queue in faults.items()}

    def next(self, url: str) -> Fault | None:
        queue = self._queues.get(url)
        return queue.pop(0) if queue else None


class Scattered:
    """Breaks the share *rate* of the answers, each URL *times* at most.

    What happens to the nth request for a URL depends on *seed* alone, whatever the
    order of requests is.
    """

    def __init__(
        self, kinds: Sequence[Fault], rate: float, *, times: int = 1, seed: int = 0
    ) -> None:
        self._kinds = kinds
        self._rate = rate
        self._times = times
        self._seed = seed
        self._asked: Counter[str] = Counter()
        self.broken: Counter[str] = Counter()
        """How often each URL was broken."""

    def next(self, url: str) -> Fault | None:
        self._asked[url] += 1
        chance = random.Random(f"{self._seed} {url} {self._asked[url]}")  # noqa: S311
        if chance.random() >= self._rate or self.broken[url] >= self._times:
            return None
        self.broken[url] += 1
        return chance.choice(self._kinds)


def failing(status: int, *, retry_after: int | datetime | None = None) -> Response:
    """Return an error response; *retry_after* is in seconds, or a time."""
    headers = {} if retry_after is None else {"Retry-After": _retry_after(retry_after)}
    body = f"<!DOCTYPE html><title>{status}</title><h1>{status}</h1>".encode()
    return Response(status=status, body=body, headers=MappingProxyType(headers))


EMPTY: Final = Response(body=b"")
"""A good status, and nothing else."""
WRONG_TYPE: Final = Response(body=b"%PDF-1.4\n%%EOF\n", content_type="application/pdf")
"""A good status, and something else than was asked for."""


def _retry_after(value: int | datetime) -> str:
    return str(value) if isinstance(value, int) else format_datetime(value, usegmt=True)
