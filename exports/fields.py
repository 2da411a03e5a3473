"""Fields of front matter: what a post has to say in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from blogark.archive.load import StoredPost
    from exports.front_matter import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A post on its way to a file."""

    stored: StoredPost
    name: str
    """Of its file, relative to the export."""
    stem: str
    """The slug, made safe for a file and unique."""
    path: str | None
    """Where it is on the new site, not escaped; ``None`` if it is not shown there."""
    is_draft: bool
    aliases: tuple[str, ...]
    """Other paths that it had on the old site."""
    media: Callable[[str], str]
    """From the address of a file to the one that it has now."""
    when: Callable[[datetime], Value]
    """From a moment to how dates are written."""


def title(entry: Entry) -> Value:
    return entry.stored.post.title


def slug(entry: Entry) -> Value:
    return entry.stored.post.slug


def stem(entry: Entry) -> Value:
    return entry.stem


def source_url(entry: Entry) -> Value:
    return entry.stored.post.url


def source_id(entry: Entry) -> Value:
    return entry.stored.post.id


def path(entry: Entry) -> Value:
    return entry.path


def date(entry: Entry) -> Value:
    moment = entry.stored.post.published_at
    return entry.when(moment) if moment else None


def updated(entry: Entry) -> Value:
    moment = entry.stored.post.updated_at
    return entry.when(moment) if moment else None


def author(entry: Entry) -> Value:
    found = entry.stored.post.author
    return found.name if found else None


def authors(entry: Entry) -> Value:
    found = entry.stored.post.author
    return [found.name] if found else []


def language(entry: Entry) -> Value:
    return entry.stored.post.language


def direction(entry: Entry) -> Value:
    return entry.stored.dir if entry.stored.dir == "rtl" else None


def categories(entry: Entry) -> Value:
    return [term.name for term in entry.stored.post.categories]


def tags(entry: Entry) -> Value:
    return [term.name for term in entry.stored.post.tags]


def hashtags(entry: Entry) -> Value:
    return entry.stored.post.hashtags


def excerpt(entry: Entry) -> Value:
    return entry.stored.post.excerpt


def description(entry: Entry) -> Value:
    """Return what search engines show, else the teaser."""
    return entry.stored.post.seo_description or entry.stored.post.excerpt


def cover_url(entry: Entry) -> Value:
    cover = entry.stored.post.cover
    return entry.media(cover.url) if cover else None


def cover_alt(entry: Entry) -> Value:
    found = entry.stored.post.cover
    return found.alt if found else None


def cover_list(entry: Entry) -> Value:
    cover = entry.stored.post.cover
    return [entry.media(cover.url)] if cover else []


def cover(entry: Entry) -> Value:
    found = entry.stored.post.cover
    return {"src": entry.media(found.url), "alt": found.alt} if found else None


def cover_by_path(entry: Entry) -> Value:
    """Return the cover as ``path`` if there is a file, else as ``url``."""
    found = entry.stored.post.cover
    if found is None:
        return None
    address = entry.media(found.url)
    is_local = address != found.url
    return {"path" if is_local else "url": address, "alt": found.alt}


def reading_minutes(entry: Entry) -> Value:
    return entry.stored.post.reading_minutes


def seo_title(entry: Entry) -> Value:
    post = entry.stored.post
    return post.seo_title if post.seo_title != post.title else None


def seo_description(entry: Entry) -> Value:
    post = entry.stored.post
    return post.seo_description if post.seo_description != post.excerpt else None


def status(entry: Entry) -> Value:
    return entry.stored.status


def draft(entry: Entry) -> Value:
    return True if entry.is_draft else None


def unpublished(entry: Entry) -> Value:
    return False if entry.is_draft else None


def aliases(entry: Entry) -> Value:
    return entry.aliases
