"""Writing an archive, so that writing the same again changes nothing.

Every method compares before it writes: a row is touched only if something in it
differs. Two crawls of the same blog therefore leave the same tables, but for
``crawls``.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING

from blogark.archive import database, file_names, finish, revisions, statements
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
from blogark.dates import iso
from blogark.post import PageState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from pathlib import Path
    from typing import Self

    from sqlite_utils import Database

    from blogark.archive.revisions import Version
    from blogark.archive.rows import Rendered, Row, Value
    from blogark.findings import Finding
    from blogark.post import Page, Post, SiteFinding


class Saved(StrEnum):
    """What saving a post meant to the archive."""

    NEW = "new"
    CHANGED = "changed"
    """Readers see something else than before; a revision keeps what they saw."""
    UNCHANGED = "unchanged"
    RETURNED = "returned"
    """It was gone, and is published again."""


class Archive(ArchiveReader):
    """An archive opened for writing. Closing it leaves a single database file.

    Every method that writes raises `blogark.errors.ArchiveError` if the file cannot be
    written.
    """

    def __init__(self, folder: Path, db: Database) -> None:
        super().__init__(folder, db)
        finish.watch_posts(db)
        self._site_findings: Counter[Finding] = Counter()
        self._answered: set[str] = set()

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
        self._answered.clear()
        row: Row = {
            "started_at": timestamp(at),
            "version": version,
            "arguments": as_json(dict(arguments)),
            "totals": "{}",
        }
        with database.writing(self._db, self.folder):
            return statements.insert(self._db, "crawls", row)

    def restore_crawls(self, earlier: Iterable[Mapping[str, Value]]) -> None:
        """Record crawls as a web archive tells of them, but for those that are here.

        Each is a row of ``crawls``; what it has of other columns is left out.
        """
        columns = self._db["crawls"].columns_dict
        with database.writing(self._db, self.folder):
            known = {row["id"] for row in self._rows("SELECT id FROM crawls")}
            for crawl in earlier:
                if crawl.get("id") not in known:
                    row = {name: crawl[name] for name in columns if name in crawl}
                    statements.insert(self._db, "crawls", row)

    def repeat_crawl(self, row: Mapping[str, Value]) -> int:
        """Record that the crawl of *row* is read again, and return its id.

        Until `finish_crawl`, its row is what it was when the crawl began. If another
        crawl has its id, it gets a new one.
        """
        names = ("id", "started_at", "version", "arguments")
        begun: Row = {**{name: row[name] for name in names}, "totals": "{}"}
        sql = "SELECT id, started_at FROM crawls WHERE id = ? OR started_at = ?"
        with database.writing(self._db, self.folder):
            for known in self._rows(sql, row["id"], row["started_at"]):
                if known["started_at"] == row["started_at"]:
                    return int(known["id"])
                del begun["id"]
            return statements.insert(self._db, "crawls", begun)

    def finish_crawl(
        self,
        crawl_id: int,
        *,
        totals: Mapping[str, object],
        at: datetime,
        known: str | None = None,
    ) -> None:
        """Record that a crawl ended; *known* is what a later run builds on."""
        with database.writing(self._db, self.folder):
            self._db.execute(
                "UPDATE crawls SET finished_at = ?, totals = ?, known = ? WHERE id = ?",
                [timestamp(at), as_json(dict(totals)), known, crawl_id],
            )

    def settle_site_findings(self, *, is_full: bool) -> None:
        """Forget site findings of earlier crawls.

        A full crawl has looked at everything. Another one settles only those that are
        about an address which it met.
        """
        with database.writing(self._db, self.folder):
            self._settle_site_findings(is_full=is_full)

    def _settle_site_findings(self, *, is_full: bool) -> None:
        rows = [
            finding_row(None, found, position=0, nth=nth)
            for found, count in self._site_findings.items()
            for nth in range(1, count + 1)
        ]
        if is_full:
            statements.sync_findings(self._db, rows, "post_id IS NULL")
            return
        new = {row["id"] for row in rows}
        earlier = self._rows("SELECT id, detail FROM findings WHERE post_id IS NULL")
        settled = [
            row["id"]
            for row in earlier
            if row["detail"].partition("\n")[0] in self._answered
            and row["id"] not in new
        ]
        statements.delete_findings(self._db, settled)

    def save_post(self, post: Post, rendered: Rendered, *, seen_at: datetime) -> Saved:
        """Store a post and all that belongs to it, in one transaction.

        *seen_at* is when the crawl saw it; it is kept only in ``revisions``.
        """
        with database.writing(self._db, self.folder):
            seen = iso(seen_at)
            post = statements.as_known(self._db, post)
            for other in statements.make_room(self._db, post):
                revisions.mark_gone(self._db, other, seen)
            before = revisions.current(self._db, post.id)
            self._save_referred(post)
            row = post_row(post, rendered)
            statements.upsert(self._db, "posts", "id", [row])
            for table, children in child_rows(post).items():
                statements.sync_children(self._db, table, post.id, children)
            statements.sync_findings(
                self._db,
                finding_rows(post.id, post_findings(post)),
                f"post_id = ? AND code != '{LINK_DEAD}'",
                post.id,
            )
            return self._saved(before, seen)

    def save_page(self, page: Page) -> None:
        """Store what became of a URL.

        ``fetched_at`` stays as it was while nothing else differs: it is when the body
        of that digest was first received. Of a URL that was skipped, nothing is stored
        if an earlier crawl knows more; of one that is unchanged, who names it.
        """
        if page.state is PageState.SKIPPED:
            self.save_unreached(page)
            return
        with database.writing(self._db, self.folder):
            if page.state is PageState.UNCHANGED:
                statements.rename_sources(self._db, page.url, page.found_in)
            else:
                self._answered.add(page.url)
                statements.upsert_page(self._db, page_row(page))

    def settle_gone(self, *, seen_at: datetime) -> int:
        """Mark posts that this crawl found gone; return how many.

        When all addresses are known: one that has moved is not gone.
        """
        with database.writing(self._db, self.folder):
            return revisions.settle_gone(self._db, self._answered, iso(seen_at))

    def save_unreached(self, page: Page) -> None:
        """Store a URL that a crawl did not come to, unless an earlier crawl did."""
        known = "SELECT 1 FROM pages WHERE url = ?"
        if self._db.execute(known, [page.url]).fetchone() is None:
            with database.writing(self._db, self.folder):
                statements.upsert_page(self._db, page_row(page))

    def save_site_finding(self, site_finding: SiteFinding) -> None:
        """Store a finding about the site.

        Findings of an earlier crawl stay until `settle_site_findings`.
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

    def settle_order(self) -> None:
        """Have the posts stand in the order of their dates."""
        with database.writing(self._db, self.folder):
            finish.settle_order(self._db)

    def settle_file_names(self) -> int:
        """Name files that many posts show after the oldest; return how many."""
        with database.writing(self._db, self.folder):
            return file_names.settle_names(self._db, self.folder)

    def share_equal_files(self) -> int:
        """Keep one file of those that are equal; return how many were removed.

        Raises `ArchiveError`.
        """
        with database.writing(self._db, self.folder):
            finish.share_paths(self._db, self.folder)
        # Only now: should the rows not be written, every file is still there. And
        # looked for in the folder: a run that was killed here has left some.
        superfluous = finish.superfluous_files(self._db, self.folder)
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

    def _saved(self, before: Version | None, seen: str) -> Saved:
        """Keep the version of before, if there was another one."""
        if before is None:
            return Saved.NEW
        if not revisions.note_change(self._db, before, seen):
            return Saved.UNCHANGED
        was_gone = before.metadata["status"] == "gone"
        return Saved.RETURNED if was_gone else Saved.CHANGED
