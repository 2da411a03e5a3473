"""Whether a folder can hold the archive of a blog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogark.archive.store import Archive

if TYPE_CHECKING:
    from pathlib import Path


def check_folder(folder: Path, url: str) -> None:
    """Refuse a folder that has something else than the archive of *url*.

    Before any fetching, and under the folder's lock: the database is made, or brought
    up to date. Raises `ArchiveError`.
    """
    with Archive.open(folder) as archive:
        archive.check_owner(url)
