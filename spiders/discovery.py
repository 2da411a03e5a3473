"""What each page that was read adds to the crawl's knowledge of the blog."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from blogark.completeness import Source, compare
from blogark.post import PageState
from blogark.wix import listing
from blogark.wix.urls import blog_page, classify, link, list_root
from spiders.frontier import CONVENTION
from spiders.plan import robots_digest, sitemap_digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from blogark.findings import Finding
    from blogark.post import PageKind, Post
    from blogark.wix.feed import Feed
    from blogark.wix.listing import Listing
    from blogark.wix.page import WixPage
    from blogark.wix.sitemap import Sitemap
    from blogark.wix.urls import Site
    from spiders.frontier import Frontier


# Sources that name some of the posts.
_PARTIAL: Final = ("rss", "category", "tag")

HREFLANG: Final = "hreflang"
"""Source of what is named as a translation."""


class Discovery:
    """Notes in the *frontier* what pages of *site* name."""

    def __init__(self, site: Site, frontier: Frontier) -> None:
        self.site = site
        self.frontier = frontier

    def begin(self) -> None:
        """Note where a Wix site has its lists, whether or not a page names them."""
        name = self.frontier.name
        name(f"{self.site.origin}/robots.txt", "robots", CONVENTION)
        name(f"{self.site.base}/sitemap.xml", "sitemap", CONVENTION)
        name(f"{self.site.base}/blog-feed.xml", "rss", CONVENTION)

    def learn_robots(self, url: str, sitemaps: Iterable[str]) -> None:
        sitemaps = tuple(sitemaps)
        self.frontier.lists[url] = robots_digest(sitemaps)
        for target in sitemaps:
            self._name(link(target, url, self.site), "sitemap", "robots")

    def learn_sitemap(self, url: str, sitemap: Sitemap) -> list[str]:
        """Note what *sitemap* names; return what of it is on other sites."""
        elsewhere: list[str] = []
        leads_to_posts = sitemap.is_index
        for entry in sitemap.entries:
            target = link(entry.url, url, self.site)
            if target is None:
                elsewhere.append(entry.url)
                continue
            if sitemap.is_index:
                self._name(target, "sitemap", "sitemap")
                continue
            kind = classify(target, self.site)
            if kind == "other" and "blog-posts-sitemap" in url:
                kind = self._kind_of_posts_sitemap(target)
            elif kind in {"home", "other"}:
                continue
            leads_to_posts |= kind == "post"
            self._name(target, kind, "sitemap")
            self.frontier.note_change(target, entry.last_modified)
            self._name(blog_page(target, self.site), "feed", "sitemap")
        if leads_to_posts:
            self.frontier.lists[url] = sitemap_digest(sitemap)
        return elsewhere

    def learn_feed(self, feed: Feed) -> None:
        for post in feed.posts:
            self._name(post.url, "post", "rss")
            self.frontier.hint(post)

    def learn_list(self, url: str, page: WixPage) -> None:
        """Note the posts that *page* lists, the next page, and what else it names."""
        kind = self._list_kind(url, page)
        source = kind if kind in {"feed", "category", "tag"} else "page"
        read = listing.read_listing(page, self.site)
        for post in read.posts:
            self._name(post.url, "post", source)
            self.frontier.hint(post)
        listed = {post.url for post in read.posts}
        for other, target in listing.links(page, self.site):
            if target not in listed:
                self._name(target, other, "page")
        if source != "page":
            self._walk_on(url, kind, read)
        if kind == "feed":
            self._name(list_root(url), "feed", "feed")
            self._learn_languages(page)

    def learn_lists(self, page: WixPage) -> None:
        """Note the lists that a post page leads to."""
        for kind, url in listing.links(page, self.site):
            if kind != "post":
                self._name(url, kind, "post")

    def learn_pages(self, urls: Iterable[str]) -> None:
        """Note pages of which it is not known whether they list posts."""
        for url in urls:
            self._name(url, "other", "page")

    def learn_translations(self, post: Post) -> None:
        """Note the same post in other languages, each a post of its own."""
        for translation in post.translations:
            self.learn_target(translation.url, "post", HREFLANG)

    def learn_target(self, href: str, kind: PageKind, source: str) -> str | None:
        """Note where a page has moved to, or its translation.

        Returns its canonical address if it is of this site and, for a post, a post.
        """
        url = link(href, self.site.home, self.site)
        if url is None or (kind == "post" and classify(url, self.site) != "post"):
            return None
        # A post that is known already keeps its sources: which page named it first
        # depends on the order of the answers.
        if not self.frontier.knows(url):
            self._name(url, kind, source)
        return url

    def completeness(self) -> Iterator[Finding]:
        """Yield what staff must know of how complete the posts are."""
        named_by = self.frontier.named_by
        return compare(
            self.sources(),
            found=self.frontier.urls("post"),
            gone=self.frontier.urls("post", PageState.GONE, PageState.REDIRECTED),
            listed=frozenset().union(*map(named_by, _PARTIAL)),
        )

    def sources(self) -> tuple[Source, ...]:
        """Return what was read of the sources that claim to name every post."""
        walks = self.frontier.walks("feed")
        totals = [walk.total for walk in walks if walk.total is not None]
        return (
            Source(
                name="the sitemap",
                urls=self.frontier.named_by("sitemap"),
                is_complete=self._has_all_sitemaps(),
            ),
            Source(
                name="the blog's feed pages",
                urls=frozenset(url for walk in walks for url in walk.urls),
                is_complete=bool(walks) and all(walk.is_complete for walk in walks),
                total=sum(totals) if totals else None,
            ),
        )

    def _name(self, url: str | None, kind: PageKind, source: str) -> None:
        if url is not None:
            self.frontier.name(url, kind, source)

    def _kind_of_posts_sitemap(self, url: str) -> PageKind:
        """Return what an address means that only the sitemap of posts says to be one.

        Owners can change the pattern of post addresses: ``/articles/a`` is a post. But
        the sitemap may also name the blog's own page: ``/articles`` is worth a look.
        """
        return "post" if url.count("/") > self.site.base.count("/") + 1 else "other"

    def _list_kind(self, url: str, page: WixPage) -> PageKind:
        kind = self.frontier.kind(url)
        if kind in {"home", "other", "feed"}:
            kind = "feed" if listing.is_feed_page(page) else "other"
            kind = "home" if kind == "other" and url == self.site.home else kind
            self.frontier.set_kind(url, kind)
        return kind

    def _walk_on(self, url: str, kind: PageKind, read: Listing) -> None:
        walk = self.frontier.walk(url, kind)
        walk.total = read.total if walk.total is None else walk.total
        has_new = walk.add(post.url for post in read.posts)
        if read.next_page is None or not has_new:  # not new: the list runs in a circle
            walk.is_over = True
        else:
            self._name(read.next_page, kind, kind)

    def _learn_languages(self, page: WixPage) -> None:
        for url in listing.alternates(page, self.site):
            self._name(url, "feed", HREFLANG)

    def _has_all_sitemaps(self) -> bool:
        read = self.frontier.urls("sitemap", PageState.ARCHIVED, PageState.REDIRECTED)
        others = self.frontier.urls("sitemap") - read
        only_tried = all(self.frontier.found_in(u) == (CONVENTION,) for u in others)
        return bool(read) and only_tried
