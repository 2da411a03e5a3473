"""Where the files of posts go, and what addresses they have there."""

from __future__ import annotations

import os
import posixpath
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal, TypeAlias

from blogark.findings import finding
from exports.link_map import escaped

if TYPE_CHECKING:
    from blogark.archive.load import StoredPost
    from blogark.archive.read import ArchiveReader
    from exports.output import Output

Way: TypeAlias = Literal["copy", "link", "archive", "remote"]
"""How files come to an export: as copies, as hard links to the archive's files, by an
address in the archive's folder, or by their addresses on the old site."""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder that files of posts are copied to."""

    folder: str
    """Relative to the export, ``static/media``."""
    url: str
    """What the address of a file in it begins with: ``/media/``, or ``""``."""
    flat: bool = False
    """Whether the folders that the archive has are left out: names are unique."""


class MediaFiles:
    """Gives the addresses of files in an export, and copies those that are asked for.

    What the archive has no file of keeps its address, and *output* is told.
    """

    def __init__(self, archive: ArchiveReader, output: Output, way: Way) -> None:
        self._archive = archive
        self._output = output
        self._way = way
        self._copied: set[str] = set()
        self._up: dict[str, str] = {}
        home, root = archive.folder.resolve(), output.root.resolve()
        self._must_tell = not root.is_relative_to(home)

    def address(self, url: str, stored: StoredPost, name: str, place: Place) -> str:
        """Return the address of the file whose original is at *url*.

        In the post *stored*, whose own file is *name* and whose files go to *place*.
        """
        path = self._path(url, stored)
        if self._way == "remote":
            return url
        if path is None:
            self._tell(url, stored)
            return url
        match self._way:
            case "archive":
                self._tell_of_outside()
                return self._to_archive(posixpath.dirname(name)) + escaped(path)
            case "copy" | "link":
                return place.url + escaped(self._copy(path, place))

    def _path(self, url: str, stored: StoredPost) -> str | None:
        for media in stored.post.media:
            if media.url == url:
                return media.path
        return self._archive.media_path(url)  # of a link to a file of another post

    def _to_archive(self, folder: str) -> str:
        """Return how the archive is addressed from a folder of the export."""
        if folder not in self._up:
            there = os.path.relpath(self._archive.folder, self._output.root / folder)
            self._up[folder] = escaped(there.replace(os.sep, "/")) + "/"
        return self._up[folder]

    def _copy(self, path: str, place: Place) -> str:
        """Copy the file at *path* of the archive; return its path in *place*."""
        steps = PurePosixPath(path).parts
        name = steps[-1] if place.flat else "/".join(steps[1:])
        target = f"{place.folder}/{name}" if place.folder else name
        if target not in self._copied:
            self._copied.add(target)
            source = self._archive.folder / path
            self._output.add_file(target, source, link=self._way == "link")
        return name

    def _tell_of_outside(self) -> None:
        """Tell, once, that links break if the export or the archive is moved."""
        if self._must_tell:
            self._must_tell = False
            message = (
                "Links break if the export or the archive is moved: --media copy puts "
                "the files into the export."
            )
            self._output.tell(finding("export-media-outside", message))

    def _tell(self, url: str, stored: StoredPost) -> None:
        if any(media.url == url for media in stored.post.media):
            self._output.tell(
                finding("export-media-remote", f"{url} is not in the archive.", url),
                stored.post.url,
            )
