"""What exports remember of a folder: which files they wrote, with which bytes.

``.blogark.json`` is written at the end of an export, ``.blogark.<exporter>.journal``
while it runs: a line a file, before the file gets its name. Together they know every
version that an export gave to a file that is there, whenever one was killed.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final

import msgspec

from blogark.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path
    from typing import IO, Self

    from exports.result import ExportFinding

MANIFEST: Final = ".blogark.json"
JOURNAL: Final = ".blogark.{}.journal"
PART: Final = ".blogark.manifest.part"


class Told(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A finding as the manifest has it."""

    severity: str
    code: str
    message: str
    post: str | None = None
    """Address of the post that it is about."""
    detail: str = ""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What one exporter left in the folder."""

    site: str
    """Host of the blog."""
    files: dict[str, str]
    """SHA-256 of each file that it wrote, by name."""
    findings: tuple[Told, ...] = ()


class _Line(msgspec.Struct, frozen=True, array_like=True):
    """A line of the journal."""

    exporter: str
    name: str
    digest: str


class Manifest:
    """The manifest of a folder, while one exporter writes to it."""

    def __init__(
        self, root: Path, records: dict[str, Record], *, exporter: str, site: str
    ) -> None:
        self._root = root
        self._records = records
        self._exporter = exporter
        self._site = site
        self._journal: IO[bytes] | None = None
        self._known: dict[str, set[str]] = {}
        self._names: set[str] = set()
        self._journal_path = root / JOURNAL.format(exporter)
        for line in (*_lines(records), *_journal_lines(root)):
            self._known.setdefault(line.name, set()).add(line.digest)
            if line.exporter == exporter:
                self._names.add(line.name)

    @classmethod
    def read(cls, root: Path, *, exporter: str, site: str) -> Self:
        """Return the manifest of *root* for an *exporter* of the blog at *site*.

        Raises `ArchiveError` if it is damaged, or if that exporter wrote another blog
        there.
        """
        path = root / MANIFEST
        try:
            content = path.read_bytes() if path.is_file() else b"{}"
            records = msgspec.json.decode(content, type=dict[str, Record])
        except msgspec.DecodeError as error:
            raise ArchiveError(
                f"{path} is damaged, and only it tells which files of the folder a "
                "person has edited: export to another folder."
            ) from error
        own = records.get(exporter)
        if own is not None and own.site != site:
            raise ArchiveError(
                f"{root} holds the {exporter} export of {own.site}, not of {site}: "
                "give another folder with --to."
            )
        return cls(root, records, exporter=exporter, site=site)

    def known(self, name: str) -> AbstractSet[str]:
        """Return the hashes of the versions that exports gave to the file *name*."""
        return self._known.get(name, frozenset())

    def last(self, name: str) -> str | None:
        """Return the hash that the last complete export noted for the file *name*."""
        own = self._records.get(self._exporter)
        return own.files.get(name) if own is not None else None

    def names(self) -> list[str]:
        """Return the names of all files that the exporter ever wrote."""
        return sorted(self._names)

    def note(self, name: str, digest: str) -> None:
        """Note a version, before the file gets its name."""
        if self._journal is None:
            self._journal = self._journal_path.open("ab")
        line = msgspec.json.encode(_Line(self._exporter, name, digest))
        self._journal.write(line + b"\n")
        self._journal.flush()

    def write(
        self, files: Mapping[str, str], findings: Iterable[ExportFinding]
    ) -> None:
        """Write down *files* as all that the exporter has in the folder."""
        record = Record(
            site=self._site,
            files=dict(sorted(files.items())),
            findings=tuple(map(_told, findings)),
        )
        records = dict(sorted({**self._records, self._exporter: record}.items()))
        content = msgspec.json.format(msgspec.json.encode(records), indent=1) + b"\n"
        path = self._root / MANIFEST
        if not path.is_file() or path.read_bytes() != content:
            part = self._root / PART
            with part.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())  # without it, every file would be an edited one
            part.replace(path)
        self.close()
        self._journal_path.unlink(missing_ok=True)

    def close(self) -> None:
        if self._journal is not None:
            self._journal.close()
            self._journal = None


def _lines(records: Mapping[str, Record]) -> Iterator[_Line]:
    for exporter, record in records.items():
        for name, digest in record.files.items():
            yield _Line(exporter, name, digest)


def _journal_lines(root: Path) -> Iterator[_Line]:
    for path in sorted(root.glob(JOURNAL.format("*"))):
        # A line without its end was being written when the run was killed: its file
        # did not get its name.
        whole = path.read_bytes().rpartition(b"\n")[0]
        for line in whole.splitlines():
            with suppress(msgspec.DecodeError):  # after a power cut it may be zeros
                yield msgspec.json.decode(line, type=_Line)


def _told(found: ExportFinding) -> Told:
    return Told(
        severity=found.finding.severity.value,
        code=found.finding.code,
        message=found.finding.message,
        post=found.post_url,
        detail=found.finding.detail,
    )
