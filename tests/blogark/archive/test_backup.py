"""The copy that is kept of a database before it is brought up to date."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlite_utils import Database

from blogark.archive import schema
from blogark.archive.store import Archive
from blogark.errors import ArchiveError
from tests.archives import a_post, query, save

if TYPE_CHECKING:
    from pathlib import Path


def make_first_version(folder: Path) -> None:
    """Make a database as the first version of Blogark left it, with one author."""
    folder.mkdir(exist_ok=True)
    with closing(Database(folder / "blog.db")) as db:
        schema.migrations.apply(db, stop_before="readings")
        db.execute("INSERT INTO authors VALUES ('ann', 'Ann', 'ann', NULL, NULL)")
        db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        db.execute("PRAGMA user_version = 1")
        db.conn.commit()


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [*connection.iterdump()]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_copy_of_the_older_database_is_kept(tmp_path: Path) -> None:
    make_first_version(tmp_path)
    before = dump(tmp_path / "blog.db")
    with Archive.open(tmp_path) as archive:
        save(archive, a_post())
    assert names(tmp_path) == ["blog.db", "blog.db.v1.bak"]
    assert dump(tmp_path / "blog.db.v1.bak") == before
    assert query(tmp_path, "SELECT name FROM authors WHERE id = 'ann'") == [("Ann",)]


def test_what_a_killed_run_left_in_the_log_is_in_the_copy(tmp_path: Path) -> None:
    make_first_version(tmp_path / "running")
    with closing(Database(tmp_path / "running" / "blog.db")) as db:
        db.enable_wal()
        with db.atomic():
            db.execute("UPDATE authors SET name = 'Bea'")
        (tmp_path / "killed").mkdir()
        for name in ("blog.db", "blog.db-wal"):
            content = (tmp_path / "running" / name).read_bytes()
            (tmp_path / "killed" / name).write_bytes(content)
    Archive.open(tmp_path / "killed").close()
    assert names(tmp_path / "killed") == ["blog.db", "blog.db.v1.bak"]
    assert "Bea" in "".join(dump(tmp_path / "killed" / "blog.db.v1.bak"))


def test_a_copy_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    make_first_version(tmp_path)
    (tmp_path / "blog.db.v1.bak").write_text("an earlier copy")
    Archive.open(tmp_path).close()
    assert (tmp_path / "blog.db.v1.bak").read_text() == "an earlier copy"


def test_nothing_is_copied_of_a_new_or_current_database(tmp_path: Path) -> None:
    Archive.open(tmp_path).close()
    Archive.open(tmp_path).close()
    assert names(tmp_path) == ["blog.db"]


def test_a_copy_that_cannot_be_made_leaves_the_database_as_it_is(
    tmp_path: Path,
) -> None:
    make_first_version(tmp_path)
    (tmp_path / "blog.db.v1.bak.part").mkdir()
    before = (tmp_path / "blog.db").read_bytes()
    with pytest.raises(ArchiveError, match=r"blog\.db cannot be opened"):
        Archive.open(tmp_path)
    assert (tmp_path / "blog.db").read_bytes() == before
