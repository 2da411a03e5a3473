"""``scrapy crawl``, as a job server runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def crawl(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    options = [part for argument in arguments for part in ("-a", argument)]
    command = [sys.executable, "-m", "scrapy", "crawl", "wix_blog", *options]
    command += ["-a", f"out={folder / 'archive'}", "-s", "RETRY_ENABLED=False"]
    proxies = {"http_proxy", "https_proxy", "no_proxy"}
    return subprocess.run(  # noqa: S603  our own command
        command,
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if k.lower() not in proxies},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("hello world", "is not a web address"),
        ("http://127.0.0.1:1", "the host refuses the connection"),
    ],
)
def test_a_crawl_that_cannot_run_ends_with_1_and_a_sentence(
    tmp_path: Path, url: str, sentence: str
) -> None:
    done = crawl(tmp_path, f"url={url}")
    assert done.returncode == 1
    last = done.stderr.splitlines()[-1]
    assert last.startswith("Error: ")
    assert sentence in last


def test_an_archive_that_cannot_be_written_is_exit_code_1_and_a_sentence(
    tmp_path: Path,
) -> None:
    (tmp_path / "archive").write_text("a file")
    done = crawl(tmp_path, "url=http://127.0.0.1:1")
    assert done.returncode == 1
    assert "is a file, not a folder" in done.stderr.splitlines()[-1]
