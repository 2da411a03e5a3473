"""The command as a person runs it; each crawl is a process of its own."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import threading
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

import pytest
from scrapy.settings import Settings

from blogark.archive.store import Archive
from commands.archive import Command
from demo.sample import sample_blog
from demo.server import Server
from demo.site import Response, build_site
from tests.archives import a_post, query, save
from tests.commands.scrapy_runs import FAST, ROOT, Run, environment_of, scrapy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


def _content(folder: Path) -> dict[str, bytes]:
    """Return the files of an archive but those that tell of each crawl."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.glob("*/**/*")
        if path.is_file() and "warc" not in path.parts
    }


# The sample blog


class Demo(NamedTuple):
    folder: Path
    run: Run


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    folder = tmp_path_factory.mktemp("demo") / "archive"
    return Demo(folder, scrapy("archive", "--demo", "--out", str(folder)))


def test_the_sample_blog_is_archived_without_a_network(demo: Demo) -> None:
    assert (demo.folder / "blog.db").is_file()
    assert (demo.folder / "markdown" / "is-ketamine-addictive.md").is_file()
    assert len([*(demo.folder / "media").iterdir()]) >= 10


def test_the_summary_is_all_of_stdout(demo: Demo) -> None:
    lines = demo.run.out.splitlines()
    assert lines[0].startswith("Archived https://www.ketaminecentralga.com/ after ")
    posts = len([*(demo.folder / "markdown").glob("*.md")])
    gone = "(1 more is named by the site's lists but deleted there)"
    assert lines[1] == f"  posts     {posts} {gone}"
    assert f"In {demo.folder}:" in lines


def test_a_person_sees_progress_and_nothing_of_scrapy(demo: Demo) -> None:
    assert all(line.startswith("posts: ") for line in demo.run.err.splitlines())


def test_what_the_pages_leave_empty_makes_the_exit_code_2(demo: Demo) -> None:
    assert "The page leaves this block empty" in demo.run.out
    assert demo.run.code == 2


def test_a_job_server_does_the_same_job_and_changes_nothing(
    demo: Demo, sample_server: Server
) -> None:
    before = _content(demo.folder)
    url = "url=https://www.ketaminecentralga.com"

    run = scrapy(
        "crawl", "wix_blog", "-a", url, "-a", f"out={demo.folder}", *FAST,
        server=sample_server,
    )  # fmt: skip

    assert run.code == demo.run.code
    assert "'media/bytes'" not in run.err  # nothing was fetched again
    assert _content(demo.folder) == before


# What cannot be done


