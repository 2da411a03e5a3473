"""The one writer of output folders: atomic, repeatable, and careful with edits.

It remembers the SHA-256 of what it wrote (`exports.manifest`). So it can tell its own
files, which it may replace and remove, from those that a person wrote or changed: these
it never touches. Their new version is put beside them, under a name that ends in ``~``,
which every site generator leaves out.
"""

from __future__ import annotations

import os
import re
from contextlib import ExitStack, contextmanager, suppress
from hashlib import file_digest, sha256
from typing import IO, TYPE_CHECKING, Final

from filelock import FileLock, Timeout

from blogark.errors import ArchiveError
from exports.manifest import Manifest
from exports.result import ExportFinding, ExportResult

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from blogark.findings import Finding

NEW: Final = ".new~"
"""Ends the name of a new version that is put beside an edited file."""
_OWN: Final = ".blogark"
"""Begins the names of our own files in the folder."""
_CHUNK: Final = 1 << 20
_NOT_IN_A_NAME: Final = re.compile(r"[\x00-\x1f\x7f\\:]")


class Output:
    """A folder that one exporter writes the archive of one blog into.

    Names of files are relative to it, with ``/``. Methods raise
    `blogark.errors.ArchiveError` for what a person can mend, and ``ValueError`` for a
    name that could leave the folder or is used twice.
    """

    def __init__(
        self, root: Path, manifest: Manifest, stack: ExitStack, *, exporter: str
    ) -> None:
        self.root = root
        self._manifest = manifest
        self._stack = stack
        self._exporter = exporter
        self._real_root = root.resolve()
        self._safe_folders: set[Path] = set()
        self._files: dict[str, str | None] = {}  # what the manifest will say
        self._edited: list[str] = []
        self._findings: list[ExportFinding] = []
        self._written = 0
        self._parts = 0

    @classmethod
    def open(cls, root: Path, *, exporter: str, site: str) -> Self:
        """Open *root*, made if need be, for the *exporter* of the blog at *site*."""
        with _sentences(root), ExitStack() as stack:
            root.mkdir(parents=True, exist_ok=True)
            try:
                stack.enter_context(FileLock(root / f"{_OWN}.lock", timeout=0))
            except Timeout as error:
                raise ArchiveError(
                    f"Another export is writing to {root}: wait until it is finished."
                ) from error
            for part in root.glob(f"{_OWN}.*.part"):
                part.unlink()
            manifest = Manifest.read(root, exporter=exporter, site=site)
            return cls(root, manifest, stack.pop_all(), exporter=exporter)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._manifest.close()
        self._stack.close()

    def write(self, name: str, content: bytes | str) -> None:
        """Write a file, unless it has these bytes already."""
        data = content.encode() if isinstance(content, str) else content
        digest = sha256(data).hexdigest()
        with _sentences(self.root / name):
            if target := self._target(name, digest):
                part = self._part()
                part.write_bytes(data)  # not synced: `_is_torn` says why
                self._put(part, target, digest)

    @contextmanager
    def stream(self, name: str) -> Iterator[IO[bytes]]:
        """Give a file to write *name* into piece by piece, for what is large."""
        part = self._part()
        with _sentences(self.root / name):
            with part.open("wb") as file:
                yield file
                _sync(file)
            digest = _hash(part)
            if target := self._target(name, digest):
                self._put(part, target, digest)
            else:
                part.unlink()

    def add_file(self, name: str, source: Path, *, link: bool = False) -> None:
        """Copy the file *source* with its time; *link* makes a hard link if it can.

        A copy of the same size and time is taken for equal, as rsync does: to hash all
        media of a blog at each run would take minutes.
        """
        with _sentences(self.root / name):
            known = self._manifest.last(name)
            if known and _is_copy(self._path(name), source):
                self._remember(name, known)
                return
            digest = _hash(source)
            if target := self._target(name, digest):
                part = self._part()
                _copy(source, part, link=link)
                self._put(part, target, digest)

    def tell(self, finding: Finding, post_url: str | None = None) -> None:
        """Remember something that a person must know of this export."""
        self._findings.append(ExportFinding(finding=finding, post_url=post_url))

    def finish(self) -> ExportResult:
        """Remove what nothing stands for any more, and write the manifest.

        Only an export that has written all of its files may call it.
        """
        total = len(self._files)
        with _sentences(self.root):
            removed, leftover = self._remove_stale()
            files = {name: digest for name, digest in self._files.items() if digest}
            self._manifest.write(files, self._findings)
        return ExportResult(
            written=self._written,
            unchanged=total - self._written - len(self._edited),
            removed=tuple(removed),
            edited=tuple(self._edited),
            leftover=tuple(leftover),
            findings=tuple(self._findings),
        )

    def _remember(self, name: str, digest: str | None) -> None:
        if name in self._files:
            raise ValueError(f"{name} is written twice")
        self._files[name] = digest

    def _target(self, name: str, digest: str) -> str | None:
        """Return the name to write to, ``None`` if nothing is to be written."""
        path = self._path(name)
        there = _hash(path) if os.path.lexists(path) else None
        known = self._manifest.known(name)
        if there is None or there == digest or there in known or _is_torn(path):
            self._remember(name, digest)
            return None if there == digest else name
        self._edited.append(name)
        new = self._path(name + NEW)
        was_offered = digest in self._manifest.known(name + NEW)
        if digest in known or (was_offered and not new.exists()):
            self._remember(name, digest)  # the edit is of this very version
            return None
        self._remember(name, self._manifest.last(name))
        self._remember(name + NEW, digest)
        is_there = new.is_file() and _hash(new) == digest
        return None if is_there else name + NEW

    def _put(self, part: Path, name: str, digest: str) -> None:
        self._manifest.note(name, digest)
        part.replace(self._path(name))
        self._written += 1

    def _part(self) -> Path:
        """Return where a file is written before it gets its name."""
        self._parts += 1
        return self.root / f"{_OWN}.{self._parts}.part"

    def _path(self, name: str) -> Path:
        """Return the path of a file; its folder is there and is inside."""
        steps = name.split("/")
        if _NOT_IN_A_NAME.search(name) or any(
            step in ("", ".", "..") or step.startswith(_OWN) for step in steps
        ):
            raise ValueError(f"{name!r} is no name for a file of an export")
        path = self.root / name
        if path.parent not in self._safe_folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            if not self._is_inside(path.parent):
                raise ArchiveError(
                    f"{path.parent} leads out of {self.root}: remove that link, or "
                    "give another folder with --to."
                )
            self._safe_folders.add(path.parent)
        return path

    def _is_inside(self, folder: Path) -> bool:
        return folder.resolve().is_relative_to(self._real_root)

    def _remove_stale(self) -> tuple[list[str], list[str]]:
        """Return the names of the files that were removed, and of the edited ones."""
        removed, leftover = [], []
        for name in self._manifest.names():
            path = self.root / name
            if name in self._files or not path.is_file():
                continue
            if self._is_inside(path.parent) and self._is_ours(name):
                path.unlink()
                _remove_empty(path.parent, self.root)
                removed.append(name)
            else:
                self._files[name] = self._manifest.last(name)
                leftover.append(name)
        return removed, leftover

    def _is_ours(self, name: str) -> bool:
        return _hash(self.root / name) in self._manifest.known(name)


