"""What changed in a post from crawl to crawl: a row for each version that was replaced.

A row holds the version that readers saw before, and the names of what the next one has
otherwise. The version of now is in ``posts``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from blogark.archive import statements
from blogark.archive.database import rows
from blogark.archive.rows import as_json, moment

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Container, Mapping
    from datetime import datetime

    from sqlite_utils import Database

    from blogark.archive.rows import Row, Value

_NAMES: Final = """
    (SELECT json_group_array(name) FROM (
        SELECT {table}.name FROM post_{table}
        JOIN {table} ON {table}.id = post_{table}.{singular}_id
        WHERE post_{table}.post_id = posts.id ORDER BY position
    )) AS {table}"""
_VERSION: Final = f"""
SELECT posts.id, content_hash, title, html, markdown, posts.url, posts.status,
    authors.name AS author, published_at, excerpt, hashtags, seo_title,
    seo_description, media.url AS cover,
    {_NAMES.format(table="categories", singular="category")},
    {_NAMES.format(table="tags", singular="tag")}
FROM posts
LEFT JOIN authors ON authors.id = posts.author_id
LEFT JOIN media ON media.id = posts.cover_media_id
WHERE posts.id = ?"""  # noqa: S608 - names of ours
_LISTS: Final = ("categories", "tags", "hashtags")
_METADATA: Final = (
    *("url", "status", "author", "published_at", "excerpt", *_LISTS),
    *("cover", "seo_title", "seo_description"),
)
_GONE: Final = """
SELECT posts.id, posts.url FROM posts
JOIN pages ON pages.url = posts.url AND pages.kind = 'post'
WHERE posts.status = 'published' AND (
    pages.state = 'gone'
    OR pages.state = 'redirected' AND NOT EXISTS (
        SELECT 1 FROM pages AS target WHERE target.url = pages.redirected_to
        AND target.state IN ('failed', 'skipped')
    )
) ORDER BY posts.id"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A post as readers saw it from one change to the next."""

    post_id: str
    content_hash: str
    title: str
    html: str
    markdown: str
    metadata: Mapping[str, Value | list[str]]
    """Address, status, author, categories … as in `posts`, names instead of ids."""
    replaced_at: datetime | None = None
    """Start of the crawl that saw it replaced; ``None`` for the version of now."""
    changed: tuple[str, ...] = ()
    """What the version after it has otherwise: ``title``, ``body``, keys of
    ``metadata``; empty for the version of now, and for changes that an older Blogark
    saw."""


def current(db: Database, post_id: str) -> Version | None:
    """Return the version of now, ``None`` if there is no such post."""
    row = next(rows(db, _VERSION, [post_id]), None)
    if row is None:
        return None
    values = {key: row[key] for key in _METADATA}
    return Version(
        post_id=row["id"],
        content_hash=row["content_hash"],
        title=row["title"],
        html=row["html"],
        markdown=row["markdown"],
        metadata=values | {key: json.loads(values[key]) for key in _LISTS},
    )


def versions(db: Database, post_id: str) -> tuple[Version, ...]:
    """Return all versions of a post, the oldest first, that of now last."""
    found = rows(
        db,
        "SELECT * FROM revisions WHERE post_id = ? ORDER BY seen_at, rowid",
        [post_id],
    )
    earlier = tuple(map(_version, found))
    now = current(db, post_id)
    return earlier if now is None else (*earlier, now)


def note_change(db: Database, before: Version, seen_at: str) -> bool:
    """Keep *before* if readers see something else by now; tell whether they do.

    A crawl keeps one version of a post, that of before the crawl: two posts may swap
    their addresses, so that one of them seems to be gone until it is read.
    """
    after = current(db, before.post_id)
    if after is None or not _differs(before, after):
        return False
    key = [before.post_id, seen_at]
    where = "WHERE post_id = ? AND seen_at = ?"
    kept = next(rows(db, f"SELECT * FROM revisions {where}", key), None)  # noqa: S608 - a constant
    if kept is not None:
        before = _version(kept)
        db.execute(f"DELETE FROM revisions {where}", key)  # noqa: S608 - a constant
    if _differs(before, after):
        statements.insert(db, "revisions", _row(before, after, seen_at))
    return True


def mark_gone(db: Database, post_id: str, seen_at: str) -> None:
    """Note that the site does not have a post any more; all else of it stays."""
    before = current(db, post_id)
    if before is None or before.metadata["status"] == "gone":
        return
    db.execute(
        "UPDATE posts SET status = 'gone', gone_at = ? WHERE id = ?",
        [seen_at, post_id],
    )
    note_change(db, before, seen_at)


def settle_gone(db: Database, answered: Container[str], seen_at: str) -> int:
    """Mark the posts whose address is gone or leads elsewhere; return how many.

    Of those whose address is among *answered*. A post that was read at another address
    in the meantime has that address by now.
    """
    found = [row["id"] for row in rows(db, _GONE) if row["url"] in answered]
    for post_id in found:
        mark_gone(db, post_id, seen_at)
    return len(found)


def _version(row: sqlite3.Row) -> Version:
    return Version(
        post_id=row["post_id"],
        content_hash=row["content_hash"],
        title=row["title"],
        html=row["html"],
        markdown=row["markdown"],
        metadata=json.loads(row["metadata"]),
        replaced_at=moment(row["seen_at"]),
        changed=tuple(json.loads(row["changed"])),
    )


def _row(before: Version, after: Version, seen_at: str) -> Row:
    return {
        "post_id": before.post_id,
        "seen_at": seen_at,
        "content_hash": before.content_hash,
        "title": before.title,
        "html": before.html,
        "markdown": before.markdown,
        "url": str(before.metadata["url"]),
        "metadata": as_json(before.metadata),
        "changed": as_json(_changed(before, after)),
    }


def _differs(before: Version, after: Version) -> bool:
    """Tell whether the site changed; another way to render it is no change."""
    return before.content_hash != after.content_hash or any(
        before.metadata[key] != after.metadata[key] for key in ("url", "status")
    )


def _changed(before: Version, after: Version) -> list[str]:
    names = ["title"] if before.title != after.title else []
    if before.markdown != after.markdown or before.html != after.html:
        names.append("body")
    names += [key for key in _METADATA if before.metadata[key] != after.metadata[key]]
    return names or ["body"]  # of a picture, its size; of a table, its widths
