"""What a test server does wrong on purpose."""

from __future__ import annotations

from enum import Enum
from types import MappingProxyType
from typing import TypeAlias

from demo.site import Response


class Cut(Enum):
    """A connection that ends before the answer does."""

    RESET = "reset"
    """Before the first byte."""
    TRUNCATED = "truncated"
    """After half of the body."""
    SILENT = "silent"
    """Never: the server takes the request and does not answer."""


Fault: TypeAlias = Response | Cut
"""A response is sent in place of the right one."""


def failing(status: int, *, retry_after: int | None = None) -> Response:
    """Return an error response; *retry_after* is in seconds."""
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    body = f"<!DOCTYPE html><title>{status}</title><h1>{status}</h1>".encode()
    return Response(status=status, body=body, headers=MappingProxyType(headers))
