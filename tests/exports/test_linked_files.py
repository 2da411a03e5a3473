"""A link to a file that the archive has leads to the exported file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from blogark.archive.read import ArchiveReader
from blogark.settings import EXPORTERS
from exports.catalogue import exporter_class
from exports.exporter import run_export
from exports.options import parse_options
from tests.archives import linking, stored_file
from tests.exports.blogs import blog

if TYPE_CHECKING:
    from pathlib import Path

FORM = "https://docs.example.net/ugd/form.pdf"


@pytest.mark.parametrize(
    ("profile", "options", "address"),
    [
        ("plain", (), "/media/form.pdf"),
        ("hugo", (), "(form.pdf"),
        ("html", (), "../media/form.pdf"),
        ("wordpress", ("--media-url", "https://new.example/m"), "/m/form.pdf"),
    ],
)
def test_a_link_leads_to_the_file_as_it_is_exported(
    tmp_path: Path, profile: str, options: tuple[str, ...], address: str
) -> None:
    form = stored_file("form.pdf", FORM, kind="file", role="attachment")
    archive = blog(tmp_path / "blog", linking(FORM, media=(form,)))
    (archive / "media").mkdir()
    (archive / "media/form.pdf").write_bytes(b"%PDF")
    exporter = parse_options(exporter_class(EXPORTERS, profile), options)
    with ArchiveReader.open(archive) as reader:
        run_export(exporter, reader, tmp_path / "out")
    written = [
        path.read_text()
        for path in (tmp_path / "out").rglob("*")
        if path.suffix in {".md", ".html", ".xml"}
    ]
    assert any(f"{address})" in text or f'{address}"' in text for text in written)
    assert not any(f'"{FORM}"' in text or f"({FORM})" in text for text in written)
