"""A server that breaks three answers in ten, in every way there is."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from warcio.archiveiterator import ArchiveIterator

from demo.faults import EMPTY, WRONG_TYPE, Cut, Scattered, failing
from demo.sample import sample_blog
from demo.server import Server
from demo.site import build_site
from tests.robustness.runs import Runner, left_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from demo.faults import Fault
    from demo.server import Exchange

BLOG: Final = sample_blog()
SITE: Final = build_site(BLOG)
RETRY_DELAY: Final = 0.1
# The server's silence is without end.
SETTINGS: Final = {
    "DOWNLOAD_TIMEOUT": "3",
    "MEDIA_TIMEOUT": "3",
    "VISITOR_API_TIMEOUT": "3",
    "RETRY_DELAY": str(RETRY_DELAY),
}


def kinds() -> Sequence[Fault]:
    soon = datetime.now(UTC) + timedelta(seconds=2)
    return (
        failing(429, retry_after=1),
        failing(429, retry_after=soon),
        failing(500),
        failing(503),
        failing(503, retry_after=1),
        *(Cut.RESET, Cut.TRUNCATED, Cut.SILENT, Cut.GARBLED, WRONG_TYPE, EMPTY),
    )


def different(folder: Path, expected: dict[str, object]) -> set[str]:
    left = left_in(folder)
    return {name for name in {*left, *expected} if left.get(name) != expected.get(name)}


def test_nothing_is_lost_and_nobody_is_pressed(
    tmp_path: Path, runner: Runner, expected: dict[str, object]
) -> None:
    folder = tmp_path / "archive"
    faults = Scattered(kinds(), 0.3, times=2, seed=2)
    with Server(SITE, faults) as server:
        run = runner.archive(server, folder, settings=SETTINGS)
    assert run.code == 2, run.err  # the sample blog has a gap on purpose
    assert "Traceback" not in run.err
    assert faults.broken.total() > 0.2 * len(server.log)
    assert different(folder, expected) == set()
    asked = Counter(exchange.url for exchange in server.log)
    assert {url: n - faults.broken[url] for url, n in asked.items() if n > 1} == {
        url: 1 for url, n in asked.items() if n > 1
    }
    assert min(waits(server.log)) >= RETRY_DELAY


def waits(log: Sequence[Exchange]) -> Iterator[float]:
    """Yield how long it took until each URL was asked for again.

    But for connections that ended before an answer. If such a one was in use before,
    Twisted opens another at once: it may just have been too old (RFC 9112, 9.3.1).
    """
    times: dict[str, list[Exchange]] = {}
    for exchange in log:
        times.setdefault(exchange.url, []).append(exchange)
    for asked in times.values():
        yield from (b.at - a.at for a, b in pairwise(asked) if a.status)


def test_what_came_of_a_broken_answer_is_in_the_web_archive_alone(
    tmp_path: Path, runner: Runner, expected: dict[str, object]
) -> None:
    folder, url = tmp_path / "archive", BLOG.encoded_url(BLOG.posts[0])
    with Server(SITE, {url: [Cut.TRUNCATED] * 2}) as server:
        assert runner.archive(server, folder).code == 2
    assert different(folder, expected) == set()
    (path,) = (folder / "warc").glob("*.warc.gz")
    sizes = [*sizes_of(path, url)]
    assert [truncated for _, truncated in sizes] == ["disconnect", "disconnect", None]
    assert 0 < sizes[0][0] == sizes[1][0] < sizes[2][0]


def sizes_of(path: Path, url: str) -> Iterator[tuple[int, str | None]]:
    """Yield of each response for *url* how long it is, and why it is not longer."""
    with path.open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            header = record.rec_headers.get_header
            content = record.raw_stream.read()
            if record.rec_type == "response" and header("WARC-Target-URI") == url:
                yield len(content), header("WARC-Truncated")


def test_what_stays_broken_is_a_finding_and_the_next_run_fetches_just_that(
    tmp_path: Path, runner: Runner, expected: dict[str, object]
) -> None:
    folder, url = tmp_path / "archive", BLOG.encoded_url(BLOG.posts[0])
    with Server(SITE, {url: [failing(500)] * 99}) as server:
        run = runner.archive(server, folder, settings={"RETRY_TIMES": "2"})
    assert run.code == 2
    assert f"{url} could not be read: the site answers 500" in run.out
    assert Counter(exchange.url for exchange in server.log)[url] == 3
    with closing(sqlite3.connect(folder / "blog.db")) as database:
        rows = database.execute("SELECT state FROM pages WHERE url = ?", [url])
        assert rows.fetchall() == [("failed",)]
        gone = database.execute("SELECT url FROM posts WHERE status = 'gone'")
        assert gone.fetchall() == []

    with Server(SITE) as server:
        runner.archive(server, folder)
    assert different(folder, expected) == set()
    posts = [e for e in server.log if "/post/" in e.url and e.status == HTTPStatus.OK]
    assert {exchange.url for exchange in posts if "/_api/" not in exchange.url} == {url}
