"""Later runs of a blog that changes, or does not: what they ask for, what they keep."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from blogark.settings import ITEM_PIPELINES
from demo.blog import Post
from demo.changes import edited, renamed, with_post, without_post
from demo.faults import failing
from demo.sample import sample_blog
from demo.site import Response, Site, build_site
from demo.write import p
from tests.archives import dump, query

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from demo.blog import Blog
    from demo.faults import Fault
    from tests.spiders.crawls import Crawl, Crawler

BLOG = sample_blog()
ROOT = BLOG.root
QUIET = {
    f"{ROOT}/{name}"
    for name in (
        *("robots.txt", "sitemap.xml", "blog-posts-sitemap.xml", "blog-feed.xml"),
    )
}
SLUG = "is-ketamine-addictive"
POST = f"{ROOT}/post/{SLUG}"
NEW = Post(
    slug="a-new-post",
    title="A new post",
    published=datetime.now(UTC) - timedelta(days=3),
    body=(p("Words of a new post."),),
)
FULL: dict[str, Any] = {
    "ITEM_PIPELINES": ITEM_PIPELINES,
    "WARC_ENABLED": True,
    "RETRY_TIMES": 0,
    "RETRY_DELAY": 0,
}


class Archived:
    """An archive in a folder, and runs into it."""

    def __init__(self, crawler: Crawler, folder: Path) -> None:
        self._crawler = crawler
        self.folder = folder

    def run(
        self,
        blog: Blog | Site = BLOG,
        faults: Mapping[str, Sequence[Fault]] | None = None,
        **arguments: str,
    ) -> Crawl:
        site = blog if isinstance(blog, Site) else build_site(blog)
        return self._crawler.crawl(
            site, faults, FULL, out=str(self.folder), **arguments
        )

    def changes(self) -> dict[str, int]:
        """Return what the last run told apart, without what there was none of."""
        ((totals,),) = query(
            self.folder, "SELECT totals FROM crawls ORDER BY id DESC LIMIT 1"
        )
        return {name: n for name, n in json.loads(totals)["run"].items() if n}

    def one(self, sql: str, *parameters: object) -> Any:
        ((value,),) = query(self.folder, sql, *parameters)
        return value


@pytest.fixture
def archived(crawler: Crawler, tmp_path: Path) -> Archived:
    """An archive of the blog as it was first."""
    archive = Archived(crawler, tmp_path)
    archive.run()
    return archive


def posts_asked(crawl: Crawl) -> list[str]:
    return [url for url in crawl.requests if "/post/" in url]


def status_of(archive: Archived, slug: str) -> tuple[str, str | None]:
    ((status, gone_at),) = query(
        archive.folder, "SELECT status, gone_at FROM posts WHERE slug = ?", slug
    )
    return status, gone_at


def test_an_unchanged_blog_is_asked_for_four_addresses(archived: Archived) -> None:
    before = dump(archived.folder, "crawls")
    crawl = archived.run()
    assert sorted(crawl.requests) == sorted(QUIET)
    assert archived.changes() == {"unchanged": len(BLOG.posts)}
    assert dump(archived.folder, "crawls") == before
    archived.run()
    assert dump(archived.folder, "crawls") == before


def test_a_feed_that_was_built_anew_is_no_change(archived: Archived) -> None:
    site = build_site(BLOG)
    url = f"{ROOT}/blog-feed.xml"
    feed = site.respond(url)
    body = feed.body.replace(b"<lastBuildDate>", b"<lastBuildDate>x")
    assert body != feed.body
    crawl = archived.run(site.override(url, replace(feed, body=body)))
    assert set(crawl.requests) == QUIET


def test_everything_is_fetched_if_a_person_wants_it(archived: Archived) -> None:
    crawl = archived.run(refresh="1")
    assert len(posts_asked(crawl)) == len(BLOG.posts) + len(BLOG.removed)
    assert archived.changes() == {"unchanged": len(BLOG.posts)}
    assert query(archived.folder, "SELECT count(*) FROM revisions") == [(0,)]


def test_a_post_that_was_edited_is_the_only_one_that_is_fetched(
    archived: Archived,
) -> None:
    before = archived.one("SELECT markdown FROM posts WHERE slug = ?", SLUG)
    blog = edited(BLOG, SLUG, p("One more paragraph."), title="Another title")

    crawl = archived.run(blog)

    gone = {BLOG.encoded_url(post) for post in BLOG.removed}  # the feed names it
    assert set(posts_asked(crawl)) == {POST, *gone}
    assert archived.changes() == {"changed": 1, "unchanged": len(BLOG.posts) - 1}
    ((slug, markdown, changed),) = query(
        archived.folder,
        "SELECT slug, revisions.markdown, changed FROM revisions"
        " JOIN posts ON posts.id = post_id",
    )
    assert (slug, markdown) == (SLUG, before)
    assert {"title", "body"} <= set(json.loads(changed))

    again = archived.run(blog)  # the day of the last crawl counts as changed
    assert set(again.requests) == {*QUIET, POST}
    assert archived.changes() == {"unchanged": len(BLOG.posts)}
    assert query(archived.folder, "SELECT count(*) FROM revisions") == [(1,)]


def test_new_gone_and_renamed_posts_are_told_apart(archived: Archived) -> None:
    blog = with_post(without_post(BLOG, SLUG), NEW)
    other = next(post.slug for post in blog.posts if post.slug.isascii())
    blog = renamed(blog, other, "another-address")

    crawl = archived.run(blog)

    assert archived.changes() == {
        "new": 1,
        "changed": 1,
        "gone": 1,
        "unchanged": len(BLOG.posts) - 2,
    }
    status, gone_at = status_of(archived, SLUG)
    assert (status, gone_at) == (
        "gone",
        archived.one("SELECT max(started_at) FROM crawls"),
    )
    assert archived.one("SELECT markdown FROM posts WHERE slug = ?", SLUG)
    assert status_of(archived, "another-address") == ("published", None)
    changed = query(
        archived.folder, "SELECT url, changed FROM revisions ORDER BY rowid"
    )
    assert (f"{ROOT}/post/{other}", '["url"]') in changed
    assert (POST, '["status"]') in changed
    assert crawl.codes() == ["listed-gone"]  # what the feed has named all the time

    assert set(archived.run(without_edit_date(blog)).requests) >= QUIET
    assert archived.changes() == {"unchanged": len(BLOG.posts)}


def without_edit_date(blog: Blog) -> Blog:
    long_ago = datetime(2025, 1, 1, tzinfo=UTC)
    posts = (replace(post, updated=post.updated and long_ago) for post in blog.posts)
    return replace(blog, posts=tuple(posts))


def test_a_post_that_comes_back_is_published_again(archived: Archived) -> None:
    archived.run(without_post(BLOG, SLUG))
    archived.run()
    assert archived.changes() == {"returned": 1, "unchanged": len(BLOG.posts) - 1}
    assert status_of(archived, SLUG) == ("published", None)
    assert query(archived.folder, "SELECT changed FROM revisions ORDER BY rowid") == [
        ('["status"]',),
        ('["status"]',),
    ]
    assert set(archived.run().requests) == QUIET


def test_a_post_that_no_list_names_any_more_but_answers_stays(
    archived: Archived,
) -> None:
    hidden = build_site(without_post(BLOG, SLUG))
    hidden = hidden.override(POST, build_site(BLOG).respond(POST))
    crawl = archived.run(hidden)
    assert crawl.detail("not-listed") == POST
    assert status_of(archived, SLUG) == ("published", None)
    assert archived.changes() == {"unchanged": len(BLOG.posts)}
    again = archived.run(hidden)
    assert set(again.requests) == {*QUIET, POST}
    assert again.detail("not-listed") == POST


def test_an_error_is_never_gone(archived: Archived) -> None:
    blog = without_post(BLOG, SLUG)
    archived.run(build_site(blog).override(POST, failing(503)))
    assert status_of(archived, SLUG) == ("published", None)
    crawl = archived.run(blog)
    assert set(crawl.requests) == {*QUIET, POST}
    assert status_of(archived, SLUG)[0] == "gone"


def test_a_page_that_failed_is_all_that_the_next_run_fetches(
    crawler: Crawler, tmp_path: Path
) -> None:
    archive = Archived(crawler, tmp_path)
    archive.run(faults={POST: [failing(500)] * 9})
    crawl = archive.run()
    pages = {url for url in crawl.requests if url.startswith(f"{ROOT}/")}
    assert {url for url in pages if "/_files/" not in url} == {*QUIET, POST}
    assert archive.changes() == {"new": 1, "unchanged": len(BLOG.posts) - 1}
    assert crawl.codes() == ["listed-gone"]
    assert set(archive.run().requests) == QUIET


def test_a_file_that_failed_is_all_that_the_next_run_fetches(
    crawler: Crawler, tmp_path: Path
) -> None:
    archive = Archived(crawler, tmp_path)
    site = build_site(BLOG)
    picture = next(url for url in site.urls() if url.endswith(".png"))
    archive.run(site.override(picture, failing(404)))
    lost = archive.one("SELECT url FROM media WHERE status = 'failed'")
    before = dump(tmp_path, "crawls", "media", "findings", "_sqlite_migrations")

    crawl = archive.run()

    others = {url for url in crawl.requests if not url.endswith("/robots.txt")}
    assert others == {*QUIET, lost} - {f"{ROOT}/robots.txt"}
    assert archive.one("SELECT count(*) FROM media WHERE status != 'stored'") == 0
    assert archive.one("SELECT count(*) FROM findings WHERE code = 'media-failed'") == 0
    after = dump(tmp_path, "crawls", "media", "findings", "_sqlite_migrations")
    assert after == before


def test_a_file_that_somebody_deleted_is_fetched_again(archived: Archived) -> None:
    (archived.folder / archived.one("SELECT min(path) FROM media")).unlink()
    before = dump(archived.folder, "crawls")
    archived.run()
    assert dump(archived.folder, "crawls") == before
    assert set(archived.run().requests) == QUIET


@pytest.mark.parametrize(
    "broken",
    [
        {"/blog-posts-sitemap.xml": failing(404)},
        {"/sitemap.xml": failing(404)},
        {"/blog-feed.xml": Response(body=b"no feed")},
    ],
    ids=["posts-sitemap", "sitemap-index", "feed"],
)
def test_a_list_that_is_lost_makes_the_run_look_everywhere(
    archived: Archived, broken: Mapping[str, Response]
) -> None:
    site = build_site(BLOG)
    for path, answer in broken.items():
        site = site.override(f"{ROOT}{path}", answer)
    crawl = archived.run(site)
    assert f"{ROOT}/blog" in crawl.requests
    assert len(crawl.requests) == len(set(crawl.requests))
    assert archived.changes() == {"unchanged": len(BLOG.posts)}
    archived.run()
    assert archived.changes() == {"unchanged": len(BLOG.posts)}
    assert set(archived.run().requests) == QUIET


def test_a_visitor_api_that_was_down_is_asked_again_for_what_it_did_not_give(
    crawler: Crawler, tmp_path: Path
) -> None:
    archive = Archived(crawler, tmp_path)
    tokens = f"{ROOT}/_api/v1/access-tokens"
    archive.run(build_site(BLOG).override(tokens, failing(503)), visitor_api="all")
    lost = archive.one("SELECT count(*) FROM pages WHERE is_partial")
    assert lost
    crawl = archive.run(visitor_api="all")
    assert len(posts_asked(crawl)) == lost
    assert archive.one("SELECT count(*) FROM pages WHERE is_partial") == 0
    assert set(archive.run(visitor_api="all").requests) == QUIET


def test_a_limit_leaves_the_rest_for_the_next_run(
    crawler: Crawler, tmp_path: Path
) -> None:
    archive = Archived(crawler, tmp_path)
    archive.run(limit="3")
    archive.run(limit="2")
    assert archive.changes() == {"new": 2, "unchanged": 3}
    archive.run()
    assert archive.changes() == {"new": len(BLOG.posts) - 5, "unchanged": 5}
    assert set(archive.run().requests) == QUIET


def test_a_narrow_run_marks_nothing_gone_and_forgets_nothing(
    archived: Archived,
) -> None:
    pages = dump(archived.folder)["pages"]
    findings = dump(archived.folder)["findings"]
    blog = without_post(BLOG, SLUG)
    archived.run(blog, limit="1")
    archived.run(blog, since="2030-01-01")
    assert query(archived.folder, "SELECT DISTINCT status FROM posts") == [
        ("published",)
    ]
    assert dump(archived.folder)["findings"] == findings
    assert [row[:3] for row in dump(archived.folder)["pages"]] == [
        row[:3] for row in pages
    ]
    archived.run(blog)
    assert archived.changes()["gone"] == 1


def test_only_posts_since_a_day_are_read(crawler: Crawler, tmp_path: Path) -> None:
    archive = Archived(crawler, tmp_path)
    day = sorted(post.modified.date() for post in BLOG.posts)[-3].isoformat()
    archive.run(since=day)
    number = sum(post.modified.date().isoformat() >= day for post in BLOG.posts)
    assert archive.changes() == {"new": number}
    archive.run()
    assert archive.changes()["new"] == len(BLOG.posts) - number
