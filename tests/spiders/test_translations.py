"""Posts that several addresses show, in one language or in several."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.spiders.sites import (
    BLOG,
    POSTS,
    ROOT,
    SITE,
    another,
    changed,
    without,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from demo.site import Site
    from tests.spiders.crawls import Crawler


def test_a_translation_that_no_list_names_is_found_and_read(crawler: Crawler) -> None:
    one = BLOG.encoded_url(BLOG.posts[0])
    spanish = f"{ROOT}/es/post/otra"
    link = f'<link rel="alternate" hreflang="es-es" href="{spanish}"/></head>'
    site = changed(
        SITE, f"/post/{BLOG.posts[0].slug}", lambda html: html.replace("</head>", link)
    )
    shown = another(BLOG.posts[0], "otra")
    found = crawler.crawl(site.override(spanish, shown), url=one)
    assert set(found.posts) == {*POSTS, spanish}
    assert found.pages[spanish]["found_in"] == ["hreflang"]


def test_the_same_post_in_another_language_of_the_menu_is_no_second_one(
    crawler: Crawler,
) -> None:
    """``?lang=`` gives the same post, which the page says by its canonical link."""
    one = BLOG.url(BLOG.posts[0])
    more = f"{one}</loc></url><url><loc>{one}?lang=es</loc>"
    site = changed(
        SITE, "/blog-posts-sitemap.xml", lambda xml: xml.replace(f"{one}</loc>", more)
    )
    found = crawler.crawl(site)
    assert set(found.posts) == POSTS
    assert found.pages[f"{one}?lang=es"]["state"] == "redirected"
    assert found.pages[f"{one}?lang=es"]["redirected_to"] == one
    assert found.codes() == ["listed-gone"]


def in_spanish(change: Callable[[str], str]) -> Site:
    """Return the site with its first post also, changed, under ``/es/``."""
    one = BLOG.url(BLOG.posts[0])
    spanish = one.replace("/post/", "/es/post/")
    answer = SITE.respond(one)
    text = change(answer.body.decode().replace(one, spanish))
    site = changed(
        SITE,
        "/blog-posts-sitemap.xml",
        lambda xml: xml.replace(one, f"{spanish}</loc></url><url><loc>{one}"),
    )
    return site.override(spanish, replace(answer, body=text.encode()))


def test_a_post_that_a_second_address_shows_too_is_one_post(crawler: Crawler) -> None:
    found = crawler.crawl(in_spanish(lambda html: html))
    one = BLOG.url(BLOG.posts[0])
    second = found.pages[one.replace("/post/", "/es/post/")]
    assert set(found.posts) == POSTS
    assert (second["state"], second["redirected_to"]) == ("redirected", one)


def test_a_translation_with_the_id_of_its_original_is_a_post_of_its_own(
    crawler: Crawler,
) -> None:
    found = crawler.crawl(in_spanish(lambda html: html.replace("ketamine", "ketamina")))
    one = BLOG.url(BLOG.posts[0])
    spanish = one.replace("/post/", "/es/post/")
    assert set(found.posts) == {*POSTS, spanish}
    assert found.posts[one]["id"] == BLOG.posts[0].id
    assert found.posts[spanish]["id"] != BLOG.posts[0].id


def test_a_post_that_names_another_as_canonical_keeps_its_own_id(
    crawler: Crawler,
) -> None:
    one, other = BLOG.posts[3], BLOG.posts[4]
    site = changed(
        SITE,
        f"/post/{one.slug}",
        lambda html: html.replace(BLOG.url(one), BLOG.url(other)).replace(one.id, "-"),
    )
    found = crawler.crawl(without(site, "/blog$|/blog/page"))
    assert set(found.posts) == POSTS
    assert len({post["id"] for post in found.posts.values()}) == len(POSTS)
