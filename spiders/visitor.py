"""Further sources of a post that the crawl can do without: the visitor API, and AMP.

Nothing here fails: what does not answer is left out, and the API is not asked again
once it has failed three times in a row. The token is kept in memory for as long as the
crawl runs; it goes into the header of requests that never pass the scheduler, so that
no queue, cache or log has it.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Final, Literal, Self, TypeAlias

from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest
from scrapy.http import TextResponse

from blogark.findings import finding
from blogark.post import SiteFinding
from blogark.warc.exchange import WITHHELD
from blogark.wix.page import WixPage
from blogark.wix.urls import link
from blogark.wix.visitor_api import post_url, read_answer, read_token, token_url
from spiders import outcomes
from spiders.replay import NO_OLDER, CutShortError, NotArchivedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from blogark.wix.page_json import PostRecord
    from blogark.wix.post_sources import PostSources
    from blogark.wix.urls import Site

VisitorApi: TypeAlias = Literal["all", "needed", "off"]
"""Which posts the API is asked for: all whose page shows the post in one form only, so
that there are two readings of each; those of which something is missing; none."""

PRIVATE: Final = "is_private"
"""Key of ``Request.meta``: neither the request nor its answer may be written anywhere.

True of requests for a token. Requests with one have an ``Authorization`` header.
"""
_META: Final = {
    "dont_retry": True,
    "dont_redirect": True,
    "dont_cache": True,
    NO_OLDER: True,  # it would be of another state of the post
    "autothrottle_dont_adjust_delay": True,  # the pages' pace is another
}
_PATIENCE: Final = 3  # posts in a row
_REFUSED: Final = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})
_TRIES: Final = 3
_PASSING: Final = frozenset({408, 429, 500, 502, 503, 504})
_BY_ROBOTS: Final = "robots.txt forbids it"


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came of a request that may fail."""

    response: Response | None = None
    problem: str = ""
    """Why it is of no use, as a clause; empty if it is."""
    is_final: bool = False
    """Whether the site wants no more of these requests."""
    is_slow: bool = False
    """Whether it did not come in time."""
    may_return: bool = False
    """Whether another run may have more luck."""

    was_made: bool = True
    """Whether there was such a request in the run that is read again."""

    @property
    def is_withheld(self) -> bool:
        """Whether it was a good one that the web archive does not keep."""
        flags = self.response.flags if self.response is not None else ()
        return WITHHELD in flags and not self.problem

    @property
    def status(self) -> int:
        return self.response.status if self.response is not None else 0

    @property
    def body(self) -> bytes:
        return self.response.body if self.response and not self.problem else b""


