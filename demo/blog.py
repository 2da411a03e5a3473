"""What a Wix blog holds, apart from how its pages look: posts, authors, terms.

Ids are derived from slugs, so that every build of a blog gives the same bytes.
"""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import quote

from demo.ricos import paragraphs, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from demo.media import ImageFile
    from demo.ricos import Body

WORDS_A_MINUTE = 250
EXCERPT_LENGTH = 140
SUMMARY_LENGTH = 500


class FeedEncoding(StrEnum):
    """How a feed page carries its list of posts; Wix changed it twice."""

    OBJECT = "object"
    """A JSON object, to December 2024."""
    ESCAPED = "escaped"
    """Base64 of JavaScript's ``escape()`` of the JSON, February to August 2025."""
    STRING = "string"
    """A JSON string, later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    name: str
    handle: str
    """What RSS calls the author, and the profile's slug."""
    has_profile: bool = True
    avatar: ImageFile | None = None

    @property
    def id(self) -> str:
        return guid("author", self.handle)


@dataclass(frozen=True, slots=True)
class Term:
    """A category or a tag."""

    label: str
    slug: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    slug: str
    """As in the address, not percent-encoded."""
    title: str
    published: datetime
    """UTC, with milliseconds."""
    updated: datetime | None = None
    """``None``: never changed since."""
    author: Author | None = None
    """``None``: the owner hides who writes."""
    categories: tuple[Term, ...] = ()
    tags: tuple[Term, ...] = ()
    hashtags: tuple[str, ...] = ()
    body: Body = ()
    cover: ImageFile | None = None
    cover_video: str | None = None
    """YouTube id of a video that the lists show instead of a picture."""
    custom_excerpt: str = ""
    seo_title: str = ""
    seo_description: str = ""
    language: str = "en"
    hydrated: bool = False
    """Whether its page also holds what only a browser draws, as one that a person saved
    from a browser does: rating and comments."""
    first_slug: str = ""
    """Slug that it was published with, if another by now: its old address redirects."""

    @property
    def id(self) -> str:
        return guid("post", self.first_slug or self.slug)

    @property
    def internal_id(self) -> str:
        """The older id, which RSS gives: 24 digits that begin with the time."""
        seconds = int(self.published.timestamp())
        return f"{seconds:08x}{hashlib.sha256(self.slug.encode()).hexdigest()[:16]}"

    @property
    def modified(self) -> datetime:
        return self.updated or self.published

    @property
    def lines(self) -> tuple[str, ...]:
        """The visible text of the body, one item per paragraph that has any."""
        texts = (plain(text) for block in self.body for text in paragraphs(block))
        return tuple(text for text in texts if text.strip())

    @property
    def excerpt(self) -> str:
        """What cards and RSS show; empty if the post has no text."""
        text = " ".join(self.lines)
        if self.custom_excerpt or len(text) <= EXCERPT_LENGTH:
            return self.custom_excerpt or text
        return text[: EXCERPT_LENGTH - 3].rsplit(" ", 1)[0] + "..."

    @property
    def summary(self) -> str:
        """What ``og:description`` holds: paragraphs joined with nothing between."""
        return self.seo_description or "".join(self.lines)[:SUMMARY_LENGTH]

    @property
    def minutes(self) -> int:
        """The reading time; 0 for a post without text, as Wix shows it."""
        words = sum(len(line.split()) for line in self.lines)
        return -(-words // WORDS_A_MINUTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blog:
    host: str
    """With ``www.``; the bare domain redirects to it."""
    title: str
    description: str
    posts: tuple[Post, ...]
    removed: tuple[Post, ...] = ()
    """Posts that RSS still names and that answer 404."""
    page_size: int = 10
    """Posts on one feed page."""
    cards: int = 4
    """How many of them the server draws; the data of the page lists all."""
    feed_encoding: FeedEncoding = FeedEncoding.STRING
    seen_on: date = date(2025, 11, 20)
    """The day the pages are drawn: dates of this year are shown without it."""
    utc_hours: int = -5
    """The site's time zone, in which pages show dates."""
    padding: int = 0
    """Bytes of style sheet to add to every page; real pages hold about a million."""

    @property
    def root(self) -> str:
        return f"https://{self.host}"

    @property
    def newest_first(self) -> tuple[Post, ...]:
        return tuple(sorted(self.posts, key=lambda post: post.published, reverse=True))

    @property
    def categories(self) -> tuple[Term, ...]:
        return _distinct(term for post in self.posts for term in post.categories)

    @property
    def tags(self) -> tuple[Term, ...]:
        return _distinct(term for post in self.posts for term in post.tags)

    def url(self, post: Post) -> str:
        """Return the address as Wix writes it into pages and sitemaps: raw Unicode."""
        return f"{self.root}/post/{post.slug}"

    def encoded_url(self, post: Post) -> str:
        """Return the address as RSS writes it: percent-encoded."""
        return f"{self.root}/post/{quote(post.slug)}"

    def shown_date(self, moment: datetime) -> str:
        """Return *moment* as pages show it, ``Feb 17`` or ``Aug 1, 2019``."""
        local = moment.astimezone(timezone(timedelta(hours=self.utc_hours)))
        day = f"{_MONTHS[local.month - 1]} {local.day}"
        return day if local.year == self.seen_on.year else f"{day}, {local.year}"


_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


def guid(kind: str, name: str) -> str:
    """Return the same GUID for the same *kind* and *name*, at every build."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{kind}:{name}"))


def utc(text: str) -> datetime:
    """Return the moment that an ISO 8601 *text* without zone names in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def iso(moment: datetime) -> str:
    """Return *moment* as Wix writes it: UTC, milliseconds, ``Z``."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")[:-6] + "Z"


def _distinct(terms: Iterable[Term]) -> tuple[Term, ...]:
    return tuple(dict.fromkeys(terms))
