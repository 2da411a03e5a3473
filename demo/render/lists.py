"""Pages that list posts, and the site's other pages."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from demo.render.data import FEED_ID, warmup
from demo.render.feed_data import feed_data
from demo.render.frame import Page, feed_link, html, meta
from demo.render.widget import widget

if TYPE_CHECKING:
    from demo.blog import Blog, Post, Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list of posts that may need several pages."""

    path: str
    """Of its first page, ``/blog``."""
    title: str
    posts: tuple[Post, ...]
    selects: dict[str, Any]
    """What the app asks its backend for, beside page and size."""

    def pages(self, blog: Blog) -> int:
        return max(1, -(-len(self.posts) // blog.page_size))

    def page_path(self, number: int) -> str:
        """Return the path of page *number*, which counts from 1."""
        return self.path if number == 1 else f"{self.path}/page/{number}"


def all_posts(blog: Blog) -> Listing:
    return Listing(
        path="/blog",
        title=f"Blog | {blog.title}",
        posts=blog.newest_first,
        selects={"type": "ALL_POSTS"},
    )


def of_category(blog: Blog, term: Term) -> Listing:
    return Listing(
        path=f"/blog/categories/{term.slug}",
        title=f"{term.label} | {blog.title}",
        posts=tuple(post for post in blog.newest_first if term in post.categories),
        selects={"categoryOptions": {"id": term.slug}, "type": "CATEGORY"},
    )


def of_tag(blog: Blog, term: Term) -> Listing:
    return Listing(
        path=f"/blog/tags/{term.slug}",
        title=f"{term.label} | {blog.title}",
        posts=tuple(post for post in blog.newest_first if term in post.tags),
        selects={"tagOptions": {"id": term.slug}, "type": "TAG"},
    )


def listing_page(blog: Blog, listing: Listing, number: int) -> str:
    """Return page *number* of *listing*: all its posts as data, the first as cards."""
    start = (number - 1) * blog.page_size
    posts = listing.posts[start : start + blog.page_size]
    cards = "".join(
        _card(post, index, blog) for index, post in enumerate(posts[: blog.cards])
    )
    data = feed_data(blog, posts, number, len(listing.posts), listing.selects)
    page = Page(
        url=f"{blog.root}{listing.page_path(number)}",
        title=listing.title,
        main=widget(blog, FEED_ID, "feed-page-root", _feed(cards)),
        metas=_metas(blog, listing, number),
        warmup=warmup(FEED_ID, data),
    )
    return html(blog, page)


def plain_page(blog: Blog, path: str, title: str, text: str) -> str:
    """Return a page of the site that has nothing to do with the blog."""
    url = f"{blog.root}{path}"
    main = (
        '<div id="comp-m6zq0b6d" class="wixui-rich-text" data-testid="richTextElement">'
        f'<h1 class="font_0 wixui-rich-text__text">{escape(title)}</h1>'
        f'<p class="font_8 wixui-rich-text__text">{escape(text)}</p></div>'
    )
    metas = f'  <link rel="canonical" href="{url}"/>\n{feed_link(blog)}'
    page = Page(
        url=url,
        title=f"{title} | {blog.title}",
        main=main,
        metas=metas,
        warmup=warmup("comp-m6zq0b6d", {}),
    )
    return html(blog, page)


def missing_page() -> str:
    """Return the small page that Wix answers 404 with outside the blog."""
    return (
        '<!DOCTYPE html>\n<html lang="en" ng-app="wixErrorPagesApp">\n<head>\n'
        '  <meta charset="utf-8">\n  <meta name="robots" content="noindex,nofollow">\n'
        "  <title>Error 404: Page not found</title>\n</head>\n<body>\n"
        '  <div error-page ng-controller="errorPageCtrl">404</div>\n</body>\n</html>\n'
    )


def _metas(blog: Blog, listing: Listing, number: int) -> str:
    url = f"{blog.root}{listing.page_path(number)}"
    links = {
        "prev": number - 1 if number > 1 else None,
        "next": number + 1 if number < listing.pages(blog) else None,
    }
    return (
        f'  <link rel="canonical" href="{escape(url)}"/>\n'
        + meta("og:title", listing.title)
        + meta("og:url", url)
        + meta("og:site_name", blog.title)
        + meta("og:type", "website")
        + feed_link(blog)
        + "".join(
            f'  <link rel="{name}" href="{blog.root}{listing.page_path(page)}"/>\n'
            for name, page in links.items()
            if page is not None
        )
    )


def _feed(cards: str) -> str:
    return (
        '<div data-hook="post-list-pro-gallery-container" class="homepage">'
        '<div id="pro-gallery-pro-blog" class="pro-gallery">'
        '<div class="pro-gallery-parent-container" role="region" aria-label="Blog '
        'feed">'
        f'<div class="pro-gallery-margin-container">{cards}</div></div></div></div>'
    )


def _card(post: Post, index: int, blog: Blog) -> str:
    title, url = escape(post.title), escape(blog.url(post))
    return (
        f'<div data-id="{post.id}" class="item-link-wrapper" data-idx="{index}" '
        'data-hook="item-link-wrapper" tabindex="-1">'
        f'<div class="gallery-item-container visible" data-hash="{post.id}" '
        f'data-id="{post.id}" data-idx="{index}" data-hook="item-container">'
        f"{_card_picture(post)}"
        '<div class="post-list-item" data-hook="post-list-item">'
        f'<a href="{url}"><div data-hook="post-list-item__title">'
        f'<div class="post-title" data-hook="post-title"><h2>{title}</h2></div></div>'
        "</a>"
        '<div data-hook="post-description"><div><div style="-webkit-line-clamp:3">'
        f"{escape(post.excerpt)}</div></div></div></div></div></div>"
    )


def _card_picture(post: Post) -> str:
    if post.cover is None:
        return ""
    small = post.cover.rendition("fill/w_414,h_311,fp_0.50_0.50,q_90,enc_avif")
    return (
        '<div class="gallery-item-content image-item" data-hook="image-item">'
        f'<img alt="{escape(post.title)}" data-hook="gallery-item-image-img" '
        f'src="{small}" loading="eager"/></div>'
    )
