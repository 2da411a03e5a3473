"""Folders and disks that cannot be written to, as a person meets them."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from typing import TYPE_CHECKING, Final

import pytest

from blogark.archive.lock import LOCK_NAME, FolderLock
from blogark.archive.store import Archive
from tests.archives import a_post, query, save
from tests.commands.scrapy_runs import Run, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SCRAPY: Final = (sys.executable, "-m", "scrapy")


def archive(folder: Path) -> tuple[str, ...]:
    return (*SCRAPY, "archive", "--demo", "--out", str(folder))


def crawl(folder: Path) -> tuple[str, ...]:
    options = ("-a", "url=https://example.com", "-a", f"out={folder}")
    return (*SCRAPY, "crawl", "wix_blog", "-s", "LOG_LEVEL=ERROR", *options)


def one_sentence(done: Run) -> str:
    """Return the sentence that is all that a person sees."""
    assert done.code == 1
    assert done.out == ""
    assert done.err.startswith("Error: ")
    assert done.err.count("\n") == 1
    return done.err


def content(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): path.read_bytes() for path in files if path.name != LOCK_NAME}


@pytest.mark.parametrize("command", [archive, crawl])
def test_a_second_run_says_who_is_there_and_touches_nothing(
    tmp_path: Path, command: Callable[[Path], tuple[str, ...]]
) -> None:
    with Archive.open(tmp_path) as made:
        save(made, a_post())
    before = content(tmp_path)
    with FolderLock(tmp_path):
        sentence = one_sentence(run(*command(tmp_path)))
        assert content(tmp_path) == before
    assert (
        f"Another run is writing to {tmp_path} (process {os.getpid()} on " in sentence
    )


def make_newer(folder: Path) -> None:
    Archive.open(folder).close()
    query(folder, "PRAGMA user_version = 99")


def make_damaged(folder: Path) -> None:
    Archive.open(folder).close()
    with (folder / "blog.db").open("r+b") as file:
        file.seek(4096)
        file.write(b"\xaa" * 4096)


def make_anything(folder: Path) -> None:
    (folder / "blog.db").write_text("a shopping list, and a long one at that\n" * 99)


def make_folder(folder: Path) -> None:
    (folder / "blog.db").mkdir()


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (make_newer, "was written by a newer Blogark"),
        (make_damaged, "is damaged or no SQLite database: move it away"),
        (make_anything, "is damaged or no SQLite database: move it away"),
        (make_folder, "is a folder, where the database should be"),
    ],
)
def test_what_cannot_be_used_is_told_in_a_sentence_and_left_as_it_is(
    tmp_path: Path, make: Callable[[Path], None], sentence: str
) -> None:
    make(tmp_path)
    before = content(tmp_path)
    assert sentence in one_sentence(run(*archive(tmp_path)))
    assert content(tmp_path) == before


def on_a_disk_of_its_own(disk: Path, options: str, *steps: str) -> Run:
    """Run the shell commands *steps* where *disk* is a disk in memory.

    Skips where the system lets nobody but root mount one, and this is not root.
    """
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("there is no unshare, which gives a process mounts of its own")
    mount = f"mount -t tmpfs -o {options} none {shlex.quote(str(disk))}"
    alone = (unshare, "--user", "--map-root-user", "--mount", "sh", "-c")
    if run(*alone, mount).code:
        pytest.skip("this system does not let us mount a disk")
    return run(*alone, "; ".join((mount, *steps)))


@pytest.mark.parametrize("size", ["20k", "400k", "1200k"])
def test_on_a_full_disk_a_run_ends_with_a_sentence_and_the_next_one_goes_on(
    tmp_path: Path, size: str
) -> None:
    disk, folder = tmp_path / "disk", tmp_path / "disk" / "archive"
    disk.mkdir()
    again = " ".join((*SCRAPY, "archive", "--demo", "--out", str(folder)))
    done = on_a_disk_of_its_own(
        disk,
        f"size={size}",
        f"{again}; echo ended with $?",
        f"mount -o remount,size=20m {disk}",
        "echo now there is space >&2",
        f"{again}; echo ended with $?",
    )
    first, _, second = done.err.partition("now there is space\n")
    assert "Traceback" not in done.err
    assert len([line for line in first.splitlines() if line.startswith("Error: ")]) == 1
    assert "disk" in first or "No space left on device" in first
    assert "Error: " not in second
    assert done.out.splitlines()[0] == "ended with 1"
    assert done.out.splitlines()[-1] == "ended with 2"  # it has a gap on purpose
    assert "  posts     15 (" in done.out
    assert "  files     25 (" in done.out


def test_a_disk_that_is_read_only_is_told_in_a_sentence(tmp_path: Path) -> None:
    done = on_a_disk_of_its_own(
        tmp_path,
        "ro",
        " ".join(archive(tmp_path)),
    )
    sentence = f"The folder {tmp_path} may not be written to (Read-only file system)"
    assert sentence in one_sentence(done)


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    command = " ".join(archive(tmp_path / "archive"))
    done = run("bash", "-c", f"{command} | true; exit ${{PIPESTATUS[0]}}")
    assert done.code == 2
    assert "Broken" not in done.err


def test_a_spider_that_is_none_is_told_in_a_sentence() -> None:
    sentence = one_sentence(run(*SCRAPY, "crawl", "nope", "-s", "LOG_ENABLED=False"))
    assert "There is no spider “nope”: give one of saved_pages, text_files" in sentence
