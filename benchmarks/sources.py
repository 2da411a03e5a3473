"""How far the second sources of a post say the same as its page, per site.

As in a crawl, what a page's markup leaves open is filled from the other source, then
both bodies are compared; but each source has the page for itself, and no measure is
left out. A share under 1 is not always a fault: feeds have no buttons, add commas, and
give some links another address. The floors are what was measured.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, TypeAlias
from urllib.parse import unquote, urlsplit

from benchmarks.corpus import recorded_sites
from benchmarks.floors import rounded_down
from benchmarks.score import Score
from blogark.document import Document
from blogark.wix.body import Body
from blogark.wix.compare import compare, merged
from blogark.wix.feed import parse_feed
from blogark.wix.feed_body import read_feed_html
from blogark.wix.measures import MEASURES
from blogark.wix.page import WixPage
from blogark.wix.page_json import read_page_json, read_record_body
from blogark.wix.post_sources import BODY_READERS
from blogark.wix.site import site_of
from blogark.wix.urls import canonical
from blogark.wix.visitor_api import SOURCE, post_url, read_answer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.corpus import RecordedSite
    from benchmarks.floors import Floors

SourceScores: TypeAlias = dict[str, dict[str, Score]]
"""Scores by host and name of the source."""
_NOTHING: Final = Body(document=Document(()), source="")
_POSTS: Final = "posts"
"""Posts that have the source."""
_FILLED: Final = "filled"
"""Those of them whose page leaves open what the source has."""


def score_sources(archive: Path) -> SourceScores:
    """Return the scores of all second sources in *archive*, sorted by host.

    A host without any is there, with none.
    """
    scores = {site.host: score_site(site) for site in recorded_sites(archive)}
    return dict(sorted(scores.items()))


def score_site(site: RecordedSite) -> dict[str, Score]:
    """Return, by name, the scores of the second sources of the posts of *site*."""
    scores: defaultdict[str, Score] = defaultdict(Score)
    for recorded in site.posts():
        page = WixPage(recorded.html, recorded.url)
        shown = next(filter(None, (read(page) for read in BODY_READERS)), _NOTHING)
        for body in second_bodies(page, site):
            scores[body.source].add(score_pair(shown, body))
    return dict(sorted(scores.items()))


def second_bodies(page: WixPage, site: RecordedSite) -> Iterator[Body]:
    """Yield the body of the post on *page* from each other source that has it."""
    if (found := read_page_json(page)) is not None:
        yield found
    if (found := _answered(page, site)) is not None:
        yield found
    if html := _feed_html(page, site):
        yield read_feed_html(html, page.url)


def score_pair(shown: Body, other: Body) -> Score:
    """Return, for each measure, what both bodies have, of what the larger one has."""
    filled = merged(shown, other)
    score = Score()
    score.counts[_POSTS] = 1
    score.counts[_FILLED] = int(filled is not shown)
    for measure in compare(filled, other).measures:
        score.kept[measure.name] = measure.left - len(measure.only_left)
        score.total[measure.name] = max(measure.left, measure.right)
    return score


def _answered(page: WixPage, site: RecordedSite) -> Body | None:
    path = urlsplit(post_url(site_of(page), page.url, "")).path
    answer = site.files.get(f"{unquote(path).removeprefix('/')}.json")
    record = read_answer(answer, page.url) if answer is not None else None
    if record is None:
        return None
    return read_record_body(record, base_url=page.url, source=SOURCE)


def _feed_html(page: WixPage, site: RecordedSite) -> str:
    blog = site_of(page)
    folder = urlsplit(blog.base).path.removeprefix("/")
    feed = site.files.get(f"{folder}/blog-feed.xml".removeprefix("/"))
    if feed is None:
        return ""
    own = canonical(page.url, blog)
    posts = parse_feed(feed, blog, is_own=True).posts
    return next((post.content_html for post in posts if post.url == own), "")


def source_figures(scores: SourceScores) -> Floors:
    """Return the scores as they stand in the file of floors.

    A figure's name has its source in front: ``rss words``. Shares are rounded down;
    a share of nothing is left out.
    """
    return {
        host: {
            f"{source} {name}": value
            for source, score in sources.items()
            for name, value in _figures(score).items()
        }
        for host, sources in scores.items()
    }


def _figures(score: Score) -> dict[str, float]:
    shares = {m: rounded_down(score.share(m)) for m in MEASURES if score.total[m]}
    return {_POSTS: score.counts[_POSTS], **shares}


def source_table(scores: SourceScores) -> str:
    """Return the scores as a table of text: a line a site and source, and their sums.

    ``-`` stands where neither side has any such thing.
    """
    everything: defaultdict[str, Score] = defaultdict(Score)
    rows = [("", "source", _POSTS, _FILLED, *MEASURES)]
    for host, sources in scores.items():
        for source, score in sources.items():
            everything[source].add(score)
            rows.append((host, source, *_cells(score)))
    rows += [("all", source, *_cells(score)) for source, score in everything.items()]
    rows += [("of", source, *_sizes(score)) for source, score in everything.items()]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_line(row, widths) for row in rows)


def _cells(score: Score) -> list[str]:
    shares = [f"{score.share(m):.5f}" if score.total[m] else "-" for m in MEASURES]
    return [*_counts(score), *shares]


def _sizes(score: Score) -> list[str]:
    return [*_counts(score), *(str(score.total[m]) for m in MEASURES)]


def _counts(score: Score) -> list[str]:
    return [str(score.counts[name]) for name in (_POSTS, _FILLED)]


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    names = map(str.ljust, row[:2], widths[:2])
    return "  ".join([*names, *map(str.rjust, row[2:], widths[2:])])
