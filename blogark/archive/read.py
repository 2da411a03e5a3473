"""Reading an archive: what exporters, reports and scripts in Python use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import urlsplit

from blogark.archive import addresses, database, load, report_rows, revisions
from blogark.archive.links import address_key
from blogark.archive.memory import memory
from blogark.archive.rows import media_id
from blogark.errors import ArchiveError
from blogark.findings import Severity

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from sqlite_utils import Database

    from blogark.archive.addresses import ListAddress, OldLink, PostOutline
    from blogark.archive.load import StoredPost
    from blogark.archive.memory import Memory
    from blogark.archive.report_rows import Census
    from blogark.archive.revisions import Version
    from blogark.archive.rows import Value
    from blogark.findings import Finding
    from blogark.post import Author, Term

_FINDINGS: Final = f"""
SELECT findings.*, posts.url AS post_url
FROM findings LEFT JOIN posts ON posts.id = findings.post_id
ORDER BY findings.post_id IS NOT NULL, posts.published_at, posts.id,
    {load.FINDINGS_ORDER}"""  # noqa: S608 - a constant of ours

_ADDRESSES: Final = """
SELECT url, id AS post_id, status = 'gone' AS rank FROM posts
UNION ALL
SELECT url, post_id, 2 FROM revisions WHERE url IS NOT NULL
UNION ALL
SELECT pages.url, posts.id, 3 FROM pages JOIN posts ON posts.url = redirected_to
ORDER BY rank"""


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

    def outlines(self) -> Iterator[PostOutline]:
        """Yield what addresses of posts are made of, in the order of `posts`."""
        return addresses.outlines(self._db)

    def old_addresses(self) -> Iterator[tuple[str, str]]:
        """Yield each address of the old site that showed a post, and the post's id."""
        return addresses.old_addresses(self._db)

    def list_addresses(self) -> Iterator[ListAddress]:
        """Yield categories, tags, and all pages of the old site that list posts."""
        return addresses.list_addresses(self._db)

    def target_finder(self) -> Callable[[str], str | None]:
        """Return a function from any old address to the id of the post there."""
        return addresses.target_finder(self._db)

    def old_links(self) -> Iterator[OldLink]:
        """Yield the links of posts that lead to the old site."""
        return addresses.old_links(self._db)

    def linked_anchors(self) -> dict[str, frozenset[str]]:
        """Return, by post id, the places in posts that links of any post lead to."""
        return addresses.linked_anchors(self._db)

    def authors(self) -> tuple[Author, ...]:
        """Return who wrote the posts, by name."""
        return load.authors(self._db)

    def terms(self, kind: Literal["categories", "tags"]) -> tuple[Term, ...]:
        """Return all categories or tags, by slug."""
        return load.terms(self._db, kind)

    def site(self) -> str:
        """Return the host of the blog without ``www.``, ``""`` if nothing tells it."""
        return min(self._hosts(), default="")

    def check_owner(self, url: str) -> None:
        """Raise `ArchiveError` if this is the archive of another blog than *url*'s.

        It is known by the hosts of its posts and of the addresses its crawls were
        given.
        """
        hosts = self._hosts()
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

    def last_crawl(self) -> dict[str, Value] | None:
        """Return the row of the latest crawl, ``None`` if there was none."""
        rows = self._rows("SELECT * FROM crawls ORDER BY id DESC LIMIT 1")
        return next((dict(row) for row in rows), None)

    def crawls(self) -> list[dict[str, Value]]:
        """Return the rows of all crawls, the first one first."""
        return [dict(row) for row in self._rows("SELECT * FROM crawls ORDER BY id")]

    def census(self) -> Census:
        """Return where the archive is from, and what its sources say that there is."""
        return report_rows.census(self._db)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield the id and plain text of every post, read one by one."""
        return report_rows.texts(self._db)

    def memory(self) -> Memory:
        """Return what there is to know of the blog for the run that comes next."""
        return memory(self._db, self.folder)

    def stored_post(self, post_id: str) -> StoredPost | None:
        """Return one post, ``None`` if there is none with this id."""
        return load.stored_post(self._db, post_id)

    def versions(self, post_id: str) -> tuple[Version, ...]:
        """Return all versions of a post, the oldest first, that of now last."""
        return revisions.versions(self._db, post_id)

    def post_at(self, url: str) -> str | None:
        """Return the id of the post that is or was at an address, ``None`` if none.

        The scheme, ``www.`` and how letters are encoded make no difference.
        """
        key = address_key(url)
        for row in self._rows(_ADDRESSES):
            if address_key(row["url"]) == key:
                return str(row["post_id"])
        return None

    def post_with_slug(self, slug: str) -> str | None:
        """Return the id of the post that has *slug* now, ``None`` if none does."""
        rows = self._rows("SELECT id FROM posts WHERE slug = ? LIMIT 1", slug)
        return next((str(row["id"]) for row in rows), None)

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

    def _hosts(self) -> set[str]:
        sql = (
            "SELECT url FROM posts UNION "
            "SELECT json_extract(arguments, '$.url') FROM crawls"
        )
        return {_host(row["url"] or "") for row in self._rows(sql)} - {""}

    def _rows(self, sql: str, *parameters: Value) -> Iterator[sqlite3.Row]:
        return database.rows(self._db, sql, parameters)

    def _pairs(self, sql: str) -> Iterator[tuple[str, int]]:
        return ((name, count) for name, count in self._rows(sql))

    def _one(self, sql: str) -> sqlite3.Row:
        return next(self._rows(sql))


def _host(url: str) -> str:
    """Return the host of a web address without ``www.``, ``""`` if it is none."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
