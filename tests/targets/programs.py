"""The site generators that exports are made for, run as their users run them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from blogark.archive.read import ArchiveReader
from blogark.settings import EXPORTERS
from exports.catalogue import exporter_class
from exports.exporter import run_export
from exports.options import parse_options

if TYPE_CHECKING:
    from collections.abc import Sequence

_HERE: Final = Path(__file__).parent
_TARGETS: Final = Path(__file__).parents[2] / ".venv-targets"
_MODULES: Final = _TARGETS / "node_modules"
_TELLING: Final = re.compile(r"warn|deprecat|error", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Program:
    """A site generator; *site* is the folder of its own files for the smallest site."""

    site: str
    command: Sequence[str | Path]
    built: str
    """Folder that it writes pages into."""
    options: tuple[str, ...] = ()
    """Of the export."""
    needs: tuple[Path, ...] = ()
    """What must be installed besides the command itself."""
    links_addresses: bool = False
    """Whether it makes a link of each address in a text."""

    def missing(self) -> str | None:
        """Return why the program cannot be run here."""
        for path in (Path(self.command[0]), *self.needs):
            if shutil.which(path) is None and not path.exists():
                return f"there is no {path.name}: run `make targets`"
        return None


PROGRAMS: Final = {
    "hugo": Program(
        site="hugo",
        command=("hugo", "--panicOnWarning"),
        built="public",
        links_addresses=True,
    ),
    "hugo --files flat": Program(
        site="hugo",
        command=("hugo", "--panicOnWarning"),
        built="public",
        options=("--files", "flat"),
        links_addresses=True,
    ),
    "jekyll": Program(
        site="jekyll",
        command=("jekyll", "build", "--strict_front_matter", "--trace"),
        built="_site",
    ),
    "eleventy": Program(
        site="eleventy",
        command=(_MODULES / ".bin" / "eleventy", "--quiet"),
        built="_site",
    ),
    "eleventy --files folder": Program(
        site="eleventy",
        command=(_MODULES / ".bin" / "eleventy", "--quiet"),
        built="_site",
        options=("--files", "folder"),
    ),
    "astro": Program(
        site="astro",
        command=(_MODULES / ".bin" / "astro", "build"),
        built="dist",
        needs=(_MODULES / "@astrojs" / "mdx",),
        links_addresses=True,
    ),
    "astro --mdx": Program(
        site="astro",
        command=(_MODULES / ".bin" / "astro", "build"),
        built="dist",
        options=("--mdx",),
        needs=(_MODULES / "@astrojs" / "mdx",),
        links_addresses=True,
    ),
    "pelican": Program(
        site="pelican",
        command=(_TARGETS / "bin" / "pelican",),
        built="output",
    ),
}


@dataclass(frozen=True)
class Site:
    """What a program made of an export."""

    folder: Path
    exit_code: int
    said: str

    def warnings(self) -> list[str]:
        """Return what was said but for the names of pages, which Astro lists."""
        return [
            line
            for line in self.said.splitlines()
            if _TELLING.search(line) and "/index.html" not in line
        ]

    def pages(self) -> dict[str, str]:
        """Return the HTML of each page by its path on the site."""
        return {
            self._path(path): path.read_text(encoding="utf-8")
            for path in sorted(self.folder.rglob("*.html"))
        }

    def files(self) -> dict[str, bytes]:
        """Return all else by its path on the site."""
        return {
            self._path(path): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file() and path.suffix != ".html"
        }

    def _path(self, path: Path) -> str:
        name = f"/{path.relative_to(self.folder).as_posix()}"
        return name.removesuffix("index.html")


def build(program: Program, archive: Path, folder: Path) -> Site:
    """Export *archive* into a site of its own in *folder*, and build that."""
    shutil.copytree(_HERE / program.site, folder)
    exporter = parse_options(exporter_class(EXPORTERS, program.site), program.options)
    with ArchiveReader.open(archive) as reader:
        run_export(exporter, reader, folder)
    if _MODULES in Path(program.command[0]).parents:
        (folder / "node_modules").symlink_to(_MODULES)
    done = subprocess.run(  # noqa: S603  known programs
        program.command,
        cwd=folder,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "ASTRO_TELEMETRY_DISABLED": "1",
            "NO_COLOR": "1",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Site(folder / program.built, done.returncode, done.stdout)
