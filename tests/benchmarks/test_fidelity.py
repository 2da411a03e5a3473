from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.corpus import RecordedPost
from benchmarks.fidelity import score_corpus, score_post, table
from benchmarks.floors import fallen, figures, read_floors
from benchmarks.score import FAULTS, RATIOS, Score
from demo.sample import sample_blog
from demo.site import build_site

if TYPE_CHECKING:
    from pathlib import Path

# Sites whose posts are in today's viewer, Ricos.
RICOS = (
    "revistaclustermx.wixsite.com",
    "www.advancemoving.ca",
    "www.fenicio.es",
    "www.izenimplantusa.com",
    "www.kaiglobal.sg",
    "www.karamullaneauthor.com",
    "www.makywrite.cz",
    "www.theglowbarldn.com",
)
PAGE = """<!DOCTYPE html><html lang="en"><body><article data-hook="post">
<h1 data-hook="post-title"><span>A day out</span></h1>
<section data-hook="post-description"><div data-id="content-viewer">
<div type="first" data-hook="rcv-block-first"></div>
<h2 id="viewer-a1"><span>A day out!</span></h2>
<div type="heading" data-hook="rcv-block1"></div>
<p id="viewer-a2"><span>We went <a href="https://example.org/?utm_source=x">far</a>
away</span></p><div type="paragraph" data-hook="rcv-block2"></div>
<p id="viewer-a3"><span>#trip #sun</span></p>
<div type="paragraph" data-hook="rcv-block3"></div>
<div type="last" data-hook="rcv-block-last"></div></div></section></article></body>
</html>
"""


@pytest.fixture(scope="module")
def scores(shared: Path) -> dict[str, Score]:
    return score_corpus(shared / "corpus" / "wix-sites.tar.xz")


def test_no_figure_is_under_its_floor(scores: dict[str, Score]) -> None:
    assert fallen(read_floors()["markdown"], figures(scores)) == []


def test_every_site_has_floors(scores: dict[str, Score]) -> None:
    assert read_floors()["markdown"].keys() == scores.keys()


@pytest.mark.parametrize("host", RICOS)
def test_a_site_of_todays_viewer_loses_nothing(
    scores: dict[str, Score], host: str
) -> None:
    score = scores[host]

    assert {name: score.share(name) for name in RATIOS} == pytest.approx(
        dict.fromkeys(RATIOS, 1), abs=0.0001
    )
    assert [score.counts[name] for name in FAULTS] == [0, 0]


def test_the_sample_blog_loses_nothing() -> None:
    site = build_site(sample_blog())
    total = Score()

    for post in site.blog.posts:
        url = f"{site.blog.root}/post/{post.slug}"
        html = site.respond(url).body.decode()
        total.add(score_post(RecordedPost(host="", url=url, html=html), frozenset()))

    assert {name: total.share(name) for name in RATIOS} == dict.fromkeys(RATIOS, 1)
    assert total.total["posts"] == len(site.blog.posts) >= 10


def test_what_cleaning_changes_on_purpose_is_counted_apart() -> None:
    url = "https://www.example.com/post/a-day-out"
    recorded = RecordedPost(host="www.example.com", url=url, html=PAGE)

    score = score_post(recorded, frozenset())

    assert all(score.share(name) == 1 for name in RATIOS)
    assert dict(+score.counts) == {"hashtags": 1, "title": 1, "tracking": 1}


def test_a_page_that_cannot_be_read_has_lost_all_words() -> None:
    html = PAGE.replace("rcv-block", "other").replace("viewer", "other")
    recorded = RecordedPost(host="a", url="https://a/post/b", html=html)

    score = score_post(recorded, frozenset())

    assert score.share("posts") == score.share("words_kept") == 0


def test_the_table_has_a_line_for_each_site_and_one_for_all() -> None:
    one, two = Score(), Score()
    one.kept["links"], one.total["links"] = 1, 2
    two.kept["links"], two.total["links"] = 2, 2

    lines = table({"a.example": one, "b.example": two}).splitlines()

    assert [line.split()[0] for line in lines[1:]] == [
        "a.example",
        "b.example",
        "all",
        "of",
    ]
    assert "0.50000" in lines[1]
    assert "0.75000" in lines[3]
