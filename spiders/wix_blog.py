"""The spider: from the address of a Wix blog to all of its posts.

Pages that list posts come first, until none is left; only then the posts, so that what
the lists say of a post is known when its page is read. What a page says is for
``blogark.wix``; what it adds to the crawl's knowledge, for `Discovery`.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final, Self

from scrapy import Request
from scrapy.exceptions import CloseSpider
from scrapy.http import Response, TextResponse
from scrapy.spidermiddlewares.httperror import HttpError

from blogark.errors import BlogarkError, NotWixError, UnreachableError
from blogark.post import PageState, SiteFinding
from blogark.wix import listing
from blogark.wix.feed import FeedError, parse_feed
from blogark.wix.page import Problem, WixPage
from blogark.wix.robots import sitemaps
from blogark.wix.site import site_of
from blogark.wix.sitemap import SitemapError, parse_sitemap
from blogark.wix.urls import canonical, classify, without_language
from spiders import outcomes
from spiders.arguments import NAMES, Arguments
from spiders.frontier import CONVENTION
from spiders.plan import feed_digest
from spiders.posts import PostsSpider, wix_page
from spiders.replay import NotArchivedError, replay
from spiders.rounds import Found, error_of

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

    from blogark.post import PageKind
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


class WixBlogSpider(PostsSpider):
    """Finds and reads every post of the blog at ``url``.

    Arguments: ``url`` (required), ``out`` (the archive's folder), ``limit`` (how many
    posts to read at most, the newest first), ``since`` (a day: read only posts that
    were published or changed since), ``refresh`` (``1``: read all, changed or not),
    ``visitor_api`` (``all``, ``needed`` or ``0``, see `spiders.visitor`). If there is
    nothing to archive, the crawl ends with the reason ``failed`` and a sentence in the
    statistic `FAILURE`.
    """

    name = "wix_blog"

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
        return spider

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

    def parse_entry(self, response: Response) -> Iterator[Found]:
        """Learn what site the address is of, and where it may list its posts."""
        page = wix_page(response, response.url)
        if page is None and (again := self.again(response)) is not None:
            yield again
        elif page is None or not page.is_wix:
            self.failure = NotWixError(
                f"{response.url} is no page that Wix made: give the address of a Wix "
                "blog."
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
            yield outcomes.elsewhere(url, elsewhere)
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
            yield outcomes.elsewhere(url, feed.elsewhere)
        yield from self.end(url, outcomes.READ, response)

    def parse_listing(self, response: Response, url: str) -> Iterator[Found]:
        """Read any page that may list posts: the blog's own, or one with a widget."""
        page = wix_page(response, url)
        if (again := self.better(response, page)) is not None:
            yield again
            return
        if page is None or page.problem is not None:
            yield from self.refuse(response, url, page)
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
        page = wix_page(response, url)
        if (again := self.better(response, page)) is not None:
            yield again
            return
        if page is None or page.problem is not None:
            yield from self.refuse(response, url, page)
            return
        self._settle(page)
        self.discovery.learn_lists(page)
        # One from the archive is as old as that.
        if len(self._held) < _PROBES and not self.later.lists_hold:
            self._held.append((response, url))
        else:  # a page is a megabyte: it is fetched once more, when its turn comes
            self.frontier.postpone(url)

    def on_entry_error(self, failure: Failure) -> Iterator[Found]:
        """Go on if only this page is missing: the site may have a blog all the same."""
        error = error_of(failure)
        advice = "Check the address and the connection, or try again later."
        if outcomes.is_robots(error):
            advice = outcomes.ROBOTS_ADVICE
        elif isinstance(error, outcomes.RobotsUnreadError):
            advice = f"Try again later. {outcomes.ROBOTS_ADVICE}"
        elif outcomes.is_untrusted(error):
            advice = "Name a file with the certificates to trust in SSL_CERT_FILE."
        elif isinstance(error, NotArchivedError):
            advice = "Archive the blog again."
        self._unreachable = UnreachableError(
            f"{self.url} could not be read: {outcomes.cause(error)}. {advice}"
        )
        if (
            not isinstance(error, HttpError)
            or error.response.status not in outcomes.GONE
        ):
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
        page = wix_page(response, response.url)
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
        if self.is_cut_short:
            return CloseSpider("finished")
        self.crawler.stats.set_value(FAILURE, str(error))
        self.logger.info("%s", error)
        return CloseSpider("failed")
