"""What a later run has to ask for, by what the archive knows and what lists say now."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final, Self

from blogark.post import PageState
from blogark.wix.urls import Site

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from blogark.archive.memory import KnownPost, Memory
    from blogark.post import Media, Post
    from blogark.wix.feed import Feed
    from blogark.wix.sitemap import Sitemap
    from spiders.frontier import Frontier

AS_ARCHIVED: Final = "as_archived"
"""Key of ``Request.meta``: what the archive has for it is good enough. The lists of a
site whose sitemap and feed are the same as before are read again from the archive."""

# A sitemap gives the day of a change as the site's clock shows it, and no zone. At the
# moment of a crawl it may still be yesterday there, down to twelve hours behind UTC.
_FURTHEST_WEST: Final = timedelta(hours=12)
_ELSEWHERE: Final = frozenset({PageState.GONE, PageState.REDIRECTED})
_TOLD_AGAIN: Final = frozenset({"media-failed", "link-dead", "anchor-dead"})
_LISTS: Final = ("robots", "sitemap", "rss")
_WALKED: Final = ("home", "feed", "category", "tag", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a run that read all lists leaves for the next one."""

    site: Site
    entry: str
    """The address at which the run began."""
    lists: Mapping[str, str]
    """For robots.txt, the feed, and each sitemap that leads to posts: a digest of what
    it names, or the state of one that is not there."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return what `text` wrote. Raises ``ValueError`` for anything else."""
        try:
            found = json.loads(text)
            site = found["site"]
            return cls(
                site=Site(
                    base=site["base"],
                    aliases=frozenset(site["aliases"]),
                    languages=frozenset(site["languages"]),
                ),
                entry=found["entry"],
                lists=dict(found["lists"]),
            )
        except (LookupError, TypeError) as error:
            raise ValueError(f"nothing is known by {text!r}") from error

    @classmethod
    def of(cls, site: Site, entry: str, frontier: Frontier) -> Self | None:
        """Return what *frontier* tells, ``None`` if lists are lost or name no posts."""
        if any(frontier.urls(k, PageState.FAILED) for k in (*_LISTS, *_WALKED)):
            return None
        if not frontier.named_by("sitemap"):
            return None
        return cls(site=site, entry=entry, lists=dict(_said(frontier)))

    def text(self) -> str:
        site = {
            "base": self.site.base,
            "aliases": sorted(self.site.aliases),
            "languages": sorted(self.site.languages),
        }
        return _as_json({"site": site, "entry": self.entry, "lists": self.lists})

    def unasked(self, frontier: Frontier) -> list[str]:
        """Return which of the lists are to be fetched next, robots.txt first."""
        robots = frontier.pending("robots")
        return robots or [u for u in frontier.pending(*_LISTS) if u in self.lists]

    def holds(self, frontier: Frontier) -> bool:
        """Tell whether the lists say what they said then."""
        return dict(_said(frontier)) == self.lists


def _said(frontier: Frontier) -> Iterator[tuple[str, str]]:
    for url, digest in frontier.lists.items():
        yield url, digest
    for kind in ("robots", "rss", "sitemap"):
        for url in frontier.urls(kind, *_ELSEWHERE, PageState.SKIPPED):
            state = frontier.state(url)
            if state is not None and (kind != "sitemap" or frontier.is_tried(url)):
                yield url, state.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Tells of each post whether the archive has it as it is."""

    memory: Memory
    is_refresh: bool = False
    """Everything is asked for."""
    asks_api: bool = True
    since: date | None = None

    def is_unchanged(self, url: str, changed_on: str) -> bool:
        """Tell whether the archive has what is at *url*, which a sitemap dates."""
        known = self.memory.posts.get(url)
        if known is None or self.is_refresh or (known.is_partial and self.asks_api):
            return False
        if not known.is_recorded:
            return False
        return self._is_here(known) and self._is_older(known, changed_on)

    def is_due(self, url: str, changed_on: str) -> bool:
        """Tell whether *url* is to be asked for, if the lists are as they were."""
        known = self.memory.posts.get(url)
        if known is None or not known.is_recorded:
            return True
        if known.state in _ELSEWHERE and known.post_id is None:
            return bool(changed_on) and not self._is_older(known, changed_on)
        return not self.is_unchanged(url, changed_on)

    def is_in_range(self, *days: str) -> bool:
        """Tell whether one of *days* is not before `since`; so is one without any."""
        known = [day[:10] for day in days if day]
        return self.since is None or not known or max(known) >= self.since.isoformat()

    def lacks_files(self, url: str) -> str | None:
        """Return the id of the post at *url* if a file of it is not there."""
        known = self.memory.posts.get(url)
        post_id = known.post_id if known is not None else None
        return post_id if post_id in self.memory.lacking else None

    def published(self) -> Iterator[KnownPost]:
        """Yield the addresses that have a post which is not gone."""
        return (p for p in self.memory.posts.values() if p.post_id is not None)

    def _is_here(self, known: KnownPost) -> bool:
        if known.shows_target:
            target = self.memory.posts.get(known.target or "")
            return target is not None and self._is_here(target)
        return known.state is PageState.ARCHIVED and bool(known.read_digest)

    def _is_older(self, known: KnownPost, changed_on: str) -> bool:
        """Tell whether the change was surely before the archive looked at it."""
        looked = [m for m in (known.read_at, self.memory.checked_at) if m is not None]
        return bool(looked) and is_before(changed_on, max(looked))


def is_before(day: str, moment: datetime) -> bool:
    """Tell whether *day*, without a time zone, was over everywhere at *moment*.

    False for what is no day.
    """
    try:
        changed = date.fromisoformat(day[:10])
    except ValueError:
        return False
    return changed < (moment - _FURTHEST_WEST).date()


def kept_again(post: Post) -> Post:
    """Return a stored post as it was before its files were fetched."""
    return replace(
        post,
        media=tuple(map(_pending, post.media)),
        cover=_pending(post.cover) if post.cover is not None else None,
        findings=tuple(f for f in post.findings if f.code not in _TOLD_AGAIN),
    )


def robots_digest(sitemaps: Iterable[str]) -> str:
    return _digest(sorted(sitemaps))


def sitemap_digest(sitemap: Sitemap) -> str:
    """Return a digest of what a sitemap names.

    Of an index, the dates of other sitemaps than the blog's do not count: shops and
    bookings change every day.
    """
    entries = sorted(
        (e.url, "" if sitemap.is_index and "/blog-" not in e.url else e.last_modified)
        for e in sitemap.entries
    )
    return _digest([sitemap.is_index, sitemap.damage, entries])


def feed_digest(feed: Feed) -> str:
    """Return a digest of the items; when the feed was built does not count."""
    return _digest(asdict(feed))


def _digest(value: object) -> str:
    return f"sha256:{sha256(_as_json(value).encode()).hexdigest()}"


def _as_json(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=list)


def _pending(media: Media) -> Media:
    return replace(
        media,
        status="pending",
        fetched_url=None,
        path=None,
        sha256=None,
        bytes=None,
        mime_type=None,
        reason="",
    )