def _remove_empty(folder: Path, root: Path) -> None:
    with suppress(OSError):  # something is in it
        while folder != root:
            folder.rmdir()
            folder = folder.parent


def _sync(file: IO[bytes]) -> None:
    """Have *file* on the disk: after a power cut, no name stands for half of it."""
    file.flush()
    os.fsync(file.fileno())


def _is_torn(path: Path) -> bool:
    """Tell whether a power cut can have left *path* so, which is then no edit of it.

    File systems give a new file its name before its few bytes: it is empty after that.
    To bring each one to the disk first would halve the speed of an export.
    """
    return path.stat().st_size == 0


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(_CHUNK)
        if len(start) < _CHUNK:  # a post: without the buffer that takes longer than it
            return sha256(start).hexdigest()
        file.seek(0)
        return file_digest(file, "sha256").hexdigest()


def _is_copy(path: Path, source: Path) -> bool:
    try:
        copy, original = path.stat(), source.stat()
    except OSError:
        return False
    return (copy.st_size, copy.st_mtime_ns) == (original.st_size, original.st_mtime_ns)


def _copy(source: Path, to: Path, *, link: bool) -> None:
    if link:
        with suppress(OSError):  # another disk, or a file system without links
            to.hardlink_to(source)
            return
    with source.open("rb") as original, to.open("wb") as copy:
        while chunk := original.read(_CHUNK):
            copy.write(chunk)
    stat = source.stat()
    os.utime(to, ns=(stat.st_atime_ns, stat.st_mtime_ns))


@contextmanager
def _sentences(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ArchiveError(
            f"{error.filename2 or error.filename or path} cannot be written "
            f"({error.strerror}): check the disk and its permissions, then export "
            "again."
        ) from error
