"""What an archive holds after saving, and after saving again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from blogark.archive.read import ArchiveReader
from blogark.archive.rows import Rendered
from blogark.archive.store import Archive, Saved
from blogark.document import Document, Paragraph, Text
from blogark.findings import Severity, finding
from blogark.post import Author, PageState, SiteFinding, Term
from tests.archives import (
    LATER,
    NOW,
    PHOTO,
    SITE,
    a_file,
    a_page,
    a_post,
    an_agreement,
    dump,
    full_post,
    linking,
    query,
    save,
    stored_file,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from blogark.post import Page, Post


def crawl(
    folder: Path,
    posts: Iterable[Post] = (),
    pages: Iterable[Page] = (),
    findings: Iterable[SiteFinding] = (),
    at: datetime = NOW,
) -> list[Saved]:
    with Archive.open(folder) as archive:
        crawl_id = archive.start_crawl(version="1", arguments={"url": SITE}, at=at)
        outcomes = [save(archive, post, seen_at=at) for post in posts]
        for page in pages:
            archive.save_page(page)
        for found in findings:
            archive.save_site_finding(found)
        archive.settle_gone(seen_at=at)
        archive.resolve_links()
        archive.share_equal_files()
        archive.finish_crawl(crawl_id, totals={"posts": len(outcomes)}, at=at)
    return outcomes


MUCH_LATER = datetime(2026, 5, 1, 12, tzinfo=UTC)


def site_finding(detail: str) -> SiteFinding:
    return SiteFinding(finding=finding("sitemap-lost", "A sitemap is lost.", detail))


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
        crawl_id = archive.start_crawl(version="1", arguments={}, at=LATER)
        archive.save_page(a_page(one, PageState.ARCHIVED))
        archive.save_site_finding(site_finding("new"))
        archive.finish_crawl(crawl_id, totals={}, at=LATER, is_full=False)
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


def test_the_flat_view_has_names_in_the_author_s_order(tmp_path: Path) -> None:
    crawl(tmp_path, [full_post(), a_post()])
    rows = query(
        tmp_path, "SELECT author, categories, tags, cover_url, cover_path FROM v_posts"
    )
    assert rows == [
        (None, "[]", "[]", None, None),
        ("Ana", '["Zeta","Alfa"]', '["año"]', PHOTO, "media/cover.jpg"),
    ]


def test_the_view_of_confirmation_has_a_share_for_each_measure(tmp_path: Path) -> None:
    apart = an_agreement("words", left_count=4, right_count=3, common=3)
    none = an_agreement("images", left_count=0, right_count=0, common=0)
    differing = replace(full_post(), agreements=(apart, none))
    equal = replace(
        a_post("b"),
        agreements=(none, replace(none, left_source="ricos-dom", right_source="rss")),
    )
    crawl(tmp_path, [differing, equal, a_post("c")])
    rows = query(
        tmp_path,
        "SELECT url, sources, chosen, confirmed, words, images, embeds"
        " FROM v_confirmation ORDER BY post_id",
    )
    both = '["ricos-dom","visitor-api"]'
    assert sorted(rows) == sorted(
        [
            (differing.url, both, differing.body_source, 0, 0.75, 1.0, None),
            (equal.url, f'{both[:-1]},"rss"]', equal.body_source, 1, None, 1.0, None),
            (
                a_post("c").url,
                f'["{a_post("c").body_source}"]',
                a_post("c").body_source,
                *(None, None, None, None),
            ),
        ]
    )


def test_the_view_of_what_is_missing_names_file_block_and_page(tmp_path: Path) -> None:
    lost = a_page(f"{SITE}/post/lost", PageState.FAILED, reason="it answers 500")
    crawl(tmp_path, [full_post()], [lost])
    assert query(tmp_path, "SELECT what, url, reason FROM v_missing") == [
        ("page", lost.url, "it answers 500"),
        ("block", None, "A block is empty. viewer-1"),
        ("media", f"{SITE}/_files/film.mp4", "the server answers 403"),
    ]


SEARCH = "SELECT rowid FROM posts_fts WHERE posts_fts MATCH ?"


def test_full_text_search_follows_every_change(tmp_path: Path) -> None:
    crawl(tmp_path, [a_post(title="Ñandú")])
    assert len(query(tmp_path, SEARCH, "nandu")) == 1
    crawl(tmp_path, [a_post(title="Emu")])
    assert query(tmp_path, SEARCH, "nandu") == []
    assert len(query(tmp_path, SEARCH, "emu AND body")) == 1


def test_full_text_search_survives_a_vacuum(tmp_path: Path) -> None:
    """SQLite may give new rowids to a table that has no integer key; it does not."""
    crawl(tmp_path, [a_post(slug) for slug in "abcd"])
    query(tmp_path, "DELETE FROM posts WHERE slug = 'b'")
    query(tmp_path, "VACUUM")
    found = query(
        tmp_path,
        "SELECT slug FROM posts JOIN posts_fts ON posts_fts.rowid = posts.rowid"
        " WHERE posts_fts MATCH 'd'",
    )
    assert found == [("d",)]


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
