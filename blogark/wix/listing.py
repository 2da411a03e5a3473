"""A page that lists posts: the blog's feed, a category, a tag, a widget on any page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

from blogark.wix import feeddata
from blogark.wix.listed import ListedPost
from blogark.wix.pagedata import list_data
from blogark.wix.urls import blog_page, classify, link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

    from blogark.post import PageKind
    from blogark.wix.page import WixPage
    from blogark.wix.pagedata import ListData
    from blogark.wix.urls import Site

# What the blog's own page is known by: `feed-page-root` since 2023. The widget that
# shows posts on other pages has the same list, but is no section of its own.
_FEED_HOOKS: Final = (
    '[data-hook="feed-page-root"]',
    '[data-hook$="-pagination-container"]',
    '[id^="TPASection_"] [data-hook="post-list-pro-gallery-container"]',
)
_CARD: Final = '[data-hook="post-list-item"]'
_CARD_TITLE: Final = '[data-hook="post-list-item__title"]'
_NEXT: Final = ('link[rel="next"]', 'a[data-hook="pagination__next"]')
_RSS: Final = 'link[rel="alternate"][type="application/rss+xml"]'
# The blog's own menu and the "See All" above the recent posts lead to its feed; both
# are on post pages too.
_FEED_LINKS: Final = (
    'li[data-hook="header-navigation__"] a',
    'li[data-hook="header-navigation__/"] a',
    '[data-hook="recent-posts-desktop__link"]',
    '[data-hook="recent-posts"] > header a',
    '[data-hook="recent-posts"] > div > a',
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a page that lists posts says."""

    posts: tuple[ListedPost, ...]
    """From the data and from the cards, each once: data first, it says more."""
    total: int | None
    """How many posts the whole list has, if the page says it."""
    next_page: str | None
    """The list's next page."""


def read_listing(page: WixPage, site: Site) -> Listing:
    """Return what *page* lists. Nothing, if the page lists nothing."""
    data = next(list_data(page), None)
    listed = list(feeddata.posts(data, site)) if data is not None else []
    known = {post.url for post in listed}
    listed += [post for post in _cards(page, site) if post.url not in known]
    return Listing(
        posts=tuple(listed),
        total=feeddata.total(data) if data is not None else None,
        next_page=_next_page(page, site, data),
    )


def is_feed_page(page: WixPage) -> bool:
    """Tell whether the page is the blog's own: its feed, a category or a tag."""
    return any(page.first(hook) is not None for hook in _FEED_HOOKS)


def is_post_page(page: WixPage) -> bool:
    """Tell whether the page is a post; its hook is on all of them since 2021."""
    return page.first('[data-hook="post-page"]') is not None


def links(page: WixPage, site: Site) -> Iterator[tuple[PageKind, str]]:
    """Yield where *page* says that more of the blog is, by kind.

    Taken from links and from the page's data, never from addresses in scripts: those
    give ``/post/e`` and ``${slug}``.
    """
    rss = link(page.attribute(_RSS, "href"), page.url, site)
    if rss is not None and rss.endswith(".xml"):  # else it leads to the blog itself
        yield "rss", rss
    for url in (*_linked(page, site), *_categories(page, site)):
        kind = classify(url, site)
        if kind in {"post", "category", "tag"}:
            yield kind, url
        if (above := blog_page(url, site)) is not None:
            yield "feed", above
    for node in _feed_links(page):
        target = link(node.attributes.get("href"), page.url, site)
        if target is not None and classify(target, site) == "other":
            yield "feed", target


def pages(page: WixPage, site: Site) -> Iterator[str]:
    """Yield the site's pages of which the address says nothing, in order."""
    yield from (url for url in _linked(page, site) if classify(url, site) == "other")


def alternates(page: WixPage, site: Site) -> tuple[str, ...]:
    """Return the same page in other languages, as ``hreflang`` names them."""
    nodes = page.tree.css('link[rel="alternate"][hreflang]')
    urls = (link(node.attributes.get("href"), page.url, site) for node in nodes)
    return tuple(dict.fromkeys(url for url in urls if url is not None))


def own_address(page: WixPage, site: Site) -> str | None:
    """Return the address that the page gives as its own, if it is of this site."""
    return link(page.attribute('link[rel="canonical"]', "href"), page.url, site)


def _linked(page: WixPage, site: Site) -> Iterator[str]:
    hrefs = (node.attributes.get("href") for node in page.tree.css("a[href]"))
    urls = (link(href, page.url, site) for href in hrefs)
    yield from dict.fromkeys(url for url in urls if url is not None)


def _feed_links(page: WixPage) -> Iterator[LexborNode]:
    for selector in _FEED_LINKS:
        yield from page.tree.css(selector)


def _categories(page: WixPage, site: Site) -> Iterator[str]:
    for data in list_data(page):
        for term in feeddata.categories(data, site).values():
            if term.url is not None:
                yield term.url


def _cards(page: WixPage, site: Site) -> Iterator[ListedPost]:
    """Yield the posts on cards; since 2024 a page's data lists more than its cards."""
    for title in page.tree.css(f"{_CARD} {_CARD_TITLE}"):
        url = link(_link_around(title), page.url, site)
        if url is not None:
            name = " ".join(title.text(deep=True).split())
            yield ListedPost(url=url, source="feed-cards", title=name)


def _link_around(node: LexborNode) -> str | None:
    """Return where the link leads that *node* is in, or that is in *node*."""
    inner = node.css_first("a[href]")
    outer: LexborNode | None = inner or node
    while outer is not None and not (outer.tag == "a" and outer.attributes.get("href")):
        outer = outer.parent
    return outer.attributes.get("href") if outer is not None else None


def _next_page(page: WixPage, site: Site, data: ListData | None) -> str | None:
    for selector in _NEXT:
        if url := link(page.attribute(selector, "href"), page.url, site):
            return url
    if data is None or not data.request:  # a widget on another page
        return None
    shown, total = feeddata.end(data), feeddata.total(data)
    if shown is None or total is None or shown >= total:
        return None
    return link(_following(page.url), page.url, site)


def _following(url: str) -> str:
    """Return ``…/page/3`` for ``…/page/2``, and ``…/page/2`` for anything else."""
    parts = urlsplit(url)
    found = re.fullmatch(r"(.*)/page/(\d{1,9})/?", parts.path)
    path, number = (found[1], int(found[2])) if found else (parts.path.rstrip("/"), 1)
    query = f"?{parts.query}" if parts.query else ""
    return urljoin(url, f"{path}/page/{number + 1}{query}")
