"""The addresses that a crawl knows, who named them, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import msgspec

from blogark.dates import read_date
from blogark.post import PageState
from blogark.wix.listed import ListedPost
from blogark.wix.urls import list_root

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blogark.post import Page, PageKind

# Sources that name an address, as the `pages` table lists them. Only tried, not named:
CONVENTION: Final = "convention"
# Named by nothing but an earlier run:
ARCHIVE: Final = "archive"

# Which list knows more about a post: the reader takes the first that has a value.
_HINT_ORDER: Final = ("feed-data", "rss", "feed-cards")
_UNPACK: Final = msgspec.msgpack.Decoder(ListedPost).decode
_NOT_READ: Final = frozenset(
    {PageState.REDIRECTED, PageState.SKIPPED, PageState.GONE, PageState.UNCHANGED}
)


@dataclass(slots=True)
class _Entry:
    kind: PageKind
    found_in: tuple[str, ...]
    is_asked: bool = False
    state: PageState | None = None
    target: str | None = None


@dataclass(slots=True)
class Walk:
    """A list over several pages: the feed, a category or a tag."""

    kind: PageKind
    urls: set[str] = field(default_factory=set)
    """The posts on the pages read so far."""
    total: int | None = None
    """How many posts the list says that it has."""
    is_over: bool = False
    """Its last page was read."""
    is_broken: bool = False
    """One of its pages could not be read."""

    @property
    def is_complete(self) -> bool:
        return self.is_over and not self.is_broken

    def add(self, urls: Iterable[str]) -> bool:
        """Note the posts of a page; tell whether any was new to the list."""
        before = len(self.urls)
        self.urls.update(urls)
        return len(self.urls) > before


class Frontier:
    """The ledger of a crawl: every address once, in canonical form.

    Small for each address, since a blog may have ten thousand; what lists say of a
    post is kept only until its page is read.
    """

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}
        self._hints: dict[str, tuple[bytes, ...]] = {}
        """Packed: all of it is there before the first post is read, and as objects it
        takes two megabytes for a thousand posts."""
        self._dates: dict[str, str] = {}
        self._changes: dict[str, str] = {}
        self.lists: dict[str, str] = {}
        """For each list by which a later run sees whether the blog changed, a digest of
        what it names."""
        self._walks: dict[str, Walk] = {}
        self._shown: dict[str, tuple[str, str]] = {}
        self._records: dict[str, Page] = {}

    @property
    def is_empty(self) -> bool:
        return not self._entries

    def name(self, url: str, kind: PageKind, source: str) -> bool:
        """Note that *source* names *url*; tell whether nobody had before."""
        entry = self._entries.get(url)
        if entry is None:
            self._entries[url] = _Entry(kind, (source,))
        elif source not in entry.found_in:
            entry.found_in = tuple(sorted((*entry.found_in, source)))
        return entry is None

    def hint(self, post: ListedPost) -> None:
        """Keep what a list says of a post, for when its page is read."""
        known, packed = self._hints.get(post.url, ()), msgspec.msgpack.encode(post)
        if packed not in known:
            self._hints[post.url] = (*known, packed)
        if (published := read_date(post.published_raw)) is not None:
            self._dates[post.url] = published.isoformat()

    def note_change(self, url: str, day: str) -> None:
        """Note when a sitemap says that *url* changed; publication dates count more."""
        self._dates.setdefault(url, day)
        self._changes[url] = max(day, self._changes.get(url, ""))

    def changed_on(self, url: str) -> str:
        """Return what a sitemap says of when *url* changed; empty if none does."""
        return self._changes.get(url, "")

    def published_on(self, url: str) -> str:
        """Return when *url* was published, as far as lists say it; else as above."""
        return self._dates.get(url, "")

    def take_hints(self, url: str) -> tuple[ListedPost, ...]:
        """Return what the lists said of a post, best first, and forget it."""
        hints = map(_UNPACK, self._hints.pop(url, ()))
        return tuple(sorted(hints, key=_rank))

    def ask(self, url: str) -> bool:
        """Note that *url* is being fetched; tell whether that is new."""
        entry = self._entries[url]
        is_new = not entry.is_asked
        entry.is_asked = True
        return is_new

    def postpone(self, url: str) -> None:
        """Note that *url* is to be fetched again, later."""
        self._entries[url].is_asked = False

    def finish(self, url: str, state: PageState, target: str | None = None) -> None:
        """Note what became of *url*, and where it has moved to, if it has."""
        entry = self._entries[url]
        entry.state, entry.target = state, target

    def record(self, page: Page) -> None:
        """Keep what became of a list until all that names it is known."""
        self._records[page.url] = page

    def records(self) -> list[Page]:
        """Return what became of each list, with all sources that name it by now."""
        return [
            replace(page, found_in=self.found_in(url))
            for url, page in sorted(self._records.items())
        ]

    def leads_back(self, start: str, url: str) -> bool:
        """Tell whether going on from *start* leads to *url*, by what is known."""
        seen: set[str] = set()
        step: str | None = start
        while step is not None and step != url and step not in seen:
            seen.add(step)
            entry = self._entries.get(step)
            step = entry.target if entry is not None else None
        return step == url

    def claim(self, post_id: str, url: str, digest: str) -> tuple[str, str]:
        """Note that *url* shows the post *post_id*, whose body has this digest.

        Returns the address that showed it first, and the digest of what it showed.
        """
        return self._shown.setdefault(post_id, (url, digest))

    def is_tried(self, url: str) -> bool:
        """Tell whether *url* is asked for in any case, whoever names it."""
        return CONVENTION in self._entries[url].found_in

    def knows(self, url: str) -> bool:
        return url in self._entries

    def state(self, url: str) -> PageState | None:
        """Return what became of *url*, ``None`` as long as that is open."""
        entry = self._entries.get(url)
        return entry.state if entry is not None else None

    def reopen(self) -> None:
        """Forget which addresses were being fetched when a crawl was stopped."""
        for entry in self._entries.values():
            entry.is_asked = entry.state is not None

    def pending(self, *kinds: PageKind) -> list[str]:
        """Return what is known but not asked for, newest post first.

        Addresses without a date come last; equal dates in the order of the alphabet,
        so that the answer does not depend on which source was faster.
        """
        found = sorted(
            url
            for url, entry in self._entries.items()
            if entry.kind in kinds and not entry.is_asked
        )
        return sorted(found, key=lambda url: self._dates.get(url, ""), reverse=True)

    def unfinished(self) -> list[str]:
        return [url for url, entry in self._entries.items() if entry.state is None]

    def found_in(self, url: str) -> tuple[str, ...]:
        """Return the sources that name *url*, sorted."""
        return self._entries[url].found_in

    def kind(self, url: str) -> PageKind:
        return self._entries[url].kind

    def set_kind(self, url: str, kind: PageKind) -> None:
        """Correct what the address alone had said of the page."""
        self._entries[url].kind = kind

    def urls(self, kind: PageKind, *states: PageState) -> frozenset[str]:
        """Return the addresses of a kind, in one of *states* if any are given."""
        return frozenset(
            url
            for url, entry in self._entries.items()
            if entry.kind == kind and (not states or entry.state in states)
        )

    def named_by(self, source: str) -> frozenset[str]:
        """Return the posts that *source* names."""
        return frozenset(u for u in self.urls("post") if source in self.found_in(u))

    def fetched_posts(self) -> int:
        """Return how many posts were asked for, without those that are none (any more).

        Failed ones count: if a site is down, a limit must end the crawl all the same.
        """
        return sum(
            entry.kind == "post" and entry.is_asked and entry.state not in _NOT_READ
            for entry in self._entries.values()
        )

    def walk(self, url: str, kind: PageKind) -> Walk:
        """Return the walk that the list page *url* is a step of."""
        return self._walks.setdefault(list_root(url), Walk(kind))

    def break_walk(self, url: str) -> None:
        """Note that a page of a list could not be read."""
        if (walk := self._walks.get(list_root(url))) is not None:
            walk.is_broken = True

    def walks(self, kind: PageKind) -> list[Walk]:
        return [walk for walk in self._walks.values() if walk.kind == kind]


def _rank(post: ListedPost) -> tuple[int, str]:
    known = post.source in _HINT_ORDER
    return (_HINT_ORDER.index(post.source) if known else len(_HINT_ORDER), post.source)
