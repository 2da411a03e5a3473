"""What an archive knows of its blog, for the run that comes next."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Self

from blogark.archive.database import rows
from blogark.archive.rows import moment
from blogark.post import PageState
from blogark.warc.folder import WarcFolder

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from sqlite_utils import Database

_LAST: Final = """
SELECT started_at, known FROM crawls
WHERE known IS NOT NULL AND finished_at IS NOT NULL ORDER BY id DESC LIMIT 1"""
_PAGES: Final = """
SELECT pages.url, pages.state, pages.reason, pages.status, pages.fetched_at,
    pages.digest, pages.redirected_to, pages.is_partial, posts.id AS post_id,
    posts.read_digest, pages.warc_file, pages.warc_offset
FROM pages
LEFT JOIN posts ON posts.url = pages.url AND posts.status = 'published'
WHERE pages.kind = 'post' ORDER BY pages.url"""
_TRANSLATIONS: Final = """
SELECT post_id, url FROM translations ORDER BY post_id, position"""
_FILES: Final = """
SELECT post_media.post_id, media.status, media.path, media.bytes
FROM post_media JOIN media ON media.id = post_media.media_id"""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPost:
    """The address of a post, and what became of it."""

    url: str
    state: PageState
    reason: str
    """Why it is in that state, as a clause."""
    read_at: datetime | None
    """When the answer was first received that the archive was made from."""
    digest: str | None
    """``sha256:`` of that answer."""
    target: str | None
    """Where it leads, if it is redirected."""
    shows_target: bool
    """It answers itself, with the post that `target` shows."""
    is_partial: bool
    """A further source of the post did not answer."""
    post_id: str | None
    """Id of the published post that has this address."""
    read_digest: str
    """`blogark.post.Post.read_digest`; empty if an older Blogark read it."""
    is_recorded: bool = True
    """The web archive can have the answer where it should be, if it was kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What earlier runs have left."""

    posts: Mapping[str, KnownPost] = field(default_factory=dict)
    """By canonical address."""
    translations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For ids of posts, the addresses of their translations."""
    lacking: frozenset[str] = frozenset()
    """Ids of posts with a file that is not there."""
    checked_at: datetime | None = None
    """Start of the last run that looked at everything."""
    known: str | None = None
    """What that run left for the next, as it gave it to `Archive.finish_crawl`."""

    def as_recorded(self) -> Self:
        """Return it for a run that asks nobody, so that nothing is to be repaired."""
        posts = {
            url: replace(post, is_recorded=True) for url, post in self.posts.items()
        }
        return replace(self, posts=posts)


def memory(db: Database, folder: Path) -> Memory:
    """Return what the archive in *folder* knows. Raises ``OSError``."""
    lengths = WarcFolder(folder).lengths()
    last = next(rows(db, _LAST), None)
    translations: dict[str, tuple[str, ...]] = {}
    for row in rows(db, _TRANSLATIONS):
        named = translations.get(row["post_id"], ())
        translations[row["post_id"]] = (*named, row["url"])
    return Memory(
        posts={row["url"]: _known_post(row, lengths) for row in rows(db, _PAGES)},
        translations=translations,
        lacking=frozenset(
            row["post_id"] for row in rows(db, _FILES) if not _is_there(row, folder)
        ),
        checked_at=moment(last["started_at"]) if last else None,
        known=last["known"] if last else None,
    )


def _known_post(row: sqlite3.Row, lengths: Mapping[str, int]) -> KnownPost:
    state = PageState(row["state"])
    return KnownPost(
        url=row["url"],
        state=state,
        reason=row["reason"],
        read_at=moment(row["fetched_at"]),
        digest=row["digest"],
        target=row["redirected_to"],
        shows_target=state is PageState.REDIRECTED and row["status"] == 200,  # noqa: PLR2004  OK
        is_partial=bool(row["is_partial"]),
        post_id=row["post_id"],
        read_digest=row["read_digest"] or "",
        is_recorded=_is_recorded(row, lengths),
    )


def _is_recorded(row: sqlite3.Row, lengths: Mapping[str, int]) -> bool:
    """Tell whether the web archive can have the answer, if it was kept.

    The end of a file may be missing after all, and files may have been taken away.
    """
    file, offset = row["warc_file"], row["warc_offset"]
    return file is None or (offset or 0) < lengths.get(file, 0)


def _is_there(row: sqlite3.Row, folder: Path) -> bool:
    """Tell whether a file is stored, and still there."""
    if row["status"] != "stored" or row["path"] is None:
        return False
    try:
        return bool((folder / row["path"]).stat().st_size == row["bytes"])
    except OSError:
        return False
