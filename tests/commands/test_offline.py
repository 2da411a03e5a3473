"""``--offline`` gives what the crawl gave, from what the site sent."""

from __future__ import annotations

import gzip
import shutil
from typing import TYPE_CHECKING, Final

import pytest
from warcio.archiveiterator import WARCIterator

from demo.faults import Cut
from demo.sample import sample_blog
from demo.server import Server
from demo.site import Response, build_site
from tests.archives import query
from tests.commands.scrapy_runs import (
    FAST,
    dump,
    outputs,
    scrapy,
    scrapy_offline,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from demo.faults import Fault

BLOG: Final = "https://www.ketaminecentralga.com"
BUSY: Final = Response(status=503, body=b"busy")
FORBIDS: Final = b"User-agent: *\nDisallow: /post/\n"
POST: Final = f"{BLOG}/post/is-ketamine-addictive"


def archive(
    folder: Path,
    *options: str,
    faults: Mapping[str, Sequence[Fault]] | None = None,
) -> Path:
    """Crawl the sample blog into *folder*."""
    with Server(build_site(sample_blog()), faults) as server:
        run = scrapy("archive", BLOG, "--out", folder, *FAST, *options, server=server)
    assert run.code in {0, 2}, run.err
    return folder


def same(one: Path, other: Path) -> bool:
    """Tell, by asserting it, that two archives are byte for byte the same."""
    assert dump(one) == dump(other)
    assert outputs(one) == outputs(other)
    return True


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive(tmp_path_factory.mktemp("crawled") / "archive")


def test_into_another_folder_it_gives_the_same(crawled: Path, tmp_path: Path) -> None:
    run = scrapy_offline("archive", "--offline", crawled, "--out", tmp_path / "other")
    assert run.code == 2, run.err
    assert run.err.rstrip().endswith(" read from the archive")
    assert same(crawled, tmp_path / "other")


def test_in_place_it_changes_nothing(crawled: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(crawled, copy)
    times = {path: path.stat().st_mtime_ns for path in copy.glob("*/*")}
    run = scrapy_offline("archive", "--offline", copy)
    assert run.code == 2, run.err
    assert same(crawled, copy)
    assert {path: path.stat().st_mtime_ns for path in copy.glob("*/*")} == times


def test_in_place_it_begins_at_an_address_that_was_asked_for(
    crawled: Path, tmp_path: Path
) -> None:
    """A run that finds all lists as they were does not ask for the one it is given."""
    copy = tmp_path / "copy"
    shutil.copytree(crawled, copy)
    other = BLOG.replace("https://www.", "http://")
    with Server(build_site(sample_blog())) as server:
        run = scrapy("archive", other, "--out", copy, *FAST, server=server)
    assert "15 unchanged" in run.out
    before = dump(copy)
    run = scrapy_offline("archive", "--offline", copy)
    assert run.code == 2, run.err
    assert dump(copy) == before


def test_a_reading_that_cannot_begin_forgets_nothing(tmp_path: Path) -> None:
    copy = archive(tmp_path / "copy")
    archive(copy)
    first, _second = sorted(copy.glob("warc/*.warc.gz"))
    first.unlink()
    before = dump(copy)
    run = scrapy_offline("archive", "--offline", copy)
    assert run.code == 1
    assert run.err == (
        f"Error: {BLOG}/ could not be read: it is not in the web archive. Archive the "
        "blog again.\n"
    )
    assert dump(copy) == before


def test_a_lost_database_is_made_again(crawled: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(crawled, copy)
    (copy / "blog.db").unlink()
    run = scrapy_offline("crawl", "wix_blog", "-a", f"offline={copy}")
    assert run.code == 2, run.err
    assert same(crawled, copy)


def test_newer_code_gives_the_better_result(crawled: Path, tmp_path: Path) -> None:
    old = archive(tmp_path / "old", "-s", "CLEANING_PASSES={}")
    sql = "SELECT markdown FROM posts ORDER BY url"
    assert query(old, sql) != query(crawled, sql)
    run = scrapy_offline("archive", "--offline", old)
    assert run.code == 2, run.err
    assert query(old, sql) == query(crawled, sql)


def test_what_robots_txt_forbade_and_was_crawled_all_the_same_is_read_again(
    tmp_path: Path,
) -> None:
    robots = f"{BLOG}/robots.txt"
    forbids = build_site(sample_blog()).override(
        robots, Response(content_type="text/plain", body=FORBIDS)
    )
    one = tmp_path / "one"
    with Server(forbids) as server:
        ignoring = ("-s", "ROBOTSTXT_OBEY=False")
        run = scrapy("archive", BLOG, "--out", one, *FAST, *ignoring, server=server)
    assert run.code == 2, run.err
    for other in (tmp_path / "other", one):
        run = scrapy_offline("archive", "--offline", one, "--out", other)
        assert run.code == 2, run.err
        assert same(one, other)


def test_a_second_run_adds_what_is_new_and_can_be_read_again(
    crawled: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(crawled, copy)
    archive(copy)
    first, second = sorted((copy / "warc").glob("*.warc.gz"))
    assert first.read_bytes() == (crawled / "warc" / first.name).read_bytes()
    with second.open("rb") as file:
        kinds = {record.rec_type for record in WARCIterator(file)}
    assert kinds == {"warcinfo", "request", "revisit", "metadata"}
    run = scrapy_offline("archive", "--offline", copy, "--out", tmp_path / "other")
    assert run.code == 2, run.err
    assert same(copy, tmp_path / "other")


def test_what_failed_fails_in_the_same_way(tmp_path: Path) -> None:
    faults: dict[str, list[Fault]] = {
        POST: [BUSY] * 9,
        f"{BLOG}/post/happy-holidays": [Cut.RESET] * 9,
        f"{BLOG}/blog-feed.xml": [Cut.TRUNCATED] * 9,
    }
    folder = archive(tmp_path / "archive", "-s", "RETRY_TIMES=1", faults=faults)
    failed = query(folder, "SELECT url FROM pages WHERE state = 'failed'")
    assert {url for (url,) in failed} == set(faults)
    run = scrapy_offline("archive", "--offline", folder, "--out", tmp_path / "other")
    assert run.code == 2, run.err
    assert same(folder, tmp_path / "other")


def test_a_later_failure_hides_nothing(crawled: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(crawled, copy)
    faults = {POST: [BUSY] * 9}
    archive(copy, "--refresh", "-s", "RETRY_TIMES=1", faults=faults)
    failed = query(copy, "SELECT url FROM pages WHERE state = 'failed'")
    assert failed == [(POST,)]
    scrapy_offline("archive", "--offline", copy)
    sql = "SELECT url, state, reason, status, fetched_at, digest FROM pages"
    assert query(copy, sql) == query(crawled, sql)


def test_every_answer_is_where_the_database_says(crawled: Path) -> None:
    rows = query(
        crawled,
        "SELECT url, warc_file, warc_offset, status FROM pages WHERE status NOT NULL",
    )
    assert rows
    for url, name, offset, status in rows:
        with (crawled / "warc" / str(name)).open("rb") as file:
            file.seek(int(str(offset)))
            record = next(WARCIterator(file))
            assert record.rec_headers.get_header("WARC-Target-URI") == url
            assert record.http_headers.get_statuscode() == str(status)


def test_no_token_is_in_the_web_archive(crawled: Path) -> None:
    (path,) = (crawled / "warc").glob("*.warc.gz")
    text = gzip.decompress(path.read_bytes())
    assert b"/_api/v1/access-tokens" in text
    assert b"Authorization:" not in text
    assert b'"instance"' not in text


def test_it_can_be_switched_off(tmp_path: Path) -> None:
    folder = archive(tmp_path / "archive", "-s", "WARC_ENABLED=False", "--limit", "1")
    assert not (folder / "warc").exists()
    run = scrapy_offline("archive", "--offline", folder)
    assert run.code == 1
    assert run.err == (
        f"Error: {folder} has no web archive to read again: crawl the blog into it "
        "with `scrapy archive URL`, with WARC_ENABLED on.\n"
    )


_WITHOUT = (
    "--offline reads again what its archive has: give it without an address, --demo, "
    "--limit, --since, --refresh or --no-visitor-api."
)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--offline"], "--offline needs the folder of an archive."),
        (
            ["--offline", "x", BLOG],
            _WITHOUT,
        ),
        *(
            (["--offline", "x", *option], _WITHOUT)
            for option in (
                ["--since", "2024-01-01"],
                ["--refresh"],
                ["--no-visitor-api"],
            )
        ),
    ],
)
def test_what_cannot_be_meant_is_said(options: list[str], sentence: str) -> None:
    run = scrapy("archive", *options)
    assert run.code == 1
    assert run.err == f"Error: {sentence}\n"
