"""The index beside each closed WARC file, so that it need not be read again.

Lines of CDXJ, as pywb and others read them, sorted by address and time; with the exact
``date`` beside the fields that all have. It can be thrown away: it is made anew from
the WARC file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from surt import surt
from warcio.archiveiterator import WARCIterator
from warcio.limitreader import LimitReader
from warcio.timeutils import iso_date_to_timestamp

from blogark.warc.exchange import Capture
from blogark.warc.writer import TRUNCATED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from warcio.recordloader import ArcWarcRecord

REVISIT, METADATA = "warc/revisit", "application/warc-fields"
_INDEXED = frozenset({"response", "revisit", "metadata"})


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """One record of an answer, or of there being none."""

    url: str
    mime: str
    status: str
    """``-`` if there was no answer."""
    digest: str
    offset: str
    filename: str
    date: str
    """``WARC-Date``."""

    @property
    def is_revisit(self) -> bool:
        return self.mime == REVISIT

    @property
    def capture(self) -> Capture:
        return Capture(
            file=self.filename,
            offset=int(self.offset),
            date=self.date,
            status=int(self.status) if self.status.isdecimal() else 0,
            digest=self.digest,
            url=self.url,
        )


def line_of(capture: Capture, mime: str) -> Line:
    return Line(
        url=capture.url,
        mime=mime,
        status=str(capture.status) if capture.status else "-",
        digest=capture.digest,
        offset=str(capture.offset),
        filename=capture.file,
        date=capture.date,
    )


def write_lines(path: Path, lines: Iterable[Line]) -> None:
    """Write an index; it is there as a whole or not at all. Raises ``OSError``."""
    texts = sorted(_text(line) for line in lines)
    part = path.with_name(f".{path.name}.part")
    part.write_text("".join(texts), encoding="utf-8")
    part.replace(path)


def read_lines(path: Path) -> list[Line]:
    """Return the lines of an index in the order of the records.

    Raises ``OSError``, and ``ValueError`` for a file that is no such index.
    """
    decode = msgspec.json.Decoder(Line).decode
    with path.open("rb") as file:
        lines = [decode(text.split(b" ", 2)[2]) for text in file]
    return sorted(lines, key=lambda line: int(line.offset))


def scan(path: Path, name: str, end: int | None = None) -> Iterator[Line]:
    """Yield what would be in the index of the WARC file *path*, called *name*.

    *end* is where a file that was not closed stops being whole. Raises ``OSError``, and
    ``warcio.exceptions.ArchiveLoadFailed`` for a damaged file.
    """
    with path.open("rb") as file:
        whole = file if end is None else LimitReader(file, end)
        for record in (records := WARCIterator(whole)):
            is_whole = record.rec_headers.get_header(TRUNCATED) is None
            if record.rec_type in _INDEXED and is_whole:
                line = _scanned(record, name)
                offset = records.get_record_offset()
                yield msgspec.structs.replace(line, offset=str(offset))


def _scanned(record: ArcWarcRecord, name: str) -> Line:
    header = record.rec_headers.get_header
    status, mime = "-", METADATA
    if record.http_headers is not None:
        status = record.http_headers.get_statuscode()
        mime = mime_of(record.http_headers.get_header("Content-Type", ""))
    if record.rec_type == "revisit":
        mime = REVISIT
    return Line(
        url=header("WARC-Target-URI", ""),
        mime=mime,
        status=status,
        digest=header("WARC-Payload-Digest", "") if mime != METADATA else "",
        offset="0",
        filename=name,
        date=header("WARC-Date", ""),
    )


def mime_of(content_type: str) -> str:
    """Return a ``Content-Type`` without its parameters, ``unk`` if there is none."""
    return content_type.partition(";")[0].strip() or "unk"


def _text(line: Line) -> str:
    timestamp = iso_date_to_timestamp(line.date)
    return f"{surt(line.url)} {timestamp} {msgspec.json.encode(line).decode()}\n"
