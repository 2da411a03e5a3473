"""What is told at the end of a crawl: targets of links, equal files."""

from __future__ import annotations

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
        media.append(stored_file(name, f"https://example.org/{url}", sha256=content))
    with Archive.open(folder) as archive:
        save(archive, a_post(media=tuple(media)))
        return archive.share_equal_files()


def paths(folder: Path) -> tuple[list[str], list[str]]:
    rows = query(folder, "SELECT path FROM media ORDER BY url")
    files = sorted(path.name for path in (folder / "media").iterdir())
    return [Path(path).name for (path,) in rows], files


def test_equal_files_become_the_one_whose_address_comes_first(tmp_path: Path) -> None:
    assert share(tmp_path, "b:1.jpg:same", "a:2.jpg:same", "c:3.jpg:other") == 1
    assert paths(tmp_path) == (["2.jpg", "2.jpg", "3.jpg"], ["2.jpg", "3.jpg"])


def test_sharing_again_changes_nothing(tmp_path: Path) -> None:
    share(tmp_path, "b:1.jpg:same", "a:2.jpg:same")
    before = paths(tmp_path)
    share(tmp_path, "b:1.jpg:same", "a:2.jpg:same")
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
