"""The spider: from the address of a Wix blog to all of its posts.

Pages that list posts come first, until none is left; only then the posts, so that what
the lists say of a post is known when its page is read. What a page says is for
``blogark.wix``; what it adds to the crawl's knowledge, for `Discovery`.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from http import HTTPStatus
from itertools import islice
from typing import TYPE_CHECKING, Final, Self

from scrapy import Request
from scrapy.exceptions import CloseSpider
from scrapy.http import Response, TextResponse
from scrapy.spidermiddlewares.httperror import HttpError

from blogark.document import encode
from blogark.errors import BlogarkError, NotWixError, UnreachableError
from blogark.post import PageState, SiteFinding
from blogark.wix import listing
from blogark.wix.feed import FeedError, parse_feed
from blogark.wix.page import Problem, WixPage
from blogark.wix.post_page import PageUnreadable, id_of_address, read_sources
from blogark.wix.post_sources import PostSources
from blogark.wix.robots import sitemaps
from blogark.wix.site import site_of
from blogark.wix.sitemap import SitemapError, parse_sitemap
from blogark.wix.urls import canonical, classify, last_part, without_language
from spiders import outcomes
from spiders.arguments import NAMES, Arguments
from spiders.frontier import CONVENTION
from spiders.plan import feed_digest
from spiders.repeating import RepeatingSpider
from spiders.replay import replay
from spiders.rounds import Found, error_of
from spiders.visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import (
        AsyncIterable,
        AsyncIterator,
        Callable,
        Iterable,
        Iterator,
    )

    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure

    from blogark.post import PageKind, Post
    from spiders.outcomes import Outcome

POSTS_FOUND: Final = "posts/found"
"""Statistic: how many posts there are to read, as far as is known."""
FAILURE: Final = "blogark/failure"
"""Statistic: the sentence that says why there was nothing to archive."""

_LISTS: Final[tuple[PageKind, ...]] = (
    *("robots", "sitemap", "rss", "home", "feed", "category", "tag", "other"),
)
# A post page says where the blog's own page is, if nothing else did. Three, because
# the newest posts may be gone.
_PROBES: Final = 3
# The last resort on a site that names no post: the pages that its front page links to.
_LOOK_AROUND: Final = 40
_OPEN: Final = frozenset({None, PageState.ARCHIVED, PageState.UNCHANGED})
_GONE: Final = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})


class WixBlogSpider(RepeatingSpider):
    """Finds and reads every post of the blog at ``url``.

    Arguments: ``url`` (required), ``out`` (the archive's folder), ``limit`` (how many
    posts to read at most, the newest first), ``since`` (a day: read only posts that
    were published or changed since), ``refresh`` (``1``: read all, changed or not),
    ``visitor_api`` (``all``, ``needed`` or ``0``, see `spiders.visitor`). If there is
    nothing to archive, the crawl ends with the reason ``failed`` and a sentence in the
    statistic `FAILURE`.
    """

    name = "wix_blog"
    visitor: Visitor

    def __init__(self, arguments: Arguments, **options: str | None) -> None:
        super().__init__(arguments, **options)
        self.url = arguments.address.url
        self.is_wix = False
        self._is_settled = False
        self.failure: BlogarkError | None = None
        self._unreachable: BlogarkError = UnreachableError(
            f"{self.url} shows an error page of Wix: try again later."
        )
        self._nearby: tuple[str, ...] = ()
        self._probes = _PROBES
        self._held: list[tuple[Response, str]] = []

    @classmethod
    def from_crawler(
        cls, crawler: Crawler, *args: object, **kwargs: str | None
    ) -> Self:
        """Raises `BlogarkError` for arguments that cannot be worked with."""
        options = {name: kwargs.pop(name, None) for name in NAMES}
        arguments = Arguments.parse(**options)
        crawler.settings.set("BLOGARK_OUT", str(arguments.out), priority="spider")
        if arguments.replays is not None:
            replay(crawler.settings, arguments.replays)
        spider = super().from_crawler(crawler, arguments, *args, **kwargs)
        spider.sitemap_maxsize = crawler.settings.getint("SITEMAP_MAXSIZE")
        spider.visitor = Visitor.from_crawler(crawler, arguments.visitor_api)
        return spider

    # ── The order of things ──────────────────────────────────────────────────

    def enter(self) -> Request:
        return Request(
            self.url,
            self.parse_entry,
            errback=self.on_entry_error,
            dont_filter=True,  # with JOBDIR, a run that goes on begins with it again
        )

    def next_round(self) -> Iterable[Found] | AsyncIterable[Found] | None:
        """Return what to fetch next: lists before posts. ``None`` if nothing is left.

        Raises `CloseSpider` if there is nothing to archive.
        """
        if self.failure is not None:
            raise self._failed(self.failure)
        if (first := self.first_round()) is not None:
            return first
        if self.is_quiet:
            return None
        return self._whole_round()

    def _whole_round(self) -> Iterable[Found] | AsyncIterable[Found] | None:
        self._count_posts()
        # robots.txt first: whether a sitemap that is not there is lost depends on it.
        pending = self.frontier.pending
        if lists := pending("robots") or pending(*_LISTS):
            return map(self.request, lists)
        posts = self.frontier.pending("post")
        has_feed = bool(self.frontier.walks("feed"))
        if posts and self._probes and not has_feed:
            self._probes -= 1
            return [self.request(posts[0]).replace(callback=self.parse_probe)]
        if not self.is_wix:
            raise self._failed(self._unreachable)
        if settled := self.later.settled(posts, self.frontier):
            return self.pass_over(settled)
        if posts or self._held:
            # Languages later: a page may show a post again that another has shown.
            first = [url for url in posts if without_language(url, self.site) == url]
            return self._read(first or posts)
        if self.name_unlisted():
            return self._whole_round()
        return None if has_feed or self.frontier.urls("post") else self._look_around()

    async def _read(self, posts: list[str]) -> AsyncIterator[Found]:
        limit = self.arguments.limit
        held, self._held = self._held, []
        for response, url in held[:limit]:
            async for one in self.parse_post(response, url):
                yield one
        left = None if limit is None else max(0, limit - self.frontier.fetched_posts())
        for url in posts[:left]:  # if one of them is gone, the next round takes another
            yield self.request(url)
        if left == 0:
            for one in self._skip((*(url for _, url in held[limit:]), *posts)):
                yield one

    def _skip(self, posts: Iterable[str]) -> Iterator[Found]:
        for url in posts:
            self.frontier.ask(url)
            reason = f"limit of {self.arguments.limit} posts"
            yield from self.end(url, outcomes.skipped(reason))

    def _look_around(self) -> Iterable[Found]:
        self.discovery.learn_pages(self._nearby)
        if lists := self.frontier.pending(*_LISTS):
            return map(self.request, lists)
        raise self._failed(
            NotWixError(
                f"{self.url} is on a Wix site, but no blog was found there: give the "
                "address of its blog page."
            )
        )

    def conclusion(self) -> Iterator[Found]:
        """Tell how complete the posts are."""
        yield from self.visitor.findings()
        if self.arguments.is_narrow:  # what was not asked for may be gone
            return
        for fact in self.discovery.completeness():
            yield SiteFinding(finding=fact)
        if not any(self.frontier.urls(kind, PageState.FAILED) for kind in _LISTS):
            read = (PageState.ARCHIVED, PageState.UNCHANGED)
            here = self.frontier.urls("post", *read)
            unlisted = sorted(url for url in here if not self.is_named(url))
            yield from map(outcomes.unlisted, unlisted)

    # ── Callbacks ────────────────────────────────────────────────────────────

    def parse_entry(self, response: Response) -> Iterator[Found]:
        """Learn what site the address is of, and where it may list its posts."""
        page = _wix_page(response, response.url)
        if page is None and (again := self.again(response)) is not None:
            yield again
        elif page is None or not page.is_wix:
            self.failure = NotWixError(
                f"{response.url} was not made with Wix: give the address of a Wix blog."
            )
        elif page.problem in {None, Problem.NOT_FOUND}:
            self._settle(page)
            url = self._enter(response.url)
            yield from self.parse_listing(response, url)
        elif (again := self.again(response)) is not None:
            yield again
        else:
            self.failure = self._unreachable

    def parse_robots(self, response: Response, url: str) -> Iterator[Found]:
        text = response.text if isinstance(response, TextResponse) else ""
        self.discovery.learn_robots(url, sitemaps(text))
        yield from self.end(url, outcomes.READ, response)

    def parse_sitemap(self, response: Response, url: str) -> Iterator[Found]:
        try:
            sitemap = parse_sitemap(response.body)
        except SitemapError as error:
            lost = outcomes.failed(url, "sitemap", f"it {error}")
            yield from self._again_or(lost, response, url)
            return
        self.is_wix |= sitemap.by_wix
        elsewhere = self.discovery.learn_sitemap(url, sitemap)
        if elsewhere and (sitemap.is_index or "blog-posts-sitemap" in url):
            yield outcomes.elsewhere(url, len(elsewhere), "\n".join(elsewhere))
        if sitemap.damage:
            outcome = outcomes.failed(url, "sitemap", f"it {sitemap.damage}")
        else:
            outcome = outcomes.READ
        yield from self.end(url, outcome, response)

    def parse_feed(self, response: Response, url: str) -> Iterator[Found]:
        try:
            feed = parse_feed(response.body, self.site, is_own=True)
        except FeedError as error:
            lost = outcomes.failed(url, "rss", f"it {error}")
            yield from self._again_or(lost, response, url)
            return
        self.frontier.lists[url] = feed_digest(feed)
        self.discovery.learn_feed(feed)
        if feed.elsewhere:
            yield outcomes.elsewhere(url, feed.elsewhere, url)
        yield from self.end(url, outcomes.READ, response)

    def parse_listing(self, response: Response, url: str) -> Iterator[Found]:
        """Read any page that may list posts: the blog's own, or one with a widget."""
        page = _wix_page(response, url)
        if (again := self._better(response, page)) is not None:
            yield again
            return
        if page is None or page.problem is not None:
            yield from self._refuse(response, url, page)
            return
        if self.frontier.kind(url) == "post" or listing.is_post_page(page):
            self.frontier.set_kind(url, "post")  # the address may not have said so
            yield from self.parse_probe(response, url)
            return
        self._settle(page)
        self.discovery.learn_list(url, page)
        yield from self.end(url, outcomes.READ, response)

    def parse_probe(self, response: Response, url: str) -> Iterator[Found]:
        """Learn from a post where its blog is; it is read later, with the others."""
        page = _wix_page(response, url)
        if (again := self._better(response, page)) is not None:
            yield again
            return
        if page is None or page.problem is not None:
            yield from self._refuse(response, url, page)
            return
        self._settle(page)
        self.discovery.learn_lists(page)
        # One from the archive is as old as that.
        if len(self._held) < _PROBES and not self.later.lists_hold:
            self._held.append((response, url))
        else:  # a page is a megabyte: it is fetched once more, when its turn comes
            self.frontier.postpone(url)

    async def parse_post(self, response: Response, url: str) -> AsyncIterator[Found]:
        page = _wix_page(response, url)
        found: Iterable[Found]
        if (again := self._better(response, page)) is not None:
            found = [again]
        elif page is None or page.problem is not None:
            found = self._refuse(response, url, page)
        elif (own := self._same_post(page, url)) is not None:
            moved = outcomes.moved(url, "post", own, is_post=True)
            found = self.end(url, moved, response)
        elif not self.is_named(url) and self.later.is_same(url, response):
            found = self.keep_unlisted(url, response)
        else:
            sources = PostSources(page, self.frontier.take_hints(url))
            is_partial = await self._complete(sources)
            read = replace(outcomes.READ, is_partial=is_partial)
            found = self._read_post(response, sources, read)
        for one in found:
            yield one

    def on_entry_error(self, failure: Failure) -> Iterator[Found]:
        """Go on if only this page is missing: the site may have a blog all the same."""
        error = error_of(failure)
        advice = "Check the address and the connection, or try again later."
        if outcomes.is_robots(error):
            advice = outcomes.ROBOTS_ADVICE
        self._unreachable = UnreachableError(
            f"{self.url} could not be read: {outcomes.cause(error)}. {advice}"
        )
        if not isinstance(error, HttpError) or error.response.status not in _GONE:
            self.failure = self._unreachable
            return
        if canonical(self.url) == self.site.home:
            yield from self._without_entry(error)
            return
        yield Request(  # the missing page does not say what the site calls itself
            self.site.home,
            self.parse_front,
            errback=self.on_front_error,
            dont_filter=True,
            cb_kwargs={"missing": error},
        )

    def parse_front(self, response: Response, missing: HttpError) -> Iterator[Found]:
        """Learn from the front page what site the missing page is of."""
        page = _wix_page(response, response.url)
        is_good = page is not None and page.is_wix and page.problem is None
        if page is not None and is_good:
            self._settle(page)
        yield from self._without_entry(missing)
        home = canonical(response.url, self.site)
        if is_good and home == self.site.home:
            self.frontier.name(home, "home", CONVENTION)
            self.frontier.ask(home)
            yield from self.parse_listing(response, home)

    def on_front_error(self, failure: Failure) -> Iterator[Found]:
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy's own
        yield from self._without_entry(request.cb_kwargs["missing"])

    def _without_entry(self, missing: HttpError) -> Iterator[Found]:
        self.discovery.begin()
        url = self._enter(missing.response.url)
        gone = outcomes.of_error(missing, url, "other", named=True)
        yield from self.end(url, gone, missing.response)

    # ── What the callbacks share ─────────────────────────────────────────────

    def callback(
        self, kind: PageKind
    ) -> Callable[..., Iterable[Found] | AsyncIterable[Found]]:
        match kind:
            case "robots":
                return self.parse_robots
            case "sitemap":
                return self.parse_sitemap
            case "rss":
                return self.parse_feed
            case "post":
                return self.parse_post
            case "home" | "feed" | "category" | "tag" | "other":
                return self.parse_listing

    def learn_target(self, href: str, kind: PageKind) -> str | None:
        return self.discovery.learn_target(href, kind, "redirect")

    def _enter(self, url: str) -> str:
        """Begin with the page that was asked for; return its canonical address."""
        self.entry = url = canonical(url, self.site)
        self.frontier.name(url, classify(url, self.site), "address")
        self.frontier.ask(url)
        return url

    def _settle(self, page: WixPage) -> None:
        """Take from the first page that Wix made what the site is."""
        if self._is_settled or not page.is_wix:
            return
        self.is_wix = self._is_settled = True
        site = site_of(page)
        if site != self.site and self.is_checked:  # what was read has other addresses
            self.start_over()
        self.site = site
        self.discovery.begin()
        self._nearby = tuple(islice(listing.pages(page, self.site), _LOOK_AROUND))

    async def _complete(self, sources: PostSources) -> bool:
        """Add further sources; tell whether one may answer next time."""
        if not any(walk.is_complete for walk in self.frontier.walks("feed")):
            self.discovery.learn_lists(sources.page)
        try:
            return await self.visitor.complete(sources, self.site)
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

    def _refuse(
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

    def _better(self, response: Response, page: WixPage | None) -> Request | None:
        """Return the request once more if the answer may be better then."""
        return self.again(response) if _may_pass(page) else None

    def _again_or(
        self, outcome: Outcome, response: Response, url: str
    ) -> Iterator[Found]:
        """Ask once more for what another answer may come; else it ends so."""
        if (again := self.again(response)) is not None:
            yield again
        else:
            yield from self.end(url, outcome, response)

    def _count_posts(self) -> None:
        unchanged = self.frontier.urls("post", PageState.UNCHANGED)
        known = len(self.frontier.urls("post") - unchanged)
        limit = self.arguments.limit
        total = known if limit is None else min(known, limit)
        self.crawler.stats.set_value(POSTS_FOUND, total)

    def _failed(self, error: BlogarkError) -> CloseSpider:
        self.crawler.stats.set_value(FAILURE, str(error))
        self.logger.info("%s", error)
        return CloseSpider("failed")


def _wix_page(response: Response, url: str) -> WixPage | None:
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
