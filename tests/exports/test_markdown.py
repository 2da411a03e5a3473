"""Markdown files: names, front matter, local addresses, and what can be chosen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from blogark.archive.read import ArchiveReader
from blogark.archive.store import Archive
from blogark.document import Document, File, Image, Paragraph, Style, Text, Video
from blogark.errors import ArchiveError
from blogark.post import PageState, Term
from blogark.settings import EXPORTERS
from exports.catalogue import exporter_class
from exports.exporter import run_export
from exports.options import parse_options
from tests.archives import (
    NOW,
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
    from exports.result import ExportResult


def archive(folder: Path, *posts: Post, pages: tuple[Page, ...] = ()) -> None:
    with Archive.open(folder) as opened:
        for post in posts:
            save(opened, post)
            for path in [folder / media.path for media in post.media if media.path]:
                path.parent.mkdir(exist_ok=True)
                path.touch()
        for page in pages:
            opened.save_page(page)
        opened.settle_gone(seen_at=NOW)
        opened.resolve_links()


def export(
    folder: Path, to: Path | None = None, *options: str, profile: str = "plain"
) -> ExportResult:
    exporter = parse_options(exporter_class(EXPORTERS, profile), options)
    with ArchiveReader.open(folder) as reader:
        return run_export(exporter, reader, to or folder / "markdown")


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
        (f"{SITE}/post/two#nowhere", "two.md"),
        (f"{SITE}/post/d%C3%ADa", "día.md"),
        (f"{SITE}/post/a%20b", "a-b.md"),
        (f"{SITE}/post/one#here", "#here"),
        ("#here", "#here"),
        ("#nowhere", "#"),
        (f"{SITE}/post/no", f"{SITE}/post/no"),
        (f"{SITE}/about", f"{SITE}/about"),
        ("mailto:a@example.com", "mailto:a@example.com"),
        (PHOTO, "../media/photo.jpg"),
    ],
)
def test_links_lead_to_the_files_of_posts(
    tmp_path: Path, url: str, expected: str
) -> None:
    here = Paragraph((Text("Here"),), anchor="here")
    part = Paragraph((Text("Part"),), anchor="part")
    content = (here, *linking(url).document.blocks)
    media = (stored_file("photo.jpg"),)
    post = a_post("one", document=Document(content), media=media)
    two = a_post("two", document=Document((part,)))
    archive(tmp_path, post, two, a_post("día"), a_post("a b"))
    export(tmp_path)
    assert f"]({expected})" in body(tmp_path, "one.md")


def test_posts_with_one_slug_have_files_of_their_own(tmp_path: Path) -> None:
    same = a_post("One", id="other", url=f"{SITE}/es/post/One")
    archive(tmp_path, a_post(), same, linking(same.url, slug="link"))
    assert export(tmp_path).written == 3
    names = sorted(path.name for path in (tmp_path / "markdown").glob("*.md"))
    assert names == ["One-d9298a10d1.md", "link.md", "one.md"]
    assert "](One-d9298a10d1.md)" in body(tmp_path, "link.md")


def test_files_that_are_right_are_not_touched(tmp_path: Path) -> None:
    archive(tmp_path, a_post(), a_post("two"))
    export(tmp_path)
    folder = tmp_path / "markdown"
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    archive(tmp_path, replace(a_post("two"), title="New"))
    result = export(tmp_path)
    assert (result.written, result.unchanged) == (1, 1)
    assert (folder / "one.md").stat().st_mtime_ns == before["one.md"]
    assert (folder / "two.md").stat().st_mtime_ns != before["two.md"]


def test_exporting_leaves_the_archive_as_it_was(tmp_path: Path) -> None:
    archive(tmp_path, full_post())
    before = (tmp_path / "blog.db").read_bytes()
    export(tmp_path)
    assert (tmp_path / "blog.db").read_bytes() == before
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["blog.db", "markdown", "media"]


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


def test_all_profiles_have_the_options_that_people_ask_for(tmp_path: Path) -> None:
    when = datetime(2024, 2, 29, 23, 30, tzinfo=UTC)
    archive(tmp_path, a_post(published_at=when, tags=(Term(name="a", slug="a"),)))
    needed = {
        "plain": "",
        "hugo": 'url: "/post/one/"\n',
        "jekyll": 'permalink: "/post/one/"\n',
        "eleventy": 'permalink: "/post/one/"\ntemplateEngineOverride: "md"\n',
    }
    for profile, fields in needed.items():
        export(
            tmp_path,
            tmp_path / profile,
            *("--fields", "title:name,date,tags", "--date-format", "date"),
            *("--time-zone", "Europe/Prague", "--lists", "inline", "--dates", "month"),
            profile=profile,
        )
        (path,) = (tmp_path / profile).rglob("*.md")
        assert path.read_text() == (
            '---\nname: "Title of one"\ndate: 2024-03-01\ntags: ["a"]\n'
            f"{fields}---\n\nWords of one.\n"
        )
        assert "/2024/03/" in path.as_posix()


@pytest.mark.parametrize(
    ("zone", "name", "date"),
    [
        ("UTC", "2024-02-29-one.md", "2024-02-29T23:30:00+00:00"),
        ("Asia/Tokyo", "2024-03-01-one.md", "2024-03-01T08:30:00+09:00"),
    ],
)
def test_the_day_is_the_same_in_a_file_s_name_its_text_and_its_address(
    tmp_path: Path, zone: str, name: str, date: str
) -> None:
    when = datetime(2024, 2, 29, 23, 30, tzinfo=UTC)
    archive(tmp_path, a_post(published_at=when))
    pattern = "/{year}/{month}/{day}/{slug}/"
    options = ("--time-zone", zone, "--url", pattern)
    export(tmp_path, tmp_path / "jekyll", *options, profile="jekyll")
    text = (tmp_path / "jekyll" / "_posts" / name).read_text()
    day = name.removesuffix("-one.md").replace("-", "/")
    assert f"\ndate: {date}\n" in text
    assert f'\npermalink: "/{day}/one/"\n' in text


@pytest.mark.parametrize(
    ("way", "address"),
    [
        ("copy", "/media/photo.jpg"),
        ("link", "/media/photo.jpg"),
        ("archive", "../../media/photo.jpg"),
        ("remote", PHOTO),
    ],
)
def test_files_are_copied_linked_or_left(
    tmp_path: Path, way: str, address: str
) -> None:
    image = Document((Image(PHOTO),))
    archive(tmp_path, a_post(document=image, media=(stored_file("photo.jpg"),)))
    to = tmp_path / "eleventy"
    export(tmp_path, to, "--media", way, profile="eleventy")
    assert f"]({address})" in (to / "post" / "one.md").read_text()
    copy, original = to / "media" / "photo.jpg", tmp_path / "media" / "photo.jpg"
    assert copy.exists() == (way in {"copy", "link"})
    assert not copy.exists() or copy.samefile(original) == (way == "link")


def test_a_site_in_a_folder_of_its_host_has_it_before_links_and_files(
    tmp_path: Path,
) -> None:
    blocks = (*linking(f"{SITE}/post/two").document.blocks, Image(PHOTO))
    media = (stored_file("photo.jpg"),)
    archive(tmp_path, a_post(document=Document(blocks), media=media), a_post("two"))
    to = tmp_path / "astro"
    export(tmp_path, to, "--base", "/sub", "--url", "/b/{slug}/", profile="astro")
    text = (to / "src/content/b/one.md").read_text()
    assert '\npath: "/b/one/"\n' in text
    assert "](/sub/b/two/)" in text
    assert "](/sub/media/photo.jpg)" in text


@pytest.mark.parametrize(
    ("gone", "expected"), [("draft", "draft"), ("include", "shown"), ("skip", "none")]
)
def test_posts_that_are_gone_are_drafts_or_whatever_is_asked(
    tmp_path: Path, gone: str, expected: str
) -> None:
    old = a_post("old")
    gone_page = a_page(old.url, PageState.GONE)
    archive(tmp_path, linking(old.url), old, pages=(gone_page,))
    to = tmp_path / "hugo"
    result = export(tmp_path, to, "--gone", gone, profile="hugo")
    path = to / "content/post/old/index.md"
    text = path.read_text() if path.exists() else ""
    is_draft = "\ndraft: true\n" in text
    assert ("draft" if is_draft else "shown" if text else "none") == expected
    link = "/post/old/" if gone == "include" else old.url
    assert f"]({link})" in (to / "content/post/one/index.md").read_text()
    codes = [found.finding.code for found in result.findings]
    assert codes.count("export-link-dead") == (gone != "include")


@pytest.mark.parametrize(
    ("profile", "line"),
    [
        ("hugo", "draft: true"),
        ("jekyll", "published: false"),
        ("eleventy", "permalink: false"),
        ("astro", "draft: true"),
        ("pelican", "Status: draft"),
    ],
)
def test_a_draft_stays_one_whatever_fields_are_chosen(
    tmp_path: Path, profile: str, line: str
) -> None:
    old = a_post("old")
    archive(tmp_path, old, pages=(a_page(old.url, PageState.GONE),))
    title = "Title" if profile == "pelican" else "title"
    to = tmp_path / profile
    export(tmp_path, to, "--fields", title, profile=profile)
    (path,) = to.rglob("*.md")
    assert line in path.read_text().splitlines()


def test_a_needed_field_that_is_renamed_is_there_once(tmp_path: Path) -> None:
    archive(tmp_path, a_post())
    to = tmp_path / "hugo"
    export(tmp_path, to, "--fields", "title,url:address", profile="hugo")
    text = (to / "content/post/one/index.md").read_text()
    assert text.startswith('---\ntitle: "Title of one"\naddress: "/post/one/"\n---\n')


def test_links_out_of_an_export_into_the_archive_are_told_once(
    tmp_path: Path,
) -> None:
    home = tmp_path / "blog"
    image = Document((Image(PHOTO), Image(PHOTO)))
    home.mkdir()
    archive(home, a_post(document=image, media=(stored_file("photo.jpg"),)))

    def codes(to: Path, *options: str) -> list[str]:
        return [found.finding.code for found in export(home, to, *options).findings]

    assert codes(tmp_path / "elsewhere") == ["export-media-outside"]
    assert codes(tmp_path / "copies", "--media", "copy") == []
    assert codes(home / "exports") == []


def test_videos_play_or_are_links(tmp_path: Path) -> None:
    page = "https://www.youtube.com/watch?v=abcdefghijk"
    archive(tmp_path, a_post(document=Document((Video(page, provider="youtube"),))))
    export(tmp_path, tmp_path / "hugo", profile="hugo")
    export(tmp_path, tmp_path / "jekyll", profile="jekyll")
    export(tmp_path, tmp_path / "links", "--embeds", "link", profile="hugo")
    bundle = "content/post/one/index.md"
    assert "{{< youtube abcdefghijk >}}" in (tmp_path / "hugo" / bundle).read_text()
    assert f"<{page}>" in (tmp_path / "links" / bundle).read_text()
    (post,) = (tmp_path / "jekyll").rglob("*.md")
    assert '<iframe src="https://www.youtube-nocookie.com/' in post.read_text()


def test_styles_that_markdown_has_no_word_for_can_be_left_out(tmp_path: Path) -> None:
    run = Text("under", Style(underline=True, bold=True))
    archive(tmp_path, a_post(document=Document((Paragraph((run,)),))))
    export(tmp_path)
    assert "**<u>under</u>**" in body(tmp_path, "one.md")
    export(tmp_path, None, "--spans", "text")
    assert "**under**" in body(tmp_path, "one.md")


def test_a_schema_has_the_fields_that_were_chosen(tmp_path: Path) -> None:
    archive(tmp_path, a_post())
    to = tmp_path / "astro"
    export(tmp_path, to, "--fields", "title,pubDate:date", profile="astro")
    schema = (to / "src/content.config.ts").read_text()
    assert (
        "    title: z.string(),\n    date: z.coerce.date().optional(),\n"
        "    path: z.string().optional(),\n"
        "    draft: z.boolean().default(false),\n  })" in schema
    )


def test_an_old_address_is_an_alias(tmp_path: Path) -> None:
    post, old = a_post(), f"{SITE}/single-post/2019/08/01/one"
    moved = a_page(old, PageState.REDIRECTED, redirected_to=post.url)
    archive(tmp_path, post, pages=(moved,))
    export(tmp_path, tmp_path / "hugo", profile="hugo")
    text = (tmp_path / "hugo/content/post/one/index.md").read_text()
    assert '\naliases:\n  - "/single-post/2019/08/01/one"\n' in text
