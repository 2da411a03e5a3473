"""``kill -9`` at any moment: the next run goes on, and nothing tells of it after."""

from __future__ import annotations

import json
import os
import random
import signal
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

import pytest
from warcio.archiveiterator import ArchiveIterator

from demo.sample import sample_blog
from demo.server import Server
from demo.site import build_site
from tests.robustness.runs import KILLED, Point, Runner, left_in

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
