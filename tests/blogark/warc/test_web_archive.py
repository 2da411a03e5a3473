"""What is recorded is found again, exactly."""

from __future__ import annotations

import gc
import gzip
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from blogark.errors import ArchiveError
from blogark.warc.exchange import WITHHELD, Asked, NoAnswer
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
