"""What is recorded is found again, exactly, whatever happened to the writer."""

from __future__ import annotations

import gc
import gzip
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from blogark.errors import ArchiveError
from blogark.warc.exchange import WITHHELD, Answer, Asked, NoAnswer
from blogark.warc.web_archive import WebArchive

if TYPE_CHECKING:
    from collections.abc import Callable

URL = "https://www.example.com/post/one"
PAGE = b"<p>Hello</p>" * 200
WARCIO = Path(sys.executable).with_name("warcio")


def answer(body: bytes = PAGE, status: int = 200, **headers: str) -> Answer:
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Answer(
        status=status, headers=(("Content-Type", "text/html"), *named), body=body
    )


def run(folder: Path, *answers: tuple[str, Answer], row: Any = None) -> None:
    """Record one run."""
    archive = WebArchive.open_for_adding(folder)
    for url, one in answers:
        archive.record(Asked(url=url), one)
    archive.finish(row)


def records(folder: Path) -> list[Any]:
    found = []
    for path in sorted((folder / "warc").glob("*.warc.gz*")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                record.content = record.raw_stream.read()
                found.append(record)
    return found


def check(*paths: Path) -> None:
    done = subprocess.run(  # noqa: S603  ours
        [WARCIO, "check", *paths], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def warcs(folder: Path) -> list[Path]:
    return sorted((folder / "warc").glob("*.warc.gz"))


def test_an_answer_comes_back_as_it_was_sent(tmp_path: Path) -> None:
    sent = answer(
        gzip.compress(PAGE),
        Content_Encoding="gzip",
        Link="</é>".encode().decode("latin-1"),
    )
    run(tmp_path, (URL, sent))
    archive = WebArchive.open(tmp_path)
    entry = archive.find(URL)
    assert entry is not None
    found = archive.answer(entry.newest)
    assert found.body == sent.body
    assert found.status == 200
    assert dict(found.headers) | {"Link": ""} == dict(sent.headers) | {"Link": ""}
    assert dict(found.headers)["Link"] == "</é>"
    check(*warcs(tmp_path))


def test_a_run_writes_one_file_with_warcinfo_first_and_a_pair_an_answer(
    tmp_path: Path,
) -> None:
    archive = WebArchive.open_for_adding(tmp_path)
    archive.begin(lambda: {"software": "Blogark", "format": "WARC File Format 1.1"})
    archive.record(Asked(url=URL, headers=(("Accept", "*/*"),)), answer())
    archive.finish({"id": 1})
    found = records(tmp_path)
    kinds = [record.rec_type for record in found]
    assert kinds == ["warcinfo", "response", "request", "metadata"]
    assert {record.rec_headers.protocol for record in found} == {"WARC/1.1"}
    response, request = found[1:3]
    assert response.rec_headers.get_header("WARC-Payload-Digest").startswith("sha256:")
    concurrent = request.rec_headers.get_header("WARC-Concurrent-To")
    assert concurrent == response.rec_headers.get_header("WARC-Record-ID")
    assert request.http_headers.get_header("Host") == "www.example.com"
    assert request.http_headers.protocol == "GET"
    assert request.http_headers.statusline == "/post/one HTTP/1.1"


def test_an_equal_payload_is_written_once_over_all_runs(tmp_path: Path) -> None:
    run(tmp_path, (URL, answer()), (URL + "?a", answer()))
    run(tmp_path, (URL, answer()))
    kinds = [r.rec_type for r in records(tmp_path) if r.rec_type != "request"]
    assert kinds == ["warcinfo", "response", "revisit", "warcinfo", "revisit"]
    revisit = [r for r in records(tmp_path) if r.rec_type == "revisit"][-1]
    header = revisit.rec_headers.get_header
    assert header("WARC-Refers-To-Target-URI") == URL
    first = records(tmp_path)[1].rec_headers.get_header("WARC-Date")
    assert header("WARC-Refers-To-Date") == first
    assert header("WARC-Profile").endswith("/1.1/revisit/identical-payload-digest")
    archive = WebArchive.open(tmp_path)
    for url in (URL, URL + "?a"):
        entry = archive.find(url)
        assert entry is not None
        assert archive.answer(entry.newest).body == PAGE
    check(*warcs(tmp_path))


def test_the_first_capture_of_what_has_not_changed_since_is_known(
    tmp_path: Path,
) -> None:
    new = answer(b"new")
    for one in (answer(), answer(), new, answer(status=304, body=b""), answer()):
        run(tmp_path, (URL, one))
    entry = WebArchive.open(tmp_path).find(URL)
    assert entry is not None
    assert entry.first == entry.newest  # it was another in between
    run(tmp_path, (URL, answer()))
    again = WebArchive.open(tmp_path).find(URL)
    assert again is not None
    assert again.first == entry.first != again.newest


@pytest.mark.parametrize("status", [429, 500, 503, 403])
def test_a_failure_never_takes_the_place_of_what_the_site_meant(
    tmp_path: Path, status: int
) -> None:
    run(tmp_path, (URL, answer()), (URL, answer(b"no", status)))
    archive = WebArchive.open(tmp_path)
    entry = archive.find(URL)
    assert entry is not None
    assert archive.answer(entry.newest).body == PAGE


@pytest.mark.parametrize("status", [404, 410, 301])
def test_what_the_site_means_takes_the_place_of_what_was_there(
    tmp_path: Path, status: int
) -> None:
    run(tmp_path, (URL, answer()))
    run(tmp_path, (URL, answer(b"gone", status)))
    entry = WebArchive.open(tmp_path).find(URL)
    assert entry is not None
    assert entry.newest.status == status


def test_a_304_is_recorded_and_counts_for_what_it_confirms(tmp_path: Path) -> None:
    run(tmp_path, (URL, answer()))
    run(tmp_path, (URL, answer(b"", 304)))
    revisit = [r for r in records(tmp_path) if r.rec_type == "revisit"][-1]
    profile = revisit.rec_headers.get_header("WARC-Profile")
    assert profile.endswith("/revisit/server-not-modified")
    assert revisit.http_headers.get_statuscode() == "304"
    archive = WebArchive.open(tmp_path)
    entry = archive.find(URL)
    assert entry is not None
    assert archive.answer(entry.newest) == answer()
    check(*warcs(tmp_path))


def test_why_there_was_no_answer_is_kept(tmp_path: Path) -> None:
    archive = WebArchive.open_for_adding(tmp_path)
    broken = NoAnswer(kind="ResponseDataLossError", message="the\nend is: missing")
    archive.record_no_answer(URL, broken)
    archive.finish(None)
    archive = WebArchive.open(tmp_path)
    entry = archive.find(URL)
    assert entry is not None
    kept = archive.no_answer(entry.newest)
    assert kept.kind == broken.kind
    assert kept.message == "the end is: missing"


@pytest.mark.parametrize("has_index", [True, False])
def test_what_came_of_a_broken_answer_is_kept_and_never_given(
    tmp_path: Path, *, has_index: bool
) -> None:
    half, reason = answer(PAGE[:999]), NoAnswer(kind="ResponseDataLossError")
    archive = WebArchive.open_for_adding(tmp_path)
    archive.record_truncated(Asked(url=URL), half, reason)
    archive.record(Asked(url=URL + "?a"), half)  # whole, though the same
    archive.record(Asked(url=URL + "?b"), answer())
    archive.record_truncated(Asked(url=URL + "?b"), half, reason)
    archive.finish(None)
    kept = records(tmp_path)[1]
    assert kept.rec_type == "response"
    assert kept.rec_headers.get_header("WARC-Truncated") == "disconnect"
    assert kept.content == half.body
    if not has_index:
        next((tmp_path / "warc").glob("*.cdxj")).unlink()
    archive = WebArchive.open(tmp_path)
    broken, same, whole = (archive.find(URL + end) for end in ("", "?a", "?b"))
    assert broken is not None
    assert archive.no_answer(broken.newest) == reason
    assert same is not None
    assert archive.answer(same.newest) == half
    assert whole is not None
    assert archive.answer(whole.newest) == answer()
    check(*warcs(tmp_path))


def test_players_are_not_given_what_came_of_a_broken_answer(tmp_path: Path) -> None:
    archive = WebArchive.open_for_adding(tmp_path)
    reason = NoAnswer(kind="ResponseDataLossError")
    archive.record(Asked(url=URL + "?a"), answer(b"1"))
    archive.record_truncated(Asked(url=URL), answer(PAGE[:99]), reason)
    archive.record_truncated(Asked(url=URL), answer(PAGE[:999]), reason)
    archive.record(Asked(url=URL), answer())
    archive.finish(None)
    spare = tmp_path / "spare"
    (spare / "warc").mkdir(parents=True)
    (copy,) = WebArchive.open(tmp_path).whole_files(spare / "warc")
    assert copy.name == warcs(tmp_path)[0].name
    bodies = [r.content for r in records(spare) if r.rec_type == "response"]
    assert bodies == [b"1", PAGE]
    check(copy)


def test_of_a_secret_answer_only_the_status_is_kept(tmp_path: Path) -> None:
    archive = WebArchive.open_for_adding(tmp_path)
    archive.record_no_answer(URL, NoAnswer(kind=WITHHELD, status=200))
    archive.finish(None)
    archive = WebArchive.open(tmp_path)
    entry = archive.find(URL)
    assert entry is not None
    assert archive.no_answer(entry.newest) == NoAnswer(kind=WITHHELD, status=200)


def test_no_secret_is_written(tmp_path: Path) -> None:
    secrets = {"Authorization", "Cookie", "Proxy-Authorization"}
    asked = Asked(url=URL, headers=tuple((name, "geheim") for name in secrets))
    archive = WebArchive.open_for_adding(tmp_path)
    archive.record(asked, answer(Set_Cookie="session=geheim"))
    archive.finish(None)
    (path,) = warcs(tmp_path)
    assert b"geheim" not in gzip.decompress(path.read_bytes())


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


def test_a_run_that_records_nothing_leaves_no_file(tmp_path: Path) -> None:
    run(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_could_not_run_leaves_no_file(tmp_path: Path) -> None:
    archive = WebArchive.open_for_adding(tmp_path)
    archive.record(Asked(url=URL), answer())
    archive.discard()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("end", [WebArchive.discard, lambda web: web.finish(None)])
def test_a_disk_that_fails_is_told_once_and_the_file_is_let_go(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    end: Callable[[WebArchive], object],
) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    archive = WebArchive.open_for_adding(tmp_path)
    archive.record(Asked(url=URL), answer())
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ArchiveError, match="Input/output error"):
        archive.sync()
    end(archive)
    del archive
    gc.collect()  # a file that is still open would be a warning


def test_no_file_is_ever_written_over(tmp_path: Path) -> None:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    for _ in range(3):
        archive = WebArchive.open(tmp_path, clock=lambda: now)
        archive.record(Asked(url=URL), answer())
        archive.finish(None)
    names = [path.name for path in warcs(tmp_path)]
    assert names == [f"blogark-20260301120000-{n:05d}.warc.gz" for n in range(3)]


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