def _complaint(
    arguments: Sequence[str], capsys: pytest.CaptureFixture[str]
) -> tuple[int, str]:
    """Give *arguments* to the command, which is to refuse before it crawls."""
    command = Command()
    command.settings = Settings()
    parser = argparse.ArgumentParser()
    command.add_options(parser)
    options, rest = parser.parse_known_args(arguments)
    command.run(rest, options)
    out, err = capsys.readouterr()
    assert out == ""
    return command.exitcode, err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Give one address, as in `scrapy archive https://www.example.com`"),
        (["a.com", "b.com"], "Give one address"),
        (["--demo", "a.com"], "Give one address"),
        (["nonsense"], "“nonsense” is not a web address"),
        (["ftp://a.com"], "“ftp://a.com” is not a web address"),
        (["a.com", "--limit", "0"], "limit takes a number of posts from 1, not “0”"),
        (["a.com", "--limit", "ten"], "not “ten”"),
        (["a.com", "--limit"], "limit takes a number"),
        (["a.com", "--out"], "--out needs the folder to write to."),
        (["a.com", "--pictures"], "There is no option --pictures"),
        (["\x1b[31mred"], "“[31mred” is not a web address"),
    ],
)
def test_a_wrong_argument_is_exit_code_1_and_one_sentence(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, err = _complaint(arguments, capsys)
    assert code == 1
    assert err.startswith("Error: ")
    assert sentence in err
    assert err.count("\n") == 1


def test_a_setting_that_is_no_number_ends_in_one_sentence(tmp_path: Path) -> None:
    out = tmp_path / "archive"
    run = scrapy("archive", "--demo", "--out", out, "-s", "DOWNLOAD_TIMEOUT=0,5")
    assert (run.code, run.out) == (1, "")
    assert run.err.startswith("Error: What -s was given cannot be used:")
    assert "'0,5'" in run.err
    assert run.err.count("\n") == 1
    assert not out.exists()


def test_the_sample_blog_s_proxy_is_forgotten_with_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = {**os.environ}
    _complaint(["--demo", "a.com"], capsys)
    assert os.environ == before


@pytest.mark.parametrize("inside", ["", "sub/folder"])
def test_a_file_is_no_folder_to_write_to(
    inside: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notes").write_text("mine")
    out = str(tmp_path / "notes" / inside)
    code, err = _complaint(["a.com", "--out", out], capsys)
    assert code == 1
    assert err == (
        f"Error: {tmp_path / 'notes'} is a file, not a folder: "
        "give another place for the archive.\n"
    )


def test_a_database_of_another_program_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "blog.db").write_text("this is no database at all")
    code, err = _complaint(["a.com", "--out", str(tmp_path)], capsys)
    assert code == 1
    assert "blog.db" in err
    assert (tmp_path / "blog.db").read_text() == "this is no database at all"


def test_the_archive_of_another_blog_is_not_mixed_with_this_one(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        save(archive, a_post())
    before = _content(tmp_path)
    run = scrapy("archive", "https://other.example", "--out", str(tmp_path))
    assert run.code == 1
    assert run.err == (
        f"Error: {tmp_path} holds the archive of example.com, not of other.example: "
        "give another folder with --out.\n"
    )
    assert _content(tmp_path) == before


def test_a_site_that_does_not_answer_leaves_nothing_behind(tmp_path: Path) -> None:
    with socket.socket() as listening:  # bound, so that nobody else answers there
        listening.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        out = str(tmp_path / "new" / "archive")
        run = scrapy("archive", address, "--out", out, "-s", "RETRY_TIMES=0")
    assert run.code == 1
    assert run.out == ""
    assert run.err.startswith(f"Error: {address}/ could not be read")
    assert run.err.count("\n") == 1
    assert [*tmp_path.iterdir()] == []


def test_a_certificate_that_nobody_vouches_for_is_told_with_what_to_do(
    tmp_path: Path,
) -> None:
    with Server(build_site(sample_blog())) as server:
        run = scrapy(
            *("archive", sample_blog().root, "--out", tmp_path, *FAST),
            server=server,
            environment={"SSL_CERT_FILE": ""},
        )
    assert run.code == 1
    assert run.err == (
        f"Error: {sample_blog().root}/ could not be read: its certificate could not be "
        "verified. Name a file with the certificates to trust in SSL_CERT_FILE.\n"
    )


def test_a_site_that_is_not_wix_is_said_to_be_none(tmp_path: Path) -> None:
    home = "https://www.ketaminecentralga.com/"
    page = Response(body=b"<!doctype html><title>Shop</title><p>Welcome")
    site = build_site(sample_blog())
    plain = {key: (lambda: page) for key in site.routes if key[1] == "/"}
    with Server(type(site)(site.blog, plain)) as server:
        run = scrapy("archive", home, "--out", str(tmp_path / "new"), server=server)
    assert run.code == 1
    assert "Wix" in run.err
    assert "Traceback" not in run.err
    assert [*tmp_path.iterdir()] == []


# Ctrl-C


def test_ctrl_c_ends_a_crawl_cleanly_and_says_how_to_go_on(tmp_path: Path) -> None:
    with Server(build_site(sample_blog())) as server:
        command = subprocess.Popen(  # noqa: S603 - our own command
            [
                *(sys.executable, "-m", "scrapy", "archive"),
                *("https://www.ketaminecentralga.com", "--out", str(tmp_path)),
                *("-s", "CONCURRENT_REQUESTS=1", "-s", "AUTOTHROTTLE_ENABLED=False"),
                *("-s", "DOWNLOAD_DELAY=0.05"),
            ],
            cwd=ROOT,
            env=environment_of(server),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        with command:
            _wait_for(server, "/post/")
            command.send_signal(signal.SIGINT)
            out, err = command.communicate(timeout=30)
    assert command.returncode == 2
    assert "Traceback" not in err
    assert out.startswith("Stopped archiving https://www.ketaminecentralga.com/")
    assert "Run the same command to go on" in out
    assert not [*tmp_path.glob("blog.db-*")]
    with Archive.open(tmp_path) as archive:
        assert 0 < archive.totals().posts < len(sample_blog().posts)
    states = _post_states(tmp_path)
    assert len(states) == len(sample_blog().posts) + len(sample_blog().removed)
    assert ("skipped", "the run was stopped") in states.values()


def _post_states(folder: Path) -> Mapping[str, tuple[str, str]]:
    """Return state and reason of each address of a post."""
    rows = query(folder, "SELECT url, state, reason FROM pages WHERE kind = 'post'")
    return {url: (state, why) for url, state, why in rows}


def _wait_for(server: Server, part: str) -> None:
    """Return when an address with *part* in it has been asked for."""
    deadline = monotonic() + 30
    while not any(part in exchange.url for exchange in [*server.log]):
        assert monotonic() < deadline
        threading.Event().wait(0.02)
