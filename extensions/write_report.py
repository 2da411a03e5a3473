"""Write the report for staff when a crawl ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.report import make_report
from extensions.at_end import AtEnd

if TYPE_CHECKING:
    from blogark.archive.read import ArchiveReader


class WriteReport(AtEnd):
    def make(self, archive: ArchiveReader) -> None:
        make_report(archive)
