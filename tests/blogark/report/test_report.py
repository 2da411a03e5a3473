"""What a report says of an archive, and the files that it is written to."""

from __future__ import annotations

import csv
import json
import re
from contextlib import closing
from html import unescape
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import msgspec
import pytest

from blogark.archive.read import ArchiveReader
from blogark.archive.store import Archive
from blogark.errors import ArchiveError
from blogark.findings import finding
from blogark.post import PageState, SiteFinding
from blogark.report.facts import Report
from blogark.report.gather import gather
from blogark.report.packed import PackedPosts
from blogark.report.table import COLUMNS
from blogark.report.view import verdict
from blogark.report.words import sentences
from blogark.report.write import JSON, NAMES, write_report
from tests.archives import LATER, SITE, a_page, a_post, full_post, linking
from tests.reports import HOSTILE, LOST, fill, keep

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).parents[3] / "docs"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with closing(Archive.open(tmp_path)) as archive:
        yield archive


@pytest.fixture
def filled(archive: Archive, tmp_path: Path) -> Archive:
    fill(archive, tmp_path)
    return archive


def report_of(archive: ArchiveReader) -> Report:
    return gather(archive, {"id-whole": "markdown/whole.md"})


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        name: ((folder / name).read_bytes(), (folder / name).stat().st_mtime_ns)
        for name in NAMES
    }


def test_each_post_has_a_state_and_its_reason(filled: Archive) -> None:
    assert [
        (post.slug, post.state, post.reason) for post in report_of(filled).posts
    ] == [
        ("lost", "incomplete", "The post is not in the archive: the host is busy."),
        ("whole", "complete", "Everything is there."),
        ("hostile", "check", "A button or file does not say where it leads."),
        ("broken", "incomplete", sentences().words["media-failed"].meaning),
    ]


def test_the_posts_of_each_source_are_counted_by_what_became_of_them(
    filled: Archive,
) -> None:
    assert [
        (s.name, s.named, s.archived, s.gone, s.missing)
        for s in report_of(filled).sources
    ] == [("sitemap", 3, 3, 0, 0), ("feed", 3, 3, 0, 0), ("rss", 2, 0, 1, 1)]


def test_a_finding_about_a_lost_post_stands_at_that_post(filled: Archive) -> None:
    report = report_of(filled)
    assert [note.code for note in report.notes] == ["listed-gone"]
    assert report.posts[0].url == LOST
    assert [note.code for note in report.posts[0].notes] == ["page-failed"]


def test_a_post_that_could_be_read_before_is_not_lost(filled: Archive) -> None:
    post = a_post("whole")
    filled.save_page(a_page(post.url, PageState.FAILED, reason="the host is busy"))
    assert [post.slug for post in report_of(filled).posts].count("whole") == 1


def test_missing_files_and_dead_links_are_named(filled: Archive) -> None:
    keep(filled, linking(f"{SITE}/post/none", slug="linking"))
    filled.resolve_links()
    by_slug = {post.slug: post for post in report_of(filled).posts}
    assert [file.url for file in by_slug["broken"].missing_files] == [
        f"{SITE}/film.mp4"
    ]
    assert by_slug["linking"].dead_links == (f"{SITE}/post/none",)
    assert by_slug["linking"].state == "check"


def test_a_post_that_left_the_site_is_kept_and_told(filled: Archive) -> None:
    filled.save_page(a_page(a_post("whole").url, PageState.GONE, reason="404"))
    filled.settle_gone(seen_at=LATER)
    (post,) = (post for post in report_of(filled).posts if post.slug == "whole")
    assert (post.status, post.state) == ("gone", "complete")
    assert post.reason.endswith("The site does not have this post any more.")


def test_every_code_and_pass_that_occurs_is_explained(filled: Archive) -> None:
    keep(filled, full_post())
    report = report_of(filled)
    notes = [*report.notes, *(note for post in report.posts for note in post.notes)]
    assert {*report.words} == {note.code for note in notes}
    assert {*report.passes} == {"drop_spacers", "trim_whitespace"}


def test_posts_that_may_be_missing_are_told_at_the_top(archive: Archive) -> None:
    keep(archive, a_post("one", document=full_post().document))
    whole = report_of(archive)
    assert verdict(whole) == "The one post is complete."
    archive.save_site_finding(SiteFinding(finding=finding("sitemap-lost", "Lost.")))
    assert verdict(report_of(archive)).startswith(
        "The one post is complete. There may be more posts"
    )


def test_an_empty_archive_has_a_report(archive: Archive, tmp_path: Path) -> None:
    write_report(archive, {})
    assert "The archive has no posts." in (tmp_path / "report.html").read_text("utf-8")


def test_writing_again_touches_nothing(filled: Archive, tmp_path: Path) -> None:
    write_report(filled, {})
    before = contents(tmp_path)
    write_report(filled, {})
    assert contents(tmp_path) == before
    assert not [*tmp_path.glob(".*part")]


