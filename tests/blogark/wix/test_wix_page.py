"""docs/wix.md and the readers, compared: no hook, kind or name is undocumented."""

from __future__ import annotations

import re
from functools import reduce
from importlib import import_module
from pathlib import Path

import pytest

from blogark import document
from blogark.findings import CODES
from blogark.wix import (
    draft_entities,
    draft_text,
    drift,
    ricos_nodes,
    ricos_text,
    viewer,
    viewer_reading,
)
from blogark.wix.soup import _CHROME_HOOKS, _CHROME_TAGS
from blogark.wix.viewer_blocks import _BY_HOOK

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "wix.md").read_text(encoding="utf-8")
_LINES = re.DOTALL | re.MULTILINE
MODULES = {path.stem for path in (ROOT / "blogark" / "wix").glob("*.py")}


def section(title: str) -> str:
    """Return the text under a heading of second level."""
    found = re.search(rf"^## {re.escape(title)}\n(.+?)(?=^## |\Z)", PAGE, _LINES)
    assert found is not None, title
    return found[1]


def names(text: str) -> set[str]:
    """Return what stands in backticks."""
    return set(re.findall(r"`([^`]+)`", text))


def rows(text: str) -> list[list[str]]:
    """Return the cells of each row of the tables in *text*."""
    lines = (line for line in text.splitlines() if line.startswith("| "))
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_every_hook_that_names_a_block_stands_beside_its_reader() -> None:
    written = {
        hook: reader.strip("`").partition(".")[2]
        for _kind, new, old, reader, *_ in (
            row for row in rows(section("Hooks of blocks")) if len(row) == 5
        )
        for hook in re.findall(r"`([\w-]+)`(?: \()?", f"{new} {old}")
    }
    assert written == {hook: reader.__name__ for hook, reader in _BY_HOOK.items()}


def test_every_kind_of_a_marker_is_listed_and_no_other() -> None:
    kinds = (names(row[0]) for row in rows(section("Block markers")))
    assert set().union(*kinds) == viewer_reading.KINDS


def test_every_place_of_a_body_is_described() -> None:
    frame = section("Page frame")
    for css in viewer.REGIONS:
        for attribute in re.findall(r"\[[\w-]+[^\]]*\]|\.[\w-]+", css):
            assert attribute.replace("$=", "=").strip("[]").split('"')[0] in frame


def test_every_dropped_hook_and_tag_is_listed() -> None:
    assert names(section("Hooks of blocks")) >= _CHROME_TAGS | _CHROME_HOOKS


def test_the_nodes_of_a_ricos_document_are_listed_with_their_numbers() -> None:
    table = rows(section("Rich content: the Ricos document"))
    nodes = [row for row in table if len(row) == 5 and row[0].isdigit()]
    assert [(int(row[0]), row[1].strip("`")) for row in nodes] == list(
        enumerate(ricos_nodes.KINDS)
    )
    blocks = set().union(*(names(row[3]) for row in nodes))
    assert {name for name in blocks if not hasattr(document, name)} == set()


def test_the_decorations_of_a_ricos_document_are_listed_with_their_numbers() -> None:
    table = rows(section("Rich content: the Ricos document"))
    found = [row for row in table if len(row) == 4 and row[0].isdigit()]
    assert [(int(row[0]), row[1].strip("`")) for row in found] == list(
        enumerate(ricos_text.DECORATIONS)
    )


def test_every_entity_of_draft_js_is_listed_and_no_other() -> None:
    kinds = (names(row[0]) for row in rows(section("Rich content: Draft.js")))
    read_by_draft_itself = {"table", "collapsible-list"}
    assert set().union(*kinds) == (
        draft_entities.READERS.keys() | draft_text.INLINE | read_by_draft_itself
    )


def test_every_finding_that_is_named_exists() -> None:
    alarms = section("An alarm went off: where to look")
    written = set().union(*(names(row[0]) for row in rows(alarms)))
    assert written <= CODES.keys()


@pytest.mark.parametrize(
    "name",
    sorted(
        name
        for name in names(PAGE)
        if re.fullmatch(r"\w+\.([a-z_]+|[A-Z]\w+)", name)
        and name.partition(".")[0] in MODULES
    ),
)
def test_every_function_that_is_named_exists(name: str) -> None:
    module, *path = name.split(".")
    reduce(getattr, path, import_module(f"blogark.wix.{module}"))


def test_the_newest_viewer_is_in_the_table_of_versions() -> None:
    major, minor, _ = drift.NEWEST_VIEWER
    assert f"{major}.{minor} |" in PAGE
