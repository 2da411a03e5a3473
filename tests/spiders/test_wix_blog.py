"""The spider against the sample blog, whole and broken in every way that sites are."""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from demo.faults import Cut, failing
from demo.site import Response, Site, redirect
from tests.spiders.sites import (
    BLOG,
    POSTS,
    REMOVED,
    ROOT,
    SITE,
    another,
    changed,
    without,
)

if TYPE_CHECKING:
    from demo.faults import Fault
    from tests.spiders.crawls import Crawl, Crawler


@pytest.fixture(scope="module")
def whole(crawler: Crawler) -> Crawl:
    """A crawl that begins with a post, typed without scheme and ``www``."""
    return crawler.crawl(
        SITE, url=f"{BLOG.host.removeprefix('www.')}/post/{BLOG.posts[0].slug}"
    )


def test_every_post_is_read_once(whole: Crawl) -> None:
    assert whole.reason == "finished"
    assert set(whole.posts) == POSTS
    for url in POSTS:
        assert whole.requests.count(url) == 1


def test_a_post_that_only_rss_still_names_is_gone_and_not_lost(whole: Crawl) -> None:
    assert whole.pages[REMOVED]["state"] == "gone"
    assert whole.pages[REMOVED]["found_in"] == ["rss"]
    assert whole.codes() == ["listed-gone"]
    assert whole.detail("listed-gone") == REMOVED


def test_every_address_has_a_state_with_a_reason(whole: Crawl) -> None:
    for page in whole.pages.values():
        assert page["reason"]
        if page["state"] == "archived":
            assert page["status"] == 200
            assert page["fetched_at"]
            assert re.fullmatch("sha256:[0-9a-f]{64}", page["digest"])


def test_the_sources_that_name_a_post_are_recorded(whole: Crawl) -> None:
    first = BLOG.encoded_url(BLOG.posts[0])
    assert whole.pages[first]["found_in"] == [
        *("address", "category", "feed", "rss", "sitemap", "tag"),
    ]


def test_lists_are_fetched_before_posts(whole: Crawl) -> None:
    order = [url for url in whole.requests if url in POSTS or "/blog" in url]
    # the first is what was typed
    kinds = [url in POSTS for url in order[1:]]
    assert kinds == sorted(kinds)


def test_nothing_is_logged_about_a_blog_as_it_should_be(whole: Crawl) -> None:
    assert whole.log == []


NAMES = ("busy", "throttled", "cut", "broken", "refused", "unreadable", "odd", "moved")
BAD = dict(zip(NAMES, [BLOG.encoded_url(post) for post in BLOG.posts], strict=False))
LAST = BLOG.encoded_url(BLOG.posts[-1])


@pytest.fixture(scope="module")
def broken(crawler: Crawler) -> Crawl:
    site = (
        SITE.override(BAD["throttled"], SITE.throttled(BAD["throttled"]))
        .override(BAD["refused"], failing(403))
        .override(
            BAD["unreadable"],
            replace(
                SITE.respond(BAD["unreadable"]),
                body=SITE.respond(f"{ROOT}/treatments").body,
            ),
        )
        .override(
            BAD["odd"],
            Response(content_type="image/png", body=b"\x89PNG\r\n\x1a\n\0\0"),
        )
        .override(BAD["moved"], redirect(f"/post/{BLOG.posts[-1].slug}/?utm_source=x"))
        .override(f"{ROOT}/post/new-home", SITE.respond(LAST))
    )
    faults: dict[str, list[Fault]] = {
        BAD["busy"]: [failing(503), failing(500)],
        BAD["cut"]: [Cut.RESET, Cut.TRUNCATED],
        BAD["broken"]: [failing(500)] * 9,
        f"{ROOT}/blog-posts-sitemap.xml": [failing(503)],
    }
    return crawler.crawl(site, faults)


@pytest.mark.parametrize(
    ("name", "state", "reason"),
    [
        ("busy", "archived", "read"),
        ("cut", "archived", "read"),
        ("throttled", "failed", "too many requests"),
        ("broken", "failed", "500 Internal Server Error"),
        ("refused", "failed", "403 Forbidden"),
        ("unreadable", "failed", "could not be read"),
        ("odd", "failed", "no web page"),
        ("moved", "redirected", "moved"),
    ],
)
def test_each_post_ends_in_one_state(
    broken: Crawl, name: str, state: str, reason: str
) -> None:
    page = broken.pages[BAD[name]]
    assert page["state"] == state
    assert reason in page["reason"]
    assert (BAD[name] in broken.posts) == (state == "archived")


