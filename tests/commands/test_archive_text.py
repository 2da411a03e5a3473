"""``scrapy archive --from-text`` as a person runs it."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.commands.scrapy_runs import ROOT, scrapy

if TYPE_CHECKING:
    from collections.abc import Sequence

CASES = ROOT / "tests" / "blogark" / "wix" / "cases" / "text"
SEED = "is-ketamine-addictive"


def _texts(folder: Path) -> list[str]:
    """Return the cases as files that are named after their posts."""
    for case in CASES.iterdir():
        shutil.copy(case / "input.txt", folder / f"{case.name}.txt")
    return sorted(str(path) for path in folder.glob("*.txt"))


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("markdown/*")}


def test_texts_become_an_archive_and_once_more_the_same(tmp_path: Path) -> None:
    out = tmp_path / "archive"
    command = ("https://www.example.com", "--out", str(out), "--from-text")
    texts = _texts(tmp_path)
    first = scrapy("archive", *command, *texts)
    assert first.code == 0, first.err
    assert first.out.startswith(f"Archived {len(texts)} texts after ")
    files = _files(out)
    assert f"{SEED}.md" in files
    assert f"https://www.example.com/post/{SEED}" in files[f"{SEED}.md"].decode()
    assert scrapy("archive", *command, *texts).code == 0
    assert _files(out) == files


@pytest.mark.skipif(sys.platform == "darwin", reason="it has no such names")
def test_a_file_name_may_have_bytes_that_are_no_letters(tmp_path: Path) -> None:
    out = tmp_path / "archive"
    text, empty = (tmp_path / os.fsdecode(name) for name in (b"\xe9.txt", b"\xe8.txt"))
    shutil.copy(CASES / SEED / "input.txt", text)
    empty.touch()
    run = scrapy("archive", "--out", str(out), "--from-text", str(text), str(empty))
    assert run.code == 2, run.err
    assert "\N{REPLACEMENT CHARACTER}.txt is empty" in run.out
    assert f"{SEED}.md" in _files(out)
    assert "Traceback" not in run.err


def test_a_text_that_is_none_is_a_loss_beside_the_others(tmp_path: Path) -> None:
    out = tmp_path / "archive"
    texts = _texts(tmp_path)[:1]
    empty, copy = tmp_path / "empty.txt", tmp_path / "sub" / Path(texts[0]).name
    empty.touch()
    copy.parent.mkdir()
    shutil.copy(texts[0], copy)
    run = scrapy(
        "archive", "--out", str(out), "--from-text", *texts, str(empty), str(copy)
    )
    assert run.code == 2
    assert f"{empty} is empty: give the text of a post's page" in run.out
    assert f"{copy} has the title of {texts[0]}" in run.out
    assert "Traceback" not in run.err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--from-text"], "--from-text needs at least one file"),
        (["--from-text", "missing.txt"], "There is no file missing.txt"),
        (["--limit", "1", "--from-text", "README.md"], "without --demo, --limit"),
        (["--since", "2024-01-01", "--from-text", "README.md"], "--limit, --since"),
        (["a.com", "b.com", "--from-text", "README.md"], "Give one address"),
        (["--from-text", sys.executable], "is not text in UTF-8"),
    ],
)
def test_what_cannot_be_read_is_exit_code_1_and_one_sentence(
    arguments: Sequence[str], sentence: str, tmp_path: Path
) -> None:
    run = scrapy("archive", "--out", str(tmp_path / "archive"), *arguments)
    assert run.code == 1
    assert run.out == ""
    last = run.err.splitlines()[-1]
    assert last.startswith("Error: ")
    assert sentence in last
    assert [*tmp_path.iterdir()] == []
