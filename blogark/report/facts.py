"""What a report says: the values that page, JSON and table are made of.

``report.json`` is one `Report`; docs/report.md explains its keys, and
docs/report.schema.json is its JSON Schema.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Literal, TypeAlias

import msgspec

from blogark.findings import Severity
from blogark.post import MediaKind

PostStatus: TypeAlias = Literal["published", "gone", "missing"]


class State(StrEnum):
    """Whether a post needs a person."""

    INCOMPLETE = "incomplete"
    """Red: something of it is not in the archive, or the whole post is not."""
    CHECK = "check"
    """Amber: nothing is known to be lost, but a person should look at it."""
    COMPLETE = "complete"
    """Green: everything is there."""


class _Facts(msgspec.Struct, frozen=True, kw_only=True):
    """A group of facts: JSON has every key, in this order."""


class Note(_Facts, frozen=True, kw_only=True):
    """A finding of the crawl, or something suspicious that the report found."""

    code: str
    """A key of `Report.words`."""
    severity: Severity
    message: str
    """What, and where, in one sentence."""
    detail: str
    """Addresses, words or names that the sentence is about, a line each."""


class Words(_Facts, frozen=True, kw_only=True):
    """What a note's code means to somebody who is no developer."""

    meaning: str
    advice: str
    """What to do about it."""


class Cleaned(_Facts, frozen=True, kw_only=True):
    """What one cleaning pass changed in a post."""

    name: str
    """A key of `Report.passes`."""
    count: int


class MissingFile(_Facts, frozen=True, kw_only=True):
    """A picture or file that a post shows, and the archive does not have."""

    url: str
    kind: MediaKind
    reason: str


class Cover(_Facts, frozen=True, kw_only=True):
    """The picture that lists show for a post."""

    path: str
    """Relative to the archive's folder, not percent-encoded."""
    alt: str


class PostFacts(_Facts, frozen=True, kw_only=True):
    """One post: a row of the report."""

    id: str
    url: str
    slug: str
    title: str
    status: PostStatus
    """``gone``: the site does not have it any more; ``missing``: a source names it,
    and the archive does not have it."""
    state: State
    reason: str
    """Why it has that state, in one sentence."""
    published_at: str | None
    """ISO 8601 in UTC."""
    updated_at: str | None
    author: str | None
    language: str | None
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    words: int
    images: int
    videos: int
    links: int
    markdown: str | None
    """The Markdown file, relative to the archive's folder."""
    cover: Cover | None
    notes: tuple[Note, ...]
    cleaned: tuple[Cleaned, ...]
    missing_files: tuple[MissingFile, ...]
    dead_links: tuple[str, ...]
    """Addresses of posts of this blog that do not exist."""


class Source(_Facts, frozen=True, kw_only=True):
    """A list of posts, and what became of those that it names."""

    name: str
    """As in ``pages.found_in``."""
    meaning: str
    """The same for a person."""
    named: int
    archived: int
    gone: int
    """The site says that they do not exist."""
    missing: int


class Totals(_Facts, frozen=True, kw_only=True):
    posts: int
    """Rows of the report."""
    complete: int
    check: int
    incomplete: int
    words: int
    images: int
    videos: int
    files: int
    """Media files in the archive."""
    bytes: int
    """Of all media files."""


class Report(_Facts, frozen=True, kw_only=True):
    """Everything that a report says."""

    format: int
    """Version of these keys; raised when one changes its meaning or goes."""
    made_with: str
    """Version of Blogark."""
    address: str
    """What was archived."""
    first_read: str | None
    """Day of the first page that the archive has, ``2026-03-01``, in UTC."""
    last_read: str | None
    """Day of the last one."""
    totals: Totals
    sources: tuple[Source, ...]
    not_included: tuple[str, ...]
    """What no archive of a blog contains, a sentence each."""
    notes: tuple[Note, ...]
    """About the site."""
    posts: Sequence[PostFacts]
    """Missing ones, then the newest first, those without a date last."""
    words: dict[str, Words]
    """For each code that occurs, what it means and what to do."""
    passes: dict[str, str]
    """For each cleaning pass that changed something, what it does and why."""