def test_what_is_lost_is_a_finding_that_names_the_address(broken: Crawl) -> None:
    lost = {one["detail"]: one["code"] for one in broken.findings}
    assert {url: lost[url] for url in BAD.values() if url in lost} == {
        BAD["throttled"]: "page-throttled",
        BAD["broken"]: "page-failed",
        BAD["refused"]: "page-failed",
        BAD["unreadable"]: "body-not-found",
        BAD["odd"]: "page-failed",
    }
    assert broken.reason == "finished"


def test_a_moved_post_leads_to_its_new_address_which_is_read_once(
    broken: Crawl,
) -> None:
    assert broken.pages[BAD["moved"]]["redirected_to"] == LAST
    assert broken.requests.count(LAST) == 1
    assert LAST in broken.posts


def test_a_throttled_page_is_asked_for_again(broken: Crawl) -> None:
    assert broken.requests.count(BAD["throttled"]) == 3


def test_a_lost_sitemap_is_an_error_and_loses_no_post(crawler: Crawler) -> None:
    child = f"{ROOT}/blog-posts-sitemap.xml"
    site = SITE.override(f"{ROOT}/blog-feed.xml", Response(body=b"<p>Sorry</p>"))
    found = crawler.crawl(site, {child: [failing(503)] * 9})
    assert set(found.posts) == POSTS
    assert found.codes() == ["feed-lost", "sitemap-lost"]
    assert found.detail("sitemap-lost") == child
    assert found.pages[child]["state"] == "failed"


def test_without_any_full_list_categories_and_tags_are_what_there_is(
    crawler: Crawler,
) -> None:
    """No sitemap and no RSS; the feed is known only from posts, and is broken."""
    site = without(SITE, r"/(sitemap|blog-feed|.*-sitemap)\.xml|/blog$|/blog/page")
    found = crawler.crawl(site, url=BLOG.encoded_url(BLOG.posts[0]))
    assert len(found.posts) > 5
    assert "no-full-list" in found.codes()
    assert "listing-lost" in found.codes()


def test_sources_that_name_different_posts_are_compared(crawler: Crawler) -> None:
    only_feed = BLOG.url(BLOG.posts[3])
    site = changed(
        SITE,
        "/blog-posts-sitemap.xml",
        lambda text: text.replace(only_feed, f"{ROOT}/post/only-in-the-sitemap"),
    )
    extra = f"{ROOT}/post/only-in-the-sitemap"
    shown = another(BLOG.posts[4], "only-in-the-sitemap")
    found = crawler.crawl(site.override(extra, shown))
    assert set(found.posts) == {*POSTS, extra}
    assert sorted(one["detail"] for one in found.findings) == sorted(
        [REMOVED, extra, BLOG.encoded_url(BLOG.posts[3])]
    )
    assert found.codes() == ["listed-gone", "sources-differ", "sources-differ"]


def test_a_missing_page_at_another_spelling_of_the_host_makes_no_second_site(
    crawler: Crawler,
) -> None:
    """Both hosts answer, and the page that was asked for tells nothing of the site."""
    apex = BLOG.host.removeprefix("www.")
    twins = {(apex, key[1]): page for key, page in SITE.routes.items()}
    both = replace(SITE, routes=MappingProxyType({**twins, **SITE.routes}))
    url = f"http://{apex}/post/never-there"
    missing = Response(status=404, body=b"Not found")
    found = crawler.crawl(both.override(url, missing), url=url)
    assert set(found.posts) == POSTS
    assert all(page.startswith(ROOT) for page in found.pages)
    assert "count-differs" not in found.codes()


def test_the_number_that_the_blog_gives_is_compared(crawler: Crawler) -> None:
    def more(text: str) -> str:
        return re.sub(r'(\\"total\\": ?)\d+', r"\g<1>99", text)

    pages = ("/blog", "/blog/page/2")
    site = SITE
    for path in pages:
        site = changed(site, path, more)
    found = crawler.crawl(site)
    assert "count-differs" in found.codes()
    assert found.detail("count-differs") == f"99 said, {len(POSTS)} found"


