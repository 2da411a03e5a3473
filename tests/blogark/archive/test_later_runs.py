"""What a later crawl leaves of what earlier ones knew."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from blogark.archive.read import ArchiveReader
from blogark.archive.store import Archive, Saved
from blogark.post import PageState
from tests.archives import (
    LATER,
    NOW,
    SITE,
    a_page,
    a_post,
    crawl,
    full_post,
    query,
    save,
    site_finding,
)

if TYPE_CHECKING:
    from pathlib import Path


MUCH_LATER = datetime(2026, 5, 1, 12, tzinfo=UTC)


def test_a_post_that_the_site_answers_with_gone_is_kept_and_marked(
    tmp_path: Path,
) -> None:
    post = a_post()
    crawl(tmp_path, [post])
    crawl(tmp_path, pages=[a_page(post.url, PageState.GONE)], at=LATER)
    gone = "2026-04-01T12:00:00.000Z"
    state = "SELECT status, gone_at, html FROM posts"
    assert query(tmp_path, state) == [("gone", gone, "<p>one</p>")]
    assert query(tmp_path, "SELECT seen_at, changed FROM revisions") == [
        (gone, '["status"]')
    ]
    here = [a_page(post.url, PageState.ARCHIVED)]
    assert crawl(tmp_path, [post], here, at=MUCH_LATER) == [Saved.RETURNED]
    assert query(tmp_path, state) == [("published", None, "<p>one</p>")]
    assert query(tmp_path, "SELECT count(*) FROM revisions") == [(2,)]


def test_a_post_with_another_address_is_not_gone(tmp_path: Path) -> None:
    post = a_post()
    moved = replace(post, url=f"{SITE}/post/new")
    crawl(tmp_path, [post], [a_page(post.url, PageState.ARCHIVED)])
    pages = [
        a_page(post.url, PageState.REDIRECTED, redirected_to=moved.url),
        a_page(moved.url, PageState.ARCHIVED),
    ]
    assert crawl(tmp_path, [moved], pages, at=LATER) == [Saved.CHANGED]
    assert query(tmp_path, "SELECT url, status FROM posts") == [
        (moved.url, "published")
    ]
    assert query(tmp_path, "SELECT url, changed FROM revisions") == [
        (post.url, '["url"]')
    ]
    with ArchiveReader.open(tmp_path) as archive:
        assert archive.post_at(post.url) == archive.post_at(moved.url) == post.id
        assert archive.post_at(f"{SITE}/post/none") is None


def test_a_redirect_to_what_could_not_be_read_is_not_gone(tmp_path: Path) -> None:
    post = a_post()
    target = f"{SITE}/post/new"
    crawl(tmp_path, [post])
    pages = [
        a_page(post.url, PageState.REDIRECTED, redirected_to=target),
        a_page(target, PageState.FAILED),
    ]
    crawl(tmp_path, pages=pages, at=LATER)
    assert query(tmp_path, "SELECT status FROM posts") == [("published",)]


def test_a_crawl_keeps_one_version_of_a_post(tmp_path: Path) -> None:
    a, b = a_post("a"), a_post("b")
    crawl(tmp_path, [a, b])
    crawl(tmp_path, [replace(a, url=b.url), replace(b, url=a.url)], at=LATER)
    assert query(
        tmp_path, "SELECT post_id, url, changed FROM revisions ORDER BY post_id"
    ) == [("id-a", a.url, '["url"]'), ("id-b", b.url, '["url"]')]


def test_versions_of_a_post_come_back_in_order(tmp_path: Path) -> None:
    crawl(tmp_path, [full_post()])
    crawl(tmp_path, [replace(full_post(), title="Other", tags=())], at=LATER)
    with ArchiveReader.open(tmp_path) as archive:
        first, now = archive.versions(full_post().id)
    assert (first.title, now.title) == (full_post().title, "Other")
    assert first.changed == ("title", "tags")
    assert first.replaced_at == LATER
    assert first.metadata["tags"] == ["año"]
    assert now.metadata["tags"] == []
    assert now.replaced_at is None


def test_what_was_left_out_says_nothing_of_what_is_known(tmp_path: Path) -> None:
    page = a_page(f"{SITE}/post/one", PageState.ARCHIVED, found_in=("rss",))
    crawl(tmp_path, pages=[page])
    crawl(tmp_path, pages=[replace(page, state=PageState.SKIPPED, found_in=())])
    state = "SELECT state, reason, found_in FROM pages"
    assert query(tmp_path, state) == [("archived", "read", '["rss"]')]
    crawl(tmp_path, pages=[replace(page, state=PageState.UNCHANGED, found_in=("a",))])
    assert query(tmp_path, state) == [("archived", "read", '["a"]')]


def test_a_crawl_of_a_part_settles_only_what_it_met(tmp_path: Path) -> None:
    one, two = f"{SITE}/post/one", f"{SITE}/post/two"
    crawl(tmp_path, findings=[site_finding(one), site_finding(two), site_finding("")])
    with Archive.open(tmp_path) as archive:
        archive.start_crawl(version="1", arguments={}, at=LATER)
        archive.save_page(a_page(one, PageState.ARCHIVED))
        archive.save_site_finding(site_finding("new"))
        archive.settle_site_findings(is_full=False)
    with ArchiveReader.open(tmp_path) as archive:
        found = sorted(each.finding.detail for each in archive.findings())
    assert found == sorted(["", two, "new"])


def test_the_next_run_knows_what_this_one_left(tmp_path: Path) -> None:
    post = full_post()
    at = [a_page(post.url, PageState.ARCHIVED, status=200, fetched_at=NOW)]
    crawl(tmp_path, [replace(post, read_digest="sha256:1")], at)
    with Archive.open(tmp_path) as archive:
        crawl_id = archive.start_crawl(version="1", arguments={}, at=LATER)
        archive.finish_crawl(crawl_id, totals={}, at=LATER, known="{}")
        memory = archive.memory()
    known = memory.posts[post.url]
    assert (known.state, known.read_at, known.post_id, known.read_digest) == (
        *(PageState.ARCHIVED, NOW, post.id, "sha256:1"),
    )
    assert memory.translations == {post.id: (post.translations[0].url,)}
    assert memory.lacking == {post.id}  # its files were never there
    assert (memory.checked_at, memory.known) == (LATER, "{}")


def test_the_order_in_which_posts_change_makes_no_difference(tmp_path: Path) -> None:
    slugs = ("one", "two", "three", "four")
    for folder, order in ((tmp_path / "a", slugs), (tmp_path / "b", slugs[::-1])):
        with Archive.open(folder) as archive:
            for slug in slugs:
                save(archive, a_post(slug))
            for seen_at in (LATER, LATER + timedelta(days=1)):
                for slug in order:
                    post = a_post(slug, title=f"{slug} on {seen_at:%d}")
                    save(archive, post, seen_at=seen_at)
                archive.settle_order()
    sql = "SELECT seen_at, post_id, title FROM revisions ORDER BY rowid"
    assert query(tmp_path / "a", sql) == query(tmp_path / "b", sql)
    assert len(query(tmp_path / "a", sql)) == 8


def test_a_crawl_that_is_read_again_has_its_row(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        crawl = archive.start_crawl(version="1", arguments={}, at=NOW)
        archive.finish_crawl(crawl, totals={"posts": 1}, at=LATER)
        (row,) = archive.crawls()
        assert archive.repeat_crawl(row) == crawl
        assert archive.crawls() == [row]
        other = {**row, "started_at": "2026-03-02T12:00:00.000Z"}
        assert archive.repeat_crawl(other) == crawl + 1
        begun = archive.crawls()[-1]
    assert begun == {
        **other,
        "id": crawl + 1,
        "finished_at": None,
        "totals": "{}",
    }
