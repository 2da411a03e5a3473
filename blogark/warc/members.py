"""Where a WARC file that was not closed stops being whole."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_CHUNK: Final = 1 << 20
_GZIP_WBITS: Final = 16 + zlib.MAX_WBITS


def whole_length(path: Path) -> int:
    """Return how many bytes of *path* are complete gzip members with good checksums.

    Each record is a member, so that what comes after was never complete: the process
    was killed while it wrote, or the power failed. Raises ``OSError``.
    """
    whole = position = 0
    with path.open("rb") as file:
        rest = b""
        while True:
            member = zlib.decompressobj(_GZIP_WBITS)
            while not member.eof:
                data = rest or file.read(_CHUNK)
                rest = b""
                if not data:
                    return whole
                position += len(data)
                if not _unpack(member, data):
                    return whole
            rest = member.unused_data
            position -= len(rest)
            whole = position


def _unpack(member: zlib._Decompress, data: bytes) -> bool:
    """Give *data* to *member*, a piece at a time; tell whether it could be unpacked."""
    try:
        while data:
            member.decompress(data, _CHUNK)
            data = member.unconsumed_tail
    except zlib.error:
        return False
    return True
