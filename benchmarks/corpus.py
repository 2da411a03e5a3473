"""The recorded sites that fidelity and speed are measured on."""

from __future__ import annotations

import tarfile
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedSite:
    """All that was recorded of one site."""

    host: str
    files: Mapping[str, bytes]
    """By path without a slash at the start, in raw Unicode."""

    def posts(self) -> Iterator[RecordedPost]:
        """Yield the pages of posts."""
        for path, content in self.files.items():
            if "post/" in path and path.endswith(".html"):
                url = f"https://{self.host}/{path.removesuffix('.html')}"
                yield RecordedPost(host=self.host, url=url, html=content.decode())


def recorded_posts(archive: Path) -> Iterator[RecordedPost]:
    """Yield the posts in *archive*, host by host, see `recorded_sites`."""
    for site in recorded_sites(archive):
        yield from site.posts()


def recorded_sites(archive: Path) -> Iterator[RecordedSite]:
    """Yield the sites in *archive*, a tar file with one folder a host, in turn.

    Raises ``FileNotFoundError`` if there is no such file.
    """
    with tarfile.open(archive) as tar:
        for host, members in groupby(filter(tarfile.TarInfo.isfile, tar), _host):
            yield RecordedSite(host=host, files=dict(_contents(tar, members)))


def _host(member: tarfile.TarInfo) -> str:
    return member.name.split("/")[1]


def _contents(
    tar: tarfile.TarFile, members: Iterable[tarfile.TarInfo]
) -> Iterator[tuple[str, bytes]]:
    for member in members:
        if (file := tar.extractfile(member)) is not None:
            yield member.name.split("/", 2)[2], file.read()
