"""What an exporter is: archive in, files of another platform out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from exports.output import Output

if TYPE_CHECKING:
    from pathlib import Path

    from blogark.archive.read import ArchiveReader
    from exports.result import ExportResult


class Exporter(Protocol):
    """Writes an archive in the form that another platform takes.

    It is a frozen dataclass: its fields, made with `exports.options.option`, are what a
    person can choose, and its ``__post_init__`` raises `blogark.errors.OptionError` for
    a value that makes no sense. It reads nothing but the archive, and never the
    network; the same archive gives the same bytes.
    """

    __dataclass_fields__: ClassVar[dict[str, Any]]

    name: ClassVar[str]
    """What a person types to choose it."""
    description: ClassVar[str]
    """What it writes, in one sentence."""

    def export(self, archive: ArchiveReader, output: Output) -> None:
        """Write the archive to *output*, and tell it what was lost or changed.

        Raises `blogark.errors.ArchiveError` for what a person can mend.
        """


def run_export(exporter: Exporter, archive: ArchiveReader, to: Path) -> ExportResult:
    """Write *archive* with *exporter* into the folder *to*, made if need be.

    Raises `blogark.errors.ArchiveError` if that is not possible; what was written until
    then stays, and is known to the next export.
    """
    with Output.open(to, exporter=exporter.name, site=archive.site()) as output:
        exporter.export(archive, output)
        return output.finish()
