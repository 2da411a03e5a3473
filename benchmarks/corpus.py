"""The recorded sites that fidelity and speed are measured on."""

from __future__ import annotations

import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

SHARED: Final = Path(__file__).parents[1].parent / "shared"
"""Test data that is not part of the repository, beside the checkout."""
CORPUS: Final = SHARED / "corpus" / "wix-sites.tar.xz"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedPost:
    """A post's page as a site once sent it."""

    host: str
    url: str
    """With ``https://``, in raw Unicode, as the archive's file names have it."""
    html: str


def recorded_posts(archive: Path) -> Iterator[RecordedPost]:
    """Yield the posts in *archive*, a tar file with one folder a host, host by host.

    Raises ``FileNotFoundError`` if there is no such file.
    """
    with tarfile.open(archive) as tar:
        for member in tar:
            host, _, path = member.name.partition("/")[2].partition("/")
            if "post/" not in path or not path.endswith(".html"):
                continue
            if (file := tar.extractfile(member)) is None:
                continue
            yield RecordedPost(
                host=host,
                url=f"https://{host}/{path.removesuffix('.html')}",
                html=file.read().decode(),
            )
