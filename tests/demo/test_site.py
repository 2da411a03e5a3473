"""The site names, links and answers what a Wix site does."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from selectolax.lexbor import LexborHTMLParser

from demo.blog import Term
from demo.faults import failing
from demo.many import make_blog
from demo.sample import sample_blog
from demo.site import Site, build_site

if TYPE_CHECKING:
    from collections.abc import Callable

    from demo.blog import Blog, Post

BLOG = sample_blog()
SITE = build_site(BLOG)
NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def page(path: str, site: Site = SITE) -> LexborHTMLParser:
    return LexborHTMLParser(site.respond(f"{site.blog.root}{path}").body.decode())


def locations(path: str) -> list[str]:
    root = ET.fromstring(SITE.respond(f"{BLOG.root}{path}").body)  # noqa: S314  ours
    return [loc.text or "" for loc in root.iterfind(".//s:loc", NAMESPACE)]


@pytest.mark.parametrize("post", BLOG.posts, ids=lambda post: post.slug)
def test_a_post_page_carries_the_hooks_of_real_pages(post: Post) -> None:
    tree = page(f"/post/{post.slug}")
    for selector in (
        '[data-hook="post-page-root"] [data-hook="post-page"]',
        'article[data-hook="post"] h1[data-hook="post-title"]',
        'section[data-hook="post-description"] [data-id="content-viewer"]',
        'section[data-hook="post-description"] [data-hook="rcv-block-first"]',
        'section[data-hook="post-description"] [data-hook="rcv-block-last"]',
        'footer[data-hook="post-footer"] [data-hook="post-main-actions-desktop"]',
        '[data-hook="recent-posts"] [data-hook="recent-post-list-item"]',
        '[data-hook="search-input"]',
        f'button[id="more-button-{post.id}"]',
        "#SCROLL_TO_TOP",
        "#SCROLL_TO_BOTTOM",
        'link[rel="canonical"]',
        'link[rel="alternate"][type="application/rss+xml"]',
        'meta[property="article:published_time"]',
        'script[type="application/ld+json"]',
        'script[id="wix-essential-viewer-model"]',
        'script[id="wix-viewer-model"]',
    ):
        assert tree.css_first(selector) is not None, selector


@pytest.mark.parametrize("post", BLOG.posts, ids=lambda post: post.slug)
def test_a_marker_follows_every_block(post: Post) -> None:
    tree = page(f"/post/{post.slug}")
    markers = tree.css('section[data-hook="post-description"] [data-hook^="rcv-block"]')
    numbers = [str(marker.attributes["data-hook"]) for marker in markers]
    middle = [f"rcv-block{number}" for number in range(1, len(post.body) + 1)]
    assert numbers == ["rcv-block-first", *middle, "rcv-block-last"]


@pytest.mark.parametrize("post", BLOG.posts, ids=lambda post: post.slug)
def test_ids_in_a_page_are_unique(post: Post) -> None:
    ids = [node.attributes["id"] for node in page(f"/post/{post.slug}").css("[id]")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("post", BLOG.posts, ids=lambda post: post.slug)
def test_a_body_shows_all_that_was_written(post: Post) -> None:
    selector = 'section[data-hook="post-description"]'
    body = page(f"/post/{post.slug}").css_first(selector)
    assert body is not None
    shown = " ".join(body.text().split())
    for line in post.lines:
        assert " ".join(line.split()) in shown


def test_warmup_data_gives_the_id_of_the_post_under_its_decoded_slug() -> None:
    post = next(post for post in BLOG.posts if not post.slug.isascii())
    script = page(f"/post/{post.slug}").css_first('script[id="wix-warmup-data"]')
    assert script is not None
    data = json.loads(script.text())
    assert data["appsWarmupData"]["14bcded7-0066-7c35-14d7-466cb3f09103"] == {
        post.slug: post.id
    }


def test_linked_data_is_escaped_for_html_inside_the_json() -> None:
    script = page("/post/forms-and-downloads").css_first(
        'script[type="application/ld+json"]'
    )
    assert script is not None
    data = json.loads(script.text())
    assert data["headline"] == "Forms &amp; downloads &lt;new&gt;"
    assert data["author"] == {"@type": "Person", "name": "Clinic Team &amp; Friends"}


def test_the_label_of_a_category_is_shown_as_it_is_written() -> None:
    label = "R&D <b>and more</b>"
    post = replace(BLOG.posts[0], categories=(Term(label, "r-d"),))
    site = build_site(replace(BLOG, posts=(post,)))
    menu = page("/blog", site).css('[data-hook="header-navigation__/categories/r-d"]')
    assert [item.text() for item in menu] == [label]


def test_the_first_post_is_the_clinics_own_with_its_widgets() -> None:
    tree = page("/post/is-ketamine-addictive")
    assert tree.body is not None
    text = tree.body.text(separator="\n")
    for words in (
        "Is ketamine addictive?",
        "Updated: \nFeb 17",
        "Comentarios",
        "Obtuvo 0 de 5 estrellas.",
        "Aún no hay calificaciones",
        "Agrega una calificación",
        "top of page",
        "bottom of page",
        "Recent Posts",
    ):
        assert words in text
    caption, picture = tree.css_first("figcaption"), tree.css_first("figure img")
    assert caption is not None
    assert picture is not None
    assert caption.text() == picture.attributes["alt"]
    paper = "https://pmc.ncbi.nlm.nih.gov/articles/PMC10342185/"
    assert tree.css_first(f'a[data-hook="web-link"][href="{paper}"]') is not None


def test_only_weight_700_is_strong() -> None:
    body = str(page("/post/ketamine-for-chronic-pain-what-the-evidence-says").html)
    weights = set(re.findall(r'<(\w+) style="font-weight:(\d+)"', body))
    assert weights == {("strong", "700"), ("span", "500"), ("span", "400")}


def test_the_sitemaps_list_everything_once() -> None:
    children = locations("/sitemap.xml")
    assert len(children) == 3
    listed = locations("/blog-posts-sitemap.xml")
    assert sorted(listed) == sorted(BLOG.url(post) for post in BLOG.posts)
    assert len(locations("/blog-categories-sitemap.xml")) == len(BLOG.categories)
    for url in children + listed + locations("/pages-sitemap.xml"):
        assert SITE.respond(url).status == 200


def test_rss_names_a_post_that_is_gone_and_encodes_its_links() -> None:
    feed = SITE.respond(f"{BLOG.root}/blog-feed.xml")
    assert feed.etag is None
    links = [link.text or "" for link in ET.fromstring(feed.body).iter("link")]  # noqa: S314  ours
    assert all(link.isascii() for link in links)
    statuses = {url: SITE.respond(url).status for url in links}
    assert [url for url, status in statuses.items() if status == 404] == [
        f"{BLOG.root}/post/holiday-hours-2024"
    ]
    assert b"content:encoded>" not in feed.body


def test_rss_holds_the_20_newest() -> None:
    feed = build_site(make_blog(30)).respond(
        "https://www.many-posts.example/blog-feed.xml"
    )
    assert feed.body.count(b"<item>") == 20


def test_feed_pages_lead_to_each_other() -> None:
    first, second = page("/blog"), page("/blog/page/2")
    forward = first.css_first('link[rel="next"]')
    back = second.css_first('link[rel="prev"]')
    assert forward is not None
    assert back is not None
    assert forward.attributes["href"] == f"{BLOG.root}/blog/page/2"
    assert back.attributes["href"] == f"{BLOG.root}/blog"
    assert second.css_first('link[rel="next"]') is None
    assert len(first.css('[data-hook="post-list-item"]')) == BLOG.cards


def test_a_missing_post_is_the_apps_own_404() -> None:
    response = SITE.respond(f"{BLOG.root}/post/never-written")
    assert response.status == 404
    assert b'data-hook="not-found-page"' in response.body


def test_any_other_missing_page_is_wixs_small_404() -> None:
    response = SITE.respond(f"{BLOG.root}/feed.xml")
    assert response.status == 404
    assert len(response.body) < 3000
    assert b"wixErrorPagesApp" in response.body


def test_the_throttling_page_has_status_200() -> None:
    response = SITE.throttled(BLOG.url(BLOG.posts[0]))
    assert response.status == 200
    assert b'data-hook="too-many-requests-page"' in response.body


def test_the_bare_domain_redirects() -> None:
    response = SITE.respond(f"https://ketaminecentralga.com/post/{BLOG.posts[3].slug}")
    assert response.status == 301
    assert response.headers["Location"] == BLOG.encoded_url(BLOG.posts[3])


def test_a_rendition_is_not_the_original() -> None:
    cover = next(post.cover for post in BLOG.posts if post.cover)
    rendition = SITE.respond(cover.rendition("fill/w_147,h_98,blur_2"))
    assert rendition.status == 200
    assert rendition.body != SITE.respond(cover.url).body


def test_the_best_quality_of_a_video_is_refused_and_the_next_is_not() -> None:
    statuses = {
        url.split("/")[-3]: SITE.respond(url).status
        for url in SITE.urls()
        if url.startswith("https://video.wixstatic.com/")
    }
    assert statuses == {"1080p": 403, "720p": 200, "480p": 200}


def test_every_file_of_the_sample_has_bytes_of_its_own() -> None:
    pictures = [url for url in SITE.urls() if "static.wixstatic.com/media/" in url]
    assert len({SITE.respond(url).body for url in pictures}) == len(pictures)


def test_overriding_one_address_leaves_the_site_as_it_was() -> None:
    url = BLOG.encoded_url(BLOG.posts[3])
    changed = SITE.override(url, failing(503, retry_after=1))
    assert changed.respond(url).status == 503
    assert SITE.respond(url).status == 200


@pytest.mark.parametrize("make", [sample_blog, lambda: make_blog(5, seed=3)])
def test_each_build_gives_the_same_bytes(make: Callable[[], Blog]) -> None:
    one, other = build_site(make()), build_site(make())
    assert one.urls() == other.urls()
    assert all(one.respond(url) == other.respond(url) for url in one.urls())


def test_another_seed_makes_another_blog() -> None:
    assert make_blog(5, seed=1) == make_blog(5, seed=1)
    assert make_blog(5, seed=1) != make_blog(5, seed=2)


@pytest.mark.parametrize("size", [100_000, 1_000_000])
def test_padding_makes_pages_as_heavy_as_real_ones(size: int) -> None:
    blog = make_blog(1, padding=size)
    url = blog.url(blog.posts[0])
    plain = make_blog(1)
    grown = len(build_site(blog).respond(url).body) - len(
        build_site(plain).respond(url).body
    )
    assert size * 0.8 < grown <= size
