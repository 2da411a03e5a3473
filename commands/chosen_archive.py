"""Which archive a command is about."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from blogark.archive.database import FILE_NAME
from blogark.errors import OptionError

_ARCHIVES: Final = Path("archives")
_HOW: Final = "with --archive DIR (of make: ARCHIVE=DIR)"


def chosen_archive(given: str | None) -> Path:
    """Return the folder *given*, or that of the only archive there is.

    Raises `OptionError`.
    """
    if given == "":
        raise OptionError("--archive needs the folder of the archive.")
    if given is not None:
        return Path(given)
    folders = {path.parent for path in _ARCHIVES.glob(f"**/{FILE_NAME}")}
    # An export of an archive, which may be in its folder, has a database as well.
    found = sorted(path for path in folders if folders.isdisjoint(path.parents))
    if len(found) == 1:
        return found[0]
    if not found:
        raise OptionError(
            f"There is no archive in {_ARCHIVES}/: say where it is {_HOW}."
        )
    names = ", ".join(map(str, found))
    raise OptionError(f"Say which archive {_HOW}: there are {names}.")
