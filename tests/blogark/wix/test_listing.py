from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from blogark.wix import listing
from blogark.wix.urls import Site
from tests.blogark.wix.feed_pages import ENCODINGS, GUID, KEY, URL, entry, feed, page

if TYPE_CHECKING:
    from collections.abc import Callable

SITE = Site(base="https://www.example.com")


def card(slug: str) -> str:
    return (
        '<article data-hook="post-list-item"><a href="/profile/ann/profile">Ann</a>'
        f'<a href="/post/{slug}"><div data-hook="post-list-item__title">'
        f"<h2>{slug.capitalize()}</h2></div></a></article>"
    )


def cards(*slugs: str) -> str:
    found = "".join(card(slug) for slug in slugs)
    return f'<div data-hook="feed-page-root">{found}</div>'


@pytest.mark.parametrize("encode", ENCODINGS)
def test_a_feed_page_lists_more_posts_than_it_shows(
    encode: Callable[[object], object],
) -> None:
    data = {KEY: encode(feed(entry("a"), entry("b"), total=2))}
    found = listing.read_listing(page(data, body=cards("a")), SITE)
    assert [(post.url, post.source) for post in found.posts] == [
        ("https://www.example.com/post/a", "feed-data"),
        ("https://www.example.com/post/b", "feed-data"),
    ]
    assert found.total == 2


def test_without_data_there_are_cards() -> None:
    found = listing.read_listing(page(body=cards("a", "señal")), SITE)
    assert [(post.url, post.title) for post in found.posts] == [
        ("https://www.example.com/post/a", "A"),
        ("https://www.example.com/post/se%C3%B1al", "Señal"),
    ]
    assert found.total is None


def test_the_title_of_a_card_may_hold_its_link() -> None:
    body = (
        '<div data-hook="post-list-item"><div data-hook="post-list-item__title">'
        '<a href="https://example.com/post/a?utm_source=x">A  title</a></div></div>'
    )
    (post,) = listing.read_listing(page(body=body), SITE).posts
    assert (post.url, post.title) == ("https://www.example.com/post/a", "A title")


@pytest.mark.parametrize(
    ("head", "body", "next_page"),
    [
        (
            '<link rel="next" href="https://example.com/blog/page/2">',
            "",
            "/blog/page/2",
        ),
        (
            "",
            '<a data-hook="pagination__next" href="/blog/page/2">next</a>',
            "/blog/page/2",
        ),
        ("", '<a data-hook="pagination__next">next</a>', None),
        ("", "", None),
    ],
)
def test_a_page_links_to_the_next(head: str, body: str, next_page: str | None) -> None:
    found = listing.read_listing(page(head=head, body=body), SITE)
    expected = next_page and f"https://www.example.com{next_page}"
    assert found.next_page == expected


@pytest.mark.parametrize(
    ("url", "offset", "total", "next_page"),
    [
        (URL, 0, 3, f"{URL}/page/2"),
        (f"{URL}/page/2", 2, 5, f"{URL}/page/3"),
        (f"{URL}?lang=es", 0, 3, f"{URL}/page/2?lang=es"),
        (f"{URL}/page/2", 1, 2, None),
    ],
)
def test_the_next_page_follows_from_the_data_too(
    url: str, offset: int, total: int, next_page: str | None
) -> None:
    data = {KEY: feed(entry("a"), total=total, offset=offset)}
    assert listing.read_listing(page(data, url=url), SITE).next_page == next_page


def test_a_widget_on_another_page_has_no_next_page() -> None:
    data = {
        "post-list-comp-x-undefined-undefined-undefined-en-1": {
            "response": {"data": feed(entry("a"), total=9)["feedResponse"]}  # type: ignore[index]  # an object, built here
        }
    }
    widget = page(data, url="https://www.example.com/")
    found = listing.read_listing(widget, SITE)
    assert len(found.posts) == 1
    assert found.next_page is None
    assert not listing.is_feed_page(widget)


@pytest.mark.parametrize(
    "body",
    [
        '<div data-hook="feed-page-root"></div>',
        '<section id="TPASection_x"><div data-hook="post-list-pro-gallery-container">',
        '<div data-hook="category-pagination-container"></div>',
    ],
)
def test_the_blogs_own_page_is_known_by_its_hooks(body: str) -> None:
    assert listing.is_feed_page(page(body=body))


def test_an_ordinary_page_is_not_the_blogs_own() -> None:
    assert not listing.is_feed_page(page(body='<a href="/post/a">a</a>'))


def test_links_say_where_more_of_the_blog_is() -> None:
    head = (
        '<link rel="alternate" type="application/rss+xml" href="/blog-feed.xml">'
        '<link rel="alternate" hreflang="es" href="https://www.example.com/es/blog">'
    )
    body = (
        '<ul><li data-hook="header-navigation__/"><a href="/insights">All</a></li></ul>'
        '<a href="/insights/categories/news">News</a><a href="/blog/tags/sun">sun</a>'
        '<a href="/post/a?lightbox=x">a</a><a href="https://other.example/post/b">b</a>'
        '<script>var u = "https://www.example.com/post/e", v = "/post/${s}";</script>'
    )
    assert list(listing.links(page(head=head, body=body), SITE)) == [
        ("rss", "https://www.example.com/blog-feed.xml"),
        ("category", "https://www.example.com/insights/categories/news"),
        ("feed", "https://www.example.com/insights"),
        ("tag", "https://www.example.com/blog/tags/sun"),
        ("feed", "https://www.example.com/blog"),
        ("post", "https://www.example.com/post/a"),
        ("feed", "https://www.example.com/insights"),
    ]


def test_see_all_above_recent_posts_leads_to_the_feed() -> None:
    body = (
        '<section data-hook="recent-posts"><header><h2>Recent</h2>'
        '<a href="/news">See All</a></header>'
        '<article><a href="/post/a">a</a></article></section>'
    )
    assert ("feed", "https://www.example.com/news") in listing.links(
        page(body=body), SITE
    )


def test_categories_are_taken_from_the_data() -> None:
    category = {
        "id": GUID,
        "label": "Kitchen",
        "slug": "kitchen",
        "url": {"base": "https://www.example.com", "path": "/blog/categories/kitchen"},
    }
    data = {KEY: feed(categories=[category])}
    assert list(listing.links(page(data), SITE)) == [
        ("category", "https://www.example.com/blog/categories/kitchen"),
        ("feed", "https://www.example.com/blog"),
    ]


def test_a_feed_link_that_leads_to_the_blog_itself_is_none() -> None:
    head = '<link rel="alternate" type="application/rss+xml" href="/blog">'
    assert list(listing.links(page(head=head), SITE)) == []


def test_other_languages_and_the_own_address_are_in_the_head() -> None:
    head = (
        '<link rel="canonical" href="https://example.com/blog/">'
        '<link rel="alternate" hreflang="en" href="https://www.example.com/blog">'
        '<link rel="alternate" hreflang="es-es" href="https://www.example.com/es/blog">'
        '<link rel="alternate" hreflang="x-default" href="https://www.example.com/blog">'
        '<link rel="alternate" hreflang="fr" href="https://blog/categories/c">'
    )
    shown = page(head=head)
    assert listing.alternates(shown, SITE) == (URL, "https://www.example.com/es/blog")
    assert listing.own_address(shown, SITE) == URL


def test_pages_without_a_known_kind_are_listed_in_order() -> None:
    body = '<a href="/about">1</a><a href="/post/a">2</a><a href="/news">3</a>'
    assert list(listing.pages(page(body=body), SITE)) == [
        "https://www.example.com/about",
        "https://www.example.com/news",
    ]
