"""What can stop a run. One small tree; each message is a sentence for a person.

BlogarkError
├── OptionError       what was typed after a command is none of its options
├── AddressError      what was typed is not an address that can be archived
├── NotWixError       the address answers, but not as a Wix site with a blog
├── UnreachableError  the address does not answer
├── SavedPagesError   a folder of saved pages is none, or has no post in it
└── ArchiveError      the folder or database cannot be used
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class BlogarkError(Exception):
    """Base of all errors that end a command with exit code 1.

    The message names the URL or file, the cause and the next step.
    """


class OptionError(BlogarkError):
    """Raised by a command for an option that it does not have or understand."""


class AddressError(BlogarkError):
    """Raised by ``blogark.wix.address`` for text that is no web address."""


class NotWixError(BlogarkError):
    """Raised by the spider when the site is not Wix's, or has no blog."""


class UnreachableError(BlogarkError):
    """Raised by the spider when the first page cannot be fetched."""


class ArchiveError(BlogarkError):
    """Raised by ``blogark.archive`` for a folder or database it must not touch."""


class SavedPagesError(BlogarkError):
    """Raised for a folder of saved pages that is none, or has no post in it."""


def cannot_write(path: Path, error: OSError) -> ArchiveError:
    """Return what to say when *path* could not be written."""
    return ArchiveError(
        f"{path} cannot be written ({error.strerror}): check the disk and its "
        "permissions, then run the same command again."
    )
