"""Sitemaps: the index that names others, and the lists of addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from blogark.wix.xml import XMLError, children, name, parse_xml, text

_ENTRIES: Final = {"sitemapindex": "sitemap", "urlset": "url"}


class SitemapError(ValueError):
    """Raised for bytes that are no sitemap; the message completes "it …"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapEntry:
    """One address in a sitemap."""

    url: str
    """As written: Wix leaves Unicode unencoded here."""
    last_modified: str = ""
    """As written, usually a date without a time: when it was last published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """What one sitemap file names."""

    is_index: bool
    """The entries are further sitemaps."""
    entries: tuple[SitemapEntry, ...]
    by_wix: bool
    """The root element says ``generatedBy="WIX"``."""


def parse_sitemap(body: bytes) -> Sitemap:
    """Return what the sitemap *body* names.

    Raises `SitemapError`. Half a sitemap is none: what can be read of a damaged file
    would look like a list of all posts.
    """
    try:
        root = parse_xml(body)
    except XMLError as error:
        raise SitemapError(f"is no readable XML ({error})") from error
    kind = name(root)
    if kind not in _ENTRIES:
        raise SitemapError(f"holds <{kind}> instead of a sitemap")
    return Sitemap(
        is_index=kind == "sitemapindex",
        entries=tuple(
            SitemapEntry(url=url, last_modified=text(entry, "lastmod"))
            for entry in children(root, _ENTRIES[kind])
            if (url := text(entry, "loc"))
        ),
        by_wix=(root.get("generatedBy") or "").upper() == "WIX",
    )
