"""Write the posts as Markdown when a crawl ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exports.exporter import run_export
from exports.output import NEW
from exports.plain import Plain
from exports.report import MARKDOWN
from extensions.at_end import AtEnd

if TYPE_CHECKING:
    from blogark.archive.read import ArchiveReader

EDITED: Final = "markdown/edited"
"""Statistic: names of files that a person edited, and that have a newer one beside."""


class WriteMarkdown(AtEnd):
    def make(self, archive: ArchiveReader) -> None:
        folder = self._folder / MARKDOWN
        result = run_export(Plain(), archive, folder)
        newer = tuple(n for n in result.edited if (folder / f"{n}{NEW}").exists())
        stats = self._crawler.stats
        stats.set_value("markdown/written", result.written)
        stats.set_value("markdown/unchanged", result.unchanged)
        stats.set_value(EDITED, newer)
