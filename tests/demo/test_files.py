"""The media files are real files of the type and size that pages say."""

from __future__ import annotations

import struct

import pytest

from demo import files


@pytest.mark.parametrize(
    ("name", "magic"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n"),
        ("a.jpg", b"\xff\xd8\xff"),
        ("a.gif", b"GIF89a"),
        ("a.webp", b"RIFF"),
    ],
)
def test_pictures_differ_by_name_and_repeat_by_name(name: str, magic: bytes) -> None:
    picture = files.image(name, 60, 40)
    assert picture.startswith(magic)
    assert picture == files.image(name, 60, 40)
    assert picture != files.image(f"b{name}", 60, 40)


def test_a_picture_has_the_size_that_is_asked_for() -> None:
    assert struct.unpack(">II", files.image("a.png", 1280, 853)[16:24]) == (1280, 853)
    jpeg = files.image("a.jpg", 1280, 853)
    frame = jpeg.index(b"\xff\xc0")
    assert struct.unpack(">HH", jpeg[frame + 5 : frame + 9]) == (853, 1280)
    assert struct.unpack("<HH", files.image("a.gif", 64, 48)[6:10]) == (64, 48)
    bits = int.from_bytes(files.image("a.webp", 1280, 853)[21:25], "little")
    assert (bits & 0x3FFF, bits >> 14 & 0x3FFF) == (1279, 852)


def test_a_large_picture_is_a_small_file() -> None:
    assert len(files.image("a.jpg", 4000, 3000)) < 60_000


def test_an_unknown_picture_format_is_refused() -> None:
    with pytest.raises(ValueError, match="bmp"):
        files.image("a.bmp", 1, 1)


@pytest.mark.parametrize(
    ("data", "magic"),
    [
        (files.video("a.mp4"), b"\x00\x00\x00\x1cftypisom"),
        (files.audio("a.mp3"), b"ID3\x03"),
        (files.pdf("a.pdf"), b"%PDF-1.4"),
    ],
)
def test_other_files_begin_as_their_type_does(data: bytes, magic: bytes) -> None:
    assert data.startswith(magic)
