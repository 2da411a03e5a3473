"""The report of an archive, with links to the Markdown files that a crawl writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from blogark.report.write import write_report
from exports.names import file_names

if TYPE_CHECKING:
    from blogark.archive.read import ArchiveReader
    from blogark.report.facts import Report

MARKDOWN: Final = "markdown"
"""The folder of the Markdown files in an archive's folder."""


def make_report(archive: ArchiveReader) -> Report:
    """Write the report of *archive* into its folder, and return what it says.

    Raises `blogark.errors.ArchiveError` if it cannot be written.
    """
    return write_report(archive, markdown_files(archive))


def markdown_files(archive: ArchiveReader) -> dict[str, str]:
    """Return where the Markdown file of each post's id is, in the archive's folder."""
    stems = file_names(archive.slugs(), "")
    return {post_id: f"{MARKDOWN}/{stem}.md" for post_id, stem in stems.items()}
