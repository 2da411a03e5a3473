"""A robots.txt that nobody can read: nothing is asked for, nothing is lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import pytest

from demo.faults import Cut, failing
from demo.sample import sample_blog
from demo.server import Server
from demo.site import Response, build_site
from tests.robustness.runs import Runner, left_in

if TYPE_CHECKING:
    from pathlib import Path

    from demo.faults import Fault
    from demo.server import Exchange

BLOG: Final = sample_blog()
SITE: Final = build_site(BLOG)
ROBOTS: Final = f"{BLOG.root}/robots.txt"
CDN: Final = "static.wixstatic.com"
LASTING: Final = (failing(503), failing(500), Cut.RESET)


def broken(url: str, fault: Fault) -> Server:
    return Server(SITE, {url: [fault] * 99})


def other_than_robots(log: list[Exchange], host: str) -> list[str]:
    on_host = (urlsplit(exchange.url) for exchange in log)
    return [x.path for x in on_host if x.netloc == host and x.path != "/robots.txt"]


@pytest.mark.parametrize("fault", LASTING, ids=["503", "500", "reset"])
def test_a_site_whose_rules_cannot_be_read_is_left_alone(
    tmp_path: Path, runner: Runner, fault: Fault
) -> None:
    folder = tmp_path / "archive"
    with broken(ROBOTS, fault) as server:
        run = runner.archive(server, folder, settings={"RETRY_TIMES": "2"})
    assert run.code == 1
    assert len(server.log) == 3
    assert other_than_robots(server.log, urlsplit(BLOG.root).netloc) == []
    sentence = " ".join(run.err.split())
    assert f"the robots.txt of {urlsplit(BLOG.root).netloc}, without which" in sentence
    assert "Try again later. If the blog is yours" in sentence
    assert "Traceback" not in run.err


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_refusal_to_tell_the_rules_means_that_there_are_none(
    tmp_path: Path, runner: Runner, status: int, expected: dict[str, object]
) -> None:
    folder = tmp_path / "archive"
    none = Response(status=status, body=b"User-agent: *\nDisallow: /\n")
    with Server(SITE.override(f"https://{CDN}/robots.txt", none)) as server:
        assert runner.archive(server, folder).code == 2
    assert left_in(folder) == expected


def test_a_later_run_that_cannot_read_the_rules_changes_nothing(
    tmp_path: Path, runner: Runner, expected: dict[str, object]
) -> None:
    folder = tmp_path / "archive"
    with Server(SITE) as server:
        runner.archive(server, folder)
    before = {path: path.read_bytes() for path in folder.glob("*/*")}
    with broken(ROBOTS, failing(503)) as server:
        run = runner.archive(server, folder, settings={"RETRY_TIMES": "1"})
    assert run.code == 1
    assert {urlsplit(exchange.url).path for exchange in server.log} == {"/robots.txt"}
    assert left_in(folder) == expected
    assert {path: path.read_bytes() for path in folder.glob("*/*")} == before

    with Server(SITE) as server:
        assert runner.archive(server, folder).code == 2
    assert left_in(folder) == expected


def test_files_of_a_host_whose_rules_cannot_be_read_come_with_the_next_run(
    tmp_path: Path, runner: Runner, expected: dict[str, object]
) -> None:
    folder = tmp_path / "archive"
    with broken(f"https://{CDN}/robots.txt", failing(503)) as server:
        run = runner.archive(server, folder, settings={"RETRY_TIMES": "1"})
    assert run.code == 2
    assert other_than_robots(server.log, CDN) == []
    with closing(sqlite3.connect(folder / "blog.db")) as database:
        (reason,) = database.execute(
            "SELECT message FROM findings"
            " WHERE code = 'media-failed' AND detail LIKE ?",
            [f"https://{CDN}/%"],
        ).fetchone()
    assert f"the robots.txt of {CDN}" in reason
    assert "503 Service Unavailable" in reason

    with Server(SITE) as server:
        assert runner.archive(server, folder).code == 2
    assert left_in(folder) == expected
