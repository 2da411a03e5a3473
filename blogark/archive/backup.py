"""The copy of ``blog.db`` that is kept when a newer Blogark brings it up to date."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from blogark.archive import schema

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database


def keep_copy(db: Database, path: Path) -> None:
    """Copy the database at *path*, as it is, if its tables are of an older version.

    The copy is ``blog.db.v1.bak`` beside it, for version 1; one that is there stays,
    for it is older. It has what is still in the write-ahead log, and has its name only
    when it is whole. Raises ``sqlite3.Error`` or ``OSError`` if there is no room.
    """
    version = schema.version(db)
    copy = path.with_name(f"{path.name}.v{version}.bak")
    if not 0 < version < schema.VERSION or copy.exists():
        return
    part = copy.with_name(f"{copy.name}.part")
    try:
        with closing(sqlite3.connect(part)) as target:
            db.conn.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
        _sync(part)
        part.replace(copy)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def _sync(path: Path) -> None:
    """Have the bytes on the disk before the name is, should the power fail."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
