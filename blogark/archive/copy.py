"""A copy of ``blog.db`` for hand-over: one compact file and nothing beside it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

from blogark.archive.database import FILE_NAME, open_for_reading
from blogark.errors import ArchiveError

if TYPE_CHECKING:
    from pathlib import Path

# What hangs on a post goes with it; authors, terms and files that nothing refers to
# any more would be left.
_ORPHANS: Final = """
DELETE FROM authors WHERE id NOT IN
    (SELECT author_id FROM posts WHERE author_id IS NOT NULL);
DELETE FROM categories WHERE id NOT IN (SELECT category_id FROM post_categories);
DELETE FROM tags WHERE id NOT IN (SELECT tag_id FROM post_tags);
DELETE FROM media WHERE id NOT IN (SELECT media_id FROM post_media)
    AND id NOT IN (SELECT cover_media_id FROM posts WHERE cover_media_id IS NOT NULL);
"""


def copy_database(folder: Path, target: Path, *, published_only: bool = False) -> None:
    """Write a copy of the archive in *folder* to *target*, which must not exist.

    With *published_only*, posts that are gone from the site are left out, and what only
    they refer to. The same database gives the same bytes.
    Raises `ArchiveError` if it cannot be read or the copy not be written.
    """
    source = open_for_reading(folder)
    try:
        source.execute("VACUUM INTO ?", [str(target)])
        if published_only:
            _leave_out_gone(target)
    except sqlite3.DatabaseError as error:
        raise ArchiveError(
            f"{folder / FILE_NAME} cannot be copied to {target} ({error}): "
            "check the disk, then export again."
        ) from error
    finally:
        source.close()


def _leave_out_gone(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("DELETE FROM posts WHERE status = 'gone'")
        db.executescript(_ORPHANS)
        db.execute("VACUUM")
