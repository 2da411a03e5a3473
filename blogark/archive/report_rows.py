"""What a report tells of an archive as a whole, and no post says of itself."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from sys import intern
from typing import TYPE_CHECKING

from blogark.archive.database import rows
from blogark.archive.rows import moment
from blogark.post import PageState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlite_utils import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPost:
    """An address that some source names as a post's, and what became of it."""

    url: str
    state: PageState
    reason: str
    found_in: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Census:
    """Where an archive is from, and what its sources say that there is."""

    address: str | None
    """What was archived, as the first crawl was told."""
    first_read: datetime | None
    last_read: datetime | None
    """When the first and the last of the post pages that the archive has were
    received; when the first crawl began, for posts that no site sent."""
    listed: tuple[ListedPost, ...]
    """Every address of a post, in the order of the addresses."""
    titles: tuple[tuple[str | None, str], ...]
    """Language and title of every post."""


def census(db: Database) -> Census:
    """Return what the tables ``pages`` and ``crawls`` tell of the whole archive.

    A crawl that finds nothing new changes nothing of it.
    """
    first, last = _read_between(db)
    titles = rows(db, "SELECT language, title FROM posts ORDER BY id")
    return Census(
        address=_address(db),
        first_read=first,
        last_read=last,
        listed=_listed(db),
        titles=tuple((row["language"], row["title"]) for row in titles),
    )


def texts(db: Database) -> Iterator[tuple[str, str]]:
    """Yield the id and plain text of every post, read one by one."""
    for row in rows(db, "SELECT id, text FROM posts ORDER BY id"):
        yield row["id"], row["text"]


def _read_between(db: Database) -> tuple[datetime | None, datetime | None]:
    found = rows(
        db,
        "SELECT min(fetched_at) AS first, max(fetched_at) AS last FROM pages"
        " WHERE kind = 'post' AND state IN ('archived', 'unchanged')",
    )
    row = next(found)
    if row["first"] is None:
        row = next(
            rows(
                db,
                "SELECT min(started_at) AS first, min(started_at) AS last FROM crawls",
            )
        )
    return moment(row["first"]), moment(row["last"])


def _address(db: Database) -> str | None:
    found = rows(
        db,
        "SELECT json_extract(arguments, '$.url') AS url FROM crawls"
        " WHERE url IS NOT NULL ORDER BY id LIMIT 1",
    )
    return next((row["url"] for row in found), None)


def _listed(db: Database) -> tuple[ListedPost, ...]:
    found = rows(
        db,
        "SELECT url, state, reason, found_in FROM pages"
        " WHERE kind = 'post' ORDER BY url",
    )
    # There are few different ones, and ten thousand posts that have them.
    sources = cache(lambda found_in: tuple(json.loads(found_in)))
    return tuple(
        ListedPost(
            url=row["url"],
            state=PageState(row["state"]),
            reason=intern(row["reason"]),
            found_in=sources(row["found_in"]),
        )
        for row in found
    )
