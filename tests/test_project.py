"""The project as a whole: its wiring, and the traps of its layout."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from configparser import ConfigParser
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Final

import pytest
from scrapy.commands import ScrapyCommand
from scrapy.crawler import Crawler
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.misc import load_object, walk_modules_iter

from blogark import settings as wiring
from pipelines.cleaning import CleaningPass

ROOT: Final = Path(__file__).parents[1]
PYPROJECT: Final = tomllib.loads((ROOT / "pyproject.toml").read_text())
FOLDERS: Final = sorted(
    path.name
    for path in ROOT.iterdir()
    if not path.name.startswith(".") and any(path.glob("**/*.py"))
)
APPLICATION: Final = sorted({*FOLDERS} - {"blogark"})


def _settings() -> Settings:
    settings = Settings()
    settings.setmodule(wiring)
    return settings


SPIDERS: Final = SpiderLoader.from_settings(_settings()).list()


@pytest.mark.parametrize("name", SPIDERS)
def test_every_spider_can_be_made_and_says_what_it_is(
    name: str, tmp_path: Path
) -> None:
    spider_class = SpiderLoader.from_settings(_settings()).load(name)
    crawler = Crawler(spider_class, _settings())
    text = tmp_path / "post.txt"
    text.write_text("A title")
    address = '<link rel="canonical" href="https://www.example.com/post/a">'
    (tmp_path / "a.html").write_text(f'{address}<p data-hook="post-page">A</p>')
    spider = spider_class.from_crawler(
        crawler,
        url="https://www.example.com",
        out=str(tmp_path),
        files=str(text),
        folder=str(tmp_path),
    )
    assert spider.name == name
    assert spider_class.__doc__


@pytest.mark.parametrize(
    "path",
    [
        *wiring.ITEM_PIPELINES,
        *wiring.CLEANING_PASSES,
        *wiring.DOWNLOADER_MIDDLEWARES,
        *wiring.EXTENSIONS,
    ],
)
def test_every_string_of_the_wiring_names_a_class(path: str) -> None:
    assert isinstance(load_object(path), type)


def test_every_pipeline_of_the_folder_is_wired() -> None:
    classes = {
        f"{module.__name__}.{name}"
        for module in walk_modules_iter("pipelines")
        for name, value in vars(module).items()
        if name.endswith("Pipeline")
        and isinstance(value, type)
        and value.__module__ == module.__name__
    }
    assert classes == {*wiring.ITEM_PIPELINES}


def test_every_cleaning_pass_of_the_folder_is_wired() -> None:
    passes = {
        f"{module.__name__}.{name}"
        for module in walk_modules_iter("pipelines")
        for name, value in vars(module).items()
        if isinstance(value, type)
        and issubclass(value, CleaningPass)
        and value.__module__ == module.__name__ != CleaningPass.__module__
    }
    assert passes == {*wiring.CLEANING_PASSES}


def test_files_are_saved_after_cleaning_and_storing_comes_last() -> None:
    order = sorted(wiring.ITEM_PIPELINES, key=wiring.ITEM_PIPELINES.__getitem__)
    assert [path.split(".")[1] for path in order][-2:] == ["save_media", "store_post"]


def test_every_command_is_found_and_says_what_it_does() -> None:
    commands = [
        value
        for module in walk_modules_iter(wiring.COMMANDS_MODULE)
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, ScrapyCommand)
        and value.__module__ == module.__name__
    ]
    assert "commands.archive" in {command.__module__ for command in commands}
    assert all(command().short_desc() for command in commands)


def test_job_servers_find_the_settings_where_the_command_line_does() -> None:
    config = ConfigParser()
    config.read(ROOT / "scrapy.cfg")
    entry_points = PYPROJECT["project"]["entry-points"]["scrapy"]
    assert config["settings"]["default"] == wiring.__name__
    assert entry_points["settings"] == wiring.__name__


def test_every_folder_but_those_of_tests_is_a_package() -> None:
    """``tests/spiders/__init__.py`` would be a second ``spiders``.

    What is no package is missing from the egg that job servers are sent, and gives way
    to any installed distribution of its name, wherever that is in ``sys.path``.
    """
    folders = {path.parent for name in FOLDERS for path in (ROOT / name).rglob("*.py")}
    packages = {folder for folder in folders if (folder / "__init__.py").exists()}
    tests = {folder for folder in folders if folder.is_relative_to(ROOT / "tests")}
    assert packages == folders - tests


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_installed_distribution_takes_the_name_of_a_folder(folder: str) -> None:
    """Scrapy appends the project to ``sys.path``, so that a distribution would win."""
    assert packages_distributions().get(folder, []) in ([], ["blogark"])


def test_every_folder_is_checked_for_types_and_kept_out_of_the_library() -> None:
    tool = PYPROJECT["tool"]
    assert {*FOLDERS} == {*tool["mypy"]["files"]}
    (may_use_scrapy,) = (
        glob
        for glob, rules in tool["ruff"]["lint"]["per-file-ignores"].items()
        if rules == ["TID251"]
    )
    assert {*APPLICATION} == {*may_use_scrapy.strip("{}/*").split("}")[0].split(",")}


def _imported_folders(folder: Path) -> set[str]:
    """Return the folders of this project that modules of *folder* import from."""
    found: set[str] = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom):
                found.add(node.module or "")
            elif isinstance(node, ast.Import):
                found.update(alias.name for alias in node.names)
    return {name.partition(".")[0] for name in found} & {*FOLDERS} - {folder.name}


@pytest.mark.parametrize("folder", sorted({*FOLDERS} - {"tests"}))
def test_a_folder_imports_only_what_the_architecture_says(folder: str) -> None:
    page = (ROOT / "docs" / "architecture.md").read_text()
    row = re.search(rf"^\| `{folder}/` \|.*\| ([^|]*) \|$", page, re.MULTILINE)
    assert row is not None
    allowed = {*FOLDERS} if row[1] == "all" else {*re.findall(r"`(\w+)`", row[1])}
    assert _imported_folders(ROOT / folder) <= allowed


def test_the_library_knows_nothing_of_scrapy_and_the_application() -> None:
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in (ROOT / "blogark").rglob("*.py")
        if path.stem != "__init__"
    ]
    script = (
        "import sys, importlib\n"
        f"for name in {sorted(modules)!r}:\n"
        "    importlib.import_module(name)\n"
        "tops = {name.partition('.')[0] for name in sys.modules}\n"
        f"print(*sorted(tops & {{'scrapy', 'twisted', *{APPLICATION!r}}}))\n"
    )
    run = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split() == []
