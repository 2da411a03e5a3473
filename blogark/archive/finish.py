"""What can be told only when everything is stored: targets of links, equal files."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from blogark.archive import statements
from blogark.archive.addresses import target_finder
from blogark.archive.database import rows, write
from blogark.archive.links import address_key, classify
from blogark.archive.rows import LINK_DEAD, finding_rows
from blogark.filenames import is_stem
from blogark.findings import finding

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlite_utils import Database

    from blogark.archive.rows import Row, Value
    from blogark.findings import Finding

_POSTS: Final = "SELECT id FROM posts"
_REVISIONS: Final = "SELECT rowid FROM revisions"
_WATCH: Final = """
CREATE TEMP TABLE touched (is_touched INTEGER);
CREATE TEMP TRIGGER inserted AFTER INSERT ON main.posts
WHEN NOT EXISTS (SELECT 1 FROM touched) BEGIN INSERT INTO touched VALUES (1); END;
CREATE TEMP TRIGGER updated AFTER UPDATE ON main.posts
WHEN NOT EXISTS (SELECT 1 FROM touched) BEGIN INSERT INTO touched VALUES (1); END;
"""
_TRIGGERS: Final = """
SELECT name, sql FROM sqlite_master
WHERE type = 'trigger' AND tbl_name = 'posts' ORDER BY rowid"""
_INTERNAL: Final = frozenset({"post", "page", "anchor"})


def watch_posts(db: Database) -> None:
    """Have this connection remember whether a row of ``posts`` was touched."""
    db.executescript(_WATCH)


def settle_order(db: Database) -> None:
    """Have posts and their index stand in the order of their dates; so the revisions.

    Whichever came first, and in however many runs: only then are two archives of the
    same answers the same. Nothing is done if no post was touched since `watch_posts`.
    """
    if next(rows(db, "SELECT 1 FROM touched"), None) is not None:
        _settle_order(db)
        _settle_revisions(db)
        db.execute("INSERT INTO posts_fts (posts_fts) VALUES ('rebuild')")
        db.execute("DELETE FROM touched")


def _settle_order(db: Database) -> None:
    wanted = [r["id"] for r in rows(db, f"{_POSTS} ORDER BY published_at, id")]
    found = [r["id"] for r in rows(db, f"{_POSTS} ORDER BY rowid")]
    if wanted == found:
        return
    # Without the triggers, which would index each post anew, twice: for 10,000 posts a
    # minute in place of seconds.
    triggers = list(rows(db, _TRIGGERS))
    for trigger in triggers:
        db.execute(f"DROP TRIGGER [{trigger['name']}]")
    for first in (-len(wanted), 1):  # out of the way, then to their places
        places = enumerate(wanted, start=first)
        write(db, "UPDATE posts SET rowid = ? WHERE id = ?", places)
    for trigger in triggers:
        db.execute(trigger["sql"])


def _settle_revisions(db: Database) -> None:
    wanted = [r["rowid"] for r in rows(db, f"{_REVISIONS} ORDER BY seen_at, post_id")]
    if wanted == sorted(wanted):
        return
    for first, step in ((-1, -1), (1, 1)):  # out of the way, then to their places
        places = [(first + step * n, rowid) for n, rowid in enumerate(wanted)]
        write(db, "UPDATE revisions SET rowid = ? WHERE rowid = ?", places)
        wanted = [place for place, _rowid in places]


def resolve_links(db: Database) -> None:
    """Write targets and kinds of links, targets of translations, and dead links."""
    target_of = target_finder(db)
    _resolve_links(db, target_of)
    _resolve_translations(db, target_of)
    _find_dead_links(db)


def _resolve_links(db: Database, target_of: Callable[[str], str | None]) -> None:
    changed: list[tuple[Value, ...]] = []
    for row in rows(
        db,
        "SELECT links.*, posts.url AS post_url FROM links"
        " JOIN posts ON posts.id = links.post_id",
    ):
        kind: str = classify(row["url"], row["post_url"])
        target = target_of(row["url"]) if kind in _INTERNAL else None
        kind = "post" if target and kind == "page" else kind
        if (kind, target) != (row["kind"], row["target_post_id"]):
            changed.append((kind, target, row["post_id"], row["position"]))
    write(
        db,
        "UPDATE links SET kind = ?, target_post_id = ?"
        " WHERE post_id = ? AND position = ?",
        changed,
    )


def _resolve_translations(db: Database, target_of: Callable[[str], str | None]) -> None:
    found = list(rows(db, "SELECT * FROM translations"))
    changed = [
        (target, row["post_id"], row["position"])
        for row in found
        if (target := target_of(row["url"])) != row["target_post_id"]
    ]
    write(
        db,
        "UPDATE translations SET target_post_id = ? WHERE post_id = ? AND position = ?",
        changed,
    )


def _find_dead_links(db: Database) -> None:
    # A page that failed or was skipped may well be a post: nobody knows.
    alive = {
        address_key(row["url"])
        for row in rows(db, "SELECT url FROM pages WHERE state != 'gone'")
    }
    dead: dict[str, list[Finding]] = {}
    for row in rows(
        db,
        "SELECT post_id, url, text FROM links"
        " WHERE kind = 'post' AND target_post_id IS NULL ORDER BY post_id, position",
    ):
        if address_key(row["url"]) not in alive:
            dead.setdefault(row["post_id"], []).append(_dead_link(row))
    wanted: list[Row] = [
        row for post_id, found in dead.items() for row in finding_rows(post_id, found)
    ]
    statements.sync_findings(db, wanted, f"code = '{LINK_DEAD}'")


def _dead_link(row: sqlite3.Row) -> Finding:
    return finding(
        LINK_DEAD,
        f"The link “{row['text']}” leads to a post that this blog does not have.",
        row["url"],
    )


def share_paths(db: Database, folder: Path) -> None:
    """Let equal files have one path.

    Of equal files the one stays whose URL comes first in the alphabet.
    """
    for paths in _equal_files(db):
        kept = next((path for path in paths if (folder / path).is_file()), None)
        if kept is not None:
            write(
                db,
                "UPDATE media SET path = ? WHERE path = ?",
                [(kept, path) for path in dict.fromkeys(paths) if path != kept],
            )


def superfluous_files(db: Database, folder: Path) -> list[Path]:
    """Return the files of ours that no row needs, and whose bytes another has too."""
    known = {
        row["path"]: (row["bytes"], row["sha256"])
        for row in rows(db, "SELECT path, bytes, sha256 FROM media WHERE path NOT NULL")
    }
    sizes = {size for size, _digest in known.values()}
    digests = {digest for _size, digest in known.values()}
    places = {(folder / path).parent for path in known}
    return [
        file
        for place in sorted(places)
        if _is_inside(folder, place) and place.is_dir()
        for file in sorted(place.iterdir())
        if file.relative_to(folder).as_posix() not in known
        and is_stem(file.stem)  # what people put there stays
        and file.is_file()
        and file.stat().st_size in sizes
        and _digest_of(file) in digests
    ]


def _digest_of(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _equal_files(db: Database) -> Iterator[list[str]]:
    """Yield the paths of files with the same bytes, in the order of their URLs."""
    groups: dict[str, list[str]] = {}
    for row in rows(
        db,
        "SELECT sha256, path FROM media WHERE path IS NOT NULL AND sha256 IN"
        " (SELECT sha256 FROM media WHERE path IS NOT NULL GROUP BY sha256"
        " HAVING count(DISTINCT path) > 1) ORDER BY url",
    ):
        groups.setdefault(row["sha256"], []).append(row["path"])
    yield from groups.values()


def _is_inside(folder: Path, place: Path) -> bool:
    return place.resolve().is_relative_to(folder.resolve())
