from __future__ import annotations

import io
import json
import tarfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from benchmarks import fidelity
from benchmarks.corpus import RecordedSite, recorded_sites
from benchmarks.floors import fallen, read_floors, write_floors
from benchmarks.sources import (
    SourceScores,
    score_site,
    score_sources,
    source_figures,
    source_table,
)
from blogark.wix.measures import MEASURES
from demo.render.visitor_api import POST_PATH, post_page
from demo.sample import sample_blog
from demo.site import build_site

if TYPE_CHECKING:
    from pathlib import Path

HOST = "www.example.com"
PAGE = """<!DOCTYPE html><html lang="en"><body><article data-hook="post">
<h1 data-hook="post-title"><span>A day</span></h1>
<section data-hook="post-description"><div data-id="content-viewer">
<div type="first" data-hook="rcv-block-first"></div>
<p id="viewer-a1"><span>We went <a href="https://example.org/a">far</a> away</span></p>
<div type="paragraph" data-hook="rcv-block1"></div>
<div type="last" data-hook="rcv-block-last"></div></div></section></article></body>
</html>
"""
FEED = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><item><title>A day</title><link>https://www.example.com/post/a-day</link>
<content:encoded><![CDATA[{}]]></content:encoded></item></channel></rss>"""


@pytest.fixture(scope="module")
def scores(shared: Path) -> SourceScores:
    return score_sources(shared / "corpus" / "wix-sites.tar.xz")


@pytest.fixture(scope="module")
def sample() -> RecordedSite:
    """The sample blog, with all that its visitor API answers."""
    blog = sample_blog()
    site = build_site(blog)
    files: dict[str, bytes] = {}
    for post in blog.posts:
        answer = json.dumps(post_page(post, blog)).encode()
        files[f"{POST_PATH.removeprefix('/')}{post.slug}.json"] = answer
        page = site.respond(f"{blog.root}/post/{post.slug}")
        files[f"post/{post.slug}.html"] = page.body
    return RecordedSite(host=blog.host, files=files)


def with_feed(body: str) -> RecordedSite:
    files = {"post/a-day.html": PAGE, "blog-feed.xml": FEED.format(body)}
    return RecordedSite(
        host=HOST, files={path: text.encode() for path, text in files.items()}
    )


def packed(site: RecordedSite, file: Path) -> Path:
    with tarfile.open(file, "w") as tar:
        for path, content in site.files.items():
            member = tarfile.TarInfo(f"sites/{site.host}/{path}")
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return file


# The corpus


def test_no_agreement_is_under_its_floor(scores: SourceScores) -> None:
    assert fallen(read_floors()["sources"], source_figures(scores)) == []


def test_every_site_and_source_has_floors(scores: SourceScores) -> None:
    floors, now = read_floors()["sources"], source_figures(scores)

    assert {host: floors[host].keys() for host in floors} == {
        host: now[host].keys() for host in now
    }


@pytest.mark.parametrize("source", ["page-json", "visitor-api"])
def test_recorded_data_says_the_same_as_the_pages(
    scores: SourceScores, source: str
) -> None:
    found = [sources[source] for sources in scores.values() if source in sources]

    assert sum(score.counts["posts"] for score in found) == 11
    assert all(score.share(name) == 1 for score in found for name in MEASURES)


# Made sites


def test_the_sample_blogs_data_says_the_same_as_its_pages(sample: RecordedSite) -> None:
    (score,) = score_site(sample).values()

    assert score.counts["posts"] == len(sample_blog().posts)
    assert {name: score.share(name) for name in MEASURES} == dict.fromkeys(MEASURES, 1)


def test_what_a_feed_says_otherwise_lowers_its_share() -> None:
    site = with_feed('<p>We, went <a href="https://example.org/b">far</a> away</p>')

    scores = score_site(site)

    assert source_figures({HOST: scores}) == {
        HOST: {"rss posts": 1, "rss words": 0.75, "rss links": 0.0}
    }


def test_what_a_page_lacks_lowers_the_share_too() -> None:
    site = with_feed(
        '<p>We went <a href="https://example.org/a">far</a> away</p><h2>Home</h2>'
    )

    figures = source_figures({HOST: score_site(site)})[HOST]

    assert (figures["rss words"], figures["rss headings"]) == (0.8, 0)
    assert figures["rss links"] == 1


def test_a_page_that_cannot_be_read_has_nothing_in_common() -> None:
    site = with_feed("<p>We went</p>")
    page = PAGE.replace("rcv-block", "other").replace("viewer", "other")
    broken = replace(site, files={**site.files, "post/a-day.html": page.encode()})

    assert score_site(broken)["rss"].share("words") == 0


def test_a_source_that_is_not_found_any_more_is_a_fall() -> None:
    with_it = with_feed("<p>We went</p>")
    without = replace(with_it, files={"post/a-day.html": PAGE.encode()})

    floors, now = (
        source_figures({HOST: score_site(site)}) for site in (with_it, without)
    )

    assert f"{HOST}: rss posts is gone, its floor is 1" in fallen(floors, now)


def test_the_table_has_sums_and_marks_what_neither_side_has() -> None:
    scores = score_site(with_feed("<p>We went</p>"))

    head, *lines = source_table({"a.example": scores, "b.example": scores}).splitlines()

    assert head.split()[:4] == ["source", "posts", "filled", "words"]
    assert [line.split()[:5] for line in lines] == [
        ["a.example", "rss", "1", "0", "0.50000"],
        ["b.example", "rss", "1", "0", "0.50000"],
        ["all", "rss", "2", "0", "0.50000"],
        ["of", "rss", "2", "0", "8"],
    ]
    assert lines[0].split()[-1] == "-"


# The command


def test_sites_are_read_from_an_archive_as_they_are(
    sample: RecordedSite, tmp_path: Path
) -> None:
    assert list(recorded_sites(packed(sample, tmp_path / "a.tar"))) == [sample]


def test_floors_are_raised_but_never_lowered(tmp_path: Path) -> None:
    corpus = packed(with_feed("<p>We went</p>"), tmp_path / "a.tar")
    floors = tmp_path / "floors.json"
    options = ["--corpus", str(corpus), "--floors", str(floors), "--update"]

    write_floors({"markdown": {}, "sources": {HOST: {"rss words": 0.25}}}, floors)
    assert fidelity.main(options) == 0
    assert read_floors(floors)["sources"][HOST]["rss words"] == 0.5

    write_floors({"markdown": {}, "sources": {HOST: {"rss words": 0.75}}}, floors)
    assert fidelity.main(options) == 1
    assert read_floors(floors)["sources"][HOST] == {"rss words": 0.75}
