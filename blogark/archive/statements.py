"""The statements that write rows, each only where something differs."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from blogark.archive.database import rows, write
from blogark.archive.rows import as_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlite_utils import Database

    from blogark.archive.rows import Row, Value
    from blogark.post import Post

# Every name that is put into a statement below is one of ours: of a table, or of a
# column as the functions of blogark.archive.rows spell it. Values are always bound.


def insert(db: Database, table: str, row: Row) -> int:
    """Insert *row*, unless its key is there already, and return its rowid."""
    sql = _insert(table, tuple(row)) + " ON CONFLICT DO NOTHING"
    return db.execute(sql, list(row.values())).lastrowid or 0


def upsert(db: Database, table: str, key: str, new: Sequence[Row]) -> None:
    """Insert rows, or make those with the same *key* equal to them.

    All have the same columns.
    """
    if new:
        write(db, _upsert(table, key, tuple(new[0])), (list(r.values()) for r in new))


def upsert_page(db: Database, row: Row) -> None:
    """Insert or change a row of ``pages``; ``fetched_at`` alone is no change."""
    sql = _upsert("pages", "url", tuple(row), ignored=("fetched_at",))
    write(db, sql, [list(row.values())])


def merge_named(db: Database, table: str, new: Sequence[Row]) -> None:
    """Insert or change authors, categories or tags.

    What one post does not say is kept as another said it.
    """
    if new:
        write(db, _merge_named(table, tuple(new[0])), (list(r.values()) for r in new))


def merge_media(db: Database, new: Sequence[Row]) -> None:
    """Insert or change media: a file that is stored stays so, whatever fails later."""
    if new:
        write(db, _merge_media(tuple(new[0])), (list(r.values()) for r in new))


def as_known(db: Database, post: Post) -> Post:
    """Return *post* under the id that the archive has it by.

    Not every page says the post's own id, and lists that do may be out of reach: the
    address then tells which post it is.
    """
    if post.platform_id is not None:
        return post
    found = rows(
        db,
        "SELECT id, wix_id FROM posts WHERE url = ?"
        " ORDER BY status = 'published' DESC, id",
        [post.url],
    )
    known = next(found, None)
    if known is None:
        return post
    return replace(post, id=known["id"], platform_id=known["wix_id"])


def make_room(db: Database, post: Post) -> list[str]:
    """See to it that no other row of the same post has the address of *post*.

    A row whose id was derived from the address, because no page had told the post's
    own, is the same post and gets that id. Any other published one is a post that has
    left: their ids are returned.
    """
    left: list[str] = []
    others = list(
        rows(
            db,
            "SELECT id, wix_id FROM posts"
            " WHERE url = ? AND id != ? AND status = 'published'",
            [post.url, post.id],
        )
    )
    for other in others:
        known = next(rows(db, "SELECT 1 FROM posts WHERE id = ?", [post.id]), None)
        if other["wix_id"] is None and known is None:
            db.execute("UPDATE posts SET id = ? WHERE id = ?", [post.id, other["id"]])
        else:
            left.append(other["id"])
    return left


def sync_children(
    db: Database, table: str, post_id: str, wanted: Sequence[Row]
) -> None:
    """Make the rows of one post in *table* equal to *wanted*, in that order."""
    columns = _CHILDREN[table]
    before = [
        tuple(row)
        for row in rows(
            db,
            f"SELECT {', '.join(columns)} FROM {table}"  # noqa: S608 - names of ours
            " WHERE post_id = ? ORDER BY position",
            [post_id],
        )
    ]
    if before == [tuple(row[column] for column in columns) for row in wanted]:
        return
    db.execute(f"DELETE FROM {table} WHERE post_id = ?", [post_id])  # noqa: S608 - names of ours
    if wanted:
        sql = _insert(table, ("post_id", "position", *wanted[0]))
        write(db, sql, ([post_id, i, *row.values()] for i, row in enumerate(wanted)))


def sync_findings(
    db: Database, wanted: Sequence[Row], where: str, *parameters: Value
) -> None:
    """Make the findings that *where* selects equal to *wanted*."""
    found = rows(db, f"SELECT id FROM findings WHERE {where}", parameters)  # noqa: S608 - SQL of ours
    superfluous = {row["id"] for row in found} - {row["id"] for row in wanted}
    delete_findings(db, superfluous)
    upsert(db, "findings", "id", wanted)


def delete_findings(db: Database, ids: Iterable[str]) -> None:
    write(db, "DELETE FROM findings WHERE id = ?", ([each] for each in ids))


def rename_sources(db: Database, url: str, sources: Sequence[str]) -> None:
    """Note who names *url* by now."""
    named = as_json(sources)
    db.execute(
        "UPDATE pages SET found_in = ? WHERE url = ? AND found_in != ?",
        [named, url, named],
    )


_CHILDREN: Final = {
    "post_categories": ("category_id",),
    "post_tags": ("tag_id",),
    "post_media": ("media_id", "role", "alt", "caption"),
    # Kind and target are told anew at the end of each crawl, by `resolve_links`.
    "links": ("url", "text"),
    "translations": ("language", "url"),
    "cleanings": ("name", "count"),
    "readings": (
        *("left_source", "right_source", "measure"),
        *("left_count", "right_count", "common", "chosen"),
    ),
}
"""For each table of things of one post, the columns by which they are compared."""

_OUTCOME: Final = (
    *("status", "reason", "fetched_url"),
    *("path", "sha256", "bytes", "mime_type"),
)
"""Columns of ``media`` that tell how fetching went; they change only together."""


@cache
def _insert(table: str, columns: tuple[str, ...]) -> str:
    marks = ", ".join("?" for _ in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - names of ours


@cache
def _upsert(
    table: str, key: str, columns: tuple[str, ...], ignored: tuple[str, ...] = ()
) -> str:
    values = {column: f"excluded.{column}" for column in columns if column != key}
    return _insert(table, columns) + _on_conflict(table, key, values, ignored)


@cache
def _merge_named(table: str, columns: tuple[str, ...]) -> str:
    values = {column: _said(table, column) for column in columns if column != "id"}
    return _insert(table, columns) + _on_conflict(table, "id", values)


@cache
def _merge_media(columns: tuple[str, ...]) -> str:
    stays = "media.status = 'stored' AND excluded.status != 'stored'"
    values = {column: _said("media", column) for column in columns if column != "id"}
    for column in _OUTCOME:
        old, new = f"media.{column}", f"excluded.{column}"
        values[column] = f"CASE WHEN {stays} THEN {old} ELSE {new} END"
    return _insert("media", columns) + _on_conflict("media", "id", values)


def _said(table: str, column: str) -> str:
    """Return the new value of *column*, or the old one if the new one is empty."""
    return f"coalesce(nullif(nullif(excluded.{column}, ''), '[]'), {table}.{column})"


def _on_conflict(
    table: str, key: str, values: dict[str, str], ignored: tuple[str, ...] = ()
) -> str:
    assignments = ", ".join(f"{column} = {value}" for column, value in values.items())
    differs = " OR ".join(
        f"{table}.{column} IS NOT {value}"
        for column, value in values.items()
        if column not in ignored
    )
    return f" ON CONFLICT ({key}) DO UPDATE SET {assignments} WHERE {differs}"
