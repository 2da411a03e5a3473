"""Writing an archive, so that writing the same again changes nothing.

Every method compares before it writes: a row is touched only if something in it
differs. Two crawls of the same blog therefore leave the same tables, but for
``crawls``.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING

from blogark.archive import database, file_names, finish, statements
from blogark.archive.read import ArchiveReader
from blogark.archive.rows import (
    LINK_DEAD,
    all_media,
    as_json,
    author_row,
    child_rows,
    finding_row,
    finding_rows,
    media_row,
    page_row,
    post_findings,
    post_row,
    term_row,
    timestamp,
)
from blogark.post import PageState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path
    from typing import Self

    from sqlite_utils import Database

    from blogark.archive.rows import Rendered, Row
    from blogark.findings import Finding
    from blogark.post import Page, Post, SiteFinding


class Saved(StrEnum):
    """What saving a post meant to the archive."""

    NEW = "new"
    CHANGED = "changed"
    """Readers see something else than before; a revision keeps what they saw."""
    UNCHANGED = "unchanged"


class Archive(ArchiveReader):
    """An archive opened for writing. Closing it leaves a single database file.

    Every method that writes raises `blogark.errors.ArchiveError` if the file cannot be
    written.
    """

    def __init__(self, folder: Path, db: Database) -> None:
        super().__init__(folder, db)
        self._site_findings: Counter[Finding] = Counter()

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the archive in *folder*, made if it is not there.

        Raises `blogark.errors.ArchiveError` if the folder cannot be used.
        """
        return cls(folder, database.open_for_writing(folder))

    def close(self) -> None:
        database.close(self._db)

    def start_crawl(
        self, *, version: str, arguments: Mapping[str, object], at: datetime
    ) -> int:
        """Record that a crawl starts, and return its id."""
        self._site_findings.clear()
        row: Row = {
            "started_at": timestamp(at),
            "version": version,
            "arguments": as_json(dict(arguments)),
            "totals": "{}",
        }
        with database.writing(self._db, self.folder):
            return statements.insert(self._db, "crawls", row)

    def finish_crawl(
        self, crawl_id: int, *, totals: Mapping[str, object], at: datetime
    ) -> None:
        """Record that a crawl ended, and forget site findings of earlier ones."""
        with database.writing(self._db, self.folder):
            self._db.execute(
                "UPDATE crawls SET finished_at = ?, totals = ? WHERE id = ?",
                [timestamp(at), as_json(dict(totals)), crawl_id],
            )
            rows = [
                finding_row(None, found, position=0, nth=nth)
                for found, count in self._site_findings.items()
                for nth in range(1, count + 1)
            ]
            statements.sync_findings(self._db, rows, "post_id IS NULL")

    def save_post(self, post: Post, rendered: Rendered, *, seen_at: datetime) -> Saved:
        """Store a post and all that belongs to it, in one transaction.

        *seen_at* is when the crawl saw it; it is kept only in ``revisions``.
        """
        with database.writing(self._db, self.folder):
            post = statements.as_known(self._db, post)
            statements.make_room(self._db, post)
            self._save_referred(post)
            saved = self._save_row(post_row(post, rendered), seen_at)
            for table, children in child_rows(post).items():
                statements.sync_children(self._db, table, post.id, children)
            statements.sync_findings(
                self._db,
                finding_rows(post.id, post_findings(post)),
                f"post_id = ? AND code != '{LINK_DEAD}'",
                post.id,
            )
        return saved

    def save_page(self, page: Page) -> None:
        """Store what became of a URL.

        ``fetched_at`` stays as it was while nothing else differs: it is when the body
        of that digest was first received.
        """
        with database.writing(self._db, self.folder):
            statements.upsert_page(self._db, page_row(page))
            if page.kind == "post" and page.state is PageState.GONE:
                self._db.execute(
                    "UPDATE posts SET status = 'gone'"
                    " WHERE url = ? AND status != 'gone'",
                    [page.url],
                )

    def save_unreached(self, page: Page) -> None:
        """Store a URL that a crawl did not come to, unless an earlier crawl did."""
        known = "SELECT 1 FROM pages WHERE url = ?"
        if self._db.execute(known, [page.url]).fetchone() is None:
            self.save_page(page)

    def save_site_finding(self, site_finding: SiteFinding) -> None:
        """Store a finding about the site.

        Findings of an earlier crawl stay until `finish_crawl`.
        """
        found = site_finding.finding
        self._site_findings[found] += 1
        row = finding_row(None, found, position=0, nth=self._site_findings[found])
        with database.writing(self._db, self.folder):
            statements.upsert(self._db, "findings", "id", [row])

    def resolve_links(self) -> None:
        """Find the post that each link and translation leads to.

        A link to a post of this blog that no source knows becomes a finding.
        """
        with database.writing(self._db, self.folder):
            finish.resolve_links(self._db)

    def settle_file_names(self) -> int:
        """Name files that many posts show after the oldest; return how many."""
        with database.writing(self._db, self.folder):
            return file_names.settle_names(self._db, self.folder)

    def share_equal_files(self) -> int:
        """Keep one file of those that are equal; return how many were removed."""
        with database.writing(self._db, self.folder):
            superfluous = finish.share_paths(self._db, self.folder)
        # Only now: should the rows not be written, every file is still there.
        for path in superfluous:
            path.unlink(missing_ok=True)
        return len(superfluous)

    def _save_referred(self, post: Post) -> None:
        if post.author is not None:
            statements.merge_named(self._db, "authors", [author_row(post.author)])
        categories = [term_row(term) for term in post.categories]
        statements.merge_named(self._db, "categories", categories)
        statements.merge_named(self._db, "tags", [term_row(term) for term in post.tags])
        media = [media_row(media) for media in all_media(post)]
        statements.merge_media(self._db, media)

    def _save_row(self, row: Row, seen_at: datetime) -> Saved:
        before = next(
            self._rows("SELECT * FROM posts WHERE id = ?", row["id"]),
            None,
        )
        statements.upsert(self._db, "posts", "id", [row])
        if before is None:
            return Saved.NEW
        if before["content_hash"] == row["content_hash"]:
            return Saved.UNCHANGED
        kept = ("content_hash", "title", "html", "markdown")
        revision: Row = {
            "post_id": row["id"],
            "seen_at": timestamp(seen_at),
            **{column: before[column] for column in kept},
        }
        statements.insert(self._db, "revisions", revision)
        return Saved.CHANGED
