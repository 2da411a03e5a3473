from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from blogark.archive.store import Archive
from exports.exporter import run_export
from exports.plain import Plain
from exports.report import markdown_files
from tests.archives import a_post, save

if TYPE_CHECKING:
    from pathlib import Path

SLUGS = ("one", "One", "a/b", "día", "con", "x" * 300, "", "קטמין", "a b", "v1.2")


def test_the_report_leads_to_the_files_that_are_written(tmp_path: Path) -> None:
    with closing(Archive.open(tmp_path)) as archive:
        for n, slug in enumerate(SLUGS):
            save(archive, a_post(slug, id=f"id-{n}", url=f"https://example.com/{n}"))
        run_export(Plain(), archive, tmp_path / "markdown")
        named = markdown_files(archive)
    written = (tmp_path / "markdown").rglob("*.md")
    assert len(named) == len(SLUGS)
    assert {*named.values()} == {f.relative_to(tmp_path).as_posix() for f in written}
