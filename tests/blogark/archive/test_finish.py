"""What is told at the end of a crawl: targets of links, equal files."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import pytest

from blogark.archive.store import Archive
from blogark.document import Document, Paragraph, Text
from blogark.post import Page, PageState, Post, Translation
from tests.archives import (
    SITE,
    a_page,
    a_post,
    linked,
    linking,
    query,
    save,
    stored_file,
)

DEAD = "SELECT detail FROM findings WHERE code = 'link-dead'"
TARGETS = "SELECT kind, target_post_id FROM links ORDER BY post_id, position"


def finish(folder: Path, *items: Post | Page) -> None:
    with Archive.open(folder) as archive:
        for item in items:
            if isinstance(item, Post):
                save(archive, item)
            else:
                archive.save_page(item)
        archive.resolve_links()


@pytest.mark.parametrize(
    "url",
    [
        f"{SITE}/post/two",
        "http://example.com/post/two/?utm_source=x",
        f"{SITE}/post/two#part",
        f"{SITE}/post/former",
        f"{SITE}/single-post/2018/01/02/first-of-all",
    ],
)
def test_a_link_finds_its_post_also_through_redirects(tmp_path: Path, url: str) -> None:
    moves = {
        f"{SITE}/single-post/2018/01/02/first-of-all": f"{SITE}/post/former",
        f"{SITE}/post/former": f"{SITE}/post/two",
    }
    pages = [
        a_page(old, PageState.REDIRECTED, redirected_to=new)
        for old, new in moves.items()
    ]
    finish(tmp_path, linking(url), a_post("two"), *pages)
    assert query(tmp_path, TARGETS) == [("post", "id-two")]
    assert query(tmp_path, DEAD) == []


def test_redirects_in_a_circle_end(tmp_path: Path) -> None:
    a, b = f"{SITE}/post/a", f"{SITE}/post/b"
    circle = [
        a_page(old, PageState.REDIRECTED, redirected_to=new)
        for old, new in [(a, b), (b, a)]
    ]
    finish(tmp_path, linking(a), *circle)
    assert query(tmp_path, TARGETS) == [("post", None)]


@pytest.mark.parametrize(
    ("state", "is_dead"),
    [
        (None, True),
        (PageState.GONE, True),
        (PageState.FAILED, False),
        (PageState.SKIPPED, False),
    ],
)
def test_a_link_is_dead_if_no_source_knows_the_post(
    tmp_path: Path, state: PageState | None, *, is_dead: bool
) -> None:
    url = f"{SITE}/post/other"
    pages = [] if state is None else [a_page(url, state)]
    finish(tmp_path, linking(url), *pages)
    assert query(tmp_path, DEAD) == ([(url,)] if is_dead else [])


def test_a_dead_link_comes_alive_when_its_post_is_found(tmp_path: Path) -> None:
    finish(tmp_path, linking(f"{SITE}/post/two"))
    assert len(query(tmp_path, DEAD)) == 1
    finish(tmp_path, a_post("two"))
    assert query(tmp_path, DEAD) == []
    assert query(tmp_path, TARGETS) == [("post", "id-two")]


def test_the_same_dead_link_twice_is_two_findings(tmp_path: Path) -> None:
    finish(tmp_path, linking(*[f"{SITE}/post/two"] * 2, slug="a"))
    assert len(query(tmp_path, DEAD)) == 1, "runs side by side are one link"
    url = f"{SITE}/post/two"
    apart = Document((Paragraph((linked("x", url), Text(" "), linked("x", url))),))
    finish(tmp_path, a_post("a", document=apart))
    assert query(tmp_path, DEAD) == [(url,), (url,)]


def test_translations_find_their_posts(tmp_path: Path) -> None:
    there = Translation(language="en", url=f"{SITE}/post/day")
    nowhere = Translation(language="fr", url=f"{SITE}/post/jour")
    finish(tmp_path, a_post("día", translations=(there, nowhere)), a_post("day"))
    targets = query(
        tmp_path, "SELECT language, target_post_id FROM translations ORDER BY position"
    )
    assert targets == [("en", "id-day"), ("fr", None)]


def test_a_link_to_a_place_in_its_own_post_leads_to_that_post(tmp_path: Path) -> None:
    finish(tmp_path, linking(f"{SITE}/post/one#part", "#part"))
    assert query(tmp_path, TARGETS) == [("anchor", "id-one"), ("anchor", None)]


@pytest.mark.parametrize("url", ["#nowhere", f"{SITE}/post/one#nowhere"])
def test_a_link_to_no_place_in_the_post_is_a_finding(tmp_path: Path, url: str) -> None:
    finish(tmp_path, linking(url))
    assert query(tmp_path, "SELECT code, detail FROM findings") == [
        ("anchor-dead", url)
    ]


@pytest.mark.parametrize("url", ["#here", f"{SITE}/post/one#here", "#", "#top"])
def test_a_link_to_a_place_in_the_post_is_none(tmp_path: Path, url: str) -> None:
    place = Paragraph((linked("x", url),), anchor="here")
    finish(tmp_path, a_post(document=Document((place,))))
    assert query(tmp_path, "SELECT * FROM findings") == []


def share(folder: Path, *files: str) -> int:
    """Store files given as ``<URL's last letter>:<path>:<content>``."""
    media = []
    for url, name, content in (file.split(":") for file in files):
        (folder / "media").mkdir(exist_ok=True)
        (folder / "media" / name).write_text(content)
        sha256 = hashlib.sha256(content.encode()).hexdigest()
        address = f"https://example.org/{url}"
        media.append(stored_file(name, address, sha256=sha256, bytes=len(content)))
    with Archive.open(folder) as archive:
        save(archive, a_post(media=tuple(media)))
        return archive.share_equal_files()


