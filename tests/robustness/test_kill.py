"""``kill -9`` at any moment: the next run goes on, and nothing tells of it after."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING, Final

import pytest
from warcio.archiveiterator import ArchiveIterator

from blogark.warc.folder import WarcFolder
from demo.sample import sample_blog
from demo.server import Server
from demo.site import build_site
from tests.commands.scrapy_runs import scrapy_offline
from tests.robustness.runs import KILLED, Point, Runner, cut_power, left_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SITE: Final = build_site(sample_blog())
# How many points of each kind; which of them, is drawn.
POINTS: Final = {
    "request": 5,
    "os.rename media": 3,
    "sql CREATE": 1,
    "sql INSERT": 3,
    "sql COMMIT": 3,
    "open markdown": 1,
    "os.rename markdown": 1,
    "open warc": 1,
    "os.rename warc": 2,
}


class KillingServer:
    """Kills the run that makes the nth request: it is named in the folder's lock."""

    def __init__(self, folder: Path, nth: int) -> None:
        self._lock = folder / ".lock"
        self._left = nth

    def next(self, _url: str) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(json.loads(self._lock.read_text())["pid"], signal.SIGKILL)


def drawn(seen: dict[str, int]) -> Iterator[Point]:
    """Yield the points, drawn from those that a run comes past."""
    chance = random.Random(4)  # noqa: S311  the same points in every run
    for kind, number in POINTS.items():
        for nth in sorted(chance.sample(range(1, seen[kind] + 1), number)):
            yield Point(kind, nth)


def killed_and_gone_on(runner: Runner, folder: Path, point: Point) -> None:
    """Kill a run at *point*, and run again to the end."""
    by_server = point.kind == "request"
    faults = KillingServer(folder, point.nth) if by_server else None
    with Server(SITE, faults) as server:
        kill_at = None if by_server else point
        assert runner.archive(server, folder, kill_at=kill_at).code == KILLED
        run = runner.archive(server, folder)
    assert run.code == 2, run.err  # the sample blog has a gap on purpose
    assert "Traceback" not in run.err


def records(folder: Path) -> int:
    """Return how many records the web archive has; raises if one is damaged."""
    number = 0
    for path in sorted((folder / "warc").glob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                record.content_stream().read()
                number += 1
    return number


def check(folder: Path, point: Point, expected: dict[str, object]) -> None:
    left = left_in(folder)
    different = {k for k in {*left, *expected} if left.get(k) != expected.get(k)}
    assert not different, (point, different)
    assert records(folder) > 0, point
    assert not [*folder.rglob("*.open"), *folder.rglob("*.part*")], point


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    """A run that nobody killed, and the points it came past."""
    folder = tmp_path_factory.mktemp("whole") / "archive"
    with Runner() as runner, Server(SITE) as server:
        run = runner.archive(server, folder)
        assert run.code == 2, run.err
        return folder, {**run.points, "request": len(server.log)}


def test_a_run_that_goes_on_after_a_kill_leaves_what_one_without_it_leaves(
    tmp_path: Path, whole: tuple[Path, dict[str, int]]
) -> None:
    expected = left_in(whole[0])
    points = [*drawn(whole[1])]
    assert len(points) == 20

    def work(share: list[Point]) -> None:
        with Runner() as runner:
            for point in share:
                name = f"{point.kind} {point.nth}".replace(" ", "-")
                folder = tmp_path / name / "archive"
                folder.parent.mkdir()
                killed_and_gone_on(runner, folder, point)
                check(folder, point, expected)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, (points[::2], points[1::2])))


def dangling(folder: Path) -> list[str]:
    """Return the addresses whose answers are not where the database says."""
    lengths = WarcFolder(folder).lengths()
    with closing(sqlite3.connect(folder / "blog.db")) as database:
        rows = database.execute(
            "SELECT url, warc_file, warc_offset FROM pages WHERE warc_file IS NOT NULL"
        )
        return [url for url, name, at in rows if at >= lengths.get(name, 0)]


CUTS: Final = (
    Point("os.rename media", 3),
    Point("sql COMMIT", 9),
    Point("sql COMMIT", 30),
    Point("os.rename markdown", 4),
    Point("os.rename warc", 1),
)


@pytest.mark.parametrize("point", CUTS, ids=str)
def test_a_power_cut_takes_nothing_that_the_database_tells_of(
    tmp_path: Path, whole: tuple[Path, dict[str, int]], point: Point
) -> None:
    folder = tmp_path / "archive"
    with Runner() as runner, Server(SITE) as server:
        assert runner.archive(server, folder, kill_at=point).code == KILLED
        cut_power(folder)
        assert dangling(folder) == []
        run = runner.archive(server, folder)
    assert run.code == 2, run.err
    check(folder, point, left_in(whole[0]))


@pytest.mark.parametrize("share", [0, 0.3, 0.6, 0.9])
def test_what_the_web_archive_has_lost_all_the_same_is_fetched_again(
    tmp_path: Path, whole: tuple[Path, dict[str, int]], share: float
) -> None:
    folder = tmp_path / "archive"
    with Runner() as runner, Server(SITE) as server:
        kill_at = Point("os.rename markdown", 1)
        assert runner.archive(server, folder, kill_at=kill_at).code == KILLED
        (left,) = (folder / "warc").iterdir()
        os.truncate(left, int(share * left.stat().st_size))
        copy = folder.with_name("copy")
        shutil.copytree(folder, copy)
        run = runner.archive(server, folder)
    assert run.code == 2, run.err
    check(folder, kill_at, left_in(whole[0]))
    assert dangling(folder) == []
    if share < 0.5:  # else only lists and files are lost
        offline = scrapy_offline("archive", "--offline", copy)
        assert offline.code == (2 if share else 1)
        sentence = "it is not in the web archive" if share else "has no web archive"
        assert sentence in offline.out + offline.err
