"""A post as a list shows it: RSS item, entry of a feed page's data, card."""

from __future__ import annotations

from dataclasses import dataclass

from blogark.post import Term  # noqa: TC001  msgspec reads it when it unpacks a post


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPost:
    """What a list says of one post. Every field but the URL may be missing."""

    url: str
    """Canonical, see ``blogark.wix.urls.canonical``."""
    source: str
    """``rss``, ``feed-data``, ``feed-cards``, ``category``, ``tag`` or ``sitemap``."""
    title: str = ""
    platform_id: str | None = None
    """The post's GUID; RSS gives another id, which is not kept here."""
    excerpt: str = ""
    published_raw: str = ""
    """ISO 8601 or RFC 822, as the list has it."""
    updated_raw: str = ""
    author: str = ""
    """Display name, or a handle where the source has no better."""
    categories: tuple[Term, ...] = ()
    tags: tuple[Term, ...] = ()
    hashtags: tuple[str, ...] = ()
    reading_minutes: int | None = None
    cover_url: str | None = None
    cover_video: str = ""
    """Address of a video that is shown in the cover's place."""
    language: str | None = None
    comments: int = 0
    """How many readers have written, as far as the list says it."""
    is_paid: bool = False
    """Only those who pay see the whole of it."""
    content_html: str = ""
    """The whole body, in feeds until February 2025: of 20 posts at most."""
