"""The files of a report, written into the archive's folder."""

from __future__ import annotations

import filecmp
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import msgspec

from blogark.errors import ArchiveError
from blogark.report.gather import gather
from blogark.report.html import page
from blogark.report.table import to_csv

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from blogark.archive.read import ArchiveReader
    from blogark.report.facts import Report

HTML: Final = "report.html"
JSON: Final = "report.json"
CSV: Final = "report.csv"
NAMES: Final = (HTML, JSON, CSV)
_NO_POSTS: Final = b'"posts": []'
_PART: Final = ".report.part"
"""Where a file is written before it gets its name, so that none is ever half there."""


def write_report(archive: ArchiveReader, markdown: Mapping[str, str]) -> Report:
    """Write the three files of the report of *archive* into its folder.

    *markdown* is as for `gather`. A file that would not change is not touched. Raises
    `blogark.errors.ArchiveError` if a file cannot be written.
    """
    report = gather(archive, markdown)
    with _sentences(archive.folder):
        write_file(archive.folder / HTML, map(str.encode, _page(archive, report)))
        write_file(archive.folder / JSON, _json(report))
        write_file(archive.folder / CSV, map(str.encode, to_csv(report.posts)))
    return report


def write_file(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file as a whole, unless it has these bytes already."""
    part = path.with_name(_PART)
    with part.open("wb") as file:
        file.writelines(pieces)
    if path.is_file() and filecmp.cmp(part, path, shallow=False):
        part.unlink()
    else:
        part.replace(path)


def _page(archive: ArchiveReader, report: Report) -> Iterator[str]:
    return page(report, archive.texts())


def _json(report: Report) -> Iterator[bytes]:
    """Yield *report* as JSON, post by post: of ten thousand, the whole is 10 MB."""
    frame = _indented(msgspec.structs.replace(report, posts=()))
    before, after = frame.split(_NO_POSTS, 1)
    yield before + _NO_POSTS[:-1]
    for number, post in enumerate(report.posts):
        yield (b",\n  " if number else b"\n  ") + _indented(post).replace(
            b"\n", b"\n  "
        )
    yield (b"\n ]" if report.posts else b"]") + after + b"\n"


def _indented(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1)


@contextmanager
def _sentences(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ArchiveError(
            f"The report cannot be written to {error.filename or folder} "
            f"({error.strerror}): check the disk and its permissions, then run "
            f"`scrapy report {folder}`."
        ) from error
