"""What can be told only when everything is stored: targets of links, equal files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from blogark.archive import statements
from blogark.archive.database import rows, write
from blogark.archive.links import address_key, classify
from blogark.archive.rows import LINK_DEAD, finding_rows
from blogark.findings import finding

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlite_utils import Database

    from blogark.archive.rows import Row, Value
    from blogark.findings import Finding

_MAX_REDIRECTS: Final = 10
_INTERNAL: Final = frozenset({"post", "page", "anchor"})


def resolve_links(db: Database) -> None:
    """Write targets and kinds of links, targets of translations, and dead links."""
    target_of = _targets(db)
    _resolve_links(db, target_of)
    _resolve_translations(db, target_of)
    _find_dead_links(db)


def _targets(db: Database) -> Callable[[str], str | None]:
    """Return a function from a URL to the id of the post that is there, if any."""
    posts = {
        address_key(row["url"]): str(row["id"])
        for row in rows(db, "SELECT url, id FROM posts ORDER BY status = 'published'")
    }
    redirects = {
        address_key(row["url"]): address_key(row["redirected_to"])
        for row in rows(
            db, "SELECT url, redirected_to FROM pages WHERE redirected_to IS NOT NULL"
        )
    }

    def target_of(url: str) -> str | None:
        key = address_key(url)
        for _ in range(_MAX_REDIRECTS):
            if key in posts or key not in redirects:
                break
            key = redirects[key]
        return posts.get(key)

    return target_of


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


def share_paths(db: Database, folder: Path) -> list[Path]:
    """Let equal files have one path; return the files that no row needs any more.

    Of equal files the one stays whose URL comes first in the alphabet.
    """
    superfluous: set[str] = set()
    for paths in _equal_files(db):
        kept = next((path for path in paths if (folder / path).is_file()), None)
        if kept is None:
            continue
        superfluous.update(path for path in paths if path != kept)
        write(
            db,
            "UPDATE media SET path = ? WHERE path = ?",
            [(kept, path) for path in dict.fromkeys(paths) if path != kept],
        )
    return [folder / path for path in sorted(superfluous) if _is_inside(folder, path)]


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


def _is_inside(folder: Path, path: str) -> bool:
    return (folder / path).resolve().is_relative_to(folder.resolve())
