"""The exports for programs: JSON Lines, a table for spreadsheets, a copy of blog.db."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

from blogark.archive.read import ArchiveReader
from blogark.archive.store import Archive
from blogark.post import PageState, Term
from exports.csv_index import CsvIndex
from exports.exporter import run_export
from exports.json_lines import JsonLines, schema
from exports.sqlite_copy import SqliteCopy
from tests.archives import NOW, SITE, a_page, a_post, full_post, save

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from exports.exporter import Exporter
    from exports.result import ExportResult

GONE = f"{SITE}/post/gone"


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    """An archive of three posts, one of them gone from the site."""
    gone = a_post(
        "gone", title="=HYPERLINK(A1)", tags=(Term(name="only here", slug="only-here"),)
    )
    with Archive.open(tmp_path / "blog") as archive:
        for post in (full_post(), a_post("plain", title="Say “hi”,\nnow"), gone):
            save(archive, post)
        archive.save_page(a_page(GONE, PageState.GONE))
        archive.settle_gone(seen_at=NOW)
        archive.resolve_links()
    return tmp_path / "blog"


def export(exporter: Exporter, blog: Path, to: Path) -> ExportResult:
    with ArchiveReader.open(blog) as reader:
        return run_export(exporter, reader, to)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_each_line_keeps_to_the_schema_that_is_published(
    blog: Path, tmp_path: Path
) -> None:
    export(JsonLines(), blog, tmp_path / "out")
    published = json.loads((tmp_path / "out/posts.schema.json").read_text())
    Draft202012Validator.check_schema(published)
    validator = Draft202012Validator(published)
    found = lines(tmp_path / "out/posts.jsonl")
    assert len(found) == 3
    for line in found:
        validator.validate(line)


def test_the_schema_demands_every_field() -> None:
    """A reader may rely on each key, so that none is ever left out."""
    post = json.loads(schema())["$defs"]["PostLine"]
    assert post["required"] == list(post["properties"])


def test_a_line_says_all_that_is_known_of_a_post(blog: Path, tmp_path: Path) -> None:
    export(JsonLines(), blog, tmp_path / "out")
    line = next(
        each for each in lines(tmp_path / "out/posts.jsonl") if each["slug"] == "día"
    )
    assert line["published_at"] == "2024-02-16T23:02:03.456000Z"
    assert line["published_raw"] == "2024-02-17T01:02:03.456+02:00"
    assert [term["name"] for term in line["categories"]] == ["Zeta", "Alfa"]
    assert line["media"][0]["path"] == "media/cover.jpg"
    assert line["cover_url"] == line["media"][0]["url"]
    assert line["document"]["blocks"][0]["type"] == "heading"
    assert {each["code"] for each in line["findings"]} >= {"media-failed"}


def test_a_table_opens_in_a_spreadsheet_as_text(blog: Path, tmp_path: Path) -> None:
    export(CsvIndex(), blog, tmp_path / "out")
    text = (tmp_path / "out/posts.csv").read_bytes().decode("utf-8-sig")
    rows = {row["slug"]: row for row in csv.DictReader(StringIO(text, newline=""))}
    assert rows["plain"]["title"] == "Say “hi”,\nnow"
    assert rows["gone"]["title"] == "'=HYPERLINK(A1)"
    assert rows["gone"]["status"] == "gone"
    assert rows["día"]["categories"] == "Zeta; Alfa"
    assert rows["día"]["videos"] == "1"


def test_a_copy_of_the_database_is_one_file_with_everything(
    blog: Path, tmp_path: Path
) -> None:
    export(SqliteCopy(), blog, tmp_path / "out")
    assert [p.name for p in (tmp_path / "out").glob("[!.]*")] == ["blog.db"]
    with (
        ArchiveReader.open(blog) as before,
        ArchiveReader.open(tmp_path / "out") as after,
    ):
        assert [*after.posts()] == [*before.posts()]
        assert [*after.findings()] == [*before.findings()]


def test_only_what_is_published_can_be_handed_over(blog: Path, tmp_path: Path) -> None:
    export(SqliteCopy(gone="skip"), blog, tmp_path / "db")
    with closing(sqlite3.connect(tmp_path / "db/blog.db")) as db:
        slugs = {slug for (slug,) in db.execute("SELECT slug FROM posts")}
        tags = {tag for (tag,) in db.execute("SELECT id FROM tags")}
        assert not db.execute("PRAGMA foreign_key_check").fetchall()
    assert slugs == {"día", "plain"}
    assert tags == {"año"}
    for exporter, name in (
        (JsonLines(gone="skip"), "posts.jsonl"),
        (CsvIndex(gone="skip"), "posts.csv"),
    ):
        export(exporter, blog, tmp_path / name)
        assert b"HYPERLINK" not in (tmp_path / name / name).read_bytes()


@pytest.mark.parametrize("exporter", [JsonLines(), CsvIndex(), SqliteCopy()])
def test_a_second_export_writes_nothing(
    exporter: Exporter, blog: Path, tmp_path: Path
) -> None:
    first = export(exporter, blog, tmp_path / "out")
    again = export(exporter, blog, tmp_path / "out")
    assert first.written > 0
    assert replace(again, unchanged=0) == replace(first, written=0)
