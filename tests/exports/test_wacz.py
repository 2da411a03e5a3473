"""The WACZ is valid, steady, and shows the posts with no network."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest

from blogark.archive.store import Archive
from blogark.errors import ArchiveError
from exports.exporter import run_export
from exports.wacz import FILE_NAME, Wacz
from tests.commands.scrapy_runs import FAST, scrapy

if TYPE_CHECKING:
    from exports.result import ExportResult

BLOG = "https://www.ketaminecentralga.com"
POST = f"{BLOG}/post/is-ketamine-addictive"
PROGRAMS = Path(sys.executable).parent
PAGES = "pages/pages.jsonl"


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crawled") / "archive"
    run = scrapy("archive", "--demo", "--out", folder, *FAST)
    assert run.code == 2, run.err
    return folder


@pytest.fixture(scope="module")
def wacz(crawled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    to = tmp_path_factory.mktemp("wacz")
    export(crawled, to)
    return to / FILE_NAME


def export(folder: Path, to: Path, **options: bool) -> ExportResult:
    with Archive.open(folder) as archive:
        return run_export(Wacz(**options), archive, to)


def validate(wacz: Path) -> None:
    done = subprocess.run(  # noqa: S603  ours
        [PROGRAMS / "wacz", "validate", "-f", wacz],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Validation succeeded" in done.stdout


def index(wacz: Path) -> list[tuple[str, dict[str, Any]]]:
    """Return the keys and fields of the index."""
    with ZipFile(wacz) as file:
        lines = gzip.decompress(file.read("indexes/index.cdx.gz")).decode().splitlines()
    parts = [line.split(" ", 2) for line in lines]
    return [(f"{key} {time}", json.loads(fields)) for key, time, fields in parts]


def test_it_is_valid(wacz: Path) -> None:
    validate(wacz)


def test_the_same_archive_gives_the_same_bytes(
    crawled: Path, wacz: Path, tmp_path: Path
) -> None:
    export(crawled, tmp_path)
    assert (tmp_path / FILE_NAME).read_bytes() == wacz.read_bytes()
    assert export(crawled, tmp_path).unchanged == 1


def test_its_pages_are_the_posts_with_titles_and_texts(
    crawled: Path, wacz: Path
) -> None:
    with ZipFile(wacz) as file:
        header, *pages = map(json.loads, file.read(PAGES).decode().splitlines())
    assert header["hasText"] is True
    with Archive.open(crawled) as archive:
        posts = {stored.post.url: stored for stored in archive.posts()}
    assert {page["url"] for page in pages} == set(posts)
    for page in pages:
        stored = posts[page["url"]]
        assert (page["title"], page["text"]) == (stored.post.title, stored.text)


def test_its_index_is_sorted_and_leads_to_every_answer(
    crawled: Path, wacz: Path
) -> None:
    found = index(wacz)
    keys = [key for key, _fields in found]
    assert keys == sorted(keys)
    addresses = {fields["url"] for _key, fields in found}
    assert {POST, f"{BLOG}/robots.txt", f"{BLOG}/sitemap.xml"} <= addresses
    with ZipFile(wacz) as file:
        for path in (crawled / "warc").glob("*.warc.gz"):
            assert file.read(f"archive/{path.name}") == path.read_bytes()


def test_its_digests_are_those_of_what_is_in_it(wacz: Path) -> None:
    with ZipFile(wacz) as file:
        text = file.read("datapackage.json")
        for resource in json.loads(text)["resources"]:
            digest = hashlib.sha256(file.read(resource["path"])).hexdigest()
            assert resource["hash"] == f"sha256:{digest}"
        package = json.loads(file.read("datapackage-digest.json"))
    assert package["hash"] == f"sha256:{hashlib.sha256(text).hexdigest()}"


def test_that_players_show_originals_can_be_left_out(
    crawled: Path, tmp_path: Path
) -> None:
    export(crawled, tmp_path, originals=False)
    validate(tmp_path / FILE_NAME)
    (warc,) = (crawled / "warc").glob("*.warc.gz")
    assert {fields["filename"] for _key, fields in index(tmp_path / FILE_NAME)} == {
        warc.name
    }


def test_after_a_run_that_was_killed_it_has_what_is_whole(
    crawled: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "archive"
    shutil.copytree(crawled, copy)
    (warc,) = (copy / "warc").glob("*.warc.gz")
    whole = warc.read_bytes()
    warc.with_name(f"{warc.name}.open").write_bytes(whole[: len(whole) // 3])
    warc.unlink()
    to = tmp_path / "to"
    result = export(copy, to)
    validate(to / FILE_NAME)
    assert {told.finding.code for told in result.findings} == {"export-lost"}
    lost = {told.post_url for told in result.findings}
    with ZipFile(to / FILE_NAME) as file:
        _header, *pages = map(json.loads, file.read(PAGES).decode().splitlines())
    with Archive.open(copy) as archive:
        posts = {stored.post.url for stored in archive.posts()}
    assert {page["url"] for page in pages} == posts - lost


def test_an_archive_without_a_web_archive_has_none_to_give(tmp_path: Path) -> None:
    with pytest.raises(
        ArchiveError, match=r"has no web archive.*--offline.*--archive DIR"
    ):
        export(tmp_path, tmp_path / "to")


def test_the_command_writes_it(crawled: Path, wacz: Path, tmp_path: Path) -> None:
    run = scrapy("export", "wacz", "--archive", crawled, "--to", tmp_path)
    assert run.code == 0, run.err
    assert (tmp_path / FILE_NAME).read_bytes() == wacz.read_bytes()
