"""Folders and files that cannot be an archive, each with its sentence."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlite_utils import Database

from blogark.archive import schema
from blogark.archive.read import ArchiveReader
from blogark.archive.store import Archive
from blogark.errors import ArchiveError
from tests.archives import NOW, SITE, a_post, bare, query, save

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def make_file(folder: Path) -> None:
    folder.write_text("a shopping list")


def make_no_database(folder: Path) -> None:
    folder.mkdir()
    (folder / "blog.db").write_text("a shopping list, and a long one at that\n" * 99)


def make_other_database(folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / "blog.db")) as connection:
        connection.execute("CREATE TABLE posts (id INTEGER PRIMARY KEY)")


def make_newer(folder: Path) -> None:
    Archive.open(folder).close()
    query(folder, "PRAGMA user_version = 99")


def make_database_folder(folder: Path) -> None:
    (folder / "blog.db").mkdir(parents=True)


def make_damaged_header(folder: Path) -> None:
    Archive.open(folder).close()
    damage(folder / "blog.db", 0)


def make_damaged_page(folder: Path) -> None:
    with Archive.open(folder) as archive:
        save(archive, a_post(excerpt="x" * 99_999))
    with closing(sqlite3.connect(folder / "blog.db")) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'posts'"
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    damage(folder / "blog.db", (page - 1) * size)


def make_cut(folder: Path) -> None:
    Archive.open(folder).close()
    os.truncate(folder / "blog.db", (folder / "blog.db").stat().st_size // 2)


def damage(path: Path, at: int) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(b"\xaa" * 100)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (make_damaged_header, "is damaged or no SQLite database: move it away"),
        (make_damaged_page, "is damaged or no SQLite database: move it away"),
        (make_cut, "is damaged or no SQLite database: move it away"),
        (make_file, "is a file, not a folder: give another place"),
        (make_no_database, "is damaged or no SQLite database: move it away"),
        (make_other_database, "is a database of another program: give another folder"),
        (make_newer, "was written by a newer Blogark .* update Blogark"),
        (make_database_folder, "is a folder, where the database should be: move it"),
    ],
)
def test_what_cannot_be_an_archive_is_refused_in_one_sentence(
    tmp_path: Path, make: Callable[[Path], None], sentence: str
) -> None:
    folder = tmp_path / "archive"
    make(folder)
    before = content(tmp_path)
    with pytest.raises(ArchiveError, match=sentence) as raised:
        Archive.open(folder)
    assert str(folder) in str(raised.value)
    assert "\n" not in str(raised.value)
    assert content(tmp_path) == before


def content(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): path.read_bytes() for path in files}


def test_damage_that_is_met_while_reading_is_told_in_a_sentence(tmp_path: Path) -> None:
    make_damaged_page(tmp_path)
    with (
        ArchiveReader.open(tmp_path) as archive,
        pytest.raises(ArchiveError, match="is damaged"),
    ):
        archive.totals()


def test_a_folder_below_a_file_cannot_be_made(tmp_path: Path) -> None:
    make_file(tmp_path / "list")
    with pytest.raises(ArchiveError, match="list is a file, not a folder"):
        Archive.open(tmp_path / "list" / "archive")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ArchiveError, match="cannot be opened"):
        Archive.open(tmp_path)


def test_a_database_that_another_program_writes_to_is_refused(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        archive._db.execute("PRAGMA busy_timeout = 0")  # noqa: SLF001 - no waiting here
        with closing(sqlite3.connect(tmp_path / "blog.db")) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(ArchiveError, match="in use by another program: wait"):
                save(archive, a_post())
            other.rollback()
        save(archive, a_post())


def test_a_full_disk_is_told_and_what_was_stored_stays(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        save(archive, a_post())
        pages = archive._db.execute("PRAGMA page_count").fetchone()[0]  # noqa: SLF001
        archive._db.execute(f"PRAGMA max_page_count = {pages}")  # noqa: SLF001
        large = a_post("two", excerpt="x" * 1_000_000)
        with pytest.raises(ArchiveError, match="the disk is full: free space"):
            archive.save_post(large, bare(large), seen_at=NOW)
    assert query(tmp_path, "SELECT slug FROM posts") == [("one",)]


def test_reading_needs_an_archive(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"no archive in .* blog.db is missing"):
        ArchiveReader.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_reading_does_not_bring_an_unfinished_database_up_to_date(
    tmp_path: Path,
) -> None:
    (tmp_path / "blog.db").touch()
    with pytest.raises(ArchiveError, match="run `scrapy archive` on it once"):
        ArchiveReader.open(tmp_path)


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    Archive.open(tmp_path).close()
    with (
        ArchiveReader.open(tmp_path) as archive,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        archive._db.execute("DELETE FROM posts")  # noqa: SLF001


def test_a_making_that_was_cut_short_is_taken_up_again(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "blog.db")) as connection:
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute(
            "CREATE TABLE _sqlite_migrations (id INTEGER PRIMARY KEY,"
            " migration_set TEXT, name TEXT, applied_at TEXT)"
        )
    with Archive.open(tmp_path) as archive:
        save(archive, a_post())
    assert query(tmp_path, "PRAGMA user_version") == [(schema.VERSION,)]


@pytest.mark.parametrize("version", range(1, schema.VERSION))
def test_an_older_database_gets_what_it_lacks_and_keeps_what_it_has(
    tmp_path: Path, version: int
) -> None:
    older = Database(tmp_path / "blog.db")
    applied = [one.name for one in schema.migrations.pending(older)]
    older.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    schema.migrations.apply(older, stop_before=applied[version])
    older.execute(f"PRAGMA user_version = {version}")
    values = {"id": "a", "url": f"{SITE}/post/a", "text": "Some words", "title": "A"}
    columns = {column.name for column in older.table("posts").columns if column.notnull}
    older.table("posts").insert(
        {**dict.fromkeys(columns, ""), **values, "hashtags": "[]"}
    )
    older.table("revisions").insert(
        {"post_id": "a", "seen_at": "2025-01-01T00:00:00.000Z", "title": "Old"}
        | dict.fromkeys(("content_hash", "html", "markdown"), "")
    )
    older.close()

    with Archive.open(tmp_path) as archive:
        (version_of_then, now) = archive.versions("a")
        assert (version_of_then.title, version_of_then.changed) == ("Old", ())
        assert (now.title, now.metadata["url"]) == ("A", f"{SITE}/post/a")
    assert query(tmp_path, "SELECT text, gone_at FROM posts") == [("Some words", None)]
    assert query(tmp_path, "PRAGMA user_version") == [(schema.VERSION,)]


def test_the_version_is_the_number_of_migrations(tmp_path: Path) -> None:
    Archive.open(tmp_path).close()
    applied = query(tmp_path, "SELECT name FROM _sqlite_migrations")
    assert len(applied) == schema.VERSION


def test_views_and_search_index_are_made_anew_when_their_text_changes(
    tmp_path: Path,
) -> None:
    with Archive.open(tmp_path) as archive:
        save(archive, a_post())
    with Database(tmp_path / "blog.db") as db:
        db.create_view("v_posts", "SELECT 1 AS one", replace=True)
        db.table("posts").enable_fts(["excerpt"], replace=True, create_triggers=True)
    Archive.open(tmp_path).close()
    assert query(tmp_path, "SELECT slug FROM v_posts") == [("one",)]
    assert len(query(tmp_path, "SELECT rowid FROM posts_fts('body')")) == 1


def test_an_archive_whose_crawl_was_killed_can_be_read_and_gone_on_with(
    tmp_path: Path,
) -> None:
    running, killed = tmp_path / "running", tmp_path / "killed"
    with Archive.open(running) as archive:
        save(archive, a_post())
        shutil.copytree(running, killed)  # what is on the disk while it runs
    (killed / "blog.db-shm").unlink()
    with ArchiveReader.open(killed) as reader:
        assert [slug for _post_id, slug in reader.slugs()] == ["one"]
    with Archive.open(killed) as archive:
        save(archive, a_post("two"))
    assert [path.name for path in killed.iterdir()] == ["blog.db"]
    assert query(killed, "SELECT slug FROM posts") == [("one",), ("two",)]


def test_every_foreign_key_is_declared_and_indexed(tmp_path: Path) -> None:
    Archive.open(tmp_path).close()
    not_indexed = query(
        tmp_path,
        """
        SELECT tables.name, keys."from"
        FROM sqlite_schema AS tables, pragma_foreign_key_list(tables.name) AS keys
        WHERE tables.type = 'table' AND NOT EXISTS (
            SELECT 1 FROM pragma_index_list(tables.name) AS indexes,
                pragma_index_info(indexes.name) AS columns
            WHERE columns.seqno = 0 AND columns.name = keys."from"
        )
        """,
    )
    declared = query(
        tmp_path,
        """
        SELECT columns.name
        FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
        WHERE tables.type = 'table'
        AND columns.name IN ('post_id', 'target_post_id', 'author_id', 'media_id',
            'cover_media_id', 'category_id', 'tag_id')
        """,
    )
    keys = query(
        tmp_path,
        "SELECT 1 FROM sqlite_schema AS tables, pragma_foreign_key_list(tables.name)"
        " WHERE tables.type = 'table'",
    )
    assert not_indexed == []
    assert len(keys) == len(declared) > 0
