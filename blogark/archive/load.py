"""Posts as they come back from the rows that ``blogark.archive.rows`` made."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from blogark.archive.database import rows
from blogark.archive.rows import LINK_DEAD, media_id, moment
from blogark.document import decode
from blogark.findings import Finding, Severity
from blogark.post import (
    Agreement,
    Author,
    Cleaning,
    Media,
    Post,
    Term,
    Translation,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from sqlite_utils import Database

FINDINGS_ORDER: Final = (
    f"findings.code = '{LINK_DEAD}', findings.position,"
    " findings.code, findings.detail, findings.id"
)
"""Order of one post's findings: reading order, dead links last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPost:
    """A post as the archive has it."""

    post: Post
    """As it was stored; its timestamps in UTC, to the millisecond."""
    html: str
    markdown: str
    text: str
    dir: str
    """``rtl`` if all of the text runs from right to left, else ``ltr``."""
    word_count: int
    content_hash: str
    status: str
    """``published``, or ``gone`` if the site does not have the post any more."""
    targets: Mapping[str, str]
    """For each URL that leads to a post of the archive, as it stands in the document:
    the id of that post."""


def stored_posts(db: Database) -> Iterator[StoredPost]:
    """Yield all posts, undated ones first, then the oldest, read one by one."""
    # The index on both columns gives the order; sorting would read all bodies first.
    for row in rows(db, "SELECT * FROM posts ORDER BY published_at, id"):
        yield _stored_post(db, row)


def stored_post(db: Database, post_id: str) -> StoredPost | None:
    """Return the post with this id, ``None`` if there is none."""
    row = next(rows(db, "SELECT * FROM posts WHERE id = ?", [post_id]), None)
    return None if row is None else _stored_post(db, row)


def to_finding(row: sqlite3.Row) -> Finding:
    """Return the finding of a row of ``findings``."""
    return Finding(
        code=row["code"],
        severity=Severity(row["severity"]),
        message=row["message"],
        detail=row["detail"],
    )


def _stored_post(db: Database, row: sqlite3.Row) -> StoredPost:
    links = rows(
        db,
        "SELECT url, target_post_id FROM links"
        " WHERE post_id = ? AND target_post_id IS NOT NULL",
        [row["id"]],
    )
    return StoredPost(
        post=_post(db, row),
        html=row["html"],
        markdown=row["markdown"],
        text=row["text"],
        dir=row["dir"],
        word_count=row["word_count"],
        content_hash=row["content_hash"],
        status=row["status"],
        targets={link["url"]: link["target_post_id"] for link in links},
    )


def _post(db: Database, row: sqlite3.Row) -> Post:
    post_id: str = row["id"]
    media = _all_media(db, post_id)
    by_id = {media_id(each.url): each for each in reversed(media)}
    return Post(
        id=post_id,
        url=row["url"],
        slug=row["slug"],
        title=row["title"],
        document=decode(row["document"]),
        body_source=row["source"],
        platform_id=row["wix_id"],
        published_at=moment(row["published_at"]),
        published_raw=row["published_raw"],
        updated_at=moment(row["updated_at"]),
        updated_raw=row["updated_raw"],
        author=_author(db, row["author_id"]),
        categories=_terms(db, "categories", "category", post_id),
        tags=_terms(db, "tags", "tag", post_id),
        hashtags=tuple(json.loads(row["hashtags"])),
        excerpt=row["excerpt"],
        cover=by_id.get(row["cover_media_id"]),
        language=row["language"],
        translations=_translations(db, post_id),
        reading_minutes=row["reading_minutes"],
        seo_title=row["seo_title"],
        seo_description=row["seo_description"],
        provenance=json.loads(row["provenance"]),
        media=media,
        cleanings=_cleanings(db, post_id),
        agreements=_agreements(db, post_id),
        findings=_findings(db, post_id),
        read_digest=row["read_digest"] or "",
    )


def authors(db: Database) -> tuple[Author, ...]:
    """Return all authors, by name."""
    found = rows(db, "SELECT name, slug, url, platform_id FROM authors ORDER BY name")
    return tuple(Author(**dict(row)) for row in found)


def terms(db: Database, table: Literal["categories", "tags"]) -> tuple[Term, ...]:
    """Return all categories or tags, by slug."""
    found = rows(db, f"SELECT name, slug, url FROM {table} ORDER BY slug, id")  # noqa: S608 - names of ours
    return tuple(Term(**dict(row)) for row in found)


def _author(db: Database, author_id: str | None) -> Author | None:
    found = rows(
        db,
        "SELECT name, slug, url, platform_id FROM authors WHERE id = ?",
        [author_id],
    )
    return next((Author(**dict(row)) for row in found), None)


def _terms(db: Database, table: str, singular: str, post_id: str) -> tuple[Term, ...]:
    found = rows(
        db,
        f"SELECT name, slug, url FROM post_{table}"  # noqa: S608 - names of ours
        f" JOIN {table} ON {table}.id = {singular}_id"
        " WHERE post_id = ? ORDER BY position",
        [post_id],
    )
    return tuple(Term(**dict(row)) for row in found)


def _all_media(db: Database, post_id: str) -> tuple[Media, ...]:
    found = rows(
        db,
        "SELECT * FROM post_media JOIN media ON media.id = post_media.media_id"
        " WHERE post_id = ? ORDER BY position",
        [post_id],
    )
    return tuple(map(_media, found))


def _media(row: sqlite3.Row) -> Media:
    return Media(
        url=row["url"],
        kind=row["kind"],
        role=row["role"],
        fallbacks=tuple(json.loads(row["fallbacks"])),
        name=row["name"],
        width=row["width"],
        height=row["height"],
        alt=row["alt"],
        caption=row["caption"],
        status=row["status"],
        fetched_url=row["fetched_url"],
        path=row["path"],
        sha256=row["sha256"],
        bytes=row["bytes"],
        mime_type=row["mime_type"],
        reason=row["reason"],
    )


def _translations(db: Database, post_id: str) -> tuple[Translation, ...]:
    found = rows(
        db,
        "SELECT language, url FROM translations WHERE post_id = ? ORDER BY position",
        [post_id],
    )
    return tuple(Translation(**dict(row)) for row in found)


def _cleanings(db: Database, post_id: str) -> tuple[Cleaning, ...]:
    found = rows(
        db,
        "SELECT name, count FROM cleanings WHERE post_id = ? ORDER BY position",
        [post_id],
    )
    return tuple(Cleaning(**dict(row)) for row in found)


def _agreements(db: Database, post_id: str) -> tuple[Agreement, ...]:
    found = rows(
        db,
        "SELECT left_source, right_source, measure, left_count, right_count, common,"
        " chosen FROM readings WHERE post_id = ? ORDER BY position",
        [post_id],
    )
    return tuple(Agreement(**dict(row)) for row in found)


def _findings(db: Database, post_id: str) -> tuple[Finding, ...]:
    found = rows(
        db,
        f"SELECT * FROM findings WHERE post_id = ? ORDER BY {FINDINGS_ORDER}",  # noqa: S608 - a constant
        [post_id],
    )
    return tuple(map(to_finding, found))
