"""``scrapy report``, and the report that every crawl ends with."""

from __future__ import annotations

import json
import re
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import unquote
from zipfile import ZipFile

import pytest

from blogark.archive.store import Archive
from tests.commands.scrapy_runs import scrapy
from tests.reports import fill

if TYPE_CHECKING:
    from pathlib import Path


def test_a_report_is_made_and_bundled(tmp_path: Path) -> None:
    folder = tmp_path / "blog"
    with closing(Archive.open(folder)) as archive:
        fill(archive, folder)
    before = (folder / "blog.db").read_bytes()
    done = scrapy("report", folder, "--bundle")
    assert done.err == ""
    assert done.code == 0
    assert done.out.splitlines()[0] == (
        f"{folder}/report.html: 4 posts, 1 complete, 1 to check, 2 incomplete"
    )
    with ZipFile(tmp_path / "blog.zip") as bundle:
        assert "example.com/report.html" in bundle.namelist()
    assert (folder / "blog.db").read_bytes() == before
    other = scrapy("report", "--bundle", folder)  # the other way round
    assert (other.code, other.out) == (0, done.out)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Give the folder of one archive"),
        (["a", "b"], "Give the folder of one archive"),
        (["none"], "There is no archive in none"),
    ],
)
def test_what_cannot_be_reported_is_one_sentence(
    arguments: list[str], sentence: str
) -> None:
    done = scrapy("report", *arguments)
    assert done.code == 1
    assert done.err.startswith(f"Error: {sentence}")
    assert len(done.err.splitlines()) == 1


def test_a_crawl_ends_with_a_report_whose_files_are_there(tmp_path: Path) -> None:
    done = scrapy("archive", "--demo", "--out", tmp_path / "blog")
    assert done.code == 2, done.err
    assert "  report.html what became of every post" in done.out
    report = json.loads((tmp_path / "blog" / "report.json").read_bytes())
    assert report["totals"]["posts"] == len(report["posts"]) == 15
    for post in report["posts"]:
        for name in (post["markdown"], (post["cover"] or {}).get("path")):
            assert name is None or (tmp_path / "blog" / name).is_file()
    before = [p.stat().st_mtime_ns for p in (tmp_path / "blog").glob("report.*")]
    assert len(before) == 3
    assert scrapy("archive", "--demo", "--out", tmp_path / "blog").code == 2
    after = [p.stat().st_mtime_ns for p in (tmp_path / "blog").glob("report.*")]
    assert after == before


def test_every_link_inside_a_bundle_leads_to_a_file_in_it(tmp_path: Path) -> None:
    scrapy("archive", "--demo", "--out", tmp_path / "blog")
    assert scrapy("report", tmp_path / "blog", "--bundle").code == 0
    with ZipFile(tmp_path / "blog.zip") as bundle:
        names = {*bundle.namelist()}
        for name in names:
            if name.endswith(".md"):
                links = re.findall(
                    r"\.\./(media/[^)\s\"]+)", bundle.read(name).decode()
                )
                root = name.split("/")[0]
                assert {f"{root}/{unquote(link)}" for link in links} <= names
        (report,) = (name for name in names if name.endswith("report.json"))
        for post in json.loads(bundle.read(report))["posts"]:
            assert report.replace("report.json", post["markdown"]) in names


def test_text_scrapes_end_with_a_report(tmp_path: Path) -> None:
    text = tmp_path / "post.txt"
    text.write_text("A title\n\nFeb 17, 2024\n\nSome words of a post.\n", "utf-8")
    done = scrapy("archive", "--from-text", text, "--out", tmp_path / "blog")
    report = json.loads((tmp_path / "blog" / "report.json").read_bytes())
    assert [source["name"] for source in report["sources"]] == ["text"], done.err
    assert report["first_read"]
