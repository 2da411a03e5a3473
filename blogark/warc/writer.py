"""One WARC file being written, record by record."""

from __future__ import annotations

import os
import zlib
from base64 import b32encode
from hashlib import sha256
from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, Final
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from blogark.warc.exchange import Capture, warc_date

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from warcio.recordloader import ArcWarcRecord

    from blogark.warc.exchange import Answer, Asked, Headers

NOT_MODIFIED: Final = (
    "http://netpreserve.org/warc/1.1/revisit/server-not-modified"  # WARC 1.1, 6.7.3
)
TRUNCATED: Final = "WARC-Truncated"  # WARC 1.1, 5.13
_GZIP_WBITS: Final = 16 + zlib.MAX_WBITS
# Measured on pages of 0.6 MB, a page: level 1 takes 3.9 ms and leaves 24 %, level 6
# 10.7 ms and 20 %, level 9 (warcio's own) 14.3 ms and 20 %. What is packed already
# takes 2.2 ms at level 1 and gets no smaller, 0.07 ms at level 0.
_PACK, _STORE = 1, 0
_PACKED_TYPES: Final = ("image/", "video/", "audio/", "font/", "application/zip")
_TYPES_OF_TEXT: Final = ("image/svg",)
# Secrets of ours, of the proxy and of a visitor. What a site sets as a cookie is one.
_SECRET: Final = frozenset(
    {"authorization", "cookie", "proxy-authorization", "set-cookie"}
)
# Of the transfer, not of what was transferred: the body is kept without its chunks.
_FRAMING: Final = frozenset({"transfer-encoding"})
_PHRASES: Final = {code.value: code.phrase for code in HTTPStatus}


class WarcWriter:
    """Appends records to *path*, which must not be there yet.

    Each record is a gzip member of its own, given to the system as soon as it is
    complete: when the process is killed, all but the last record are whole. *name* is
    what the file will be called when it is closed; with *has_steady_ids*, the ids of
    records are made from it, so that the same records are the same bytes. Raises
    ``OSError``.
    """

    def __init__(self, path: Path, name: str, *, has_steady_ids: bool = False) -> None:
        self.path = path
        self._has_steady_ids = has_steady_ids
        self._records = 0
        self.name = name
        # Unbuffered: each member is one call, and nothing waits in this process.
        self._file = _Members(path.open("xb", buffering=0))
        self._writer = WARCWriter(self._file, gzip=False, warc_version="1.1")
        self._info_id = ""

    def write_info(self, fields: Mapping[str, str], at: datetime) -> None:
        """Begin with what there is to say about the file."""
        record = self._writer.create_warcinfo_record(self.name, fields)
        record.rec_headers.replace_header("WARC-Date", warc_date(at))
        self._write(record, _PACK)
        self._info_id = record.rec_headers.get_header("WARC-Record-ID")

    def write_exchange(
        self,
        asked: Asked,
        answer: Answer,
        at: datetime,
        digest: str,
        earlier: Capture | None,
    ) -> Capture:
        """Write a response, whose payload has *digest*, and its request.

        *earlier* is a capture with an equal payload: then that is referred to.
        """
        if earlier is None:
            record = self._response(asked.url, answer, warc_date(at), digest)
        else:
            record = self._revisit(asked.url, answer, warc_date(at), earlier)
        capture = self._capture(record, asked.url, answer.status)
        self._write(record, _STORE if _is_packed(answer) else _PACK)
        self._write_request(asked, record)
        return capture

    def write_truncated(
        self, asked: Asked, answer: Answer, at: datetime, digest: str
    ) -> None:
        """Write as much of a response as came before the connection broke."""
        record = self._response(asked.url, answer, warc_date(at), digest)
        record.rec_headers.add_header(TRUNCATED, "disconnect")
        self._write(record, _STORE if _is_packed(answer) else _PACK)
        self._write_request(asked, record)

    def write_not_modified(
        self, asked: Asked, answer: Answer, at: datetime, earlier: Capture
    ) -> Capture:
        """Write that the site says that *earlier* is what it would send."""
        record = self._revisit(asked.url, answer, warc_date(at), earlier)
        record.rec_headers.replace_header("WARC-Profile", NOT_MODIFIED)
        capture = self._capture(record, asked.url, answer.status)
        self._write(record, _PACK)
        self._write_request(asked, record)
        return capture

    def write_alias(
        self, url: str, answer: Answer, at: datetime, capture: Capture
    ) -> None:
        """Write that *url* has the payload of *capture*, though nobody asked for it."""
        self._write(self._revisit(url, answer, warc_date(at), capture), _PACK)

    def write_metadata(
        self, url: str, fields: Mapping[str, str], at: datetime
    ) -> Capture:
        """Write fields about *url*; a line break in a value becomes a space."""
        lines = [
            f"{name}: {' '.join(text.split())}\r\n" for name, text in fields.items()
        ]
        content = "".join(lines).encode()
        record = self._writer.create_warc_record(
            url,
            "metadata",
            payload=BytesIO(content),
            length=len(content),
            warc_content_type="application/warc-fields",
            warc_headers_dict=self._headers(warc_date(at)),
        )
        capture = self._capture(record, url, 0)
        self._write(record, _PACK)
        return capture

    def sync(self) -> None:
        """Have on the disk what was written so far."""
        self._file.sync()

    def close(self) -> None:
        """Have the file on the disk. It can be closed only once."""
        self._file.close()

    def _response(
        self, url: str, answer: Answer, date: str, digest: str
    ) -> ArcWarcRecord:
        return self._writer.create_warc_record(
            url,
            "response",
            payload=BytesIO(answer.body),  # shares the bytes, copies nothing
            length=len(answer.body),
            http_headers=_http_headers(answer),
            warc_headers_dict={**self._headers(date), "WARC-Payload-Digest": digest},
        )

    def _revisit(
        self, url: str, answer: Answer, date: str, earlier: Capture
    ) -> ArcWarcRecord:
        return self._writer.create_revisit_record(
            url,
            earlier.digest,
            earlier.url,
            earlier.date,
            http_headers=_http_headers(answer),
            warc_headers_dict=self._headers(date),
        )

    def _write_request(self, asked: Asked, response: ArcWarcRecord) -> None:
        parts = urlsplit(asked.url)
        target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
        headers = [("Host", parts.netloc.rpartition("@")[2]), *_kept(asked.headers)]
        record = self._writer.create_warc_record(
            asked.url,
            "request",
            payload=BytesIO(asked.body),
            length=len(asked.body),
            http_headers=_Headers(
                f"{asked.method} {target} HTTP/1.1", headers, is_http_request=True
            ),
            warc_headers_dict={
                **self._headers(response.rec_headers.get_header("WARC-Date")),
                "WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID"),
            },
        )
        self._write(record, _PACK)

    def _headers(self, date: str) -> dict[str, str]:
        return {"WARC-Date": date, "WARC-Warcinfo-ID": self._info_id}

    def _capture(self, record: ArcWarcRecord, url: str, status: int) -> Capture:
        header = record.rec_headers.get_header
        is_answer = record.rec_type != "metadata"
        return Capture(
            file=self.name,
            offset=self._file.offset,
            date=header("WARC-Date"),
            status=status,
            digest=header("WARC-Payload-Digest") if is_answer else "",
            url=url,
        )

    def _write(self, record: ArcWarcRecord, level: int) -> None:
        self._records += 1
        if self._has_steady_ids:
            steady = uuid5(NAMESPACE_URL, f"{self.name}/{self._records}")
            record.rec_headers.replace_header("WARC-Record-ID", f"<{steady.urn}>")
        self._file.level = level
        self._writer.write_record(record)


