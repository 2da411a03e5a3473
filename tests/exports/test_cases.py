"""Every exporter over every case: golden files, and laws that all exporters keep.

``pytest --update-golden`` writes the files anew, to be reviewed as a diff.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

import pytest

from blogark.archive.read import ArchiveReader
from blogark.settings import EXPORTERS
from exports.catalogue import exporter_class
from exports.exporter import run_export
from exports.options import parse_options
from tests.exports.export_cases import CASES, make_archive
from tests.exports.link_check import broken_links
from tests.exports.sites import site_of

if TYPE_CHECKING:
    from exports.result import ExportResult

NO_GOLDEN_FILES: Final = frozenset({"sqlite"})
"""Exporters whose bytes depend on the version of a library."""

GOLDEN: Final = Path(__file__).parent / "cases"
"""A folder a case, and in it one a profile; ``all`` holds what all cases have alike."""

TEMPLATES: Final = Path(__file__).parents[2] / "exports" / "site_templates"
COPIED: Final = {"html": ("search.js", "style.css")}
"""Files of ours that an export copies as they are; golden files leave them out."""

OF_RECORDINGS: Final = frozenset({"wacz"})
"""Exporters of what a site sent, which these archives have none of."""

every_profile = pytest.mark.parametrize(
    "profile", sorted(EXPORTERS.keys() - OF_RECORDINGS)
)
every_case = pytest.mark.parametrize("case", CASES)


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("cases")
    return {case: make_archive(case, folder / case) for case in CASES}


def export(profile: str, archive: Path, to: Path, *options: str) -> ExportResult:
    exporter = parse_options(exporter_class(EXPORTERS, profile), options)
    with ArchiveReader.open(archive) as reader:
        return run_export(exporter, reader, to)


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".blogark")
    }


def unpacked(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return *files* with what is in ZIP files, whose own bytes depend on zlib."""
    found: dict[str, bytes] = {}
    for name, content in files.items():
        if not name.endswith(".zip"):
            found[name] = content
            continue
        with ZipFile(BytesIO(content)) as archive:
            found |= {
                f"{name}/{inner}": archive.read(inner) for inner in archive.namelist()
            }
    return found


def state(folder: Path) -> dict[Path, tuple[int, int]]:
    """Return which file each is and when it was written; the lock is opened anew."""
    return {
        path: (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".lock"
    }


def told(result: ExportResult) -> bytes:
    return "".join(
        f"{found.finding.code} {found.post_url or '-'} {found.finding.detail}\n"
        for found in result.findings
    ).encode()


@every_profile
@every_case
def test_an_export_is_what_is_expected(
    profile: str,
    case: str,
    archives: dict[str, Path],
    request: pytest.FixtureRequest,
) -> None:
    result = export(profile, archives[case], archives[case] / "exports" / profile)
    found = unpacked(files_of(archives[case] / "exports" / profile))
    if profile in NO_GOLDEN_FILES:
        return
    found["findings.txt"] = told(result)
    for name in COPIED.get(profile, ()):
        assert found.pop(name) == (TEMPLATES / name).read_bytes()
    alike, own = GOLDEN / "all" / profile, GOLDEN / case / profile
    if request.config.getoption("--update-golden"):
        of_all = files_of(alike).keys()
        _write({name: found[name] for name in found.keys() & of_all}, alike)
        _write({name: found[name] for name in found.keys() - of_all}, own)
    assert found == {**files_of(alike), **files_of(own)}


def _write(files: dict[str, bytes], folder: Path) -> None:
    for name in files_of(folder).keys() - files:
        (folder / name).unlink()
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


@every_profile
@every_case
def test_an_export_is_repeatable_and_touches_nothing_else(
    profile: str, case: str, archives: dict[str, Path], tmp_path: Path
) -> None:
    archive = archives[case]
    to = tmp_path / "home" / "out"
    before = state(archive)
    first = export(profile, archive, to)
    written = state(to)
    second = export(profile, archive, to)
    assert (second.written, second.removed, second.edited) == (0, (), ())
    assert second.unchanged == first.written
    assert second.findings == first.findings
    assert state(to) == written
    assert state(archive) == before
    assert [path.name for path in tmp_path.iterdir()] == ["home"]
    assert [path.name for path in to.parent.iterdir()] == ["out"]


@every_profile
@every_case
def test_an_export_gives_the_same_bytes_in_another_folder(
    profile: str, case: str, archives: dict[str, Path], tmp_path: Path
) -> None:
    export(profile, archives[case], tmp_path / "a" / "one")
    export(profile, archives[case], tmp_path / "b" / "two")
    assert files_of(tmp_path / "a" / "one") == files_of(tmp_path / "b" / "two")


@every_profile
@every_case
def test_no_internal_link_of_an_export_is_broken(
    profile: str, case: str, archives: dict[str, Path], tmp_path: Path
) -> None:
    options = ("--media", "copy") if profile == "plain" else ()
    export(profile, archives[case], tmp_path / "out", *options)
    assert broken_links(*site_of(tmp_path / "out")) == []
