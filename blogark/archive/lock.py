"""One writer at a time: the lock on an archive's folder, ``DIR/.lock``.

The lock is the system's own (``flock``), so that it ends with the process that has it,
however that dies: what a killed run leaves behind is a file without a lock, which the
next run takes over. The file's text is for people only: who holds the folder.

On one machine this always holds. On a network disk it holds between machines as far as
the disk passes locks on (NFS does since Linux 2.6.12, SMB on most servers); a disk that
has none refuses, and the folder with it.
"""

from __future__ import annotations

import json
import os
import shlex
import socket
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from filelock import FileLock, Timeout

from blogark.archive.database import make_folder
from blogark.errors import ArchiveError

if TYPE_CHECKING:
    from typing import Self

LOCK_NAME: Final = ".lock"

_LONGEST_COMMAND: Final = 200


class FolderLock:
    """The right to write into *folder*, as a context manager or by its two methods.

    A process may take it again while it has it: a command holds it around the crawl
    that holds it too. It ends with the first.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / LOCK_NAME
        self._lock: FileLock | None = None
        self._is_first = False

    def acquire(self) -> None:
        """Take the lock; the folder is made if it is not there.

        Raises `ArchiveError` if another process has it, in a sentence that says which,
        or if the folder cannot be written to.
        """
        make_folder(self._folder)
        # Whoever opens a file by its real path has the same lock, by whatever link.
        path = self._folder.resolve() / LOCK_NAME
        lock = FileLock(path, is_singleton=True, fallback_to_soft=False)
        try:
            lock.acquire(blocking=False)
            self._lock, self._is_first = lock, lock.lock_counter == 1
            if self._is_first:
                path.write_text(_holder(), encoding="utf-8")
        except Timeout:
            raise ArchiveError(_held_sentence(self._folder, path)) from None
        except OSError as error:
            self.release()
            raise ArchiveError(
                f"The folder {self._folder} may not be written to ({error.strerror}): "
                "check its permissions and the disk, or give another folder."
            ) from error

    def release(self) -> None:
        """Let go of the lock, and leave no file; may be called twice."""
        lock, self._lock = self._lock, None
        if lock is None:
            return
        if self._is_first:
            # While it is still ours: who opened the file before finds that it is none
            # any more, and does not take its lock for the folder's.
            with suppress(OSError):
                Path(lock.lock_file).unlink()
        lock.release(force=self._is_first)

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def _holder() -> str:
    command = shlex.join([Path(sys.argv[0]).name, *sys.argv[1:]])
    return json.dumps(
        {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "since": f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC",
            "command": command[:_LONGEST_COMMAND],
        }
    )


def _held_sentence(folder: Path, path: Path) -> str:
    try:
        holder = json.loads(path.read_text(encoding="utf-8"))
        who = (
            f"process {holder['pid']} on {holder['host']}, since {holder['since']}: "
            f"`{holder['command']}`"
        )
    except (OSError, ValueError, LookupError, TypeError):
        who = "who it is, its file does not say"  # it is about to begin, or to end
    return (
        f"Another run is writing to {folder} ({who}). "
        "Wait until it has ended, or give another folder."
    )
