"""What a kill, a power cut or a disk has damaged is told from what is whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from blogark.errors import ArchiveError
from blogark.warc.web_archive import WebArchive
from tests.blogark.warc.web_archives import (
    PAGE,
    URL,
    answer,
    check,
    records,
    run,
    warcs,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize("has_index", [True, False])
def test_the_index_can_be_thrown_away(tmp_path: Path, *, has_index: bool) -> None:
    run(tmp_path, (URL, answer()), (URL, answer(b"2")), row={"id": 1})
    not_modified = answer(b"", status=304)
    run(tmp_path, (URL, not_modified), (URL, answer()), row={"id": 2})
    before = {path: path.read_bytes() for path in (tmp_path / "warc").glob("*.cdxj")}
    assert len(before) == 2
    if not has_index:
        for path in before:
            path.unlink()
    archive = WebArchive.open(tmp_path)
    entry = archive.find(URL)
    assert entry is not None
    assert archive.answer(entry.newest).body == PAGE
    assert [run.row["id"] for run in archive.runs] == [1, 2]
    assert {path: path.read_bytes() for path in before} == before


def test_a_damaged_index_is_made_anew(tmp_path: Path) -> None:
    run(tmp_path, (URL, answer()))
    (index,) = (tmp_path / "warc").glob("*.cdxj")
    whole = index.read_bytes()
    index.write_bytes(whole[: len(whole) // 2])
    assert WebArchive.open(tmp_path).find(URL) is not None
    assert index.read_bytes() == whole


def test_an_index_that_a_power_cut_left_empty_is_made_anew(tmp_path: Path) -> None:
    run(tmp_path, (URL, answer()), row={"id": 1})
    (index,) = (tmp_path / "warc").glob("*.cdxj")
    index.write_bytes(b"")
    archive = WebArchive.open(tmp_path)
    assert archive.find(URL) is not None
    assert [one.was_killed for one in archive.runs] == [False]


KILLED = f"""
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from blogark.warc.exchange import Answer, Asked
from blogark.warc.web_archive import WebArchive

now = datetime(2026, 3, 1, 12, tzinfo=UTC)
archive = WebArchive.open(Path(sys.argv[1]), clock=lambda: now)
archive.begin(lambda: {{"crawl": '{{"id": 7}}'}})
for n in range(3):
    sent = Answer(status=200, headers=(), body={PAGE!r} + bytes([n]))
    archive.record(Asked(url=f"{URL}{{n}}"), sent)
