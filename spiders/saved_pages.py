"""The spider that reads a blog from a folder of saved pages, with no network."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from scrapy import Spider

from blogark.errors import OptionError
from blogark.filenames import archive_folder, shown
from blogark.post import Page, PageState, SiteFinding
from blogark.render.text import to_text
from blogark.wix.feed import FeedError, parse_feed
from blogark.wix.page import Problem
from blogark.wix.post_page import PageUnreadable, read_post
from blogark.wix.sitemap import SitemapError, parse_sitemap
from blogark.wix.urls import classify, is_inside
from spiders import outcomes
from spiders import saved_notes as notes
from spiders.discovery import Discovery
from spiders.frontier import Frontier
from spiders.records import record
from spiders.saved_folder import SavedFolder, by_post, file_url
from spiders.stages import stored
from spiders.wix_blog import POSTS_FOUND

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection, Iterator

    from scrapy.crawler import Crawler

    from blogark.post import Media, PageKind, Post
    from blogark.wix.listed import ListedPost
    from spiders.outcomes import Outcome
    from spiders.saved_folder import SavedPage
    from spiders.saved_media import SavedMedia

FILES: Final = "files"
"""The source of an address that a saved page names as its own."""
# The lists of which a blog's posts are the items; other pages only link to some.
_LISTS: Final = frozenset({"sitemap", "rss", "feed", "category", "tag"})
_SETTINGS: Final = {
    # No other: what this one does not answer would be fetched.
    "DOWNLOADER_MIDDLEWARES": {"middlewares.serve_saved_files.ServeSavedFiles": 10},
    "ROBOTSTXT_OBEY": False,
    "RETRY_ENABLED": False,
    "AUTOTHROTTLE_ENABLED": False,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedArguments:
    """The job: what to read, and where to write."""

    folder: SavedFolder
    out: Path

    @classmethod
    def parse(cls, folder: str | None, out: str | None) -> Self:
        """Return the options, with the folder looked through.

        Raises `OptionError` or `SavedPagesError`.
        """
        if not folder:
            raise OptionError("Give the folder with the saved pages.")
        saved = SavedFolder.open(Path(folder))
        return cls(
            folder=saved, out=Path(out) if out else archive_folder(saved.site.base)
        )


class SavedPagesSpider(Spider):
    """Reads the posts in ``folder``.

    Arguments: ``folder`` (required), ``out`` (the archive's folder).
    """

    name = "saved_pages"

    def __init__(self, arguments: SavedArguments, **options: str | None) -> None:
        super().__init__(**options)
        self.arguments = arguments
        self.url = arguments.folder.site.home
        self.folder = arguments.folder
        self.frontier = Frontier()

    @classmethod
    def from_crawler(
        cls,
        crawler: Crawler,
        *args: object,
        arguments: SavedArguments | None = None,
        **kwargs: str | None,
    ) -> Self:
        """Raises `BlogarkError` for a folder that there is nothing to read in."""
        folder, out = kwargs.pop("folder", None), kwargs.pop("out", None)
        job = arguments or SavedArguments.parse(folder, out)
        for name, value in {"BLOGARK_OUT": str(job.out), **_SETTINGS}.items():
            crawler.settings.set(name, value, priority="spider")
        return super().from_crawler(crawler, job, *args, **kwargs)

    @property
    def media(self) -> SavedMedia:
        """What the middleware answers from."""
        return self.folder.media

    @property
    def discovery(self) -> Discovery:
        return Discovery(self.folder.site, self.frontier)

    async def start(self) -> AsyncIterator[Any]:
        posts = dict(by_post(self.folder))
        self.crawler.stats.set_value(POSTS_FOUND, len(posts))
        for url in posts:
            self.frontier.name(url, "post", FILES)
        for one in (*self.read_lists(), *self.sort_out(posts)):
            yield one
        for url, files in posts.items():
            for found in self.read_files(url, files):
                yield found
            await stored(self.crawler)  # one body in memory at a time
        for last in self.conclusion():
            yield last
        await stored(self.crawler)

    def read_lists(self) -> Iterator[Page]:
        """Learn from feeds, sitemaps and list pages what posts there are."""
        for path in self.folder.lists:
            yield self._read_xml(path)
        for page in self.folder.pages:
            is_wix = page.is_wix and not page.is_post and page.problem is None
            if is_wix and page.url and is_inside(page.url, self.folder.site):
                yield self._read_list(page, page.url)

    def _read_xml(self, path: str) -> Page:
        body = (self.folder.root / path).read_bytes()
        url = self.folder.layout.address(path) or file_url(path)
        kind = self._learn_xml(url, body)
        if kind is None or self.frontier.state(url) is not None:
            return self._skip(path, "it is neither a feed nor a sitemap of the site")
        self.frontier.name(url, kind, FILES)
        self.frontier.finish(url, PageState.ARCHIVED)
        return self._record(url, kind, outcomes.READ)

    def _learn_xml(self, url: str, body: bytes) -> PageKind | None:
        with suppress(FeedError):
            feed = parse_feed(body, self.folder.site)
            self.discovery.learn_feed(feed)
            return "rss" if feed.posts else None
        with suppress(SitemapError):
            self.discovery.learn_sitemap(url, parse_sitemap(body))
            return "sitemap"
        return None

    def _read_list(self, page: SavedPage, url: str) -> Page:
        if self.frontier.state(url) is not None:
            return self._skip(page.path, f"another file shows {url}")
        self.frontier.name(url, classify(url, self.folder.site), FILES)
        text = self.folder.text(page.path).text
        self.discovery.learn_list(url, self.folder.page(text, page.path, url))
        kind = self.frontier.kind(url)
        is_list = kind in _LISTS
        outcome = outcomes.READ if is_list else outcomes.skipped("no post is on it")
        self.frontier.finish(url, outcome.state)
        return self._record(url, kind, outcome)

    def read_files(
        self, url: str, files: list[SavedPage]
    ) -> Iterator[Post | Page | SiteFinding]:
        """Read the post at *url* from the fullest of the *files* that show it."""
        hints = self.frontier.take_hints(url)
        read = [self._read(page, url, hints) for page in files]
        best = max(read, key=lambda reading: reading.fullness)  # the first of equals
        if best.post is not None:
            yield self._with_copies(best.post)
        yield from self._end(url, best.outcome)
        for other in read:
            if other is not best:
                yield self._skip(
                    other.page.path, f"{best.page.name} has the same post, no less full"
                )

    def _read(
        self, page: SavedPage, url: str, hints: tuple[ListedPost, ...]
    ) -> _Reading:
        text = self.folder.text(page.path)
        try:
            post = read_post(self.folder.page(text.text, page.path, url), listed=hints)
        except PageUnreadable as error:
            return _Reading(page=page, outcome=outcomes.unreadable(error.finding))
        except Exception as error:  # one page must not end the crawl
            self.logger.info("%s could not be read", page.path, exc_info=True)
            return _Reading(page=page, outcome=outcomes.crashed(url, error))
        findings = (*post.findings, *notes.damages(page.name, text))
        return _Reading(
            page=page,
            outcome=replace(outcomes.READ, reason=f"read from {page.name}"),
            post=replace(post, url=url, findings=findings),
            is_cut=text.is_cut,
        )

    def _with_copies(self, post: Post) -> Post:
        """Have copies taken of pictures whose originals are not in the folder."""
        media = tuple(self._with_copy(one) for one in post.media)
        reduced = {one.url: None for one in media if one not in post.media}
        findings = (notes.reduced(url) for url in reduced)
        return replace(post, media=media, findings=(*post.findings, *findings))

    def _with_copy(self, media: Media) -> Media:
        copy = self.media.copy_of(media.url)
        if copy is None or self.media.find(media.url) is not None:
            return media
        return replace(media, fallbacks=(*media.fallbacks, copy))

    def sort_out(self, posts: Collection[str]) -> Iterator[Page | SiteFinding]:
        """Say of each file that is no post of the blog what it is.

        *posts* are the addresses that the folder has a post for.
        """
        for path, reason in self.folder.unread:
            yield self._skip(path, reason)
        for path, reason in self.folder.refused:
            yield from self._end(file_url(path), notes.refused(shown(path), reason))
        elsewhere = 0
        for page in self.folder.pages:
            if page.url is None and page.is_post:
                yield from self._end(file_url(page.path), notes.no_address(page.name))
            elif left_out := self._why_left_out(page, posts):
                elsewhere += page.is_post
                yield self._skip(page.path, left_out)
            elif page.url is not None and page.problem is not None:
                self.frontier.name(page.url, "post", FILES)
                outcome = notes.error_page(page.name, page.url, page.problem)
                yield from self._end(page.url, outcome)
        if elsewhere:
            yield SiteFinding(finding=notes.other_blogs(elsewhere))

    def _why_left_out(self, page: SavedPage, posts: Collection[str]) -> str | None:
        """Return why nothing is read from a file; ``None`` for a page of the site."""
        if not (page.is_wix or page.is_post):
            return "it is no page of a Wix site"
        if page.url is None:
            return "nothing says what its address was, and no post is on it"
        if not is_inside(page.url, self.folder.site):
            return "it is a page of another site"
        if page.problem is Problem.NOT_FOUND:
            return "it is the site's “not found” page"
        is_needed = classify(page.url, self.folder.site) == "post"
        if page.problem is not None and (page.url in posts or not is_needed):
            return f"it is an error page that says “{page.problem.value}”"
        return None

    def conclusion(self) -> Iterator[Page | SiteFinding]:
        """Say which posts the lists name that are not in the folder."""
        missing = sorted(
            url
            for url in self.frontier.urls("post")
            if self.frontier.state(url) is None
            and not _LISTS.isdisjoint(self.frontier.found_in(url))
        )
        for url in missing:
            yield from self._end(url, notes.NOT_SAVED)
        if missing:
            yield SiteFinding(finding=notes.not_saved(missing))
        known = len(self.frontier.urls("post"))
        for source in self.discovery.sources():
            if source.total is not None and source.total > known:
                yield SiteFinding(finding=notes.too_few(source.total, known))

    def _end(self, url: str, outcome: Outcome) -> Iterator[Page | SiteFinding]:
        is_known = self.frontier.knows(url)
        if is_known:
            self.frontier.finish(url, outcome.state)
        yield self._record(url, "post", outcome)
        if outcome.finding is not None:
            yield SiteFinding(finding=outcome.finding)

    def _record(self, url: str, kind: PageKind, outcome: Outcome) -> Page:
        found_in = self.frontier.found_in(url) if self.frontier.knows(url) else (FILES,)
        return record(url, kind, outcome, found_in=found_in, response=None)

    def _skip(self, path: str, reason: str) -> Page:
        return self._record(file_url(path), "other", outcomes.skipped(reason))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What one file gave."""

    page: SavedPage
    outcome: Outcome
    post: Post | None = None
    is_cut: bool = False

    @property
    def fullness(self) -> tuple[bool, int, int, int]:
        """The more of a post it has, the greater."""
        if self.post is None:
            return False, 0, 0, 0
        letters = len(to_text(self.post.document))
        fields = len(self.post.provenance)
        return not self.is_cut, letters, len(self.post.media), fields
