"""Addresses as authors typed them."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def split(url: str) -> SplitResult:
    """Return the parts of *url*; what is none, such as ``http://[name]``, has none."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")
