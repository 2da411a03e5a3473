"""A compact copy of the archive's database, for hand-over."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, ClassVar, Literal

from blogark.archive.copy import copy_database
from blogark.archive.database import FILE_NAME
from exports.options import option

if TYPE_CHECKING:
    from blogark.archive.read import ArchiveReader
    from exports.output import Output


@dataclass(frozen=True, kw_only=True)
class SqliteCopy:
    """Writes ``blog.db``, a single file without gaps."""

    name: ClassVar[str] = "sqlite"
    description: ClassVar[str] = (
        "A compact copy of blog.db as one file, for scripts and Datasette."
    )
    gone: Literal["include", "skip"] = option(
        "include", "posts that are gone from the old site"
    )

    def export(self, archive: ArchiveReader, output: Output) -> None:
        """Write the copy."""
        with TemporaryDirectory() as folder:  # SQLite writes to a path of its own
            copy = Path(folder, FILE_NAME)
            copy_database(archive.folder, copy, published_only=self.gone == "skip")
            output.add_file(FILE_NAME, copy)
