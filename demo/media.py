"""The files of the sample blog: what Wix calls them and where they are served.

Ids are made from names, so that every build gives the same ones. The forms are those
of Wix's media hosts: ``<owner>_<32 hex>~mv2.<ext>`` for an image, ``<owner>_<32 hex>``
for a video, ``<owner>_<32 hex>.<ext>`` for a document.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeAlias

OWNER = "6f1c2a"
"""First six digits of the site owner's id, which start every media id."""


def _hex(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class ImageFile:
    """A picture that the author uploaded as *name*."""

    name: str
    width: int
    height: int

    @property
    def id(self) -> str:
        return f"{OWNER}_{_hex(self.name)}~mv2{PurePosixPath(self.name).suffix}"

    @property
    def url(self) -> str:
        """The original."""
        return f"https://static.wixstatic.com/media/{self.id}"

    def rendition(self, operation: str) -> str:
        """Return the URL of a copy that the CDN makes, ``fill/w_147,h_98,blur_2``."""
        return f"{self.url}/v1/{operation}/{self.id}"


@dataclass(frozen=True, slots=True)
class VideoFile:
    """A video that the author uploaded as *name*."""

    name: str
    width: int = 1280
    height: int = 720

    @property
    def id(self) -> str:
        return f"{OWNER}_{_hex(self.name)}"

    @property
    def poster(self) -> str:
        return f"https://static.wixstatic.com/media/{self.id}f000.jpg"

    def url(self, quality: str) -> str:
        """Return the URL of one rendition, such as ``720p``."""
        return f"https://video.wixstatic.com/video/{self.id}/{quality}/mp4/file.mp4"


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A file to download that the author uploaded as *name*."""

    name: str
    size: str
    """As the viewer displays it, ``84KB``."""

    @property
    def id(self) -> str:
        return f"{OWNER}_{_hex(self.name)}{PurePosixPath(self.name).suffix}"

    @property
    def old_url(self) -> str:
        """Where documents were served before each site served its own."""
        return f"https://docs.wixstatic.com/ugd/{self.id}"

    def url(self, site: str) -> str:
        """Return the address under the root URL *site* of the blog."""
        return f"{site}/_files/ugd/{self.id}"


AnyFile: TypeAlias = ImageFile | VideoFile | DocumentFile
