"""One record of a WARC file, read by its offset."""

from __future__ import annotations

import shutil
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from warcio.archiveiterator import WARCIterator

from blogark.warc.exchange import Answer, NoAnswer

if TYPE_CHECKING:
    from pathlib import Path

    from warcio.recordloader import ArcWarcRecord

    from blogark.warc.exchange import Headers


def read_answer(path: Path, offset: int, payload: tuple[Path, int] | None) -> Answer:
    """Return the response at *offset*; a revisit has its body elsewhere, in *payload*.

    Raises ``OSError`` or ``ValueError`` for a file that is not there or damaged.
    """
    with path.open("rb") as file:
        record = _record(file, offset)
        headers = record.http_headers
        if headers is None:
            raise ValueError(f"there is no answer at {offset} in {path.name}")
        body = _content(record) if payload is None else read_body(*payload)
        return Answer(
            status=int(headers.get_statuscode()),
            headers=tuple(headers.headers),
            body=body,
            protocol=headers.protocol,
        )


def read_headers(path: Path, offset: int) -> Headers:
    """Return the headers of the answer at *offset*, and do not read its body."""
    with path.open("rb") as file:
        headers = _record(file, offset).http_headers
        return tuple(headers.headers) if headers is not None else ()


def read_body(path: Path, offset: int) -> bytes:
    """Return the payload of the response at *offset*."""
    with path.open("rb") as file:
        return _content(_record(file, offset))


def read_fields(path: Path, offset: int) -> dict[str, str]:
    """Return what a metadata record says."""
    with path.open("rb") as file:
        return parse_fields(_content(_record(file, offset)))


def read_no_answer(path: Path, offset: int) -> NoAnswer:
    fields = read_fields(path, offset)
    return NoAnswer(
        kind=fields.get("outcome", ""),
        message=fields.get("message", ""),
        status=int(fields.get("status", "0")),
    )


def parse_fields(content: bytes) -> dict[str, str]:
    lines = content.decode().splitlines()
    return {
        name: value.strip()
        for name, colon, value in (x.partition(":") for x in lines)
        if colon
    }


def _record(file: BinaryIO, offset: int) -> ArcWarcRecord:
    file.seek(offset)
    try:
        return next(WARCIterator(file))
    except StopIteration:
        raise ValueError(f"there is no record at {offset}") from None


def _content(record: ArcWarcRecord) -> bytes:
    buffer = BytesIO()
    shutil.copyfileobj(record.raw_stream, buffer)
    return buffer.getvalue()
