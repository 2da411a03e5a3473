"""blog.db as Datasette shows it."""

from __future__ import annotations

import asyncio
import gc
import warnings
from typing import TYPE_CHECKING, Any

import pytest

from blogark.archive.store import Archive
from commands.datasette_metadata import datasette_metadata
from tests.archives import full_post, query, save
from tests.commands.scrapy_runs import scrapy

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("datasette", reason="Datasette is an optional extra")
BLOG = datasette_metadata()["databases"]["blog"]


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    with Archive.open(tmp_path) as archive:
        save(archive, full_post())
    return tmp_path


def answers(blog: Path, *paths: str) -> list[Any]:
    """Return what Datasette answers to each of *paths*."""
    from datasette.app import Datasette  # noqa: PLC0415 - it may not be there

    async def ask() -> list[Any]:
        served = Datasette(immutables=[blog / "blog.db"], metadata=datasette_metadata())
        found = [await served.client.get(path) for path in paths]
        served.executor.shutdown()
        return found

    with warnings.catch_warnings():
        # Datasette leaves its connections open, of which Python 3.13 warns.
        warnings.simplefilter("ignore", ResourceWarning)
        found = asyncio.run(ask())
        gc.collect()
    return found


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--nope", "x"), "There is no option --nope: see `scrapy serve -h`."),
        (("{}", "--archive", "{}"), "Give the folder of one archive."),
        (("--archive",), "--archive needs the folder of the archive."),
        (("{}",), "There is no archive in {}"),
        (("--archive", "{}"), "There is no archive in {}"),
    ],
)
def test_what_cannot_be_served_ends_in_one_sentence(
    tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    run = scrapy("serve", *(one.format(tmp_path) for one in arguments))
    assert (run.code, run.out) == (1, "")
    assert run.err.startswith(f"Error: {sentence.format(tmp_path)}")
    assert run.err.count("\n") == 1


def test_every_table_and_column_is_explained_and_is_there(blog: Path) -> None:
    there: dict[str, set[str]] = {}
    for table, column in query(
        blog,
        "SELECT entries.name, columns.name"
        " FROM sqlite_schema AS entries, pragma_table_info(entries.name) AS columns",
    ):
        there.setdefault(table, set()).add(column)
    for name, table in BLOG["tables"].items():
        assert set(table["columns"]) == there[name]
        assert set(table.get("facets", [])) <= there[name]
        assert {table.get("label_column", "id")} <= there[name] | {"id"}


def test_pages_show_what_columns_mean(blog: Path) -> None:
    database, table, row = answers(
        blog, "/blog", "/blog/posts", "/blog/v_posts.json?_shape=array"
    )
    assert database.status_code == table.status_code == 200
    assert "what readers see; a change makes a row" in table.text
    assert row.json()[0]["author"] == "Ana"


@pytest.mark.parametrize("name", BLOG["queries"])
def test_every_ready_query_runs(blog: Path, name: str) -> None:
    (found,) = answers(blog, f"/blog/{name}.json?_shape=array&category=zeta&words=head")
    assert found.status_code == 200, found.text
