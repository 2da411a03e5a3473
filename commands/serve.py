"""``scrapy serve DIR``: an archive's database in a browser, by Datasette."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from scrapy.commands import ScrapyCommand

from blogark.archive.database import FILE_NAME
from blogark.archive.read import ArchiveReader
from blogark.errors import BlogarkError, OptionError
from commands.chosen_archive import chosen_archive
from commands.datasette_metadata import datasette_metadata
from commands.exits import could_not_run
from commands.unknown_options import refuse_unknown_options

if TYPE_CHECKING:
    import argparse

PORT: Final = "8001"  # Datasette's own default
_ARCHIVE_HELP: Final = "the archive's folder, the same as DIR alone"
_PORT_HELP: Final = f"listen on this port of this machine (default: {PORT})"


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[DIR|--archive DIR] [--port N]"

    def short_desc(self) -> str:
        return "Show an archive's database in a browser"

    def long_desc(self) -> str:
        return (
            "Show the database of the archive in DIR in a browser, read-only, until"
            " Ctrl-C. Without DIR: of the only archive in archives/."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add = parser.add_argument
        add("--archive", metavar="DIR", nargs="?", const="", help=_ARCHIVE_HELP)
        add("--port", metavar="N", default=PORT, help=_PORT_HELP)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            self.exitcode = _serve(_given(args, opts.archive), opts.port)
        except BlogarkError as error:
            self.exitcode = could_not_run(error)


def _given(args: list[str], archive: str | None) -> str | None:
    """Return the folder that was given, with or without ``--archive``."""
    refuse_unknown_options(args, "serve")
    folders = args if archive is None else [*args, archive]
    if len(folders) > 1:
        raise OptionError("Give the folder of one archive.")
    return folders[0] if folders else None


def _serve(given: str | None, port: str) -> int:
    """Run Datasette until it ends. Raises `BlogarkError` if it cannot be run."""
    if not port.isdecimal():
        raise OptionError(f"--port is a number, not {port}.")
    folder = chosen_archive(given)
    ArchiveReader.open(folder).close()
    if find_spec("datasette") is None:
        raise OptionError("Datasette is not installed: `make serve` installs it.")
    with TemporaryDirectory() as temporary:
        metadata = Path(temporary, "metadata.json")
        metadata.write_text(json.dumps(datasette_metadata()), encoding="utf-8")
        return _datasette(folder / FILE_NAME, metadata, port)


def _datasette(database: Path, metadata: Path, port: str) -> int:
    command = [
        *(sys.executable, "-m", "datasette", "serve", "--immutable", str(database)),
        *("--metadata", str(metadata), "--port", port),
        *("--setting", "truncate_cells_html", "300"),  # bodies are long
    ]
    try:
        return subprocess.run(command, check=False).returncode  # noqa: S603 - no shell
    except KeyboardInterrupt:  # how it is meant to end
        return 0