def paths(folder: Path) -> tuple[list[str], list[str]]:
    rows = query(folder, "SELECT path FROM media ORDER BY url")
    files = sorted(path.name for path in (folder / "media").iterdir())
    return [Path(path).name for (path,) in rows], files


def test_equal_files_become_the_one_whose_address_comes_first(tmp_path: Path) -> None:
    assert (
        share(
            tmp_path,
            "b:1-0123456789.jpg:same",
            "a:2-0123456789.jpg:same",
            "c:3-0123456789.jpg:other",
        )
        == 1
    )
    assert paths(tmp_path) == (
        ["2-0123456789.jpg", "2-0123456789.jpg", "3-0123456789.jpg"],
        ["2-0123456789.jpg", "3-0123456789.jpg"],
    )


def test_a_copy_that_a_killed_run_has_left_is_removed_and_no_file_of_a_person(
    tmp_path: Path,
) -> None:
    share(tmp_path, "a:1-0123456789.jpg:same")
    for name in ("left-aaaaaaaaaa.jpg", "my copy.jpg"):
        (tmp_path / "media" / name).write_text("same")
    (tmp_path / "media" / "other-bbbbbbbbbb.jpg").write_text("else")
    with Archive.open(tmp_path) as archive:
        assert archive.share_equal_files() == 1
    files = ["1-0123456789.jpg", "my copy.jpg", "other-bbbbbbbbbb.jpg"]
    assert paths(tmp_path)[1] == files


def test_sharing_again_changes_nothing(tmp_path: Path) -> None:
    share(tmp_path, "b:1-0123456789.jpg:same", "a:2-0123456789.jpg:same")
    before = paths(tmp_path)
    share(tmp_path, "b:1-0123456789.jpg:same", "a:2-0123456789.jpg:same")
    assert paths(tmp_path) == before
    with Archive.open(tmp_path) as archive:
        assert archive.share_equal_files() == 0


def test_of_equal_files_one_that_is_there_is_kept(tmp_path: Path) -> None:
    media = (
        stored_file("lost.jpg", "https://example.org/a"),
        stored_file("kept.jpg", "https://example.org/b"),
    )
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "kept.jpg").touch()
    with Archive.open(tmp_path) as archive:
        save(archive, a_post(media=media))
        archive.share_equal_files()
    assert paths(tmp_path) == (["kept.jpg", "kept.jpg"], ["kept.jpg"])


def test_no_file_outside_the_archive_is_removed(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    (folder / "media").mkdir(parents=True)
    (folder / "media" / "a.jpg").touch()
    precious = tmp_path / "precious"
    precious.touch()
    media = (
        stored_file("a.jpg", "https://example.org/a"),
        stored_file("", "https://example.org/b", path="../precious"),
    )
    with Archive.open(folder) as archive:
        save(archive, a_post(media=media))
        archive.share_equal_files()
    assert precious.exists()


def test_posts_stand_in_the_order_of_their_dates_whichever_came_first(
    tmp_path: Path,
) -> None:
    posts = [
        a_post(slug, published_at=datetime(2026, month, 1, tzinfo=UTC))
        for slug, month in (("b", 1), ("a", 2), ("c", 3))
    ]
    dumps = []
    for order in permutations(posts):
        folder = tmp_path / "".join(post.slug for post in order)
        with Archive.open(folder) as archive:
            for post in order:
                save(archive, post)
            archive.settle_order()
            archive.settle_order()
        with closing(sqlite3.connect(folder / "blog.db")) as db:
            dumps.append(list(db.iterdump()))
        found = query(folder, "SELECT slug FROM posts ORDER BY rowid")
        assert found == [("b",), ("a",), ("c",)]
        search = "SELECT title FROM posts_fts WHERE posts_fts MATCH 'body'"
        assert len(query(folder, search)) == len(posts)
    assert all(dump == dumps[0] for dump in dumps)
    with Archive.open(tmp_path / "cab") as archive:  # the index goes on following
        save(archive, a_post("d"))
    search = "SELECT rowid FROM posts_fts WHERE posts_fts MATCH '\"body of d\"'"
    assert query(tmp_path / "cab", search) == [(4,)]
