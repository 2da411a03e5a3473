"""Sitemaps: the index that names others, and the lists of addresses."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from blogark.wix.xml import XMLError, children, name, parse_xml, text

if TYPE_CHECKING:
    from lxml import etree

_ENTRIES: Final = {"sitemapindex": "sitemap", "urlset": "url"}
_GZIP: Final = b"\x1f\x8b"
# The protocol allows 50 MB: a small file must not unpack to fill the memory.
_MAX_BYTES: Final = 64 * 1024 * 1024


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
    damage: str = ""
    """Why entries may be missing, as a clause after "it …"; empty for a whole file."""


def parse_sitemap(body: bytes) -> Sitemap:
    """Return what the sitemap *body* names.

    The file may be compressed by gzip. What a damaged one still names is worth a look,
    but is no list of all posts: see ``Sitemap.damage``. Raises `SitemapError` for what
    is no sitemap.
    """
    root, damage = _parse(_unpacked(body))
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
        damage=damage,
    )


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(_GZIP):
        return body
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        content = unpacker.decompress(body, _MAX_BYTES)
    except zlib.error as error:
        raise SitemapError("is no readable gzip file") from error
    if not unpacker.eof:
        raise SitemapError("is a gzip file that is cut off, or too large")
    return content


def _parse(body: bytes) -> tuple[etree._Element, str]:
    """Return the root element, and what is wrong with the file."""
    try:
        return parse_xml(body), ""
    except XMLError as error:
        damage = f"is no readable XML ({error})"
    try:
        root = parse_xml(body, recover=True)
    except XMLError as error:
        raise SitemapError(damage) from error
    if name(root) not in _ENTRIES:
        raise SitemapError(damage)
    return root, damage
