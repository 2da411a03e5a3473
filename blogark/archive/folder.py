"""Whether a folder can hold the archive of a blog."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from blogark.archive.database import FILE_NAME
from blogark.archive.store import Archive
from blogark.errors import ArchiveError

if TYPE_CHECKING:
    from pathlib import Path


def check_folder(folder: Path, url: str) -> None:
    """Refuse a folder that cannot hold the archive of *url*, before any fetching.

    Raises `ArchiveError`. Nothing is made: the address may turn out to be no blog.
    """
    nearest = next(
        path for path in (folder, *folder.absolute().parents) if path.exists()
    )
    if not nearest.is_dir():
        raise ArchiveError(
            f"{nearest} is a file, not a folder: give another place with --out."
        )
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise ArchiveError(
            f"The folder {nearest} may not be written to: "
            "change its permissions, or give another place with --out."
        )
    if (folder / FILE_NAME).exists():
        with Archive.open(folder) as archive:
            archive.check_owner(url)
