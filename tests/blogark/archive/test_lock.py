"""One writer at a time in an archive's folder."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from blogark.archive.lock import LOCK_NAME, FolderLock
from blogark.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT: Final = Path(__file__).parents[3]
_HOLD: Final = """
import sys
from pathlib import Path
from blogark.archive.lock import FolderLock
lock = FolderLock(Path(sys.argv[1]))
lock.acquire()
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def another_run(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Hold *folder* in another process, until that is killed or the block ends."""
    command = [sys.executable, "-c", _HOLD, str(folder)]
    with subprocess.Popen(  # noqa: S603  our own code
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process


def test_who_holds_the_folder_is_named_and_nothing_is_touched(tmp_path: Path) -> None:
    with another_run(tmp_path) as process:
        before = (tmp_path / LOCK_NAME).read_bytes()
        with pytest.raises(ArchiveError) as raised:
            FolderLock(tmp_path).acquire()
        assert (tmp_path / LOCK_NAME).read_bytes() == before
    sentence = str(raised.value)
    assert sentence.startswith(f"Another run is writing to {tmp_path} (process ")
    assert f"(process {process.pid} on " in sentence
    assert " UTC: `-c " in sentence
    assert sentence.endswith("Wait until it has ended, or give another folder.")


def test_the_lock_of_a_killed_process_is_taken_over(tmp_path: Path) -> None:
    with another_run(tmp_path) as process:
        process.kill()
        process.wait()
        assert (tmp_path / LOCK_NAME).is_file()
        with FolderLock(tmp_path):
            pass
    assert list(tmp_path.iterdir()) == []


def test_a_link_to_the_folder_is_the_folder(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("folder")
    with (
        another_run(tmp_path / "folder"),
        pytest.raises(ArchiveError, match="Another run"),
    ):
        FolderLock(tmp_path / "link").acquire()


def test_a_process_may_take_its_own_lock_again(tmp_path: Path) -> None:
    command, crawl = FolderLock(tmp_path), FolderLock(tmp_path)
    with command:
        with crawl:
            pass
        assert (tmp_path / LOCK_NAME).is_file()
        crawl.acquire()  # and is not let go of: that of the command ends all
    with another_run(tmp_path):
        pass


def test_a_holder_that_has_not_written_who_it_is_holds_all_the_same(
    tmp_path: Path,
) -> None:
    with another_run(tmp_path):
        (tmp_path / LOCK_NAME).write_text("")
        with pytest.raises(ArchiveError, match="its file does not say"):
            FolderLock(tmp_path).acquire()


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    with FolderLock(tmp_path / "new" / "folder"):
        pass
    assert (tmp_path / "new" / "folder").is_dir()


def make_file(path: Path) -> None:
    path.touch()


def make_loop(path: Path) -> None:
    path.symlink_to(path)


def make_dead_link(path: Path) -> None:
    path.symlink_to("nowhere")


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (make_file, "is a file, not a folder: give another place"),
        (make_loop, r"cannot be made \(Too many levels of symbolic links\)"),
        (make_dead_link, r"cannot be made \(No such file or directory\)"),
    ],
)
def test_what_is_no_folder_is_refused(
    tmp_path: Path, make: Callable[[Path], None], sentence: str
) -> None:
    make(tmp_path / "archive")
    with pytest.raises(ArchiveError, match=sentence):
        FolderLock(tmp_path / "archive").acquire()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such folders")
def test_a_place_where_nothing_can_be_made_is_refused() -> None:
    with pytest.raises(ArchiveError, match=r"/proc/x cannot be made \(No such file"):
        FolderLock(Path("/proc/x")).acquire()
