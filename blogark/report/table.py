"""The posts of a report as a table for spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from blogark.spreadsheet import csv_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from blogark.report.facts import PostFacts
    from blogark.spreadsheet import Cell

COLUMNS: Final = (
    *("state", "reason", "title", "url", "published_at", "updated_at", "author"),
    *("language", "categories", "tags", "words", "images", "videos", "links"),
    *("missing_files", "dead_links", "codes", "status", "markdown"),
)


def to_csv(posts: Iterable[PostFacts]) -> Iterator[str]:
    """Yield a header and one line for each post; docs/report.md has the columns."""
    return csv_lines(COLUMNS, map(_row, posts))


def _row(post: PostFacts) -> dict[str, Cell]:
    return {
        "state": post.state.value,
        "reason": post.reason,
        "title": post.title,
        "url": post.url,
        "published_at": post.published_at,
        "updated_at": post.updated_at,
        "author": post.author,
        "language": post.language,
        "categories": "; ".join(post.categories),
        "tags": "; ".join(post.tags),
        "words": post.words,
        "images": post.images,
        "videos": post.videos,
        "links": post.links,
        "missing_files": len(post.missing_files),
        "dead_links": len(post.dead_links),
        "codes": "; ".join(dict.fromkeys(note.code for note in post.notes)),
        "status": post.status,
        "markdown": post.markdown,
    }
