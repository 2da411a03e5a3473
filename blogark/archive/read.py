"""Reading an archive: what exporters, reports and scripts in Python use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from blogark.archive import database, load
from blogark.archive.rows import media_id
from blogark.errors import ArchiveError
from blogark.findings import Severity

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from sqlite_utils import Database

    from blogark.archive.load import StoredPost
    from blogark.archive.rows import Value
    from blogark.findings import Finding

_FINDINGS: Final = f"""
SELECT findings.*, posts.url AS post_url
FROM findings LEFT JOIN posts ON posts.id = findings.post_id
ORDER BY findings.post_id IS NOT NULL, posts.published_at, posts.id,
    {load.FINDINGS_ORDER}"""  # noqa: S608 - a constant of ours


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFinding:
    """A finding, with the address of the post that it is about."""

    finding: Finding
    post_id: str | None
    """``None`` for a finding about the site."""
    post_url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A media file that is in the archive."""

    url: str
    """The original."""
    fetched_url: str | None
    """Where it was had from: the original's address or a fallback."""
    path: str
    """Relative to the archive's folder."""
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What is in an archive."""

    posts: int
    """With those that are gone from the site."""
    gone: int
    words: int
    media: int
    media_stored: int
    media_failed: int
    bytes: int
    """Of all media files; a file that several originals share counts once."""
    pages: Mapping[str, int]
    """URLs by the state they ended in."""
    findings: Mapping[Severity, int]
    """Findings by severity, each severity present."""


class ArchiveReader:
    """An archive opened for reading."""

    def __init__(self, folder: Path, db: Database) -> None:
        self.folder = folder
        self._db = db

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the archive in *folder*.

        Raises `blogark.errors.ArchiveError` if there is none.
        """
        return cls(folder, database.open_for_reading(folder))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._db.close()

    def posts(self) -> Iterator[StoredPost]:
        """Yield all posts, undated ones first, then the oldest.

        They are read one by one: memory does not grow with their number.
        """
        return load.stored_posts(self._db)

    def slugs(self) -> Iterator[tuple[str, str]]:
        """Yield the id and slug of all posts, in the order of `posts`."""
        for row in self._rows("SELECT id, slug FROM posts ORDER BY published_at, id"):
            yield row["id"], row["slug"]

    def check_owner(self, url: str) -> None:
        """Raise `ArchiveError` if this is the archive of another blog than *url*'s.

        It is known by the hosts of its posts and of the addresses its crawls were
        given.
        """
        sql = (
            "SELECT url FROM posts UNION "
            "SELECT json_extract(arguments, '$.url') FROM crawls"
        )
        hosts = {_host(row["url"] or "") for row in self._rows(sql)} - {""}
        own = _host(url)
        if own and hosts and own not in hosts:
            raise ArchiveError(
                f"{self.folder} holds the archive of {min(hosts)}, not of {own}: give "
                "another folder with --out."
            )

    def media_path(self, url: str) -> str | None:
        """Return where the file whose original is at *url* is, relative to the folder.

        ``None`` if it is not in the archive.
        """
        found = self._rows("SELECT path FROM media WHERE id = ?", media_id(url))
        return next((row["path"] for row in found), None)

    def stored_files(self) -> Iterator[StoredFile]:
        """Yield the media files that are in the archive, ordered by their URLs."""
        for row in self._rows(
            "SELECT url, fetched_url, path, sha256, bytes FROM media"
            " WHERE path IS NOT NULL AND sha256 IS NOT NULL AND bytes IS NOT NULL"
            " ORDER BY url"
        ):
            yield StoredFile(**dict(row))

    def findings(self) -> Iterator[StoredFinding]:
        """Yield the findings about the site, then those about posts, oldest first."""
        for row in self._rows(_FINDINGS):
            yield StoredFinding(
                finding=load.to_finding(row),
                post_id=row["post_id"],
                post_url=row["post_url"],
            )

    def findings_by_severity(self) -> dict[Severity, int]:
        """Return how many findings of each severity there are."""
        counts = dict(
            self._pairs("SELECT severity, count(*) FROM findings GROUP BY severity")
        )
        return {severity: counts.get(severity.value, 0) for severity in Severity}

    def totals(self) -> Totals:
        posts = self._one(
            "SELECT count(*) AS posts, total(status = 'gone') AS gone,"
            " total(word_count) AS words FROM posts"
        )
        media = self._one(
            "SELECT count(*) AS media, total(status = 'stored') AS stored,"
            " total(status = 'failed') AS failed FROM media"
        )
        size = self._one(
            "SELECT total(bytes) AS bytes FROM"
            " (SELECT max(bytes) AS bytes FROM media WHERE path IS NOT NULL"
            " GROUP BY path)"
        )
        return Totals(
            posts=posts["posts"],
            gone=int(posts["gone"]),
            words=int(posts["words"]),
            media=media["media"],
            media_stored=int(media["stored"]),
            media_failed=int(media["failed"]),
            bytes=int(size["bytes"]),
            pages=dict(self._pairs("SELECT state, count(*) FROM pages GROUP BY state")),
            findings=self.findings_by_severity(),
        )

    def _rows(self, sql: str, *parameters: Value) -> Iterator[sqlite3.Row]:
        return database.rows(self._db, sql, parameters)

    def _pairs(self, sql: str) -> Iterator[tuple[str, int]]:
        return ((name, count) for name, count in self._rows(sql))

    def _one(self, sql: str) -> sqlite3.Row:
        return next(self._rows(sql))


def _host(url: str) -> str:
    """Return the host of a web address without ``www.``, ``""`` if it is none."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
