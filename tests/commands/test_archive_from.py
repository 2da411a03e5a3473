"""``scrapy archive --from`` as a person runs it, with no network."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Final

import pytest

from demo.sample import sample_blog
from demo.site import build_site
from tests import mirrors
from tests.archives import query
from tests.commands.scrapy_runs import Run, scrapy

if TYPE_CHECKING:
    from pathlib import Path

ROOT: Final = "https://www.ketaminecentralga.com"
# A port where nothing listens: whatever is fetched fails at once.
_NO_NETWORK: Final = {
    "http_proxy": "http://127.0.0.1:9",
    "https_proxy": "http://127.0.0.1:9",
}


def run(*arguments: str) -> Run:
    return scrapy(*arguments, environment=_NO_NETWORK)


@pytest.fixture(scope="module")
def mirror(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample blog, saved by HTTrack with its pictures."""
    site = build_site(sample_blog())
    answers = {url: site.respond(url) for url in site.urls() if url.startswith(ROOT)}
    pages = {
        url: answer.body.decode()
        for url, answer in answers.items()
        if answer.status == 200 and "html" in answer.content_type
    }
    shown = {url for html in pages.values() for url in mirrors.picture_addresses(html)}
    files = {url: site.respond(url).body for url in shown if len(url) < 240}
    folder = tmp_path_factory.mktemp("mirror")
    mirrors.httrack(folder, pages, files)
    return folder


@pytest.fixture(scope="module")
def archive(mirror: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("archive") / "out"
    done = run("archive", "--from", str(mirror), "--out", str(out))
    assert done.code == 2, done.err
    assert done.out.startswith(f"Archived {ROOT}/ after ")
    assert "Traceback" not in done.err
    return out


def test_all_posts_are_in_the_archive_and_written_as_markdown(archive: Path) -> None:
    ((posts,),) = query(archive, "SELECT count(*) FROM posts")
    assert posts == len([*(archive / "markdown").glob("*.md")]) >= 14


@pytest.mark.skipif(sys.platform == "darwin", reason="it has no such names")
def test_a_file_name_may_have_bytes_that_are_no_letters(
    mirror: Path, tmp_path: Path
) -> None:
    saved = min(mirror.glob("**/post/*.html"))
    copy, other = (
        tmp_path / os.fsdecode(name) for name in (b"caf\xe9.html", b"caf\xe9.mht")
    )
    shutil.copy(saved, copy)
    other.write_text("MIME-Version: 1.0\n")
    out = tmp_path / "out"
    done = run("archive", "--from", str(tmp_path), "--out", str(out))
    assert "Traceback" not in done.err
    assert query(out, "SELECT count(*) FROM posts") == [(1,)]
    states = dict(query(out, "SELECT url, reason FROM pages WHERE kind = 'other'"))
    assert list(states) == ["file:caf%E9.mht"]
    assert query(out, "SELECT reason FROM pages WHERE kind = 'post'") == [
        ("read from caf\N{REPLACEMENT CHARACTER}.html",)
    ]


def test_pictures_come_from_the_folder_and_say_that_they_are_copies(
    archive: Path,
) -> None:
    stored = query(
        archive, "SELECT path, fetched_url FROM media WHERE path IS NOT NULL"
    )
    assert stored
    for path, fetched in stored:
        assert (archive / str(path)).is_file()
        assert str(fetched).endswith("#saved-copy") or "f000.jpg" in str(fetched)
    codes = query(archive, "SELECT code FROM findings WHERE code = 'media-reduced'")
    assert codes


def test_what_was_not_saved_keeps_its_link_and_is_an_error(archive: Path) -> None:
    messages = query(
        archive, "SELECT message FROM findings WHERE code = 'media-failed'"
    )
    assert messages
    for (message,) in messages:
        assert "not among the saved files" in str(message)


def test_a_job_server_does_the_same_job_and_changes_nothing(
    mirror: Path, archive: Path
) -> None:
    sql = "SELECT id, content_hash, document FROM posts ORDER BY id"
    before = query(archive, sql)
    files = sorted((archive / "media").iterdir())

    done = run(
        "crawl", "saved_pages", "-a", f"folder={mirror}", "-a", f"out={archive}"
    )  # fmt: skip

    assert done.code == 2, done.err
    assert query(archive, sql) == before
    assert sorted((archive / "media").iterdir()) == files


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--from"], "--from needs the folder"),
        (["--from", "docs"], "There is no HTML file in docs"),
        (["https://www.example.com", "--from", "docs"], "without an address"),
        (["--from", "docs", "--refresh"], "--since, --refresh"),
    ],
)
def test_what_cannot_be_read_is_exit_code_1_and_a_sentence(
    arguments: list[str], sentence: str, tmp_path: Path
) -> None:
    done = run("archive", *arguments, "--out", str(tmp_path / "out"))
    assert done.code == 1
    assert sentence in done.err
    assert "Traceback" not in done.err
    assert not (tmp_path / "out").exists()