os.kill(os.getpid(), signal.SIGKILL)
"""


def killed(folder: Path) -> Path:
    """Return the file of a process that was killed after its last record."""
    done = subprocess.run([sys.executable, "-c", KILLED, folder], check=False)  # noqa: S603  ours
    assert done.returncode == -signal.SIGKILL
    (path,) = (folder / "warc").iterdir()
    return path


def test_what_is_recorded_is_in_the_file_at_once(tmp_path: Path) -> None:
    path = killed(tmp_path)
    assert path.name.endswith(".warc.gz.open")
    check(path)
    assert len(records(tmp_path)) == 7


def test_cut_anywhere_all_records_but_the_last_are_there(tmp_path: Path) -> None:
    whole = killed(tmp_path).read_bytes()
    seen = set()
    for number, length in enumerate(range(0, len(whole) + 1, 97)):
        folder = tmp_path / str(number)
        (folder / "warc").mkdir(parents=True)
        cut = folder / "warc" / "blogark-20260301120000-00000.warc.gz.open"
        cut.write_bytes(whole[:length])
        before = WebArchive.open(folder)
        assert cut.stat().st_size == length  # who only reads changes nothing
        after = WebArchive.open_for_adding(folder)
        assert len(after) == len(before)
        seen.add(len(after))
        assert not cut.exists()
        if after.runs:
            ((run_cut, was_killed),) = ((r.row, r.was_killed) for r in after.runs)
            assert (run_cut, was_killed) == ({"id": 7}, True)
            (closed,) = warcs(folder)
            assert whole.startswith(closed.read_bytes())
            for url in (f"{URL}{n}" for n in range(len(after))):
                entry = after.find(url)
                assert entry is not None
                assert after.answer(entry.newest).body.startswith(PAGE)
    assert seen == {0, 1, 2, 3}
    check(*(path for path in tmp_path.glob("*/warc/*.warc.gz")))


def test_zeros_after_a_power_cut_are_cut_off(tmp_path: Path) -> None:
    path = killed(tmp_path)
    with path.open("ab") as file:
        file.write(bytes(5000))
    assert len(WebArchive.open_for_adding(tmp_path)) == 3
    check(*warcs(tmp_path))


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    run(tmp_path, (URL, answer()))
    (path,) = warcs(tmp_path)
    path.write_bytes(b"no WARC at all")
    for index in (tmp_path / "warc").glob("*.cdxj"):
        index.unlink()
    with pytest.raises(ArchiveError, match=path.name):
        WebArchive.open(tmp_path)


def overwrite(path: Path, at: int, content: bytes) -> None:
    """Damage a file in a way that its date, and so its index, knows nothing of."""
    times = path.stat()
    with path.open("r+b") as file:
        file.seek(at)
        file.write(content)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


@pytest.mark.parametrize("within", [0, 8000])
@pytest.mark.parametrize("is_repeated", [False, True])
def test_half_of_a_damaged_answer_is_never_given_for_the_whole(
    tmp_path: Path, within: int, *, is_repeated: bool
) -> None:
    page = os.urandom(30_000)
    run(tmp_path, (URL, answer()), (f"{URL}/2", answer(page)))
    (path,) = warcs(tmp_path)
    damaged = WebArchive.open(tmp_path).find(f"{URL}/2")
    assert damaged is not None
    if is_repeated:
        run(tmp_path, (f"{URL}/2", answer(page)))
    overwrite(path, damaged.newest.offset + within, bytes(100))
    archive = WebArchive.open(tmp_path)
    entry = archive.find(f"{URL}/2")
    assert entry is not None
    with pytest.raises(ArchiveError, match=path.name):
        archive.answer(entry.newest)
    unharmed = archive.find(URL)
    assert unharmed is not None
    assert archive.answer(unharmed.newest).body == PAGE


@pytest.mark.parametrize(
    "read", [WebArchive.answer, WebArchive.headers, WebArchive.no_answer]
)
def test_whatever_is_read_of_a_damaged_record_names_its_file(
    tmp_path: Path, read: Callable[[WebArchive, Any], object]
) -> None:
    run(tmp_path, (URL, answer()))
    (path,) = warcs(tmp_path)
    archive = WebArchive.open(tmp_path)
    entry = archive.find(URL)
    assert entry is not None
    overwrite(path, entry.newest.offset, bytes(100))
    with pytest.raises(ArchiveError, match=path.name):
        read(archive, entry.newest)


def test_a_file_that_was_cut_behind_its_index_is_named(tmp_path: Path) -> None:
    run(tmp_path, (URL, answer()), row={"id": 1})
    (path,) = warcs(tmp_path)
    times = path.stat()
    os.truncate(path, times.st_size // 2)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    with pytest.raises(ArchiveError, match=path.name):
        WebArchive.open(tmp_path)


def test_an_answer_whose_payload_was_taken_away_is_not_there(tmp_path: Path) -> None:
    run(tmp_path, (URL, answer()))
    run(tmp_path, (URL, answer()), (f"{URL}/2", answer(b"other")))
    first, _second = warcs(tmp_path)
    first.unlink()
    archive = WebArchive.open(tmp_path)
    assert archive.find(URL) is None
    assert archive.find(f"{URL}/2") is not None
    assert archive.asked() == {f"{URL}/2"}
