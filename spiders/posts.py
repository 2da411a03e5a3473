"""The part of a spider that reads posts, each from all that the site has of it."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final, Self

from scrapy.http import TextResponse

from blogark.document import encode
from blogark.post import PageState
from blogark.wix import listing
from blogark.wix.page import Problem, WixPage
from blogark.wix.post_page import PageUnreadable, id_of_address, read_sources
from blogark.wix.post_sources import PostSources
from blogark.wix.urls import last_part, without_language
from spiders import outcomes
from spiders.repeating import RepeatingSpider
from spiders.replay import CutShortError
from spiders.visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from blogark.post import Post
    from spiders.outcomes import Outcome
    from spiders.rounds import Found

_OPEN: Final = frozenset({None, PageState.ARCHIVED, PageState.UNCHANGED})


class PostsSpider(RepeatingSpider):
    """A spider that knows the page of a post, once another part of it has found it."""

    visitor: Visitor

    @classmethod
    def from_crawler(
        cls, crawler: Crawler, *args: object, **kwargs: str | None
    ) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        asks_for = spider.arguments.visitor_api
        spider.visitor = Visitor.from_crawler(crawler, asks_for)
        return spider

    async def parse_post(self, response: Response, url: str) -> AsyncIterator[Found]:
        page = wix_page(response, url)
        found: Iterable[Found]
        if (again := self.better(response, page)) is not None:
            found = [again]
        elif page is None or page.problem is not None:
            found = self.refuse(response, url, page)
        elif (own := self._same_post(page, url)) is not None:
            moved = outcomes.moved(url, "post", own, is_post=True)
            found = self.end(url, moved, response)
        elif not self.is_named(url) and self.later.is_same(url, response):
            found = self.keep_unlisted(url, response)
        else:
            sources = PostSources(page, self.frontier.take_hints(url))
            try:
                is_partial = await self._complete(sources)
            except CutShortError:
                return
            read = replace(outcomes.READ, is_partial=is_partial)
            found = self._read_post(response, sources, read)
        for one in found:
            yield one

    async def _complete(self, sources: PostSources) -> bool:
        """Add further sources; tell whether one may answer next time."""
        if not any(walk.is_complete for walk in self.frontier.walks("feed")):
            self.discovery.learn_lists(sources.page)
        try:
            return await self.visitor.complete(sources, self.site)
        except CutShortError:
            raise
        except Exception:  # the page is enough; what is wrong with it is said below
            self.logger.info("%s: no further source", sources.page.url, exc_info=True)
            return False

    def _read_post(
        self, response: Response, sources: PostSources, read: Outcome
    ) -> Iterator[Found]:
        url = sources.page.url
        try:
            post = read_sources(sources)
        except PageUnreadable as error:
            yield from self.end(url, outcomes.unreadable(error.finding), response)
        except Exception as error:  # one page must not end the crawl
            self.logger.info("%s could not be read", url, exc_info=True)
            yield from self.end(url, outcomes.crashed(url, error), response)
        else:
            self.discovery.learn_translations(post)
            yield from self._keep(_at(post, url), response, read)

    def _keep(self, post: Post, response: Response, read: Outcome) -> Iterator[Found]:
        """Give *post* its address, unless another address has shown the same one."""
        digest = f"sha256:{sha256(encode(post.document).encode()).hexdigest()}"
        first, shown = self.frontier.claim(post.id, post.url, digest)
        if first != post.url and shown == digest:
            yield from self.end(post.url, outcomes.shown_at(post.url, first), response)
            return
        if first != post.url:  # translated, though the id is the same
            post = replace(post, id=id_of_address(post.url))
        yield replace(post, read_digest=digest)
        yield from self.end(post.url, read, response)

    def _same_post(self, page: WixPage, url: str) -> str | None:
        """Return the page's own address, if it differs from *url* by language only.

        It must be known and not lost: else what is here would be lost with it.
        """
        own = listing.own_address(page, self.site)
        is_there = (
            own and self.frontier.knows(own) and self.frontier.state(own) in _OPEN
        )
        if own is None or own == url or not is_there:
            return None
        bare = without_language(url, self.site)
        return own if without_language(own, self.site) == bare else None

    def refuse(
        self, response: Response, url: str, page: WixPage | None
    ) -> Iterator[Found]:
        """Deal with a good status whose page is not what was asked for."""
        kind = self.frontier.kind(url)
        problem = page.problem if page is not None else None
        if problem is not None:
            outcome = outcomes.of_problem(problem, url, kind, named=self.is_named(url))
            yield from self.end(url, outcome, response)
        else:
            reason = "it is no web page" if response.body else "the answer is empty"
            outcome = outcomes.failed(url, kind, reason)
            yield from self.end(url, outcome, response)

    def better(self, response: Response, page: WixPage | None) -> Request | None:
        """Return the request once more if the answer may be better then."""
        may_pass = _may_pass(page) or (page is not None and self._lacks_blog(page))
        return self.again(response) if may_pass else None

    def _lacks_blog(self, page: WixPage) -> bool:
        """Tell whether the server failed to draw what the page is there for."""
        match self.frontier.kind(page.url):
            case "post":
                is_drawn = listing.is_post_page(page)
            case "feed" | "category" | "tag":
                is_drawn = listing.is_feed_page(page)
            case _:
                is_drawn = True
        return not is_drawn and page.problem is None and page.has_failed_widgets


def wix_page(response: Response, url: str) -> WixPage | None:
    """Return the page, ``None`` if the answer is empty or no text."""
    is_text = isinstance(response, TextResponse) and response.body.strip()
    return WixPage(_text(response), url) if is_text else None


def _text(response: Response) -> str:
    """Return the text of an answer: Wix sends UTF-8, whatever a proxy says of it."""
    try:
        return response.body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return response.text


def _may_pass(page: WixPage | None) -> bool:
    """Tell whether asking again may give another answer.

    What does not look like Wix's comes from something between the site and us.
    """
    if page is None or not page.is_wix:
        return True
    return page.problem in {Problem.THROTTLED, Problem.SERVER_ERROR}


def _at(post: Post, url: str) -> Post:
    """Return *post* with the address that showed it, whatever the page calls itself."""
    post_id = post.id if post.platform_id is not None else id_of_address(url)
    return replace(post, id=post_id, url=url, slug=last_part(url))
