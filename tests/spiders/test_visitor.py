"""The API that visitors' browsers ask: what it adds, and that nothing hangs on it."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest
from scrapy.http import TextResponse
from scrapy.utils.test import get_crawler

from blogark.wix.page import WixPage
from blogark.wix.pagedata import BLOG_APP
from blogark.wix.post_sources import PostSources
from blogark.wix.urls import Site as WixSite
from blogark.wix.urls import canonical
from blogark.wix.visitor_api import post_url, token_url
from demo.faults import Cut, failing
from demo.render.visitor_api import TOKEN
from demo.sample import sample_blog
from demo.site import JSON, Response, Site, build_site
from spiders.visitor import Visitor
from tests.archives import query
from tests.commands.scrapy_runs import scrapy

if TYPE_CHECKING:
    from pathlib import Path

    from scrapy import Request

    from demo.blog import Post
    from demo.faults import Fault
    from demo.server import Server
    from tests.spiders.crawls import Crawl, Crawler

BLOG = sample_blog()
SITE = build_site(BLOG)
TOKENS = token_url(WixSite(base=BLOG.root))
POSTS = {BLOG.encoded_url(post) for post in BLOG.posts}
WATCH, FORMS, ROOMS = (
    BLOG.encoded_url(next(post for post in BLOG.posts if post.slug.startswith(slug)))
    for slug in ("watch-how", "forms-and", "a-look-at")
)


def api_url(post: Post) -> str:
    """Return the address that the crawl asks for *post*."""
    base = WixSite(base=BLOG.root)
    return post_url(base, canonical(BLOG.url(post)), post.language)


API = [api_url(post) for post in BLOG.posts]


def gaps(crawl: Crawl, url: str) -> list[str]:
    codes = ("block-empty", "gallery-incomplete", "link-missing")
    return [code for code in crawl.posts[url]["findings"] if code in codes]


def asked(crawl: Crawl) -> list[str]:
    """Return the requests to the API."""
    return [url for url in crawl.requests if "/_api/" in url]


def with_answers(answer: Response) -> Site:
    """Return the sample blog with *answer* for each post that the API is asked for."""
    site = SITE
    for url in API:
        site = site.override(url, replace(answer, authorization=TOKEN))
    return site


@pytest.fixture(scope="module")
def with_api(crawler: Crawler) -> Crawl:
    return crawler.crawl(SITE, visitor_api="all")


@pytest.fixture(scope="module")
def without_api(crawler: Crawler) -> Crawl:
    return crawler.crawl(SITE, visitor_api="0")


def test_what_pages_leave_empty_is_filled_and_what_nobody_has_stays_a_finding(
    with_api: Crawl,
) -> None:
    assert gaps(with_api, ROOMS) == []
    assert gaps(with_api, WATCH) == ["block-empty"]
    assert gaps(with_api, FORMS) == ["link-missing", "link-missing"]
    assert with_api.posts[WATCH]["body_source"] == "ricos-dom+visitor-api"


def test_without_it_the_findings_name_what_is_missing(without_api: Crawl) -> None:
    assert asked(without_api) == []
    assert gaps(without_api, ROOMS) == ["gallery-incomplete", "gallery-incomplete"]
    assert gaps(without_api, WATCH) == ["block-empty"] * 3
    assert gaps(without_api, FORMS) == ["link-missing", "block-empty", "link-missing"]
    assert set(without_api.posts) == POSTS


def test_each_post_is_asked_for_once_and_the_token_once(with_api: Crawl) -> None:
    assert sorted(asked(with_api)) == sorted([TOKENS, *API])


def test_both_readings_of_every_post_agree(with_api: Crawl) -> None:
    assert set(with_api.posts) == POSTS
    found = [code for post in with_api.posts.values() for code in post["findings"]]
    assert "readings-differ" not in found
    assert with_api.codes() == ["listed-gone"]
    assert with_api.log == []


def test_it_may_be_asked_only_for_posts_of_which_something_is_missing(
    crawler: Crawler, with_api: Crawl
) -> None:
    crawl = crawler.crawl(SITE, visitor_api="needed")
    assert len(asked(crawl)) == 4
    for url in (WATCH, FORMS, ROOMS):
        assert crawl.posts[url] == with_api.posts[url]


def test_a_page_that_nobody_understands_is_read_from_the_answer(
    crawler: Crawler,
) -> None:
    page = SITE.respond(WATCH).body.decode()
    head, _, _ = page.partition("<body")
    shown = Response(body=f"{head}<body><p>redesigned</p></body></html>".encode())
    crawl = crawler.crawl(SITE.override(WATCH, shown), visitor_api="all")
    assert crawl.posts[WATCH]["body_source"] == "visitor-api"


def test_amp_is_fetched_if_it_may_have_what_a_page_leaves_empty(
    crawler: Crawler,
) -> None:
    amp = f"{BLOG.root}/amp/forms"
    shown = SITE.respond(FORMS).body.decode()
    link = f'<link rel="amphtml" href="{amp}"></head>'
    page = Response(body=shown.replace("</head>", link).encode())
    frame = '<amp-iframe src="https://calendar.example.org/book"></amp-iframe>'
    answer = Response(
        body=f"<html amp><body><div><div><h1>Forms</h1></div><div><p>Please</p>{frame}"
        "</div></div></body></html>".encode()
    )
    site = SITE.override(FORMS, page).override(amp, answer)
    without = crawler.crawl(site, visitor_api="0")
    assert without.requests.count(amp) == 1
    assert without.posts[FORMS]["body_source"] == "ricos-dom+amp"
    assert "block-empty" not in without.posts[FORMS]["findings"]
    assert amp not in crawler.crawl(site, visitor_api="all").requests


def test_a_token_that_has_run_out_is_renewed_once(
    crawler: Crawler, with_api: Crawl
) -> None:
    crawl = crawler.crawl(SITE, {API[3]: [failing(401)]}, visitor_api="all")
    assert asked(crawl).count(TOKENS) == 2
    assert asked(crawl).count(API[3]) == 2
    assert crawl.posts == with_api.posts
    assert crawl.codes() == ["listed-gone"]


def test_posts_that_are_refused_one_after_the_other_share_a_new_token() -> None:
    """The second refusal comes when the first one has led to a new token already."""
    asked: list[str] = []
    both, renewed = asyncio.Event(), asyncio.Event()

    async def download(request: Request) -> TextResponse:
        token = request.headers.get("Authorization")
        asked.append(request.url)
        if request.url == TOKENS:
            new = f"T{asked.count(TOKENS)}"
            body = json.dumps({"apps": {BLOG_APP: {"instance": new}}})
            return TextResponse(TOKENS, body=body.encode())
        if token != b"T1":
            renewed.set()
            return TextResponse(request.url, body=b"{}")
        if request.url == API[1]:
            both.set()
            await renewed.wait()
        await both.wait()
        return TextResponse(request.url, status=403)

    async def scenario() -> None:
        crawler = get_crawler()
        crawler.engine = Mock(download_async=download)
        visitor = Visitor(crawler, "all", timeout=1)
        pages = [WixPage("<p>", BLOG.encoded_url(post)) for post in BLOG.posts[:2]]
        site = WixSite(base=BLOG.root)
        await asyncio.gather(*(visitor.complete(PostSources(p), site) for p in pages))

    asyncio.run(scenario())
    assert sorted(asked) == sorted([TOKENS, *API[:2]] * 2)


def test_what_may_pass_is_tried_once_more(crawler: Crawler, with_api: Crawl) -> None:
    faults: dict[str, list[Fault]] = {
        API[0]: [failing(503)],
        API[1]: [Cut.RESET],
        TOKENS: [Cut.RESET],
    }
    crawl = crawler.crawl(SITE, faults, visitor_api="all")
    assert crawl.posts == with_api.posts
    assert len(asked(crawl)) == len(API) + 4


HTML = Response(body=b"<!DOCTYPE html><title>Oops</title>")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (failing(404), "it answers 404 Not Found"),
        (failing(403), "it answers 403 Forbidden"),
        (failing(500), "it answers 500 Internal Server Error"),
        (failing(429, retry_after=1), "it answers 429 Too Many Requests"),
        (HTML, "it answers something else than the post"),
        (Response(status=302, headers={"Location": "/elsewhere"}), "302 Found"),
    ],
    ids=["404", "403", "500", "429", "html", "redirect"],
)
def test_an_api_that_fails_costs_no_post_and_is_soon_left_alone(
    crawler: Crawler, without_api: Crawl, answer: Response, reason: str
) -> None:
    one_by_one = {"CONCURRENT_REQUESTS": 1}
    crawl = crawler.crawl(with_answers(answer), None, one_by_one, visitor_api="all")
    assert crawl.posts == without_api.posts
    assert crawl.codes() == ["listed-gone", "visitor-api-lost"]
    (lost,) = (f for f in crawl.findings if f["code"] == "visitor-api-lost")
    assert reason in lost["message"]
    assert lost["severity"] == "info"
    # Three posts and two more on their way, each asked for twice and with a new token.
    assert len(asked(crawl)) <= 1 + 3 * (3 + 2)
    assert crawl.log == []


@pytest.mark.parametrize(
    "answer",
    [failing(404), HTML, Response(content_type=JSON, body=b'{"apps": {}}')],
    ids=["404", "html", "no-token"],
)
def test_without_a_token_nothing_else_is_asked_for(
    crawler: Crawler, without_api: Crawl, answer: Response
) -> None:
    crawl = crawler.crawl(SITE.override(TOKENS, answer), visitor_api="all")
    assert set(asked(crawl)) == {TOKENS}
    assert len(asked(crawl)) <= 3
    assert crawl.posts == without_api.posts
    assert crawl.codes() == ["listed-gone", "visitor-api-lost"]


def test_a_silent_api_is_not_waited_for(crawler: Crawler, without_api: Crawl) -> None:
    faults = {TOKENS: [Cut.SILENT, Cut.SILENT]}
    settings = {"VISITOR_API_TIMEOUT": 0.2}
    crawl = crawler.crawl(SITE, faults, settings, visitor_api="all")
    assert crawl.posts == without_api.posts
    assert asked(crawl) == [TOKENS, TOKENS]


def test_an_api_that_hangs_is_given_up_when_three_posts_have_waited(
    crawler: Crawler, without_api: Crawl
) -> None:
    faults: dict[str, list[Fault]] = {url: [Cut.SILENT] * 9 for url in API}
    settings = {"VISITOR_API_TIMEOUT": 0.3}
    crawl = crawler.crawl(SITE, faults, settings, visitor_api="all")
    assert crawl.posts == without_api.posts
    # The token, three posts, each twice, and two more that were on their way.
    assert len(asked(crawl)) <= 1 + 2 * 3 + 2
    assert "visitor-api-lost" in crawl.codes()


def test_robots_txt_is_obeyed(crawler: Crawler, without_api: Crawl) -> None:
    robots = f"{BLOG.root}/robots.txt"
    rules = SITE.respond(robots).body.replace(
        b"Allow: /\n", b"Allow: /\nDisallow: /_api/\n", 1
    )
    site = SITE.override(robots, Response(content_type="text/plain", body=rules))
    crawl = crawler.crawl(site, visitor_api="all")
    assert asked(crawl) == []
    assert crawl.posts == without_api.posts
    (lost,) = (f for f in crawl.findings if f["code"] == "visitor-api-lost")
    assert "robots.txt forbids it" in lost["message"]


def test_no_file_has_the_token(sample_server: Server, tmp_path: Path) -> None:
    """With everything on that writes what is sent: log, queue on disk, HTTP cache."""
    settings = {
        "JOBDIR": tmp_path / "job",
        "HTTPCACHE_ENABLED": True,
        "HTTPCACHE_DIR": tmp_path / "cache",
        "LOG_FILE": tmp_path / "log.txt",
        "LOG_LEVEL": "DEBUG",
        "DOWNLOAD_DELAY": 0,
        "AUTOTHROTTLE_ENABLED": False,
    }
    given = [
        part for key, value in settings.items() for part in ("-s", f"{key}={value}")
    ]
    arguments = ["-a", f"url={BLOG.root}", "-a", f"out={tmp_path / 'archive'}", *given]
    run = scrapy("crawl", "wix_blog", *arguments, server=sample_server)
    assert run.code == 2, run.err
    sql = "SELECT count(*) FROM v_confirmation WHERE sources LIKE '%visitor-api%'"
    assert query(tmp_path / "archive", sql) == [(len(BLOG.posts),)]
    written = [path for path in tmp_path.glob("**/*") if path.is_file()]
    assert len(written) > 50
    assert (tmp_path / "log.txt") in written
    assert [path for path in written if TOKEN.encode() in path.read_bytes()] == []
    assert TOKEN not in run.out + run.err
