"""Answers that are damaged, empty, somewhere else, or not what their header says."""

from __future__ import annotations

import gzip
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from demo.faults import Cut, failing
from demo.site import Response, redirect
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
    from demo.faults import Fault
    from tests.spiders.crawls import Crawler


def test_a_sitemap_may_be_compressed(crawler: Crawler) -> None:
    body = SITE.respond(f"{ROOT}/blog-posts-sitemap.xml").body
    packed = Response(content_type="application/gzip", body=gzip.compress(body))
    site = changed(
        without(SITE, "/blog-posts-sitemap.xml"),
        "/sitemap.xml",
        lambda xml: xml.replace("-posts-sitemap.xml", "-posts-sitemap.xml.gz"),
    )
    found = crawler.crawl(site.override(f"{ROOT}/blog-posts-sitemap.xml.gz", packed))
    last = BLOG.encoded_url(BLOG.posts[-1])
    assert found.pages[last]["found_in"] == ["category", "feed", "rss", "sitemap"]
    assert found.codes() == ["listed-gone"]


def test_what_a_damaged_sitemap_names_is_read_and_the_damage_an_error(
    crawler: Crawler,
) -> None:
    hidden = another(BLOG.posts[0], "hidden")
    site = changed(
        SITE,
        "/blog-posts-sitemap.xml",
        lambda xml: xml.replace(
            "</urlset>", f"<url><loc>{ROOT}/post/hidden</loc></url><url><loc>htt"
        ),
    )
    found = crawler.crawl(site.override(f"{ROOT}/post/hidden", hidden))
    assert set(found.posts) == {*POSTS, f"{ROOT}/post/hidden"}
    assert "sitemap-lost" in found.codes()


def test_a_sitemap_that_robots_txt_names_is_lost_however_late_that_is_known(
    crawler: Crawler,
) -> None:
    site = without(SITE, r"/(sitemap|.*-sitemap)\.xml")
    robots = f"{ROOT}/robots.txt"
    found = crawler.crawl(site, {robots: [Cut.RESET, failing(503)]})
    assert found.pages[f"{ROOT}/sitemap.xml"]["found_in"] == ["convention", "robots"]
    assert "sitemap-lost" in found.codes()


def test_two_posts_that_lead_to_each_other_are_lost_and_not_forgotten(
    crawler: Crawler,
) -> None:
    one, other, itself = sorted(POSTS)[:3]
    site = SITE.override(one, redirect(other)).override(other, redirect(one))
    found = crawler.crawl(site.override(itself, redirect(itself)))
    states = [found.pages[url]["state"] for url in (one, other)]
    assert sorted(states) == ["failed", "redirected"]
    assert found.pages[itself]["state"] == "failed"
    assert found.codes().count("page-failed") == 2
    assert found.log == []


@pytest.mark.parametrize("location", ["http://[bad", "javascript:alert(1)", "//", "x:"])
def test_a_redirect_to_no_address_is_a_failed_page(
    crawler: Crawler, location: str
) -> None:
    url = BLOG.encoded_url(BLOG.posts[0])
    found = crawler.crawl(SITE.override(url, redirect(location)))
    assert found.pages[url]["state"] == "failed"
    assert found.detail("page-failed") == url
    assert found.log == []


def test_a_sitemap_that_moved_may_be_as_long_as_any(crawler: Crawler) -> None:
    url = f"{ROOT}/blog-posts-sitemap.xml"
    bare = url.replace("//www.", "//")
    sitemap = SITE.respond(url)
    long = replace(sitemap, body=sitemap.body + b" " * 1_000_000)
    site = SITE.override(url, redirect(bare)).override(bare, long)
    found = crawler.crawl(site, settings={"DOWNLOAD_MAXSIZE": 900_000})
    assert found.pages[url]["state"] == "archived"
    assert found.codes() == ["listed-gone"]


def test_a_redirect_may_name_its_target_in_raw_utf_8(crawler: Crawler) -> None:
    moved = redirect("/post/ni\u00f1o".encode().decode("latin-1"))
    url = BLOG.encoded_url(BLOG.posts[0])
    site = SITE.override(url, moved)
    site = site.override(f"{ROOT}/post/niño", another(BLOG.posts[0], "niño"))
    found = crawler.crawl(site)
    assert found.pages[url]["redirected_to"] == f"{ROOT}/post/ni%C3%B1o"
    assert f"{ROOT}/post/ni%C3%B1o" in found.posts


def test_an_empty_answer_is_asked_for_again(crawler: Crawler) -> None:
    once, ever = sorted(POSTS)[:2]
    nothing = Response(body=b"")
    faults: dict[str, list[Fault]] = {f"{ROOT}/": [nothing], once: [nothing]}
    found = crawler.crawl(SITE.override(ever, nothing), faults)
    assert set(found.posts) == POSTS - {ever}
    assert found.pages[ever]["reason"] == "the answer is empty"
    assert found.codes() == ["listed-gone", "page-failed"]


def test_a_page_without_its_blog_is_asked_for_again(crawler: Crawler) -> None:
    """Wix's server may leave a part of a page to the browser, and says so."""
    once, ever = sorted(POSTS)[:2]
    listed = f"{ROOT}/blog/page/2"
    shell = SITE.respond(f"{ROOT}/treatments")
    body = shell.body.replace(b'"failedInSsr":{}', b'"failedInSsr":{"TPA":true}')
    undrawn = replace(shell, body=body)
    assert body != shell.body
    faults: dict[str, list[Fault]] = {once: [undrawn], listed: [undrawn]}
    found = crawler.crawl(SITE.override(ever, undrawn), faults)
    assert set(found.posts) == POSTS - {ever}
    assert [found.requests.count(url) for url in (once, listed, ever)] == [2, 2, 3]
    assert found.pages[ever]["state"] == "failed"


def test_a_page_is_read_as_utf_8_whatever_its_header_says(crawler: Crawler) -> None:
    """Read as Latin-1, the link to the next page would name another address."""
    url = f"{ROOT}/blog"
    answer = replace(SITE.respond(url), content_type="text/html; charset=iso-8859-1")
    spanish = next(BLOG.encoded_url(post) for post in BLOG.posts if "ó" in post.slug)
    site = without(SITE, r"/(sitemap|.*-sitemap|blog-feed)\.xml")
    found = crawler.crawl(site.override(url, answer))
    assert set(found.posts) == POSTS
    assert found.pages[spanish]["state"] == "archived"
    assert "listed-gone" not in found.codes()
