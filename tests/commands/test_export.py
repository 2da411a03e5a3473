"""``scrapy export``, as a person runs it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import pytest

from blogark.settings import EXPORTERS
from tests.commands.scrapy_runs import ROOT, Run, scrapy
from tests.commands.scrapy_runs import run as run_program
from tests.exports.export_cases import make_archive

if TYPE_CHECKING:
    from pathlib import Path

# What a command needs to know in a folder that is not the checkout.
ELSEWHERE: Final = {
    "SCRAPY_SETTINGS_MODULE": "blogark.settings",
    "PYTHONPATH": str(ROOT),
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_archive("links", tmp_path_factory.mktemp("archive"))


def scrapy_export(*args: str | Path, home: Path = ROOT) -> Run:
    return scrapy("export", *args, environment=ELSEWHERE, home=home)


def test_an_export_tells_what_it_did_and_what_is_to_be_known(
    archive: Path, tmp_path: Path
) -> None:
    run = scrapy_export("hugo", "--archive", archive, "--to", tmp_path / "site")
    assert (run.code, run.err) == (0, "")
    assert f"Exported to {tmp_path / 'site'} as hugo" in run.out
    assert "written, 0 unchanged" in run.out
    assert "note: Links lead to pages of the old site" in run.out
    assert (tmp_path / "site/content/post/start/index.md").exists()


def test_the_list_has_every_profile_with_a_sentence() -> None:
    run = scrapy_export("--list")
    assert run.code == 0
    lines = [line.split(None, 1) for line in run.out.splitlines()]
    assert [name for name, _ in lines] == [*EXPORTERS]
    assert all(sentence.endswith(".") for _, sentence in lines)


def test_the_help_of_a_profile_shows_its_options() -> None:
    run = scrapy_export("astro", "--help")
    assert run.code == 0
    assert "--archive" in run.out
    assert "--mdx" in run.out


@pytest.mark.parametrize("args", ["--list", "hugo --help"])
def test_whoever_stops_listening_gets_no_traceback(args: str) -> None:
    pipe = f"set -o pipefail; {sys.executable} -m scrapy export {args} | true"
    run = run_program("bash", "-c", pipe)
    assert (run.code, run.err) == (0, "")


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        ((), "Say first what to export to"),
        (("hugoo",), "Did you mean hugo?"),
        (("hugo", "--flat"), "hugo has no option --flat"),
        (("hugo", "--archive"), "--archive needs the folder"),
        (("hugo", "--archive", "nowhere"), "There is no archive in nowhere"),
        (("hugo",), "There is no archive in archives/"),
        (("hugo", "--to"), "There is no archive in archives/"),
    ],
)
def test_what_cannot_run_ends_in_one_sentence(
    tmp_path: Path, args: tuple[str, ...], sentence: str
) -> None:
    run = scrapy_export(*args, home=tmp_path)
    assert (run.code, run.out) == (1, "")
    assert run.err.startswith("Error: ")
    assert sentence in run.err
    assert run.err.count("\n") == 1


def test_the_only_archive_is_the_default(tmp_path: Path) -> None:
    (tmp_path / "archives").mkdir()
    make_archive("blocks", tmp_path / "archives" / "a.example")
    assert scrapy_export("plain", home=tmp_path).code == 0
    assert (tmp_path / "archives/a.example/exports/plain/every-block.md").exists()
    assert scrapy_export("sqlite", home=tmp_path).code == 0  # a blog.db in its folder
    assert scrapy_export("plain", home=tmp_path).code == 0
    make_archive("blocks", tmp_path / "archives" / "b.example")
    run = scrapy_export("plain", home=tmp_path)
    assert run.code == 1
    assert "archives/a.example, archives/b.example" in run.err


@pytest.mark.parametrize("name", ["notes", "notes/site"])
def test_a_file_is_no_place_for_an_export(
    archive: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "notes").touch()
    run = scrapy_export("plain", "--archive", archive, "--to", tmp_path / name)
    assert run.code == 1
    assert run.err == (
        f"Error: {tmp_path / 'notes'} is a file, not a folder: give another place "
        "with --to.\n"
    )


def test_redirects_say_what_site_they_are_for(archive: Path, tmp_path: Path) -> None:
    run = scrapy_export("redirects", "--archive", archive, "--to", tmp_path / "rules")
    assert "a site built with hugo (see --builder)" in run.out


@pytest.mark.parametrize("name", ["", "media", "markdown", "warc/new"])
def test_the_archive_s_own_folders_are_no_place_for_an_export(
    archive: Path, name: str
) -> None:
    run = scrapy_export("plain", "--archive", archive, "--to", archive / name)
    assert run.code == 1
    assert "belongs to the archive itself" in run.err