def test_a_crawl_that_changes_nothing_changes_no_report(
    filled: Archive, tmp_path: Path
) -> None:
    write_report(filled, {})
    before = contents(tmp_path)
    crawl = filled.start_crawl(version="2", arguments={"url": f"{SITE}/"}, at=LATER)
    filled.settle_site_findings(is_full=True)
    filled.finish_crawl(crawl, totals={"posts": 3}, at=LATER)
    fill_again = [note.code for note in report_of(filled).notes]
    assert fill_again == []  # a crawl tells anew what it finds
    fill(filled, tmp_path)
    write_report(filled, {})
    assert contents(tmp_path) == before


def test_equal_archives_give_equal_reports(tmp_path: Path) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        with closing(Archive.open(folder)) as archive:
            fill(archive, folder)
            write_report(archive, {})
    one, other = ([b for b, _ in contents(f).values()] for f in folders)
    assert one == other


def test_the_database_is_only_read(tmp_path: Path) -> None:
    with closing(Archive.open(tmp_path)) as archive:
        fill(archive, tmp_path)
    before = (tmp_path / "blog.db").read_bytes()
    with ArchiveReader.open(tmp_path) as reader:
        write_report(reader, {})
    assert (tmp_path / "blog.db").read_bytes() == before


def test_a_folder_that_cannot_be_written_to_is_one_sentence(
    filled: Archive, tmp_path: Path
) -> None:
    (tmp_path / "report.html").mkdir()
    with pytest.raises(ArchiveError, match=r"The report cannot be written to .*report"):
        write_report(filled, {})


def test_the_table_is_safe_in_spreadsheets(filled: Archive, tmp_path: Path) -> None:
    keep(filled, a_post("formula", title="=HYPERLINK(1)"))
    write_report(filled, {})
    text = (tmp_path / "report.csv").read_bytes().decode()
    assert text.startswith("\ufeff")
    rows = [*csv.DictReader(StringIO(text.removeprefix("\ufeff")))]
    assert [*rows[0]] == [*COLUMNS]
    assert [row["title"] for row in rows] == [
        "lost",
        "Everything is calm",
        HOSTILE,
        "'=HYPERLINK(1)",
        "Zebras have no film",
    ]


def test_no_text_of_a_post_can_end_a_script(filled: Archive, tmp_path: Path) -> None:
    write_report(filled, {})
    page = (tmp_path / "report.html").read_text("utf-8")
    assert page.count("<script") == page.count("</script") == 6
    assert "<img src=x" not in page
    assert "<!--" not in page


def test_the_page_names_nothing_to_fetch(filled: Archive, tmp_path: Path) -> None:
    write_report(filled, {})
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "default-src 'none'" in unescape(page)
    assert not re.findall(r"<(?:link|iframe|img|script src|style src)\b", page)
    assert not re.findall(r"@import|url\(", page)


def schema() -> dict[str, Any]:
    return msgspec.json.schema(Report)


def test_report_json_follows_the_schema_that_is_published(
    filled: Archive, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    published = DOCS / "report.schema.json"
    text = json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"
    if request.config.getoption("--update-golden"):
        published.write_text(text, encoding="utf-8")
    assert published.read_text("utf-8") == text
    write_report(filled, {"id-whole": "markdown/whole.md"})
    written = json.loads((tmp_path / "report.json").read_bytes())
    jsonschema.validate(written, json.loads(text))


def test_docs_name_every_key_and_column() -> None:
    page = (DOCS / "report.md").read_text("utf-8")
    named = {*re.findall(r"`(\w+)`", page)}
    keys = {
        key
        for group in schema()["$defs"].values()
        for key in group.get("properties", ())
    }
    assert keys <= named
    assert {*COLUMNS} <= named


def test_posts_come_out_of_their_packing_as_they_went_in(filled: Archive) -> None:
    posts = tuple(report_of(filled).posts)
    packed = PackedPosts(posts)
    assert len(packed) == len(posts) > 1
    assert tuple(packed) == posts
    assert tuple(packed[1:]) == posts[1:]
    first, *others = posts
    assert tuple(PackedPosts(others).turned_after([first])) == (first, *others[::-1])


def test_json_that_is_written_post_by_post_is_that_of_the_whole(
    filled: Archive,
) -> None:
    report = write_report(filled, {})
    whole = msgspec.structs.replace(report, posts=tuple(report.posts))
    written = (filled.folder / JSON).read_bytes()
    assert written == msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n"


def test_a_report_of_no_posts_is_json_too(archive: Archive) -> None:
    assert not write_report(archive, {}).posts
    written = (archive.folder / JSON).read_bytes()
    assert msgspec.json.decode(written)["posts"] == []


def test_the_page_of_a_blog_without_files_leads_to_none(
    archive: Archive, tmp_path: Path
) -> None:
    keep(archive, a_post("one"))
    write_report(archive, {})
    assert 'href="media/"' not in (tmp_path / "report.html").read_text("utf-8")
