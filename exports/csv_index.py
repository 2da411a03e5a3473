"""The posts as a table for spreadsheets, one line each, without their bodies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from blogark.spreadsheet import csv_text
from exports.options import option

if TYPE_CHECKING:
    from blogark.archive.load import StoredPost
    from blogark.archive.read import ArchiveReader
    from blogark.post import MediaKind, Post
    from blogark.spreadsheet import Cell
    from exports.output import Output

FILE_NAME: Final = "posts.csv"
COLUMNS: Final = (
    *("title", "url", "slug", "status", "published_at", "updated_at", "author"),
    *("categories", "tags", "language", "excerpt", "words", "images", "videos"),
    *("files", "links_to_posts", "cover", "findings", "id"),
)


@dataclass(frozen=True, kw_only=True)
class CsvIndex:
    """Writes `FILE_NAME`."""

    name: ClassVar[str] = "csv"
    description: ClassVar[str] = (
        "An index of all posts for spreadsheets: titles, addresses, dates, authors, "
        "categories and counts, no bodies."
    )
    gone: Literal["include", "skip"] = option(
        "include", "posts that are gone from the old site"
    )

    def export(self, archive: ArchiveReader, output: Output) -> None:
        """Write the index."""
        rows = (
            _row(stored)
            for stored in archive.posts()
            if self.gone == "include" or stored.status != "gone"
        )
        output.write(FILE_NAME, csv_text(COLUMNS, rows))


def _row(stored: StoredPost) -> dict[str, Cell]:
    post = stored.post
    return {
        "title": post.title,
        "url": post.url,
        "slug": post.slug,
        "status": stored.status,
        "published_at": post.published_at.isoformat() if post.published_at else None,
        "updated_at": post.updated_at.isoformat() if post.updated_at else None,
        "author": post.author.name if post.author else None,
        "categories": "; ".join(term.name for term in post.categories),
        "tags": "; ".join(term.name for term in post.tags),
        "language": post.language,
        "excerpt": post.excerpt,
        "words": stored.word_count,
        "images": _number(post, "image"),
        "videos": _number(post, "video"),
        "files": _number(post, "file") + _number(post, "audio"),
        "links_to_posts": len(stored.targets),
        "cover": post.cover.path or post.cover.url if post.cover else None,
        "findings": "; ".join(dict.fromkeys(each.code for each in post.findings)),
        "id": post.id,
    }


def _number(post: Post, kind: MediaKind) -> int:
    return sum(each.kind == kind and each.role != "cover" for each in post.media)
