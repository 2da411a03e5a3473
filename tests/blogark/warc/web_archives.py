"""Web archives of a few answers, and what is in their files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator

from blogark.warc.exchange import Answer, Asked
from blogark.warc.web_archive import WebArchive

URL = "https://www.example.com/post/one"
PAGE = b"<p>Hello</p>" * 200
WARCIO = Path(sys.executable).with_name("warcio")


def answer(body: bytes = PAGE, status: int = 200, **headers: str) -> Answer:
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Answer(
        status=status, headers=(("Content-Type", "text/html"), *named), body=body
    )


def run(folder: Path, *answers: tuple[str, Answer], row: Any = None) -> None:
    """Record one run."""
    archive = WebArchive.open_for_adding(folder)
    for url, one in answers:
        archive.record(Asked(url=url), one)
    archive.finish(row)


def records(folder: Path) -> list[Any]:
    found = []
    for path in sorted((folder / "warc").glob("*.warc.gz*")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                record.content = record.raw_stream.read()
                found.append(record)
    return found


def check(*paths: Path) -> None:
    done = subprocess.run(  # noqa: S603  ours
        [WARCIO, "check", *paths], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def warcs(folder: Path) -> list[Path]:
    return sorted((folder / "warc").glob("*.warc.gz"))
