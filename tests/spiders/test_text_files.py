"""What ``-a`` of the spider of texts takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from blogark.errors import BlogarkError
from spiders.text_files import TextArguments

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("A Walk")
    files = f"{text}\n{tmp_path / '.' / 'a.txt'}\n"
    job = TextArguments.parse(files=files, url=None, out=None)
    assert len(job.files) == 1
    assert (str(job.out), job.base) == ("archives/texts", None)


def test_with_a_site_the_archive_is_that_of_the_site(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("A Walk")
    job = TextArguments.parse(files=str(text), url="example.com/blog", out=None)
    assert job.base == "https://example.com"
    assert str(job.out) == "archives/example.com"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (None, "needs at least one file"),
        ("", "needs at least one file"),
        ("missing.txt", "There is no file"),
        (".", "is a folder: give its files"),
    ],
)
def test_what_is_no_file_is_said_in_a_sentence(
    name: str | None, why: str, tmp_path: Path
) -> None:
    files = str(tmp_path / name) if name else name
    with pytest.raises(BlogarkError, match=why):
        TextArguments.parse(files=files, url=None, out=None)
