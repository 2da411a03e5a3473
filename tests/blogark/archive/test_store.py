"""What an archive holds after saving, and after saving again."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from blogark.archive.read import ArchiveReader
from blogark.archive.rows import Rendered
from blogark.archive.store import Archive, Saved
from blogark.document import Document, Paragraph, Text
from blogark.findings import Severity
from blogark.post import Author, PageState, Term
from tests.archives import (
    LATER,
    NOW,
    PHOTO,
    SITE,
    a_file,
    a_page,
    a_post,
    crawl,
    dump,
    full_post,
    linking,
    query,
    save,
    site_finding,
    stored_file,
)

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


def test_a_post_comes_back_as_it_was_stored(tmp_path: Path) -> None:
    post = full_post()
    crawl(tmp_path, [post])
    with ArchiveReader.open(tmp_path) as archive:
        (stored,) = archive.posts()
    assert stored.post == post
    assert (stored.html, stored.word_count, stored.status) == (
        "<p>día</p>",
        3,
        "published",
    )


def test_a_bare_post_comes_back_as_it_was_stored(tmp_path: Path) -> None:
    post = a_post(platform_id=None)
    crawl(tmp_path, [post])
    with ArchiveReader.open(tmp_path) as archive:
        assert [stored.post for stored in archive.posts()] == [post]


def test_a_second_crawl_adds_nothing_but_its_own_row(tmp_path: Path) -> None:
    posts = [full_post(), linking(f"{SITE}/post/d%C3%ADa", f"{SITE}/post/no", "#no")]

    def everything(at: datetime) -> None:
        pages = [
            a_page(post.url, PageState.ARCHIVED, digest="sha256:1", fetched_at=at)
            for post in posts
        ]
        crawl(tmp_path, posts, pages, [site_finding("a"), site_finding("a")], at)

    everything(NOW)
    before = dump(tmp_path, "crawls")
    everything(LATER)
    assert dump(tmp_path, "crawls") == before
    assert query(tmp_path, "SELECT count(*) FROM crawls") == [(2,)]


def test_the_order_in_which_posts_come_makes_no_difference(tmp_path: Path) -> None:
    posts = [full_post(), linking(f"{SITE}/post/two"), a_post("two", tags=TAGS)]
    crawl(tmp_path / "a", posts)
    crawl(tmp_path / "b", reversed(posts))
    when_made = "_sqlite_migrations"
    a, b = (dump(tmp_path / name, when_made) for name in "ab")
    for tables in (a, b):
        tables["posts"].sort()
    assert a == b


TAGS = (Term(name="t", slug="t"),)


def test_saving_the_same_again_writes_no_row(tmp_path: Path) -> None:
    page = a_page(f"{SITE}/blog", PageState.SKIPPED, fetched_at=NOW)
    with Archive.open(tmp_path) as archive:
        save(archive, full_post())
        archive.save_page(page)
    before = dump(tmp_path)
    with Archive.open(tmp_path) as archive:
        connection = archive._db.conn  # noqa: SLF001 - for SQLite's own count
        changes = connection.total_changes
        assert save(archive, full_post(), seen_at=LATER) is Saved.UNCHANGED
        archive.save_page(replace(page, fetched_at=LATER))
        assert connection.total_changes == changes
    assert dump(tmp_path) == before


def test_a_changed_post_leaves_what_readers_saw_before_in_revisions(
    tmp_path: Path,
) -> None:
    first = a_post()
    second = replace(first, document=Document((Paragraph((Text("New words"),)),)))
    assert crawl(tmp_path, [first]) == [Saved.NEW]
    assert crawl(tmp_path, [second], at=LATER) == [Saved.CHANGED]
    assert crawl(tmp_path, [second], at=LATER) == [Saved.UNCHANGED]
    assert query(tmp_path, "SELECT post_id, seen_at, title, html FROM revisions") == [
        ("id-one", "2026-04-01T12:00:00.000Z", "Title of one", "<p>one</p>")
    ]


def test_a_new_way_to_render_is_no_revision(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        save(archive, a_post())
        better = Rendered(html="<p>better</p>", markdown="better\n", text="better")
        assert archive.save_post(a_post(), better, seen_at=LATER) is Saved.UNCHANGED
    assert query(tmp_path, "SELECT html FROM posts") == [("<p>better</p>",)]
    assert query(tmp_path, "SELECT count(*) FROM revisions") == [(0,)]


def test_what_a_post_no_longer_has_is_removed(tmp_path: Path) -> None:
    crawl(tmp_path, [full_post()])
    plain = a_post("día", document=full_post().document)
    crawl(tmp_path, [plain])
    with ArchiveReader.open(tmp_path) as archive:
        assert [stored.post for stored in archive.posts()] == [plain]


def test_a_failed_write_changes_nothing(tmp_path: Path) -> None:
    naive = a_post(published_at=NOW.replace(tzinfo=None))
    with Archive.open(tmp_path) as archive:
        with pytest.raises(ValueError, match="no time zone"):
            save(archive, naive)
        assert list(archive.posts()) == []


def test_a_post_whose_own_id_becomes_known_stays_one_post(tmp_path: Path) -> None:
    crawl(
        tmp_path,
        [a_post(id="derived", platform_id=None), linking(f"{SITE}/post/one", slug="b")],
    )
    crawl(tmp_path, [replace(a_post(id="own", platform_id="own"), title="New")])
    assert query(tmp_path, "SELECT id FROM posts ORDER BY id") == [("id-b",), ("own",)]
    assert query(tmp_path, "SELECT target_post_id FROM links") == [("own",)]
    assert query(tmp_path, "SELECT post_id FROM revisions") == [("own",)]


def test_a_post_whose_own_id_is_not_said_again_keeps_it(tmp_path: Path) -> None:
    crawl(tmp_path, [linking(f"{SITE}/post/one", slug="two"), a_post()])
    before = query(tmp_path, "SELECT id, wix_id, status FROM posts ORDER BY id")
    nameless = replace(a_post(), id="from-address", platform_id=None)
    assert crawl(tmp_path, [nameless], at=LATER) == [Saved.UNCHANGED]
    assert query(tmp_path, "SELECT id, wix_id, status FROM posts ORDER BY id") == before


def test_two_posts_that_swap_addresses_are_still_two(tmp_path: Path) -> None:
    a, b = a_post("a"), a_post("b")
    crawl(tmp_path, [a, b])
    crawl(tmp_path, [replace(a, url=b.url), replace(b, url=a.url)])
    assert query(tmp_path, "SELECT id, url, status FROM posts ORDER BY id") == [
        ("id-a", b.url, "published"),
        ("id-b", a.url, "published"),
    ]


def test_what_one_post_does_not_say_of_an_author_is_kept_as_another_said_it(
    tmp_path: Path,
) -> None:
    known = Author(name="Ana", slug="ana", url=f"{SITE}/profile/ana", platform_id="7")
    unknown = Author(name="Ana", slug="ana")
    crawl(tmp_path, [a_post("a", author=known), a_post("b", author=unknown)])
    assert query(tmp_path, "SELECT * FROM authors") == [
        ("ana", "Ana", "ana", f"{SITE}/profile/ana", "7")
    ]


def test_a_stored_file_stays_stored_when_it_cannot_be_fetched_again(
    tmp_path: Path,
) -> None:
    crawl(tmp_path, [a_post(media=(stored_file("a.jpg"),))])
    crawl(tmp_path, [a_post(media=(a_file(status="failed", reason="403", width=9),))])
    assert query(tmp_path, "SELECT status, path, reason, width FROM media") == [
        ("stored", "media/a.jpg", "", 9)
    ]


def test_a_cover_is_a_file_of_the_post_even_if_it_is_not_listed(tmp_path: Path) -> None:
    crawl(tmp_path, [a_post(cover=a_file(role="cover"))])
    assert query(tmp_path, "SELECT cover_url FROM v_posts") == [(PHOTO,)]
    assert query(tmp_path, "SELECT role FROM post_media") == [("cover",)]


def test_findings_about_the_site_are_those_of_the_last_crawl(tmp_path: Path) -> None:
    crawl(tmp_path, findings=[site_finding("a"), site_finding("b"), site_finding("b")])
    crawl(tmp_path, findings=[site_finding("b")])
    with ArchiveReader.open(tmp_path) as archive:
        assert [found.finding.detail for found in archive.findings()] == ["b"]


def test_findings_of_an_earlier_crawl_stay_until_the_next_one_ends(
    tmp_path: Path,
) -> None:
    crawl(tmp_path, findings=[site_finding("a")])
    with Archive.open(tmp_path) as archive:
        archive.start_crawl(version="1", arguments={}, at=LATER)
    assert query(tmp_path, "SELECT detail FROM findings") == [("a",)]


def test_totals_count_what_is_there(tmp_path: Path) -> None:
    gone = a_post("gone")
    media = (stored_file("a.jpg"), stored_file("a.jpg", "https://example.org/a2.jpg"))
    crawl(tmp_path, [full_post(), a_post(media=media), gone])
    crawl(tmp_path, pages=[a_page(gone.url, PageState.GONE)])
    with ArchiveReader.open(tmp_path) as archive:
        totals = archive.totals()
    assert (totals.posts, totals.gone, totals.words) == (3, 1, 9)
    assert (totals.media, totals.media_stored, totals.media_failed) == (3, 2, 1)
    assert totals.bytes == 4
    assert totals.pages == {"gone": 1}
    assert totals.findings == {
        Severity.INFO: 0,
        Severity.WARNING: 0,
        Severity.ERROR: 3,
    }


def test_a_crawl_is_recorded_with_what_it_was_asked_and_found(tmp_path: Path) -> None:
    crawl(tmp_path, [a_post()])
    ((started, finished, version, arguments, totals),) = query(
        tmp_path,
        "SELECT started_at, finished_at, version, arguments, totals FROM crawls",
    )
    assert (started, finished, version) == (*["2026-03-01T12:00:00.000Z"] * 2, "1")
    assert json.loads(arguments) == {"url": SITE}
    assert json.loads(totals) == {"posts": 1}


def test_closing_leaves_a_single_file(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        save(archive, a_post())
        assert (tmp_path / "blog.db-wal").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["blog.db"]


def test_an_archive_can_be_read_while_it_is_written(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        save(archive, a_post())
        with ArchiveReader.open(tmp_path) as reader:
            save(archive, a_post("two"))
            assert [post_id for post_id, _slug in reader.slugs()] == [
                "id-one",
                "id-two",
            ]


def test_a_number_beyond_64_bits_does_not_lose_the_post(tmp_path: Path) -> None:
    huge = a_file(width=2**70, height=3)
    with Archive.open(tmp_path) as archive:
        save(archive, a_post(media=(huge,), reading_minutes=2**70))
        (stored,) = archive.posts()
    assert stored.post.reading_minutes is None
    assert [(file.width, file.height) for file in stored.post.media] == [(None, 3)]
