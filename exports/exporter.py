"""What an exporter is: archive in, files of another platform out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from blogark.archive.read import ArchiveReader


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportResult:
    """What an export did to the files in its folder."""

    written: int
    """Files that are new or changed."""
    unchanged: int
    """Files that were there already with these bytes; they were not touched."""
    leftover: tuple[str, ...] = ()
    """Names of files in the folder that no post stands for any more, or that never
    came from an export. They are not removed."""


class Exporter(Protocol):
    """Writes an archive in the form that another platform takes.

    It reads nothing but the archive, and never the network; the same archive gives the
    same bytes.
    """

    name: ClassVar[str]
    """What a person types to choose it."""
    description: ClassVar[str]
    """What it writes, in one sentence."""

    def export(self, archive: ArchiveReader, out: Path) -> ExportResult:
        """Write the posts of *archive* into the folder *out*, made if need be.

        Raises `blogark.errors.ArchiveError` if a file cannot be written.
        """
