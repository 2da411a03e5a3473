"""What crosses from understanding to keeping: the data dictionary of an archive.

Everything here is frozen and platform-neutral. A spider yields `Post`, `Page` and
`SiteFinding`; pipelines return changed copies (``dataclasses.replace``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from blogark.document import Document
    from blogark.findings import Finding

MediaKind: TypeAlias = Literal["image", "video", "audio", "file"]
MediaRole: TypeAlias = Literal["cover", "inline", "gallery", "attachment"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who wrote a post."""

    name: str
    """As displayed to readers."""
    slug: str
    url: str | None = None
    """Profile page."""
    platform_id: str | None = None
    """The member's id on the old platform."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A category or tag."""

    name: str
    slug: str
    """Percent-decoded, as in the URL of its page."""
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The same post in another language."""

    language: str
    """As the page says it, ``es-es``."""
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A file that belongs to a post, and what became of it."""

    url: str
    """The original file; the key of the file in the archive."""
    kind: MediaKind
    role: MediaRole
    fallbacks: tuple[str, ...] = ()
    """Further URLs of the same file, to be tried in this order."""
    name: str = ""
    """File name that the author uploaded, where the source knows it."""
    width: int | None = None
    height: int | None = None
    alt: str = ""
    caption: str = ""
    status: Literal["pending", "stored", "failed"] = "pending"
    fetched_url: str | None = None
    """Which of the URLs was fetched."""
    path: str | None = None
    """Relative to the archive's folder, ``media/…``, once stored."""
    sha256: str | None = None
    bytes: int | None = None
    mime_type: str | None = None
    reason: str = ""
    """Why it failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaning:
    """What one cleaning pass changed in one post."""

    name: str
    """The pass: the name of its module in ``pipelines``."""
    count: int
    """Things removed, merged or moved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two readings of one body say the same of one kind of thing."""

    left_source: str
    """``ricos-dom`` …; with ``+`` and another source that its gaps were filled from."""
    right_source: str
    measure: str
    """What was counted: ``words``, ``headings``, ``images`` …"""
    left_count: int
    right_count: int
    common: int
    """How many of them are in both."""
    chosen: str
    """The source that the body was taken from, of the two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One post in one language."""

    id: str
    """The old platform's id where known, else derived from the URL."""
    url: str
    """Canonical address, percent-encoded."""
    slug: str
    """Last part of the address, percent-decoded."""
    title: str
    document: Document
    """The body."""
    body_source: str
    """The reader that gave the body: ``ricos-dom`` …"""
    platform_id: str | None = None
    published_at: datetime | None = None
    """With time zone, exact to what the source says. Never invented."""
    published_raw: str = ""
    """The same as it stands in the source."""
    updated_at: datetime | None = None
    updated_raw: str = ""
    author: Author | None = None
    categories: tuple[Term, ...] = ()
    tags: tuple[Term, ...] = ()
    hashtags: tuple[str, ...] = ()
    """Without ``#``, in order of appearance."""
    excerpt: str = ""
    cover: Media | None = None
    language: str | None = None
    """BCP 47 tag of the page, ``es``."""
    translations: tuple[Translation, ...] = ()
    reading_minutes: int | None = None
    seo_title: str = ""
    seo_description: str = ""
    provenance: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """For each field that has a value, the source it is from."""
    media: tuple[Media, ...] = ()
    """Every file of the post in order of appearance, the cover first."""
    cleanings: tuple[Cleaning, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    """Each pair of readings that was compared, a measure each; empty if there is only
    one source of the body."""
    findings: tuple[Finding, ...] = ()
    read_digest: str = ""
    """``sha256:`` of the body as it was read, before cleaning: two addresses that show
    the same post under one id have the same."""


class PageState(StrEnum):
    """What became of a URL. Every URL ends in exactly one."""

    ARCHIVED = "archived"
    UNCHANGED = "unchanged"
    REDIRECTED = "redirected"
    GONE = "gone"
    FAILED = "failed"
    SKIPPED = "skipped"


PageKind: TypeAlias = Literal[
    "post", "feed", "category", "tag", "sitemap", "rss", "robots", "home", "other"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A URL that the crawl met, and what became of it."""

    url: str
    kind: PageKind
    state: PageState
    reason: str
    """One clause for a person: ``read``, ``the site answers 404``."""
    status: int | None = None
    """HTTP status of the last answer, if there was one."""
    fetched_at: datetime | None = None
    digest: str | None = None
    """``sha256:`` of the body as received, decompressed."""
    found_in: tuple[str, ...] = ()
    """The sources that name the URL: ``sitemap``, ``rss``, ``feed`` …, sorted."""
    redirected_to: str | None = None
    warc_file: str | None = None
    """Name of the file under ``warc/`` with the answer as received."""
    warc_offset: int | None = None
    """Of the answer in that file, in bytes."""
    is_partial: bool = False
    """A further source of the post did not answer, but may do so next time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFinding:
    """A finding about the site, not about one post."""

    finding: Finding
