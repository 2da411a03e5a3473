"""The last pipeline: items in, an archive out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from scrapy import Spider
from scrapy.utils.test import get_crawler

from blogark import __version__
from blogark.archive.read import ArchiveReader
from blogark.document import Document, Heading, Paragraph, Text
from blogark.errors import ArchiveError
from blogark.findings import finding
from blogark.post import PageState, SiteFinding
from pipelines import store_post
from pipelines.store_post import StorePipeline
from spiders.arguments import Arguments
from tests.archives import SITE, a_page, a_post, linking, query
from tests.pipelines import store_crawl

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class Asked(Spider):
    name = "asked"
    arguments = Arguments.parse(url=SITE, out=None, limit="3")


def crawler_of(out: Path | None) -> Crawler:
    settings: dict[str, Any] = {"BLOGARK_OUT": None if out is None else str(out)}
    crawler = get_crawler(Asked, settings)
    crawler.spider = Asked()
    return crawler


def run(out: Path, *items: object) -> Crawler:
    crawler = crawler_of(out)
    pipeline = StorePipeline.from_crawler(crawler)
    pipeline.open_spider()
    for item in items:
        assert pipeline.process_item(item) is item
    pipeline.close_spider()
    return crawler


def test_a_post_is_stored_in_every_form(tmp_path: Path) -> None:
    document = Document((Heading(2, (Text("A & B"),)), Paragraph((Text("One *two*"),))))
    run(tmp_path, a_post(document=document))
    with ArchiveReader.open(tmp_path) as archive:
        (stored,) = archive.posts()
    assert stored.post.document == document
    assert stored.html == "<h2>A &amp; B</h2>\n<p>One *two*</p>"
    assert stored.markdown == "## A & B\n\nOne \\*two\\*\n"
    assert stored.text.split() == ["A", "&", "B", "One", "*two*"]


def test_pages_and_findings_of_the_site_are_stored(tmp_path: Path) -> None:
    found = SiteFinding(finding=finding("feed-lost", "The feed is lost."))
    run(tmp_path, a_page(SITE, PageState.ARCHIVED), found)
    assert query(tmp_path, "SELECT url FROM pages") == [(SITE,)]
    findings = query(tmp_path, "SELECT post_id, code FROM findings")
    assert findings == [(None, "feed-lost")]


def test_a_page_is_archived_when_its_post_is(tmp_path: Path) -> None:
    """Its files may take minutes, and the run may be killed in the meantime."""
    pages = "SELECT url FROM pages"
    post = a_post()
    pipeline = StorePipeline.from_crawler(crawler_of(tmp_path))
    pipeline.open_spider()
    pipeline.process_item(a_page(post.url, PageState.ARCHIVED))
    assert query(tmp_path, pages) == []
    pipeline.process_item(post)
    assert query(tmp_path, pages) == [(post.url,)]
    other = a_page(f"{SITE}/post/other", PageState.ARCHIVED)
    pipeline.process_item(other)
    pipeline.close_spider()
    assert (other.url,) in query(tmp_path, pages)


def test_the_end_of_a_crawl_resolves_links_and_records_the_totals(
    tmp_path: Path,
) -> None:
    run(tmp_path, linking(f"{SITE}/post/two"), a_post("two"))
    assert query(tmp_path, "SELECT target_post_id FROM links") == [("id-two",)]
    ((version, arguments, totals, finished),) = query(
        tmp_path, "SELECT version, arguments, totals, finished_at FROM crawls"
    )
    assert version == __version__
    asked = {name: value for name, value in json.loads(arguments).items() if value}
    assert asked == {"url": f"{SITE}/", "limit": 3, "visitor_api": "all"}
    assert json.loads(totals)["posts"] == 2
    assert finished is not None


def test_totals_do_not_count_what_an_earlier_crawl_found(tmp_path: Path) -> None:
    lost = SiteFinding(finding=finding("feed-lost", "The feed is lost."))
    run(tmp_path, a_post(), lost)
    run(tmp_path, a_post())
    totals = query(tmp_path, "SELECT totals FROM crawls ORDER BY id")
    counts = [json.loads(row)["findings"]["warning"] for (row,) in totals]
    assert counts == [1, 0]
    assert query(tmp_path, "SELECT * FROM findings") == []


def test_statistics_say_what_was_new(tmp_path: Path) -> None:
    assert run(tmp_path, a_post()).stats.get_value("posts/new") == 1
    stats = run(tmp_path, a_post(), a_post("two")).stats
    assert (stats.get_value("posts/new"), stats.get_value("posts/unchanged")) == (1, 1)


def test_a_post_that_breaks_a_renderer_is_a_finding_and_no_other_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(document: Document) -> str:
        if not document.blocks:
            raise RecursionError
        return "fine"

    monkeypatch.setattr(store_post, "to_html", broken)
    run(tmp_path, a_post("bad", document=Document()), a_post("good"))
    assert query(tmp_path, "SELECT slug FROM posts") == [("good",)]
    assert query(tmp_path, "SELECT severity, detail FROM findings") == [
        ("error", f"{SITE}/post/bad")
    ]
    assert "RecursionError" in caplog.text


def test_without_a_folder_nothing_starts() -> None:
    with pytest.raises(ArchiveError, match="no folder for the archive: set"):
        StorePipeline.from_crawler(crawler_of(None))


def test_a_folder_that_cannot_be_used_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    pipeline = StorePipeline.from_crawler(crawler_of(tmp_path / "file"))
    with pytest.raises(ArchiveError, match="is a file, not a folder"):
        pipeline.open_spider()
    pipeline.close_spider()


def test_a_crawl_stops_when_its_archive_cannot_be_written(tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603 - ours
        [sys.executable, "-m", store_crawl.__name__, str(tmp_path)],
        cwd=Path(store_crawl.__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    stats = json.loads(done.stdout)
    assert stats["finish_reason"] == "archive_error"
    assert "blog.db cannot be used (no such table" in stats["archive/error"]
    assert stats["posts/new"] == 1
    assert "Traceback" not in done.stderr
