"""ZIP files for Ghost, read back by the rules of its importer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from blogark.archive.read import ArchiveReader
from blogark.document import Cell, Document, Paragraph, Row, Table, Text, Video
from blogark.post import Author
from blogark.render.html import to_html
from exports.exporter import run_export
from exports.ghost import FILE_NAME, Ghost
from exports.ghost_html import to_ghost
from tests.archives import NOW, a_post, full_post, linking
from tests.documents import documents
from tests.exports.blogs import blog, words
from tests.exports.export_cases import CASES, make_archive
from tests.exports.ghost_importer import run_importer

if TYPE_CHECKING:
    from pathlib import Path

    from exports.result import ExportResult
    from tests.exports.ghost_importer import Imported


def exported(
    archive: Path, to: Path, options: Ghost | None = None
) -> tuple[ExportResult, Imported]:
    with ArchiveReader.open(archive) as reader:
        result = run_export(options or Ghost(), reader, to)
    return result, run_importer(to / FILE_NAME)


def codes(result: ExportResult) -> list[str]:
    return sorted(found.finding.code for found in result.findings)


@pytest.mark.parametrize("case", CASES)
def test_the_importer_refuses_and_loses_nothing(case: str, tmp_path: Path) -> None:
    archive = make_archive(case, tmp_path / "blog")
    _, site = exported(archive, tmp_path / "out")
    assert site.refused == []
    with ArchiveReader.open(archive) as reader:
        posts = list(reader.posts())
    assert len(site.posts) == len(posts)


@given(documents)
def test_ghost_is_told_what_the_html_says(document: Document) -> None:
    without_videos = Document(
        tuple(each for each in document.blocks if not isinstance(each, Video))
    )
    found = words(to_ghost(without_videos))
    assert sorted(found) == sorted(words(to_html(without_videos)))


def test_facts_of_a_post(tmp_path: Path) -> None:
    _, site = exported(blog(tmp_path / "blog", full_post()), tmp_path / "out")
    post = site.posts["dia"]
    assert post["published_at"] == "2024-02-16T23:02:03.456Z"
    assert post["custom_excerpt"] == "In short"
    assert [tag["name"] for tag in site.data["tags"]] == ["Zeta", "Alfa", "año"]
    assert site.data["users"][0]["name"] == "Ana"
    (meta,) = site.data["posts_meta"]
    assert meta["meta_title"] == "Day"
    assert meta["feature_image_alt"] == "A cover"


def test_what_is_too_long_is_cut_and_told(tmp_path: Path) -> None:
    long = a_post(
        "one",
        title="\N{PILE OF POO}" * 200,
        excerpt="x" * 301,
        seo_description="y" * 600,
        published_at=NOW,
        author=Author(name="Ana", slug="ana"),
    )
    result, site = exported(blog(tmp_path / "blog", long), tmp_path / "out")
    assert site.refused == []
    assert codes(result) == ["export-cut"] * 3


def test_slugs_of_another_script_are_written_in_latin_and_told(tmp_path: Path) -> None:
    archive = blog(tmp_path / "blog", a_post("žluťoučký"), a_post("zlutoucky"))
    result, site = exported(archive, tmp_path / "out")
    assert site.refused == []
    assert len(site.posts) == 2
    assert "export-changed" in codes(result)


@pytest.mark.parametrize("slug", ["one-", "One"])
def test_a_changed_address_is_named_whatever_changed(slug: str, tmp_path: Path) -> None:
    result, _ = exported(blog(tmp_path / "blog", a_post(slug)), tmp_path / "out")
    told = [found.finding.message for found in result.findings]
    assert "Ghost makes this of its address: one." in told


def test_links_between_posts_lead_to_the_new_addresses(tmp_path: Path) -> None:
    one = linking("https://www.example.com/post/two", slug="one")
    _, site = exported(blog(tmp_path / "blog", one, a_post("two")), tmp_path / "out")
    assert '<a href="__GHOST_URL__/two/">' in site.posts["one"]["html"]


def test_a_post_without_a_date_is_a_draft_and_never_dated_now(tmp_path: Path) -> None:
    result, site = exported(blog(tmp_path / "blog", a_post("one")), tmp_path / "out")
    assert site.posts["one"]["status"] == "draft"
    assert site.posts["one"]["published_at"] is None
    assert "export-undated" in codes(result)


def test_a_table_is_kept_in_a_card() -> None:
    cell = Cell(blocks=(Paragraph((Text("x"),)),))
    html = to_ghost(Document((Table((Row(cells=(cell,)),)),)))
    assert html.startswith("<!--kg-card-begin: html-->\n<table>")


def test_a_video_of_youtube_is_a_player() -> None:
    url = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    html = to_ghost(Document((Video(url=url, provider="youtube"),)))
    assert html.startswith(
        '<figure class="kg-card kg-embed-card"><iframe src="https://'
    )
