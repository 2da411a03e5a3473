"""The folder of Markdown files: names, front matter, local addresses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from blogark.archive.read import ArchiveReader
from blogark.archive.store import Archive
from blogark.document import Document, File, Image, Paragraph, Text, Video
from blogark.errors import ArchiveError
from blogark.post import PageState
from exports.markdown import PlainMarkdown
from tests.archives import (
    PHOTO,
    SITE,
    a_file,
    a_page,
    a_post,
    full_post,
    linking,
    save,
    stored_file,
)

if TYPE_CHECKING:
    from pathlib import Path

    from blogark.post import Page, Post
    from exports.exporter import Exporter, ExportResult


def archive(folder: Path, *posts: Post, pages: tuple[Page, ...] = ()) -> None:
    with Archive.open(folder) as opened:
        for post in posts:
            save(opened, post)
        for page in pages:
            opened.save_page(page)
        opened.resolve_links()


def export(folder: Path, to: Path | None = None) -> ExportResult:
    exporter: Exporter = PlainMarkdown()
    with ArchiveReader.open(folder) as reader:
        return exporter.export(reader, to or folder / "markdown")


def body(folder: Path, name: str) -> str:
    text = (folder / "markdown" / name).read_text(encoding="utf-8")
    return text.split("---\n", 2)[2]


def test_a_file_with_everything(tmp_path: Path) -> None:
    archive(tmp_path, full_post())
    assert export(tmp_path).written == 1
    head, _, rest = (tmp_path / "markdown" / "día.md").read_text().rpartition("---\n")
    assert head == (
        "---\n"
        'title: "Title of día"\n'
        'slug: "día"\n'
        'source_url: "https://www.example.com/post/día"\n'
        "date: 2024-02-16T23:02:03.456+00:00\n"
        "updated: 2024-03-01T00:00:00+00:00\n"
        'author: "Ana"\n'
        'language: "es"\n'
        "categories:\n"
        '  - "Zeta"\n'
        '  - "Alfa"\n'
        "tags:\n"
        '  - "año"\n'
        "hashtags:\n"
        '  - "b"\n'
        '  - "a"\n'
        'description: "In short"\n'
        "cover:\n"
        '  path: "../media/cover.jpg"\n'
        '  alt: "A cover"\n'
        "reading_minutes: 2\n"
        'seo_title: "Day"\n'
        'seo_description: "All about the day"\n'
        'source_id: "id-día"\n'
        'status: "published"\n'
    )
    assert "![A cover](../media/cover.jpg)" in rest


def test_a_bare_post_has_only_what_it_has(tmp_path: Path) -> None:
    post = a_post(document=Document(), seo_title="Title of one")
    archive(tmp_path, post, pages=(a_page(post.url, PageState.GONE),))
    export(tmp_path)
    assert (tmp_path / "markdown" / "one.md").read_text() == (
        "---\n"
        'title: "Title of one"\n'
        'slug: "one"\n'
        'source_url: "https://www.example.com/post/one"\n'
        'source_id: "id-one"\n'
        'status: "gone"\n'
        "---\n"
    )


def test_media_are_files_beside_the_folder_and_lost_ones_stay_links(
    tmp_path: Path,
) -> None:
    lost = a_file("https://example.org/lost.jpg", status="failed")
    film = stored_file("film.mp4", "https://example.org/film", kind="video")
    blocks = (
        Image(PHOTO),
        Image(lost.url),
        File("Prices.pdf", url="https://example.org/prices"),
        Video("https://example.org/film"),
    )
    paper = stored_file("a%b c.pdf", "https://example.org/prices", kind="file")
    media = (stored_file("photo.jpg"), lost, paper, film)
    archive(tmp_path, a_post(document=Document(blocks), media=media))
    export(tmp_path)
    text = body(tmp_path, "one.md")
    assert "](../media/photo.jpg)" in text
    assert "](https://example.org/lost.jpg)" in text
    assert "](../media/a%25b%20c.pdf)" in text
    assert "../media/film.mp4" in text


def test_media_are_found_from_any_folder(tmp_path: Path) -> None:
    blocks = (Image(PHOTO),)
    post = a_post(document=Document(blocks), media=(stored_file("photo.jpg"),))
    archive(tmp_path / "archive", post)
    export(tmp_path / "archive", tmp_path / "site" / "content")
    text = (tmp_path / "site" / "content" / "one.md").read_text()
    assert "](../../archive/media/photo.jpg)" in text


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (f"{SITE}/post/two", "two.md"),
        (f"{SITE}/post/two?utm_source=x#part", "two.md#part"),
        (f"{SITE}/post/d%C3%ADa", "día.md"),
        (f"{SITE}/post/a%20b", "a-b.md"),
        (f"{SITE}/post/one#part", "#part"),
        ("#part", "#part"),
        (f"{SITE}/post/no", f"{SITE}/post/no"),
        (f"{SITE}/about", f"{SITE}/about"),
        ("mailto:a@example.com", "mailto:a@example.com"),
        (PHOTO, "../media/photo.jpg"),
    ],
)
def test_links_lead_to_the_files_of_posts(
    tmp_path: Path, url: str, expected: str
) -> None:
    post = linking(url, media=(stored_file("photo.jpg"),))
    others = (a_post("two"), a_post("día"), a_post("a b"))
    archive(tmp_path, post, *others)
    export(tmp_path)
    assert f"]({expected})" in body(tmp_path, "one.md")


def test_posts_with_one_slug_have_files_of_their_own(tmp_path: Path) -> None:
    same = a_post("One", id="other", url=f"{SITE}/es/post/One")
    archive(tmp_path, a_post(), same, linking(same.url, slug="link"))
    assert export(tmp_path).written == 3
    names = sorted(path.name for path in (tmp_path / "markdown").iterdir())
    assert names == ["One-d9298a10d1.md", "link.md", "one.md"]
    assert "](One-d9298a10d1.md)" in body(tmp_path, "link.md")


def test_files_that_are_right_are_not_touched(tmp_path: Path) -> None:
    archive(tmp_path, a_post(), a_post("two"))
    export(tmp_path)
    folder = tmp_path / "markdown"
    before = {path.name: path.stat() for path in folder.iterdir()}
    archive(tmp_path, replace(a_post("two"), title="New"))
    result = export(tmp_path)
    assert (result.written, result.unchanged) == (1, 1)
    assert (folder / "one.md").stat() == before["one.md"]
    assert (folder / "two.md").stat() != before["two.md"]


def test_a_file_that_was_cut_short_or_edited_is_made_whole(tmp_path: Path) -> None:
    archive(tmp_path, a_post())
    export(tmp_path)
    path = tmp_path / "markdown" / "one.md"
    whole = path.read_bytes()
    path.write_bytes(whole[:20])
    assert export(tmp_path).written == 1
    assert path.read_bytes() == whole


def test_files_that_no_post_stands_for_are_told_and_kept(tmp_path: Path) -> None:
    archive(tmp_path, a_post())
    export(tmp_path)
    archive(tmp_path, replace(a_post(), slug="moved", url=f"{SITE}/post/moved"))
    (tmp_path / "markdown" / "notes.md").write_text("mine")
    result = export(tmp_path)
    assert result.leftover == ("notes.md", "one.md")
    assert (tmp_path / "markdown" / "one.md").exists()


def test_exporting_leaves_the_archive_as_it_was(tmp_path: Path) -> None:
    archive(tmp_path, full_post())
    before = (tmp_path / "blog.db").read_bytes()
    export(tmp_path)
    assert (tmp_path / "blog.db").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["blog.db", "markdown"]


def test_a_place_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    archive(tmp_path, a_post())
    (tmp_path / "markdown").write_text("a shopping list")
    with pytest.raises(ArchiveError, match=r"cannot be written .* export again"):
        export(tmp_path)


def test_a_folder_in_the_place_of_a_file_is_told_in_a_sentence(tmp_path: Path) -> None:
    archive(tmp_path, a_post())
    (tmp_path / "markdown" / "one.md").mkdir(parents=True)
    with pytest.raises(ArchiveError, match="cannot be written"):
        export(tmp_path)


def test_right_to_left_is_said_if_all_text_runs_so(tmp_path: Path) -> None:
    hebrew = Paragraph((Text("שלום"),), dir="rtl")
    archive(tmp_path, a_post(document=Document((hebrew,)), language="he"))
    export(tmp_path)
    assert (
        '\nlanguage: "he"\ndir: "rtl"\n'
        in (tmp_path / "markdown" / "one.md").read_text()
    )
