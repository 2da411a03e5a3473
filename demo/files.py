"""Small real files, made of a name alone: the same bytes at every build.

Pictures have the size that the pages state and one flat colour, so that even a large
one is a few kilobytes; every name gives other bytes.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from pathlib import PurePosixPath


def content_type(name: str) -> str:
    """Return the media type that Wix serves *name* with."""
    return _TYPES[PurePosixPath(name).suffix]


def image(name: str, width: int, height: int) -> bytes:
    """Return a picture in the format that the suffix of *name* says.

    *name* ends in ``.png``, ``.jpg``, ``.gif`` or ``.webp``. A GIF is at most 64 pixels
    wide and high whatever is asked for, since its pixels are not compressed here.
    """
    match PurePosixPath(name).suffix:
        case ".png":
            return _png(_digest(name), width, height)
        case ".jpg":
            return _jpeg(_digest(name), width, height)
        case ".gif":
            return _gif(_digest(name), min(width, 64), min(height, 64))
        case ".webp":
            return _webp(_digest(name), width, height)
        case suffix:
            raise ValueError(f"no picture format is known for {suffix!r}")


def video(name: str) -> bytes:
    """Return an MP4 file with a header and no tracks."""
    header = (
        bytes(12) + struct.pack(">II", 1000, 1000) + struct.pack(">IH", 1 << 16, 256)
    )
    matrix = struct.pack(">9I", 1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)
    movie = header + bytes(10) + matrix + bytes(24) + struct.pack(">I", 1)
    return (
        _box(b"ftyp", b"isom\x00\x00\x02\x00isomiso2mp41")
        + _box(b"moov", _box(b"mvhd", movie))
        + _box(b"free", _digest(name))
    )


def audio(name: str) -> bytes:
    """Return an MP3 file: a title, then a quarter of a second of silence."""
    title = b"\x03" + name.encode()
    frame = b"TIT2" + struct.pack(">IH", len(title), 0) + title
    length = bytes((len(frame) >> shift) & 0x7F for shift in (21, 14, 7, 0))
    silence = b"\xff\xfb\x90\xc4" + bytes(413)  # MPEG-1 layer III, 128 kbit/s, 44.1 kHz
    return b"ID3\x03\x00\x00" + length + frame + silence * 10


def pdf(name: str) -> bytes:
    """Return a PDF file of one page that shows *name*."""
    text = f"BT /F1 18 Tf 72 720 Td ({name}) Tj ET"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 /Resources << /Font 6 0 R >> >>",
        "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /MediaBox [0 0 612 792] >>",
        f"<< /Length {len(text)} >>\nstream\n{text}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /F1 5 0 R >>",
    )
    out, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    rows = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    return (
        f"{out}xref\n0 {size}\n0000000000 65535 f \n{rows}"
        f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    ).encode("ascii")


_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".mp4": "video/mp4",
    ".mp3": "audio/mpeg",
    ".pdf": "application/pdf",
}


def _digest(name: str) -> bytes:
    return hashlib.sha256(name.encode()).digest()


def _box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + kind + body


def _png(seed: bytes, width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    rows = zlib.compress(bytes(width + 1) * height, 6)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0))
        + chunk(b"PLTE", seed[:3])
        + chunk(b"tEXt", b"Comment\x00" + seed.hex().encode())
        + chunk(b"IDAT", rows)
        + chunk(b"IEND", b"")
    )


def _jpeg(seed: bytes, width: int, height: int) -> bytes:
    """A grey JPEG whose first block sets the shade and whose others change nothing."""

    def segment(marker: int, data: bytes) -> bytes:
        return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data

    blocks = -(-width // 8) * -(-height // 8)
    # Huffman codes: "0" a difference of no bits, "10" one of six bits; "0" end of block
    bits = "10" + f"{32 + seed[0] % 32:06b}" + "0" + "00" * (blocks - 1)
    bits += "1" * (-len(bits) % 8)
    scan = int(bits, 2).to_bytes(len(bits) // 8, "big").replace(b"\xff", b"\xff\x00")
    counts_dc, counts_ac = bytes([1, 1] + [0] * 14), bytes([1] + [0] * 15)
    return (
        b"\xff\xd8"
        + segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00")
        + segment(0xFE, seed.hex().encode())
        + segment(0xDB, b"\x00" + b"\x10" * 64)
        + segment(0xC0, struct.pack(">BHHB3B", 8, height, width, 1, 1, 0x11, 0))
        + segment(0xC4, b"\x00" + counts_dc + b"\x00\x06")
        + segment(0xC4, b"\x10" + counts_ac + b"\x00")
        + segment(0xDA, b"\x01\x01\x00\x00\x3f\x00")
        + scan
        + b"\xff\xd9"
    )


def _gif(seed: bytes, width: int, height: int) -> bytes:
    """A GIF without compression: a clear code before the codes would grow to 9 bits."""
    pixels, run = width * height, 126
    codes = bytearray()
    for start in range(0, pixels, run):
        codes += b"\x80" + bytes(min(run, pixels - start))
    codes.append(0x81)
    data = bytes(codes)
    parts = (data[i : i + 255] for i in range(0, len(data), 255))
    return (
        b"GIF89a"
        + struct.pack("<HHBBB", width, height, 0xF6, 0, 0)
        + seed[:3]
        + bytes(3 * 127)
        + b"\x21\xfe\x20"
        + seed
        + b"\x00"
        + struct.pack("<BHHHHB", 0x2C, 0, 0, width, height, 0)
        + b"\x07"
        + b"".join(bytes([len(part)]) + part for part in parts)
        + b"\x00\x3b"
    )


def _webp(seed: bytes, width: int, height: int) -> bytes:
    """A lossless WebP of which every code has one symbol, so pixels need no bits."""
    value, length = 0, 0

    def put(number: int, bits: int) -> None:
        nonlocal value, length
        value |= number << length
        length += bits

    put(width - 1, 14)
    put(height - 1, 14)
    put(0, 7)  # no alpha, version 0, no transform, no colour cache, one code group
    for symbol in (seed[0], seed[1], seed[2], 255):  # green, red, blue, alpha
        put(0b101, 3)  # a simple code, of one symbol, of eight bits
        put(symbol, 8)
    put(0b0001, 4)  # distance: a simple code, of one symbol, of one bit
    body = b"\x2f" + value.to_bytes(-(-length // 8), "little")
    body += bytes(len(body) % 2)
    stream = b"VP8L" + struct.pack("<I", len(body)) + body
    stream += b"XMP " + struct.pack("<I", len(seed)) + seed
    return b"RIFF" + struct.pack("<I", len(stream) + 4) + b"WEBP" + stream
