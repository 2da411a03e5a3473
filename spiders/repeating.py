"""The part of a spider that knows of earlier runs, and asks for no more than it must.

A later run begins with the lists that show whether the blog has changed. If it has not,
that is all; else the crawl goes on as the first one did, and passes over the posts that
the archive has as they are.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from blogark.archive.memory import Memory
from blogark.post import PageState, SiteFinding
from blogark.wix.urls import is_inside
from spiders import outcomes
from spiders.discovery import HREFLANG, Discovery
from spiders.frontier import ARCHIVE
from spiders.later_run import LaterRun
from spiders.plan import AS_ARCHIVED, Known
from spiders.replay import NO_OLDER, CutShortError, NotArchivedError
from spiders.rounds import RoundsSpider, error_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scrapy import Request
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from blogark.archive.memory import KnownPost
    from blogark.post import Page
    from blogark.wix.urls import Site
    from spiders.arguments import Arguments
    from spiders.outcomes import Outcome
    from spiders.rounds import Found


class RepeatingSpider(RoundsSpider):
    """A spider whose crawls build on one another."""

    def __init__(self, arguments: Arguments, **options: str | None) -> None:
        super().__init__(**options)
        self.arguments = arguments
        self.site: Site = arguments.address.site
        self.later = LaterRun(arguments, Memory())
        self.entry = ""
        """Canonical address of the page that the crawl began with."""
        self.is_checked = False
        """The lists that show whether the blog changed were read."""
        self.is_quiet = False
        """Nothing has changed: what the archive has stays as it is, findings too."""
        self._is_begun = False

    @abstractmethod
    def enter(self) -> Request:
        """Return the request with which a crawl of the whole blog begins."""

    @property
    def discovery(self) -> Discovery:
        return Discovery(self.site, self.frontier)

    def first_round(self) -> Iterable[Found] | None:
        """Return what comes before the crawl of the blog, ``None`` if that is over."""
        if not self._is_begun:
            return self._begin()
        if self.later.known is None or self.is_checked:
            return None
        return self._check(self.later.known)

    def _begin(self) -> Iterable[Found]:
        self._is_begun = True
        if self.frontier.is_empty:  # else: with JOBDIR, a stopped run goes on
            self.later = LaterRun.load(self.arguments)
        if self.later.known is None:
            return [self.enter()]
        self.site = self.later.known.site
        self.discovery.begin()
        return self._check(self.later.known)

    def _check(self, known: Known) -> Iterable[Found]:
        if self.frontier.urls("robots", PageState.FAILED):
            # All may be forbidden then, and nothing found missing that is not.
            self.is_checked = True
            return [self.enter()]
        if lists := known.unasked(self.frontier):
            return map(self.request, lists)
        self.is_checked = True
        if self.later.needs_crawl(self.frontier):
            return [self._preferring_archive(self.enter())]
        self.is_quiet = True
        return self._unchanged(self.later.unchanged())

    def request(self, url: str) -> Request:
        request = super().request(url)
        kind = self.frontier.kind(url)
        if self.arguments.refresh:  # the page itself, not that it is as it was
            request.headers["Cache-Control"] = "no-cache"
        if kind == "robots":  # needs no permission, and is not fetched twice so
            request.meta["dont_obey_robotstxt"] = True
        replays = self.arguments.replays
        if kind == "post" and self.later.knows(url) and replays and replays.run:
            request.meta[NO_OLDER] = True
        return request if kind == "post" else self._preferring_archive(request)

    def _preferring_archive(self, request: Request) -> Request:
        if self.later.lists_hold:
            request.meta[AS_ARCHIVED] = True
        return request

    def pass_over(self, settled: Iterable[tuple[str, Outcome]]) -> Iterator[Found]:
        """Give posts the state that they have without being asked for."""
        for url, outcome in settled:
            self.frontier.ask(url)
            self.frontier.take_hints(url)
            yield from self.end(url, outcome)
            if outcome is outcomes.UNCHANGED:
                yield from self._keep_known(self.later.post(url))

    def on_error(self, failure: Failure) -> Iterator[Found]:
        """Leave what a run that is read again did not ask for as it is."""
        error = error_of(failure)
        if isinstance(error, CutShortError):
            return
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy's own
        url = request.cb_kwargs["url"]
        if isinstance(error, NotArchivedError) and request.meta.get(NO_OLDER):
            yield from self.pass_over([(url, outcomes.UNCHANGED)])
        else:
            yield from super().on_error(failure)

    def name_unlisted(self) -> bool:
        """Note the posts that no list names any more; tell whether there are any."""
        known = self.later.unlisted(self.frontier)
        unlisted = [url for url in known if is_inside(url, self.site)]
        for url in unlisted:
            self.frontier.name(url, "post", ARCHIVE)
        return bool(unlisted)

    def keep_unlisted(self, url: str, response: Response) -> Iterator[Found]:
        """Leave a post that is as it was: no list tells of it what lists did before."""
        yield from self._unchanged([url])
        yield from self.end(url, outcomes.UNCHANGED, response)

    @property
    def is_cut_short(self) -> bool:
        """Whether a run is read again that ended before it had asked for everything."""
        replays = self.arguments.replays
        return replays is not None and replays.is_cut_short

    def ending(self) -> Iterator[Found]:
        if self.is_cut_short:
            return
        if not self.is_quiet:
            yield from super().ending()
        if self.arguments.is_narrow:
            return
        known = Known.of(self.site, self.entry, self.frontier)
        known = self.later.known if self.is_quiet else known
        self.known = known.text() if known is not None else None
        self.is_full = not self.is_quiet

    def unreached(self) -> Iterator[Page]:
        return iter(()) if self.is_quiet else super().unreached()

    def _keep_known(self, known: KnownPost) -> Iterator[Found]:
        """Go on as if the address had been asked for, and had answered as before."""
        url = known.url
        if known.state is PageState.GONE:
            gone = outcomes.still_gone(url, known.reason).finding
            yield from () if gone is None else (SiteFinding(finding=gone),)
        elif known.post_id is not None:
            self.frontier.claim(known.post_id, url, known.read_digest)
            for translation in self.later.translations(url):
                self.discovery.learn_target(translation, "post", HREFLANG)
            yield from self._unchanged([url])
        if known.state is not PageState.ARCHIVED:
            self.frontier.finish(url, known.state, known.target)

    def _unchanged(self, urls: Iterable[str]) -> Iterator[Found]:
        """Count posts that stay as they are; give those again that lack a file."""
        for url in urls:
            if (post := self.later.incomplete(url)) is not None:
                yield post  # counted where it is stored
            else:
                self.crawler.stats.inc_value("posts/unchanged")
