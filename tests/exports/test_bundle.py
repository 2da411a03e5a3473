"""An archive as one ZIP file."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from blogark.archive.read import ArchiveReader
from blogark.archive.store import Archive
from blogark.errors import ArchiveError
from exports.bundle import write_bundle
from exports.report import make_report
from tests.reports import PIXEL, fill

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def made(folder: Path) -> None:
    """Make an archive as a crawl leaves it."""
    with closing(Archive.open(folder)) as archive:
        fill(archive, folder)
        make_report(archive)
    (folder / "markdown" / "sub").mkdir(parents=True)
    (folder / "markdown" / "whole.md").write_text("# Whole, edited\n", "utf-8")
    (folder / "markdown" / "sub" / "día.md").write_text("# Día\n", "utf-8")
    (folder / "markdown" / ".blogark.json").write_text("{}", "utf-8")
    (folder / "markdown" / "whole.md.new~").write_text("# Whole\n", "utf-8")
    (folder / "media" / "stray.gif").write_bytes(PIXEL)
    (folder / "warc").mkdir()
    (folder / "warc" / "run.warc.gz").write_bytes(b"recorded")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[ArchiveReader]:
    made(tmp_path / "archive")
    with ArchiveReader.open(tmp_path / "archive") as archive:
        yield archive


def test_it_holds_what_staff_need_in_the_folders_of_the_archive(
    archive: ArchiveReader, tmp_path: Path
) -> None:
    done = write_bundle(archive, tmp_path / "blog.zip")
    with ZipFile(tmp_path / "blog.zip") as bundle:
        assert bundle.testzip() is None
        assert bundle.namelist() == [
            "example.com/markdown/sub/día.md",
            "example.com/markdown/whole.md",
            "example.com/media/cover 1.gif",
            "example.com/report.csv",
            "example.com/report.html",
            "example.com/report.json",
        ]
        assert bundle.read("example.com/media/cover 1.gif") == PIXEL
    assert (done.files, done.bytes) == (6, (tmp_path / "blog.zip").stat().st_size)


def test_equal_archives_give_equal_bytes(
    archive: ArchiveReader, tmp_path: Path
) -> None:
    made(tmp_path / "other")
    write_bundle(archive, tmp_path / "one.zip")
    with ArchiveReader.open(tmp_path / "other") as other:
        write_bundle(other, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_a_bundle_that_would_not_change_is_not_touched(
    archive: ArchiveReader, tmp_path: Path
) -> None:
    path = tmp_path / "blog.zip"
    write_bundle(archive, path)
    before = path.stat()
    write_bundle(archive, path)
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert path.stat().st_ino == before.st_ino


def test_a_missing_file_is_named_and_nothing_is_written(
    archive: ArchiveReader, tmp_path: Path
) -> None:
    (archive.folder / "media" / "cover 1.gif").unlink()
    with pytest.raises(ArchiveError, match=r"media/cover 1\.gif .*scrapy archive"):
        write_bundle(archive, tmp_path / "blog.zip")
    assert not (tmp_path / "blog.zip").exists()


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("archive", "is a folder"),
        ("none/blog.zip", "is not there"),
        ("archive/blog.db/blog.zip", "blog.db is a file, not a folder"),
        ("archive/media/blog.zip", "is inside the archive"),
    ],
)
def test_a_place_that_cannot_be_is_refused(
    archive: ArchiveReader, tmp_path: Path, place: str, sentence: str
) -> None:
    with pytest.raises(ArchiveError, match=sentence):
        write_bundle(archive, tmp_path / place)
