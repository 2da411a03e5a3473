"""Fetching round by round: what one round names, the next one fetches.

A callback notes in the `Frontier` what else there is. When a whole round is answered,
the spider says what is next. So each round knows all that the ones before it have
found, whatever the order of the answers was; and each address ends in one state.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, Final, TypeAlias
from urllib.parse import urljoin, urlsplit

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.spidermiddlewares.httperror import HttpError

from blogark.post import Page, PageState, Post, SiteFinding
from spiders import outcomes
from spiders.frontier import ARCHIVE, CONVENTION, Frontier
from spiders.records import record
from spiders.stages import each, room, settled, stored

if TYPE_CHECKING:
    from collections.abc import (
        AsyncIterable,
        AsyncIterator,
        Callable,
        Iterable,
        Iterator,
    )

    from scrapy.http import Response
    from scrapy.settings import BaseSettings
    from twisted.python.failure import Failure

    from blogark.post import PageKind
    from spiders.outcomes import Outcome

Found: TypeAlias = Request | Post | Page | SiteFinding
"""What a callback or a round may give to Scrapy."""

# Redirects between spellings of one address: scheme, www, a slash at the end.
_MAX_HOPS: Final = 5
_REDIRECTS: Final = range(300, 400)
# What leaves a list of several pages incomplete.
_UNREAD: Final = frozenset({PageState.FAILED, PageState.GONE, PageState.SKIPPED})


class RoundsSpider(Spider):
    """The part of a spider that knows of addresses, but not of any site."""

    sitemap_maxsize: int
    """Bytes."""

    def __init__(self, **options: str | None) -> None:
        super().__init__(**options)
        self.frontier = Frontier()
        self.is_full = False
        """It has looked at everything, so that what it found is all that there is."""
        self.known: str | None = None
        """What it leaves for the next run."""

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Have requests say whom to ask about them, if a setting tells."""
        super().update_settings(settings)
        if contact := " ".join(settings.get("BLOGARK_CONTACT", "").split()):
            agent = f"{settings['USER_AGENT']} (+{contact})"
            settings.set("USER_AGENT", agent, priority="spider")

    @abstractmethod
    def next_round(self) -> Iterable[Found] | AsyncIterable[Found] | None:
        """Return what to do now that all answers are there; ``None`` at the end."""

    @abstractmethod
    def conclusion(self) -> Iterable[Found]:
        """Return what there is to say when all is done."""

    @abstractmethod
    def callback(
        self, kind: PageKind
    ) -> Callable[..., Iterable[Found] | AsyncIterable[Found]]:
        """Return what reads a page of *kind*; it takes the response and ``url``."""

    @abstractmethod
    def learn_target(self, href: str, kind: PageKind) -> str | None:
        """Note where a page has moved to, and return it in canonical form.

        ``None`` if that is no page of this *kind* on this site.
        """

    async def start(self) -> AsyncIterator[Any]:
        self._resume()
        while (found := self.next_round()) is not None:
            async for one in each(found):
                await room(self.crawler)
                yield one
            await settled(self.crawler)
        for one in self.ending():
            yield one
        await stored(self.crawler)

    def ending(self) -> Iterator[Found]:
        """Yield what is left to say: the states of what was met, the conclusion."""
        yield from self._lost()
        yield from self.frontier.records()
        yield from self.conclusion()

    def request(self, url: str) -> Request:
        """Return the request for *url*, which is in the frontier."""
        self.frontier.ask(url)
        kind = self.frontier.kind(url)
        meta: dict[str, object] = {"dont_redirect": True}  # a move is worth a record
        if kind == "sitemap":
            meta["download_maxsize"] = self.sitemap_maxsize
        return Request(
            url,
            self.callback(kind),
            errback=self.on_error,
            dont_filter=True,  # the frontier has each address once
            meta=meta,
            cb_kwargs={"url": url},
        )

    def again(self, response: Response) -> Request | None:
        """Return the request once more, ``None`` if it has been made often enough."""
        request = response.request
        assert request is not None  # noqa: S101  Scrapy sets it before a callback
        return get_retry_request(request, spider=self, reason="wix_error_page")

    def end(
        self, url: str, outcome: Outcome, response: Response | None = None
    ) -> Iterator[Found]:
        """Give *url* its state; *response* if the site answered."""
        self.frontier.finish(url, outcome.state, outcome.redirected_to)
        if outcome.state in _UNREAD:
            self.frontier.break_walk(url)
        kind, found_in = self.frontier.kind(url), self.frontier.found_in(url)
        page = record(url, kind, outcome, found_in=found_in, response=response)
        if kind == "post":
            yield page
        else:  # other lists, still to be read, may name it too
            self.frontier.record(page)
        if outcome.finding is not None:
            yield SiteFinding(finding=outcome.finding)

    def unreached(self) -> Iterator[Page]:
        """Yield the addresses that a crawl knew of when it was stopped."""
        yield from self.frontier.records()
        stopped = outcomes.skipped("the run was stopped")
        for url in self.frontier.unfinished():
            kind, found_in = self.frontier.kind(url), self.frontier.found_in(url)
            yield record(url, kind, stopped, found_in=found_in, response=None)

    def on_error(self, failure: Failure) -> Iterator[Found]:
        """Deal with an answer that is no success, or with none at all."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy's own
        error = error_of(failure)
        response = error.response if isinstance(error, HttpError) else None
        if response is not None and (location := _location(response)) is not None:
            yield from self._follow(request, response, location)
            return
        url: str = request.cb_kwargs["url"]
        kind = self.frontier.kind(url)
        outcome = outcomes.of_error(error, url, kind, named=self.is_named(url))
        yield from self.end(url, outcome, response)

    def is_named(self, url: str) -> bool:
        """Tell whether a source names *url* now."""
        return self.frontier.found_in(url) not in {(CONVENTION,), (ARCHIVE,)}

    def _follow(
        self, request: Request, response: Response, location: str
    ) -> Iterator[Found]:
        """Note where an address has moved to.

        Another spelling of the same is fetched at once: by scheme, ``www`` or a slash
        at the end, which the canonical form hides.
        """
        url: str = request.cb_kwargs["url"]
        kind = self.frontier.kind(url)
        target = _web_address(response.url, location)
        if target is None:
            nowhere = outcomes.failed(url, kind, "it leads to no web address")
            yield from self.end(url, nowhere, response)
            return
        own = self.learn_target(target, kind)
        hops = request.meta.get("hops", 0)
        if own == url and hops < _MAX_HOPS:
            meta = {**self.request(url).meta, "hops": hops + 1}
            yield request.replace(url=target, meta=meta)
        elif own is not None and self.frontier.leads_back(own, url):
            circle = outcomes.failed(url, kind, "it leads in a circle")
            yield from self.end(url, circle, response)
        else:
            is_fine = own is not None or not self.is_named(url)
            moved = outcomes.moved(url, kind, own or target, is_post=is_fine)
            yield from self.end(url, moved, response)

    def _resume(self) -> None:
        """With ``JOBDIR``, go on with what a stopped crawl knew."""
        state: dict[str, Frontier] = getattr(self, "state", {})
        self.frontier = state.setdefault("frontier", self.frontier)
        self.frontier.reopen()

    def start_over(self) -> None:
        """Forget all addresses."""
        self.frontier = Frontier()
        state: dict[str, Frontier] = getattr(self, "state", {})
        state["frontier"] = self.frontier

    def _lost(self) -> Iterator[Found]:
        """End what never came back, such as a page that a callback broke on."""
        for url in self.frontier.unfinished():
            kind = self.frontier.kind(url)
            yield from self.end(url, outcomes.failed(url, kind, "the answer got lost"))


def _location(response: Response) -> str | None:
    """Return where *response* sends the client, ``None`` if it does not."""
    location = response.headers.get("Location")
    if location is None or response.status not in _REDIRECTS:
        return None
    try:
        return location.decode()  # not encoded, though RFC 9110 asks for it
    except UnicodeDecodeError:
        return location.decode("latin-1")


def _web_address(base_url: str, location: str) -> str | None:
    """Return where a redirect leads, ``None`` if that is no address of the web."""
    try:
        target = urljoin(base_url, location.strip())
        parts = urlsplit(target)
    except ValueError:
        return None
    return target if parts.scheme in {"http", "https"} and parts.hostname else None


def error_of(failure: Failure) -> BaseException:
    """Return what went wrong; a failure without it does not reach an errback."""
    return failure.value or RuntimeError("nothing is known of it")
