"""Names of files that several posts show.

A file without a name of its own is named after the post that is stored first, and
which one that is depends on how fast the site answers. When all are stored, it gets
the name of the oldest, so that the same blog always gives the same files.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from blogark.archive.database import rows, write
from blogark.filenames import label, short_id, stem

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from sqlite_utils import Database

_SHOWN_BY_MANY: Final = """
SELECT media.url, media.path, media.name, media.fetched_url, posts.slug FROM media
JOIN post_media ON post_media.media_id = media.id
JOIN posts ON posts.id = post_media.post_id
WHERE media.path IS NOT NULL AND media.fetched_url IS NOT NULL AND media.id IN
    (SELECT media_id FROM post_media GROUP BY media_id
     HAVING count(DISTINCT post_id) > 1)
ORDER BY media.url, posts.published_at, posts.id"""


def settle_names(db: Database, folder: Path) -> int:
    """Rename files that many posts show after the oldest; return how many."""
    oldest: dict[str, sqlite3.Row] = {}
    for row in rows(db, _SHOWN_BY_MANY):
        oldest.setdefault(row["url"], row)
    renamed = [
        (new, row["path"])
        for row in oldest.values()
        if (new := _name(row)) != row["path"] and (folder / row["path"]).is_file()
    ]
    write(db, "UPDATE media SET path = ? WHERE path = ?", renamed)
    for new, old in renamed:
        (folder / old).replace(folder / new)
    return len(renamed)


def _name(row: sqlite3.Row) -> str:
    path = PurePosixPath(row["path"])
    if not path.stem.endswith(f"-{short_id(row['fetched_url'])}"):
        return str(path)  # an equal file of another address, named after that
    new = stem(label(row["name"], row["slug"]), row["fetched_url"])
    return str(path.with_name(new + path.suffix))