def test_posts_may_be_anywhere_if_their_sitemap_names_them(crawler: Crawler) -> None:
    odd = [f"{ROOT}/articles/odd", f"{ROOT}/odd", f"{ROOT}/odder"]
    named = "".join(f"<url><loc>{url}</loc></url>" for url in (*odd, f"{ROOT}/blog"))
    site = changed(
        SITE,
        "/blog-posts-sitemap.xml",
        lambda xml: xml.replace("</urlset>", f"{named}</urlset>"),
    )
    for number, url in enumerate(odd):
        shown = another(BLOG.posts[number], url.rpartition("/")[2])
        site = site.override(url, shown)
    found = crawler.crawl(site)
    assert set(found.posts) == {*POSTS, *odd}
    assert found.pages[f"{ROOT}/blog"]["kind"] == "feed"
    assert found.codes() == ["listed-gone", "sources-differ"]


def test_robots_txt_is_obeyed(crawler: Crawler) -> None:
    text = f"User-agent: *\nDisallow: /post/{BLOG.posts[1].slug}\n".encode()
    robots = Response(content_type="text/plain", body=text)
    found = crawler.crawl(SITE.override(f"{ROOT}/robots.txt", robots))
    url = BLOG.encoded_url(BLOG.posts[1])
    assert found.pages[url]["state"] == "skipped"
    assert found.detail("robots-disallowed") == url
    assert url not in found.requests


def test_a_full_list_that_lacks_posts_is_told(crawler: Crawler) -> None:
    """No sitemap; feed pages whose data cannot be read, so that only cards are left."""
    site = without(SITE, r"/(sitemap|.*-sitemap)\.xml")
    for path in ("/blog", "/blog/page/2"):
        site = changed(site, path, lambda html: html.replace("feed-page-", "other-"))
    found = crawler.crawl(site)
    assert set(found.posts) == POSTS
    assert "sources-differ" in found.codes()


@pytest.mark.parametrize(
    ("path", "number"),
    [("/sitemap.xml", 3), ("/blog-posts-sitemap.xml", 15), ("/blog-feed.xml", 16)],
)
def test_a_list_of_another_site_is_told(
    crawler: Crawler, path: str, number: int
) -> None:
    old = "https://old.example.com"
    site = changed(
        SITE,
        path,
        lambda xml: re.sub(rf">{ROOT}(?=/(post/|[a-z-]+s-))", f">{old}", xml),
    )
    found = crawler.crawl(site)
    assert set(found.posts) == POSTS
    (told,) = (f for f in found.findings if f["code"] == "listed-elsewhere")
    assert f"{ROOT}{path} names {number} addresses" in told["message"]
    lines = told["detail"].splitlines()
    assert lines[0] == f"{ROOT}{path}"
    assert len([line for line in lines[1:] if line.startswith(old)]) == number


def test_posts_that_are_gone_do_not_count_for_a_limit(crawler: Crawler) -> None:
    newest = [BLOG.encoded_url(post) for post in BLOG.newest_first]
    site = SITE.override(newest[0], failing(404)).override(newest[1], failing(410))
    found = crawler.crawl(site, limit="2")
    assert set(found.posts) == set(newest[2:4])


def test_a_limit_holds_for_posts_that_were_read_to_find_the_blog(
    crawler: Crawler,
) -> None:
    found = crawler.crawl(without(SITE, r"/blog$|/blog/page"), limit="1")
    assert set(found.posts) == {BLOG.encoded_url(BLOG.newest_first[0])}


def test_a_limit_reads_the_newest_posts(crawler: Crawler) -> None:
    found = crawler.crawl(SITE, limit="3")
    newest = {BLOG.encoded_url(post) for post in BLOG.newest_first[:3]}
    assert set(found.posts) == newest
    assert found.posts_found == 3
    skipped = [p for p in found.pages.values() if p["state"] == "skipped"]
    assert len(skipped) == len(POSTS) + 1 - 3
    assert {page["reason"] for page in skipped} == {"limit of 3 posts"}


@pytest.mark.parametrize(
    ("site", "url", "sentence"),
    [
        (
            SITE.override(f"{ROOT}/", Response(body=b"<p>Hello</p>")),
            ROOT,
            "is no page that Wix made",
        ),
        (without(SITE, r"/post|/blog|.*xml"), ROOT, "no blog was found"),
        (without(SITE, ".*"), ROOT, "the site answers 404 Not Found"),
        (
            SITE.override(
                f"{ROOT}/robots.txt", Response(body=b"User-agent: *\nDisallow: /\n")
            ),
            ROOT,
            "robots.txt forbids it. If the blog is yours",
        ),
    ],
)
def test_without_a_blog_the_crawl_ends_with_a_sentence(
    crawler: Crawler, site: Site, url: str, sentence: str
) -> None:
    found = crawler.crawl(site, url=url)
    assert found.reason == "failed"
    assert found.failure is not None
    assert sentence in found.failure
    assert not found.posts
