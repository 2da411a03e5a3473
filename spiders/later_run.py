"""What an earlier run has left, for the one that is under way."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Self

from blogark.archive.memory import Memory
from blogark.archive.read import ArchiveReader
from blogark.errors import ArchiveError
from blogark.post import PageState
from blogark.wix.urls import canonical
from spiders import outcomes
from spiders.plan import Known, Plan, kept_again

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapy.http import Response

    from blogark.archive.memory import KnownPost
    from blogark.post import Post
    from spiders.arguments import Arguments
    from spiders.frontier import Frontier
    from spiders.outcomes import Outcome


class LaterRun:
    """Compares what the archive knows with what the crawl finds.

    For the first run, the archive knows nothing, and all is to be fetched.
    """

    def __init__(self, arguments: Arguments, memory: Memory) -> None:
        replays = arguments.replays
        reads_all = arguments.refresh or (replays is not None and replays.run is None)
        self._arguments = arguments
        self._memory = memory
        self._plan = Plan(
            memory=memory,
            is_refresh=reads_all,
            asks_api=arguments.visitor_api != "off",
            since=arguments.since,
        )
        self.known = None if reads_all else _known(arguments, memory)
        """What the last run that read all lists has left; ``None`` to read them all."""
        self.lists_hold = False
        """The lists say what they said then, so that the archive's are good enough."""
        # If a run is read again that followed one which was killed: what that one had
        # stored by then, nothing tells.
        self._asked = replays.asked if replays is not None else frozenset()

    @classmethod
    def load(cls, arguments: Arguments) -> Self:
        """Return what the archive knows."""
        memory = Memory()
        # No archive yet, or nothing that this version can read.
        with suppress(ArchiveError), ArchiveReader.open(arguments.out) as archive:
            memory = archive.memory()
            if arguments.replays is not None:
                memory = memory.as_recorded()
        return cls(arguments, memory)

    def needs_crawl(self, frontier: Frontier) -> bool:
        """Tell, now that the lists that matter were read, whether to go on."""
        if self.known is None:
            return True
        self.lists_hold = self.known.holds(frontier)
        urls = frontier.urls("post") | set(self._memory.posts)
        return not self.lists_hold or any(self._is_due(url, frontier) for url in urls)

    def settled(
        self, urls: Iterable[str], frontier: Frontier
    ) -> list[tuple[str, Outcome]]:
        """Return which of *urls* are not to be fetched, and why."""
        found: list[tuple[str, Outcome]] = []
        for url in urls:
            if self._is_settled(url, frontier.changed_on(url)):
                found.append((url, outcomes.UNCHANGED))
            elif not self._is_in_range(url, frontier):
                reason = f"not published or changed since {self._arguments.since}"
                found.append((url, outcomes.skipped(reason)))
        return found

    def unlisted(self, frontier: Frontier) -> list[str]:
        """Return the posts that no source names any more."""
        if self._arguments.is_narrow:
            return []
        known = (post.url for post in self._plan.published())
        return sorted(url for url in known if not frontier.knows(url))

    def knows(self, url: str) -> bool:
        return url in self._memory.posts

    def post(self, url: str) -> KnownPost:
        return self._memory.posts[url]

    def translations(self, url: str) -> tuple[str, ...]:
        """Return the addresses of the translations that the post at *url* names."""
        return self._memory.translations.get(self.post(url).post_id or "", ())

    def unchanged(self) -> list[str]:
        """Return the addresses of all posts, if none has to be asked for."""
        return [post.url for post in self._plan.published()]

    def incomplete(self, url: str) -> Post | None:
        """Return the post at *url* if files of it are to be fetched again."""
        post_id = self._plan.lacks_files(url)
        if post_id is None:
            return None
        with ArchiveReader.open(self._arguments.out) as archive:
            stored = archive.stored_post(post_id)
        return None if stored is None else kept_again(stored.post)

    def is_same(self, url: str, response: Response) -> bool:
        """Tell whether the site answers what the archive has."""
        known = self._memory.posts.get(url)
        if known is None or known.state is not PageState.ARCHIVED:
            return False
        digest = f"sha256:{sha256(response.body).hexdigest()}"
        return "cached" in response.flags or digest == known.digest

    def _is_settled(self, url: str, changed_on: str) -> bool:
        if url in self._asked:
            return False
        if self._plan.is_unchanged(url, changed_on):
            return True
        known = self._memory.posts.get(url)
        is_gone = known is not None and known.state is PageState.GONE
        return is_gone and self.lists_hold and not self._plan.is_due(url, changed_on)

    def _is_due(self, url: str, frontier: Frontier) -> bool:
        due = self._plan.is_due(url, frontier.changed_on(url)) or url in self._asked
        return due and self._is_in_range(url, frontier)

    def _is_in_range(self, url: str, frontier: Frontier) -> bool:
        days = (frontier.changed_on(url), frontier.published_on(url))
        return self._plan.is_in_range(*days)


def _known(arguments: Arguments, memory: Memory) -> Known | None:
    """Return what is known for the address that was given."""
    if memory.known is None:
        return None
    try:
        known = Known.parse(memory.known)
    except ValueError:
        return None
    entry = canonical(arguments.address.url, known.site)
    return known if entry == known.entry else None
