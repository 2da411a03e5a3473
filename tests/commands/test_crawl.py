"""``scrapy crawl``, as a job server runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.commands.scrapy_runs import Run, scrapy

if TYPE_CHECKING:
    from pathlib import Path


def crawl(folder: Path, *arguments: str) -> Run:
    options = [part for argument in arguments for part in ("-a", argument)]
    options += ["-a", f"out={folder / 'archive'}", "-s", "RETRY_ENABLED=False"]
    return scrapy("crawl", "wix_blog", *options)


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
    assert done.code == 1
    last = done.err.splitlines()[-1]
    assert last.startswith("Error: ")
    assert sentence in last


def test_an_archive_that_cannot_be_written_is_exit_code_1_and_a_sentence(
    tmp_path: Path,
) -> None:
    (tmp_path / "archive").write_text("a file")
    done = crawl(tmp_path, "url=http://127.0.0.1:1")
    assert done.code == 1
    assert "is a file, not a folder" in done.err.splitlines()[-1]
