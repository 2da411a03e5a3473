"""The folder of WARC files: one for each run, and their indexes.

While a run writes, its file ends in ``.open``; closing gives it its name. So a file
that ends in ``.gz`` is whole, and one that was left open by a run that was killed can
be told from it: the next run cuts off the record that was not written to its end, and
closes it. Nothing else ever changes a WARC file.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from warcio.exceptions import ArchiveLoadFailed
from warcio.limitreader import LimitReader

from blogark.errors import ArchiveError
from blogark.warc import cdxj
from blogark.warc.members import whole_length

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from blogark.warc.cdxj import Line

FOLDER: Final = "warc"
"""Inside the archive's folder."""
_SUFFIX: Final = ".warc.gz"
_OPEN: Final = ".open"
_INDEX: Final = ".cdxj"


class WarcFolder:
    """The folder ``warc`` of an archive; it need not be there."""

    def __init__(self, archive: Path) -> None:
        self.root = archive / FOLDER

    def names(self) -> list[str]:
        """Return the files, oldest first, by the names that they have once closed."""
        found = {
            path.name.removesuffix(_OPEN)
            for pattern in (f"*{_SUFFIX}", f"*{_SUFFIX}{_OPEN}")
            for path in self.root.glob(pattern)
        }
        return sorted(found)

    def path(self, name: str) -> Path:
        """Return where the file *name* is, which may still be open."""
        path = self.root / name
        return path if path.exists() else self.open_path(name)

    def open_path(self, name: str) -> Path:
        return self.root / f"{name}{_OPEN}"

    def index_path(self, name: str) -> Path:
        return self.root / (name.removesuffix(_SUFFIX) + _INDEX)

    def lines(self, until: str = "") -> Iterator[tuple[str, list[Line]]]:
        """Yield each file with its index, which is made if need be and possible.

        Up to the file *until*, if that is given. Raises `ArchiveError` for a file that
        cannot be read.
        """
        for name in self.names():
            if until and name > until:
                return
            path = self.path(name)
            with reading(path):
                lines = self._index(name, path)
            yield name, lines

    def whole_file(self, name: str, spare: Path) -> Path:
        """Return the file *name*, or a copy in *spare* of what is whole of it."""
        path = self.path(name)
        if path.name == name:
            return path
        copy = spare / name
        with path.open("rb") as source, copy.open("wb") as target:
            shutil.copyfileobj(LimitReader(source, whole_length(path)), target)
        return copy

    def close_leftovers(self) -> list[str]:
        """Close what a killed run has left open; return the names of those files.

        Only whoever holds the archive's lock may do so. Raises ``OSError``.
        """
        leftovers = []
        for path in sorted(self.root.glob(f"*{_SUFFIX}{_OPEN}")):
            name = path.name.removesuffix(_OPEN)
            length = whole_length(path)
            if not length:
                path.unlink()
                continue
            if length < path.stat().st_size:
                os.truncate(path, length)
            self.close_file(name)
            leftovers.append(name)
        return leftovers

    def close_file(self, name: str) -> None:
        """Give a file that is complete its name."""
        target = self.root / name
        if target.exists():
            raise FileExistsError(17, "File exists", str(target))
        self.open_path(name).rename(target)
        self.sync()

    def sync(self) -> None:
        """Have the names of the files on the disk, where the system can do that."""
        with suppress(OSError):
            descriptor = os.open(self.root, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def lengths(self) -> dict[str, int]:
        """Return of each file how many bytes of it are whole. Raises ``OSError``."""
        found: dict[str, int] = {}
        for name in self.names():
            path = self.path(name)
            is_closed = path.name == name
            found[name] = path.stat().st_size if is_closed else whole_length(path)
        return found

    def remove(self, path: Path) -> None:
        """Remove a file that was not closed, and the folder if that was all."""
        with suppress(OSError):
            path.unlink()
            self.root.rmdir()

    def new_name(self, at: datetime) -> str:
        """Return a name that no file has: the time, and a number should it be taken."""
        stem = f"blogark-{at:%Y%m%d%H%M%S}"
        taken = set(self.names())
        number = 0
        while (name := f"{stem}-{number:05d}{_SUFFIX}") in taken:
            number += 1
        return name

    def write_index(self, name: str, lines: Iterable[Line]) -> None:
        """Write the index of a closed file, if that is possible."""
        with suppress(OSError):  # it would only save time
            cdxj.write_lines(self.index_path(name), lines)

    def _index(self, name: str, path: Path) -> list[Line]:
        if path.name != name:  # still open: who writes it may be at work
            return list(cdxj.scan(path, name, whole_length(path)))
        index = self.index_path(name)
        with suppress(OSError, ValueError, IndexError):
            is_newer = index.stat().st_mtime_ns >= path.stat().st_mtime_ns
            # A power cut leaves it empty: it is not brought to the disk.
            if is_newer and (lines := cdxj.read_lines(index)):
                return lines
        lines = list(cdxj.scan(path, name))
        self.write_index(name, lines)
        return lines


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Raise `ArchiveError` if the WARC file *path* is not there, or damaged."""
    try:
        yield
    except (OSError, ValueError, ArchiveLoadFailed) as error:
        raise ArchiveError(
            f"{path} cannot be read ({' '.join(str(error).split())[:200]}): run "
            f"`warcio check {path}`, and move the file away if it is damaged."
        ) from error
