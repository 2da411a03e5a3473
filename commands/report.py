"""``scrapy report DIR``: make the report of an archive again, or bundle it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from scrapy.commands import ScrapyCommand

from blogark.archive.lock import FolderLock
from blogark.archive.read import ArchiveReader
from blogark.errors import BlogarkError, OptionError
from blogark.report.write import HTML
from blogark.terminal import count, printable, size
from commands.exits import COMPLETE, could_not_run
from commands.printing import say
from commands.unknown_options import refuse_unknown_options
from exports.bundle import write_bundle
from exports.report import make_report

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from blogark.report.facts import Totals

_BUNDLE_HELP: Final = (
    "also write Markdown, media and report into one ZIP file (default: DIR.zip)"
)


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "DIR [--bundle [FILE.zip]]"

    def short_desc(self) -> str:
        return "Make the report of an archive again, or bundle it for hand-over"

    def long_desc(self) -> str:
        return (
            "Write report.html, report.json and report.csv into the archive in DIR, "
            "from its blog.db alone. Exit code 0: done; 1: could not run."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        # Without its value the option gets "".
        parser.add_argument(
            "--bundle", metavar="FILE.zip", nargs="?", const="", help=_BUNDLE_HELP
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        bundle: str | None = opts.bundle
        if bundle and not args and Path(bundle).is_dir():  # `report --bundle DIR`
            args, bundle = [bundle], ""
        try:
            for line in _report(_folder(args), bundle):
                say(printable(line))
            self.exitcode = COMPLETE
        except BlogarkError as error:
            self.exitcode = could_not_run(error)


def _report(folder: Path, bundle: str | None) -> Iterator[str]:
    """Write what was asked for, and yield what to say of it."""
    with ArchiveReader.open(folder) as archive, FolderLock(folder):
        totals = make_report(archive).totals
        yield f"{folder / HTML}: {_told(totals)}"
        if bundle is not None:
            done = write_bundle(archive, Path(bundle) if bundle else _beside(folder))
            yield f"{done.path}: {count(done.files, 'file')}, {size(done.bytes)}"


def _folder(args: Sequence[str]) -> Path:
    """Return the archive's folder."""
    refuse_unknown_options(args, "report")
    if len(args) != 1 or not args[0]:
        raise OptionError(
            "Give the folder of one archive, as in "
            "`scrapy report archives/www.example.com`."
        )
    return Path(args[0])


def _beside(folder: Path) -> Path:
    folder = folder.resolve()
    return folder.with_name(f"{folder.name}.zip")


def _told(totals: Totals) -> str:
    return (
        f"{count(totals.posts, 'post')}, {totals.complete:,} complete, "
        f"{totals.check:,} to check, {totals.incomplete:,} incomplete"
    )
