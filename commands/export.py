"""``scrapy export PROFILE``: the archive in the form of another platform."""

from __future__ import annotations

from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final

from scrapy.commands import ScrapyCommand

from blogark.archive.database import file_in_the_way
from blogark.archive.read import ArchiveReader
from blogark.errors import BlogarkError, OptionError
from blogark.findings import Severity
from commands.chosen_archive import chosen_archive
from commands.exits import COMPLETE, SOMETHING_MISSING, could_not_run
from commands.export_summary import export_summary
from commands.printing import say
from exports.catalogue import exporter_class
from exports.exporter import run_export
from exports.options import option_parser, parse_options

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

_ARCHIVE_HELP: Final = "the archive's folder (default: the only one in archives/)"
_OWN: Final = ("markdown", "media", "warc")
_TO_HELP: Final = "write to this folder (default: exports/PROFILE in the archive)"


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "--list|PROFILE [--archive DIR] [--to OUT] [options of the profile]"

    def short_desc(self) -> str:
        return "Write an archive in the form of another platform"

    def long_desc(self) -> str:
        return (
            "Write an archive for another platform, with no network."
            " `scrapy export PROFILE --help` shows the options of a profile."
            " Exit code 0: complete; 1: could not run; 2: something could not be"
            " written."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        # An option without its value gets "", so that it ends in one sentence too.
        add = parser.add_argument
        add("--archive", metavar="DIR", nargs="?", const="", help=_ARCHIVE_HELP)
        add("--to", metavar="OUT", nargs="?", const="", help=_TO_HELP)
        add("--list", action="store_true", help="say what profiles there are")
        # A profile has options of its own to show.
        add("-h", "--help", action="store_true", help="show this help message")
        self._parser = parser

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        try:
            if opts.list:
                self._list()
            elif opts.help:
                self._help(args)
            else:
                self.exitcode = self._export(args, opts)
        except BlogarkError as error:
            self.exitcode = could_not_run(error)

    def _paths(self) -> dict[str, str]:
        if self.settings is None:
            raise TypeError("Scrapy sets them before it runs a command")
        return dict(self.settings.getdict("EXPORTERS"))

    def _list(self) -> None:
        paths = self._paths()
        width = max(map(len, paths))
        for name in paths:
            say(f"{name:<{width}}  {exporter_class(paths, name).description}")

    def _help(self, args: Sequence[str]) -> None:
        say(self._parser.format_help())
        if args:
            exporter = exporter_class(self._paths(), args[0])
            say(option_parser(exporter).format_help())

    def _export(self, args: Sequence[str], opts: argparse.Namespace) -> int:
        paths = self._paths()
        if not args or args[0].startswith("-"):
            raise OptionError(
                "Say first what to export to, as in `scrapy export hugo`: there are "
                f"{', '.join(paths)}."
            )
        exporter = parse_options(exporter_class(paths, args[0]), args[1:])
        folder = chosen_archive(opts.archive)
        to = _target_folder(opts.to, folder, exporter.name)
        started = monotonic()
        with ArchiveReader.open(folder) as archive:
            result = run_export(exporter, archive, to)
        say("\n".join(export_summary(exporter, to, result, monotonic() - started)))
        is_complete = not any(
            found.finding.severity is Severity.ERROR for found in result.findings
        )
        return COMPLETE if is_complete else SOMETHING_MISSING


def _target_folder(given: str | None, archive: Path, name: str) -> Path:
    """Return the folder to write to. Raises `OptionError`."""
    if given == "":
        raise OptionError("--to needs the folder to write to.")
    if given is None:
        return archive / "exports" / name
    to, home = Path(given), archive.resolve()
    place = to.resolve()
    if place == home or any(place.is_relative_to(home / name) for name in _OWN):
        raise OptionError(
            f"{to} belongs to the archive itself: give another folder with --to."
        )
    if path := file_in_the_way(to):
        raise OptionError(
            f"{path} is a file, not a folder: give another place with --to."
        )
    return to
