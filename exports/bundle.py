"""An archive as one ZIP file, to be handed over: Markdown, media and report.

It holds no blog.db and nothing that was recorded. Inside are the same folders as in the
archive, so that links between its files go on working. Equal archives give equal bytes.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from filecmp import cmp
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from blogark.archive.database import file_in_the_way
from blogark.errors import ArchiveError
from blogark.report.write import NAMES
from blogark.terminal import count
from exports.report import MARKDOWN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from blogark.archive.read import ArchiveReader

_TIME: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest that ZIP knows. When a file was written is not part of the archive."""
_TEXT: Final = frozenset({".md", ".html", ".json", ".csv", ".svg", ".txt", ".xml"})
"""What gets smaller; pictures, videos and documents are compressed already."""
_MODE: Final = 0o644


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """What was written."""

    path: Path
    files: int
    bytes: int


def write_bundle(archive: ArchiveReader, path: Path) -> Bundle:
    """Write *path* from the files of *archive*, whose report is up to date.

    It is not touched if it would not change. Raises `blogark.errors.ArchiveError` if a
    file of the archive is missing, or *path* cannot be written.
    """
    _check(archive, path)
    names = _names(archive)
    part = path.with_name(f".{path.name}.part")
    with _sentences(path):
        _write(part, archive.folder, names, f"{archive.site() or 'blog'}/")
        if path.is_file() and cmp(part, path, shallow=False):
            part.unlink()
        else:
            part.replace(path)
        return Bundle(path=path, files=len(names), bytes=path.stat().st_size)


def _check(archive: ArchiveReader, path: Path) -> None:
    if path.is_dir():
        raise ArchiveError(f"{path} is a folder: give the name of a file for --bundle.")
    if file := file_in_the_way(path.parent):
        raise ArchiveError(
            f"{file} is a file, not a folder: give another place for --bundle."
        )
    if not path.parent.is_dir():
        raise ArchiveError(
            f"{path.parent} is not there: make that folder, or give another place for "
            "--bundle."
        )
    if path.resolve().is_relative_to(archive.folder.resolve()):
        raise ArchiveError(
            f"{path} is inside the archive: give a place outside of it for --bundle."
        )


def _names(archive: ArchiveReader) -> list[str]:
    """Return the files of the bundle, relative to the archive's folder, sorted."""
    wanted = {file.path for file in archive.stored_files()}
    missing = sorted(name for name in wanted if not (archive.folder / name).is_file())
    if missing:
        others = f" and {count(len(missing) - 1, 'more file')}" if missing[1:] else ""
        raise ArchiveError(
            f"{archive.folder / missing[0]}{others} of the archive cannot be found: "
            "run `scrapy archive` again, which fetches what is missing."
        )
    return sorted({*NAMES, *wanted, *_markdown(archive.folder)})


def _markdown(folder: Path) -> Iterator[str]:
    """Yield the Markdown files, as a person may have edited them; no hidden files."""
    for path in (folder / MARKDOWN).rglob("*"):
        name = path.relative_to(folder)
        is_hidden = any(
            part.startswith(".") or part.endswith("~") for part in name.parts
        )
        if path.is_file() and not path.is_symlink() and not is_hidden:
            yield name.as_posix()


def _write(part: Path, folder: Path, names: list[str], root: str) -> None:
    with ZipFile(part, "w") as bundle:
        for name in names:
            source = folder / name
            info = ZipInfo(root + name, _TIME)
            info.compress_type = ZIP_DEFLATED if source.suffix in _TEXT else ZIP_STORED
            info.create_system = 3  # Unix, whatever this runs on
            info.external_attr = _MODE << 16
            info.file_size = source.stat().st_size  # so that 4 GB are no surprise
            with source.open("rb") as file, bundle.open(info, "w") as entry:
                shutil.copyfileobj(file, entry, 1 << 20)


@contextmanager
def _sentences(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ArchiveError(
            f"{error.filename or path} cannot be read or written ({error.strerror}): "
            "check the disk and its permissions, then run this again."
        ) from error
