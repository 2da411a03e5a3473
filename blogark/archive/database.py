"""The connection to ``blog.db``: opened with checks, closed as a single file."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlite_utils import Database

from blogark.archive import schema
from blogark.archive.backup import keep_copy
from blogark.errors import ArchiveError, cannot_write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from blogark.archive.rows import Value

FILE_NAME: Final = "blog.db"
FILE_NAMES: Final = (FILE_NAME, f"{FILE_NAME}-wal", f"{FILE_NAME}-shm")
"""The database, and what is beside it while it is written to."""


def make_folder(folder: Path) -> None:
    """Make *folder* with its parents, unless it is there.

    Raises `ArchiveError` if it cannot be made, or is no folder.
    """
    if path := file_in_the_way(folder):
        raise ArchiveError(
            f"{path} is a file, not a folder: give another place for the archive."
        )
    try:
        if not folder.is_symlink():
            folder.mkdir(parents=True, exist_ok=True)
        folder.stat()  # says of a link that leads nowhere what making it would not
    except OSError as error:
        raise ArchiveError(
            f"The folder {folder} cannot be made ({error.strerror}): "
            "give another place for the archive."
        ) from error


def file_in_the_way(folder: Path) -> Path | None:
    """Return the file that is where *folder*, or a folder that it is in, would be."""
    with suppress(OSError):  # what cannot be looked at is told when it is used
        for path in (folder, *folder.absolute().parents):
            if path.exists() and not path.is_dir():
                return path
    return None


def open_for_writing(folder: Path) -> Database:
    """Open the database in *folder*, both made if they are not there.

    Raises `ArchiveError` for a folder or file that cannot be used.
    """
    make_folder(folder)
    path = folder / FILE_NAME
    _check_file(path)
    with _sentences(path):
        db = Database(path)
        try:
            _check(db, path)
            _check_sound(db, path)
            keep_copy(db, path)
            db.enable_wal()
            # A commit then costs no wait for the disk; after a power cut the last
            # posts may be missing but the file is whole, and the next run adds them.
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute("PRAGMA foreign_keys = ON")
            schema.bring_up_to_date(db)
        except BaseException:
            db.close()
            raise
    return db


def open_for_reading(folder: Path) -> Database:
    """Open the database in *folder*, to be read only.

    Raises `ArchiveError` if there is none, or one that this version cannot read.
    """
    path = folder / FILE_NAME
    if not path.is_file():
        raise ArchiveError(
            f"There is no archive in {folder}: {FILE_NAME} is missing. "
            "Give the folder that `scrapy archive` wrote to."
        )
    with _sentences(path):
        uri = f"{path.absolute().as_uri()}?mode=ro"
        db = Database(sqlite3.connect(uri, uri=True))
        try:
            _check(db, path)
            _check_not_older(db, path)
        except BaseException:
            db.close()
            raise
    return db


def close(db: Database) -> None:
    """Close a database that was written to, leaving no file beside it.

    While another program reads the file, or when the disk is full, what belongs to it
    stays in ``blog.db-wal``; SQLite finds it there.
    """
    try:
        db.disable_wal()
    except sqlite3.OperationalError:
        with suppress(sqlite3.OperationalError):
            db.execute("PRAGMA wal_checkpoint(PASSIVE)")
    finally:
        db.close()


@contextmanager
def writing(db: Database, folder: Path) -> Iterator[None]:
    """Make one transaction of what is inside.

    Raises `ArchiveError` if the file cannot be written, and then nothing is changed.
    """
    with _sentences(folder / FILE_NAME), db.atomic():
        yield


def rows(
    db: Database, sql: str, parameters: Sequence[Value] = ()
) -> Iterator[sqlite3.Row]:
    """Yield the rows of a query as they are read, by column name.

    Raises `ArchiveError` if the file cannot be read.
    """
    cursor = db.conn.cursor()
    cursor.row_factory = sqlite3.Row
    try:
        yield from cursor.execute(sql, parameters)
    except sqlite3.ProgrammingError:
        raise  # a fault of ours, not of the file
    except sqlite3.DatabaseError as error:
        raise ArchiveError(_sentence(_path(db), error)) from error


def write(db: Database, sql: str, parameters: Iterable[Sequence[Value]]) -> None:
    """Execute a statement once for each row of *parameters*."""
    db.conn.executemany(sql, parameters)


def _check(db: Database, path: Path) -> None:
    if not schema.is_ours(db):
        raise ArchiveError(
            f"{path} is a database of another program: "
            "give another folder for the archive."
        )
    if schema.version(db) > schema.VERSION:
        raise ArchiveError(
            f"{path} was written by a newer Blogark (its tables have version "
            f"{schema.version(db)}, this one knows {schema.VERSION}): update Blogark."
        )


def _check_sound(db: Database, path: Path) -> None:
    """Refuse a damaged file before anything is written to it.

    Reads it once: 0.05 s for 130 MB that the system has in memory.
    """
    (verdict,) = db.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise ArchiveError(_damaged(path))


def _check_file(path: Path) -> None:
    if path.is_dir():
        raise ArchiveError(
            f"{path} is a folder, where the database should be: "
            "move it away, or give another folder for the archive."
        )


def _damaged(path: Path) -> str:
    return (
        f"{path} is damaged or no SQLite database: "
        "move it away, or give another folder for the archive."
    )


def _path(db: Database) -> Path:
    (name,) = db.execute("SELECT file FROM pragma_database_list").fetchone()
    return Path(name)


def _check_not_older(db: Database, path: Path) -> None:
    if schema.version(db) < schema.VERSION:
        raise ArchiveError(
            f"{path} was written by an older Blogark, or not to the end: "
            "run `scrapy archive` on it once to bring it up to date."
        )


@contextmanager
def _sentences(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise  # a fault of ours, not of the file
    except sqlite3.DatabaseError as error:
        raise ArchiveError(_sentence(path, error)) from error
    except OSError as error:
        raise cannot_write(path, error) from error


def _sentence(path: Path, error: sqlite3.DatabaseError) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # without its extension
    match code:
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            return _damaged(path)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return (
                f"{path} cannot be opened for this ({error}): "
                "check its permissions, or give another folder for the archive."
            )
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return (
                f"{path} is in use by another program: "
                "wait until that is finished, then run this again."
            )
        case sqlite3.SQLITE_FULL:
            return f"{path} cannot grow, the disk is full: free space and run again."
        case sqlite3.SQLITE_IOERR:
            return (
                f"{path} cannot be read or written ({error}): "
                "check that the disk is sound and has space, then run this again."
            )
        case _:
            return f"{path} cannot be used ({error})."
