"""Further addresses of what the archive has, for players that ask for those.

A page shows smaller copies of its images, which were never fetched: the archive has the
originals. Each is made known to players as a revisit record, which says that at this
address is the payload of another. They are in a file of their own, whose first record
says that the site sent none of them.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from blogark.warc.writer import WarcWriter

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from blogark.warc.exchange import Answer, Capture

NAME: Final = "blogark-renditions.warc.gz"
_DESCRIPTION: Final = (
    "Not sent by the site: addresses of smaller copies of images that pages show, each "
    "with a reference to the original image that was captured."
)


def write_aliases(
    folder: Path, aliases: Iterable[tuple[str, Capture, Answer]], date: str
) -> Path:
    """Write the file into *folder*, and return it.

    *aliases* has each address with the capture and the answer that stand for it. The
    same of them give the same bytes. Raises ``OSError``.
    """
    writer = WarcWriter(folder / NAME, NAME, has_steady_ids=True)
    fields = {"software": "Blogark", "format": "WARC File Format 1.1"}
    writer.write_info({**fields, "description": _DESCRIPTION}, _moment(date))
    for url, capture, answer in aliases:
        writer.write_alias(url, answer, _moment(capture.date), capture)
    writer.close()
    return writer.path


def _moment(date: str) -> datetime:
    return datetime.fromisoformat(date)
