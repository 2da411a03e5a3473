"""docs/database.md and the real database, compared both ways."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from blogark.archive import schema
from blogark.archive.store import Archive
from tests.archives import full_post, query, save

PAGE = (Path(__file__).parents[3] / "docs" / "database.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"^```sql\n(.+?)^```", PAGE, re.DOTALL | re.MULTILINE)


def written() -> dict[str, list[str]]:
    """Return the columns that the page lists under each heading of third level."""
    sections = re.split(r"^### ", PAGE, flags=re.MULTILINE)[1:]
    return {
        section.partition("\n")[0].strip("` "): [
            column
            for column in re.findall(r"^\| (\w+) \|", section, re.MULTILINE)
            if column != "column"
        ]
        for section in sections
    }


def real(folder: Path) -> dict[str, list[str]]:
    """Return the columns of every table and view, but of those behind the scenes."""
    found: dict[str, list[str]] = {}
    for table, column in query(
        folder,
        "SELECT entries.name, columns.name"
        " FROM sqlite_schema AS entries, pragma_table_info(entries.name) AS columns"
        " WHERE entries.type IN ('table', 'view')"
        " AND entries.name NOT LIKE 'posts_fts_%'"
        " AND entries.name NOT LIKE '\\_%' ESCAPE '\\'"
        " ORDER BY entries.name, columns.cid",
    ):
        found.setdefault(table, []).append(column)
    return found


def test_the_page_lists_every_table_and_column_and_no_other(tmp_path: Path) -> None:
    Archive.open(tmp_path).close()
    assert written() == real(tmp_path)


def test_the_page_has_queries() -> None:
    assert len(QUERIES) >= 5


@pytest.mark.parametrize("sql", QUERIES)
def test_the_queries_of_the_page_work(tmp_path: Path, sql: str) -> None:
    with Archive.open(tmp_path) as archive:
        save(archive, full_post())
    query(tmp_path, sql)


def test_the_page_names_the_application_id(tmp_path: Path) -> None:
    Archive.open(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "blog.db")) as connection:
        (found,) = connection.execute("PRAGMA application_id").fetchone()
    assert found == schema.APPLICATION_ID
    assert f"`PRAGMA application_id` is {found}" in PAGE
