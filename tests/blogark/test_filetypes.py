from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogark.filetypes import extension_for, media_type, sniff, suits

if TYPE_CHECKING:
    from blogark.post import MediaKind


@pytest.mark.parametrize(
    ("head", "mime"),
    [
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png"),
        (b"GIF89a\x01\0", "image/gif"),
        (b"RIFF\x24\0\0\0WEBPVP8L", "image/webp"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "audio/wav"),
        (b"\0\0\0\x1cftypavif\0\0\0\0", "image/avif"),
        (b"\0\0\0\x18ftypisom\0\0\x02\0", "video/mp4"),
        (b"\0\0\0\x18ftypM4A \0\0\x02\0", "audio/mp4"),
        (b"\x1aE\xdf\xa3\x9f", "video/webm"),
        (b"ID3\x04\0", "audio/mpeg"),
        (b"\xff\xfb\x90\x44", "audio/mpeg"),
        (b"\xff\xf1\x50\x80", "audio/aac"),
        (b"%PDF-1.7\n", "application/pdf"),
        (b'<?xml version="1.0"?>\n<svg xmlns="x">', "image/svg+xml"),
        (b"\xef\xbb\xbf<svg/>", "image/svg+xml"),
        (b"\n<!DOCTYPE html><title>Not found</title>", "text/html"),
        (b"<html><head>", "text/html"),
        (b'<?xml version="1.0"?><Error><Code>', "application/xml"),
        (b"BM\x36\0\0\0\0\0\0\0\x36", "image/bmp"),
        (b"plain words", None),
        (b"BMW makes cars", None),
        (b"", None),
    ],
)
def test_first_bytes_tell_what_a_file_is(head: bytes, mime: str | None) -> None:
    assert sniff(head) == mime


@given(st.binary(max_size=64), st.text(max_size=5))
def test_every_file_has_a_type_and_an_extension(head: bytes, claimed: str) -> None:
    mime = media_type(head, claimed)
    assert "/" in mime
    assert extension_for(mime, claimed)


@pytest.mark.parametrize(
    ("head", "claimed", "mime", "extension"),
    [
        (b"\xff\xd8\xff", "jpeg", "image/jpeg", "jpeg"),
        (b"\xff\xd8\xff", "png", "image/jpeg", "jpg"),
        (b"\xff\xd8\xff", "", "image/jpeg", "jpg"),
        (b"RIFF\0\0\0\0WEBP", "jpg", "image/webp", "webp"),
        (b"PK\x03\x04", "zip", "application/zip", "zip"),
        (b"PK\x03\x04", "odt", "application/vnd.oasis.opendocument.text", "odt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc", "application/msword", "doc"),
        (b"a,b\n", "csv", "text/csv", "csv"),
        (b"0\nSECTION\n", "dxf", "text/plain", "dxf"),
        (b"The file is not here", "jpg", "text/plain", "txt"),
        (b'{"error": "no such file"}', "mp4", "text/plain", "txt"),
        ("ünïcode".encode()[:-1], "png", "text/plain", "txt"),
        (b"\x8bPS\0\1\2", "jpg", "image/jpeg", "jpg"),
        (b"\1\2\3", "", "application/octet-stream", "bin"),
        (b"\1\2\3", "dwg", "application/octet-stream", "dwg"),
    ],
)
def test_bytes_come_first_and_the_extension_second(
    head: bytes, claimed: str, mime: str, extension: str
) -> None:
    assert media_type(head, claimed) == mime
    assert extension_for(mime, claimed) == extension


@pytest.mark.parametrize(
    ("kind", "mime", "claimed", "expected"),
    [
        ("image", "image/avif", "jpg", True),
        ("image", "text/html", "jpg", False),
        ("image", "application/octet-stream", "", False),
        ("video", "video/mp4", "mp4", True),
        ("video", "image/gif", "gif", True),
        ("video", "image/png", "mp4", False),
        ("audio", "audio/mpeg", "mp3", True),
        ("audio", "text/html", "mp3", False),
        ("file", "application/octet-stream", "dwg", True),
        ("file", "text/html", "pdf", False),
        ("file", "text/html", "html", True),
        ("file", "text/plain", "pdf", False),
        ("file", "text/plain", "dxf", True),
        ("file", "text/csv", "csv", True),
        ("image", "text/plain", "jpg", False),
        ("image", "image/svg+xml", "svg", True),
        ("file", "application/xml", "docx", False),
    ],
)
def test_an_error_page_is_no_picture_film_or_document(
    kind: MediaKind, mime: str, claimed: str, *, expected: bool
) -> None:
    assert suits(kind, mime, claimed) is expected