class Visitor:
    """Asks for *crawler* what a visitor's browser would ask the site."""

    def __init__(
        self,
        crawler: Crawler,
        asks_for: VisitorApi,
        timeout: float,
        *,
        replays: bool = False,
    ) -> None:
        self._crawler = crawler
        self._timeout = timeout
        self._asks_for = asks_for
        self._replays = replays
        """All that was asked for is asked for again: the order may be another."""
        self._token: str | None = None
        self._renewing = asyncio.Lock()
        # An API that hangs is given up when those here have waited, twice, and leaves
        # the other connections to the pages.
        self._places = asyncio.Semaphore(_PATIENCE)
        self._asked = 0
        self._lost = 0
        self._in_a_row = 0
        self._amp_lost = 0  # in a row
        self._problem = ""
        self._is_over = asks_for == "off"
        self._may_return = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, asks_for: VisitorApi) -> Self:
        settings = crawler.settings
        return cls(
            crawler,
            asks_for,
            settings.getfloat("VISITOR_API_TIMEOUT"),
            replays=bool(settings["WARC_REPLAY"]),
        )

    async def complete(self, sources: PostSources, site: Site) -> bool:
        """Add to *sources* what else there is of their post.

        Returns whether something is missing that another run may get. Raises
        `CutShortError` if the run that is read again did not come to ask for it.
        """
        may_return = False
        if self._is_wanted(sources):
            async with self._places:
                sources.answer, may_return = await self._post(sources.page, site)
        if (amp := link(sources.amp_url, sources.page.url, site)) is not None:
            async with self._places:
                sources.amp = await self._amp(amp)
        return may_return

    def _is_wanted(self, sources: PostSources) -> bool:
        if self._asks_for == "off" or not sources.lacks_data:
            return False
        return self._asks_for == "all" or sources.has_gaps

    def findings(self) -> Iterator[SiteFinding]:
        """Yield what staff should know of the API, if it was asked in vain."""
        if self._lost:
            # No numbers if it never answered: how many posts were under way when it
            # was given up differs from run to run.
            of = f" for {self._lost} of {self._asked} posts"
            message = (
                "Wix's API for visitors gave nothing"
                f"{of if self._lost < self._asked else ''}: {self._problem}. Posts "
                "were read from the site's pages and feed alone."
            )
            yield SiteFinding(finding=finding("visitor-api-lost", message))

    async def _amp(self, url: str) -> WixPage | None:
        if self._amp_lost >= _PATIENCE:
            return None
        answer = await self._get(Request(url))
        if isinstance(answer.response, TextResponse) and not answer.problem:
            self._amp_lost = 0
            return WixPage(answer.response.text, url)
        self._amp_lost += not self._replays
        return None

    async def _post(self, page: WixPage, site: Site) -> tuple[PostRecord | None, bool]:
        """Return the post's record, or whether another run may get it."""
        if self._is_over:
            return None, self._may_return
        language = page.attribute("html", "lang") or "en"
        answer = await self._authorized(post_url(site, page.url, language), site)
        if not answer.was_made:
            return None, self._may_return
        self._asked += 1
        record = read_answer(answer.body, page.url)
        self._in_a_row = self._in_a_row + 1 if record is None else 0
        if record is None:
            self._lost += 1
            self._problem = answer.problem or "it answers something else than the post"
            is_over = answer.is_final or self._in_a_row >= _PATIENCE
            self._is_over |= is_over and not self._replays
            self._may_return = answer.may_return
        return record, record is None and answer.may_return

    async def _authorized(self, url: str, site: Site) -> _Answer:
        """Return what *url* answers to a visitor; the token is renewed once."""
        answer, token = await self._with_token(url, site, stale=None)
        if answer.status in _REFUSED:
            answer, _token = await self._with_token(url, site, stale=token)
        return answer

    async def _with_token(
        self, url: str, site: Site, stale: str | None
    ) -> tuple[_Answer, str | None]:
        """Return what *url* answers, and to which token, which is not *stale*."""
        async with self._renewing:  # one post asks for all that wait
            if self._token in {None, stale}:
                refused = await self._renew(site)
                if refused is not None:
                    return refused, None
            token = self._token
        request = Request(url, headers={"Authorization": token})
        return await self._get(request, _is_json), token

    async def _renew(self, site: Site) -> _Answer | None:
        """Take a new token; return the answer if there is none in it."""
        if self._is_over:
            return self._given_up()
        answer = await self._get(
            Request(token_url(site), meta={PRIVATE: True}), read_token
        )
        self._token = read_token(answer.body)
        if answer.is_withheld:
            self._token = WITHHELD  # from the web archive, which keeps no token
        if self._token is not None:
            return None
        self._is_over = True
        self._problem = answer.problem or "it gives no token"
        self._may_return = answer.may_return
        return self._given_up()

    def _given_up(self) -> _Answer:
        return _Answer(
            problem=self._problem, is_final=True, may_return=self._may_return
        )

    async def _get(
        self, request: Request, is_usable: Callable[[bytes], object] = bool
    ) -> _Answer:
        """Return the answer; what may pass is asked for again.

        *is_usable* tells it of the body of a good answer.
        """
        answer = _Answer()
        for times in range(_TRIES):
            request.meta["retry_times"] = times  # waited for by SpaceRetries
            answer = await self._download(request)
            if answer.is_final or not _may_pass(answer, is_usable):
                break
            if answer.is_slow and (times or self._is_over):
                break
        is_throttled = answer.status == HTTPStatus.TOO_MANY_REQUESTS
        is_unheard = not answer.status and not answer.is_final
        return replace(
            answer,
            is_final=answer.is_final or is_throttled,
            may_return=answer.status in _PASSING or is_unheard,
        )

    async def _download(self, request: Request) -> _Answer:
        engine = self._crawler.engine
        if engine is None:
            return _Answer(problem="the crawl has not begun", is_final=True)
        request.meta.update(_META, download_timeout=self._timeout)
        try:
            response = await engine.download_async(request)
        except CutShortError:
            raise
        except NotArchivedError as error:
            return _Answer(None, str(error), is_final=True, was_made=False)
        except IgnoreRequest as error:
            by_robots = "robots.txt" in str(error)
            return _Answer(None, _BY_ROBOTS if by_robots else str(error), is_final=True)
        except DownloadTimeoutError as error:
            return _Answer(None, outcomes.cause(error), is_slow=True)
        except Exception as error:  # noqa: BLE001  whatever it is, the pages are there
            return _Answer(None, outcomes.cause(error))
        if response.status == HTTPStatus.OK:
            return _Answer(response)
        return _Answer(response, f"it answers {outcomes.phrase(response.status)}")


def _is_json(body: bytes) -> bool:
    try:
        json.loads(body)
    except ValueError:
        return False
    return True


def _may_pass(answer: _Answer, is_usable: Callable[[bytes], object]) -> bool:
    """Tell whether another try may give a better answer."""
    if answer.status == HTTPStatus.OK:
        return not is_usable(answer.body)
    return not answer.status or answer.status in _PASSING
