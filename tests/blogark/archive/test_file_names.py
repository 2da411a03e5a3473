from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from blogark.archive.store import Archive
from blogark.filenames import label, stem
from blogark.post import Media
from tests.archives import NOW, a_post, query, save

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from blogark.post import Post

URL = "https://static.wixstatic.com/media/a.jpg"
BANNER = Media(
    url=URL,
    kind="image",
    role="inline",
    status="stored",
    fetched_url=URL,
    sha256="0" * 64,
    bytes=3,
)
AGES = {"second": 20, "oldest": 30, "newest": 10}


def _archive(folder: Path, order: Sequence[str], *, name: str = "") -> str:
    """Store posts that show the banner, named after the first; return its new path."""
    path = f"media/{stem(label(name, order[0]), URL)}.jpg"
    (folder / "media").mkdir(parents=True, exist_ok=True)
    (folder / path).write_bytes(b"abc")
    with Archive.open(folder) as archive:
        for slug in order:
            save(archive, _post(slug, replace(BANNER, path=path, name=name)))
        archive.settle_file_names()
    (stored,) = (row[0] for row in query(folder, "SELECT path FROM media"))
    assert [f"media/{file.name}" for file in (folder / "media").iterdir()] == [stored]
    return str(stored)


def _post(slug: str, photo: Media) -> Post:
    published_at = NOW - timedelta(days=AGES[slug])
    return replace(a_post(slug), published_at=published_at, media=(photo,))


@pytest.mark.parametrize(
    "order",
    [
        ("oldest", "second", "newest"),
        ("newest", "oldest", "second"),
        ("second", "newest", "oldest"),
    ],
)
def test_a_file_of_many_posts_is_named_after_the_oldest_whatever_came_first(
    order: Sequence[str], tmp_path: Path
) -> None:
    assert _archive(tmp_path, order) == f"media/{stem('oldest', URL)}.jpg"


def test_a_file_with_a_name_of_its_own_keeps_it(tmp_path: Path) -> None:
    stored = _archive(tmp_path, ("newest", "oldest"), name="banner.jpg")
    assert stored == f"media/{stem('banner', URL)}.jpg"


def test_a_file_of_one_post_is_left_alone(tmp_path: Path) -> None:
    assert _archive(tmp_path, ("newest",)) == f"media/{stem('newest', URL)}.jpg"


def test_names_that_are_settled_stay(tmp_path: Path) -> None:
    first = _archive(tmp_path, ("newest", "oldest"))
    with Archive.open(tmp_path) as archive:
        assert archive.settle_file_names() == 0
    assert query(tmp_path, "SELECT path FROM media") == [(first,)]


def test_a_row_without_its_file_is_left_alone(tmp_path: Path) -> None:
    path = f"media/{stem('newest', URL)}.jpg"
    with Archive.open(tmp_path) as archive:
        for slug in ("newest", "oldest"):
            save(archive, _post(slug, replace(BANNER, path=path)))
        assert archive.settle_file_names() == 0
    assert query(tmp_path, "SELECT path FROM media") == [(path,)]