class _Members:
    """A file whose ``flush`` ends a gzip member, as warcio's own wrapper does."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._packer = zlib.compressobj(_PACK, zlib.DEFLATED, _GZIP_WBITS)
        self._is_begun = False
        self._synced = 0
        self.offset = 0
        """Where the next member begins."""
        self.level = _PACK

    def write(self, data: bytes) -> None:
        if not self._is_begun:
            self._packer = zlib.compressobj(self.level, zlib.DEFLATED, _GZIP_WBITS)
            self._is_begun = True
        self._put(self._packer.compress(data))

    def flush(self) -> None:
        self._put(self._packer.flush())
        self._is_begun = False

    def sync(self) -> None:
        if self._synced != self.offset:
            os.fsync(self._file.fileno())
            self._synced = self.offset

    def close(self) -> None:
        try:
            self.sync()
        finally:
            self._file.close()

    def _put(self, data: bytes) -> None:
        while data:
            written = self._file.write(data)
            self.offset += written
            data = data[written:]


def payload_digest(body: bytes) -> str:
    """Return a digest in the form of ``WARC-Payload-Digest``.

    SHA-256, although most archives have SHA-1: equal digests are taken for equal
    payloads here, and of SHA-1 two different ones can be made on purpose.
    """
    return f"sha256:{b32encode(sha256(body).digest()).decode()}"


class _Headers(StatusAndHeaders):  # type: ignore[misc]  # warcio has no types
    """Headers that are written byte for byte: warcio would percent-encode some."""

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        del header_filter
        self.headers_buff = self.to_bytes(encoding="latin-1")


def _http_headers(answer: Answer) -> StatusAndHeaders:
    phrase = _PHRASES.get(answer.status, "")
    status = f"{answer.status} {phrase}".strip()
    return _Headers(status, _kept(answer.headers), protocol=answer.protocol)


def _kept(headers: Headers) -> list[tuple[str, str]]:
    left_out = _SECRET | _FRAMING
    return [(name, value) for name, value in headers if name.lower() not in left_out]


def _is_packed(answer: Answer) -> bool:
    headers = {name.lower(): value.lower() for name, value in answer.headers}
    kind = headers.get("content-type", "")
    if headers.get("content-encoding", "identity") != "identity":
        return True
    return kind.startswith(_PACKED_TYPES) and not kind.startswith(_TYPES_OF_TEXT)
