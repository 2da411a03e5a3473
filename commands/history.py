"""``scrapy history URL``: what changed in a post from crawl to crawl."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.text import Text
from scrapy.commands import ScrapyCommand

from blogark.archive.comparison import compare
from blogark.archive.read import ArchiveReader
from blogark.errors import BlogarkError, OptionError
from blogark.filenames import archive_folder
from blogark.wix.address import parse_address
from commands.chosen_archive import chosen_archive
from commands.exits import could_not_run
from commands.printing import say
from commands.unknown_options import refuse_unknown_options

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from blogark.archive.revisions import Version

_STYLES: Final = (
    *(("+++", "bold"), ("---", "bold"), ("@@", "cyan")),
    *(("+", "green"), ("-", "red")),
)
_USAGE: Final = (
    "Give the address or the slug of one post, as in "
    "`scrapy history https://www.example.com/post/first`."
)


class Command(ScrapyCommand):
    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 - Scrapy's way

    def syntax(self) -> str:
        return "URL|SLUG [--archive DIR] [--from N] [--to N]"

    def short_desc(self) -> str:
        return "Show what changed in a post from crawl to crawl"

    def long_desc(self) -> str:
        return (
            "List the versions of the post at URL that the archive has, and show what "
            "differs between two of them, by default the last two."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add = parser.add_argument
        add(
            "--archive",
            metavar="DIR",
            nargs="?",
            const="",
            help="the archive's folder (default: archives/ and the blog's host)",
        )
        for name, dest, meaning in (
            ("--from", "first", "compare this version"),
            ("--to", "second", "with this one"),
        ):
            add(name, dest=dest, metavar="N", nargs="?", const="", help=meaning)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        console = Console(highlight=False, soft_wrap=True)
        try:
            lines = list(_history(args, opts))
        except BlogarkError as error:
            self.exitcode = could_not_run(error)
            return
        with console.capture() as printed:
            for line in lines:
                console.print(_styled(line))
        say(printed.get().removesuffix("\n"))


def _history(args: Sequence[str], opts: argparse.Namespace) -> Iterator[str]:
    """Yield the lines to print. Raises `BlogarkError`."""
    refuse_unknown_options(args, "history")
    if len(args) != 1:
        raise OptionError(_USAGE)
    if opts.archive == "":
        raise OptionError("--archive needs the folder of the archive.")
    versions = _versions(args[0], opts.archive)
    yield from _listed(versions)
    yield from _compared(versions, opts)


def _versions(given: str, folder: str | None) -> tuple[Version, ...]:
    """Return the versions of the post at an address, or with a slug."""
    is_slug = not set(given) & set("./:")
    url = given if is_slug else parse_address(given).url
    if folder is None and not is_slug:
        path = archive_folder(parse_address(given).site.base)
    else:
        path = chosen_archive(folder)
    with ArchiveReader.open(path) as archive:
        found = archive.post_with_slug(url) if is_slug else archive.post_at(url)
        if found is None:
            raise OptionError(
                f"There is no post “{url}” in {path}: give the address of one that is, "
                "with --archive if its folder is another."
            )
        return archive.versions(found)


def _listed(versions: Sequence[Version]) -> Iterator[str]:
    now = versions[-1]
    yield f"{now.title}"
    yield f"{now.metadata['url']}"
    for number, version in enumerate(versions[:-1], 1):
        when = version.replaced_at
        seen = f"{when:%Y-%m-%d %H:%M} UTC" if when else "at an unknown time"
        what = ", ".join(version.changed) or "something"
        yield f"  {number}  until {seen}, when another was found: {what}"
    yield f"  {len(versions)}  now, {now.metadata['status']}"


def _compared(versions: Sequence[Version], opts: argparse.Namespace) -> Iterator[str]:
    last = len(versions)
    if last == 1 and opts.first is opts.second is None:
        yield "It has not changed since it was archived."
        return
    second = _number("--to", opts.second, last, default=last)
    first = _number("--from", opts.first, last, default=max(1, second - 1))
    names = (f"version {first}", f"version {second}")
    yield ""
    found = compare(versions[first - 1], versions[second - 1], names=names)
    yield from found or ["Both versions say the same."]


def _number(name: str, text: str | None, last: int, *, default: int) -> int:
    if text is None:
        return default
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= last):
        raise OptionError(f"{name} takes the number of a version, 1 to {last}.")
    return int(text)


def _styled(line: str) -> Text:
    """Return a line for the terminal, coloured if it has colours."""
    style = next((style for mark, style in _STYLES if line.startswith(mark)), "")
    indent = line[: len(line) - len(line.lstrip(" "))]
    return Text(indent + _safe(line[len(indent) :]), style=style)


def _safe(line: str) -> str:
    """Return *line* without anything that a terminal would obey; spaces stay."""
    return "".join(c for c in line.expandtabs(4) if c.isprintable())
