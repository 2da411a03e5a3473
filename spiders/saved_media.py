"""The files that were saved with pages, by the address that each had on the web."""

from __future__ import annotations

import re
from base64 import b64decode
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote_to_bytes

from blogark.wix.media import image_original, is_rendition, media_id
from blogark.wix.saved_layout import is_media_name, local_paths, media_name
from blogark.wix.urls import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from blogark.wix.saved_layout import Layout

COPY: Final = "#saved-copy"
"""Marks the address of a picture whose copy, not its original, was saved."""

# The thumbnails of lazy loading: `…,blur_2,enc_auto`
_BLURRED: Final = "blur_"
# `photo(1).jpg`, `photo (1).jpg`: browsers number files of the same name.
_NUMBERED: Final = re.compile(r" ?\(\d+\)(?=\.\w+$)")
_SMALLEST_DATA: Final = 500
"""Characters; a shorter ``data:`` URI is a placeholder."""


class Source(NamedTuple):
    """Where a saved file is: the whole of *path*, or a ``data:`` URI inside of it."""

    path: str
    start: int = 0
    length: int = 0
    """In bytes; 0 for the whole file."""

    def size(self, root: Path) -> int:
        return self.length or (root / self.path).stat().st_size

    def read(self, root: Path) -> bytes:
        """Return the file's bytes. Raises ``OSError``."""
        if not self.length:
            return (root / self.path).read_bytes()
        with (root / self.path).open("rb") as page:
            page.seek(self.start)
            return data_of(page.read(self.length))


class SavedMedia:
    """Finds saved files; only those in the folder, whatever a page's links say."""

    def __init__(
        self,
        root: Path,
        files: Iterable[str],
        layout: Layout,
        pictures: Iterable[tuple[str, Source]],
    ) -> None:
        """*files* are paths in *root*; *pictures*, copies of originals by their URL."""
        self.root = root
        self._exact: dict[str, Source] = {}
        self._copies: dict[str, Source] = {}
        for path in files:
            self._add_file(path, layout.address(path))
        for original, source in pictures:
            self._add_copy(original, source)

    def find(self, url: str) -> Source | None:
        """Return the file that was at *url*, or, marked by `COPY`, one like it."""
        if url.endswith(COPY):
            return self._copies.get(_key(url))
        return self._exact.get(_key(url))

    def copy_of(self, url: str) -> str | None:
        """Return the marked address of a copy of the picture at *url*, if any."""
        return f"{url}{COPY}" if _key(url) in self._copies else None

    def _add_file(self, path: str, url: str | None) -> None:
        name = media_name(_NUMBERED.sub("", path.rpartition("/")[2]))
        if url is not None:
            self._exact.setdefault(_key(url), Source(path))
        if url is not None and is_rendition(url):
            self._add_copy(image_original(url), Source(path))
        elif is_media_name(name) and (url is None or media_id(url) is None):
            self._add_copy(name, Source(path))

    def _add_copy(self, original: str, source: Source) -> None:
        """Keep *source* if it is the largest copy so far."""
        if media_id(original) is None or _BLURRED in source.path:
            return
        key = _key(image_original(original))
        known = self._copies.get(key)
        if known is None or known.size(self.root) < source.size(self.root):
            self._copies[key] = source


def source_of(
    src: str, page: str, body: bytes, files: AbstractSet[str]
) -> Source | None:
    """Return where the picture *src* of the page at *page* was saved, if it was.

    *body* are the page's bytes, *files* the paths that there are.
    """
    if not src.startswith("data:"):
        paths = local_paths(src.partition("?")[0], page)
        return next((Source(path) for path in paths if path in files), None)
    data = src.encode(errors="replace")
    start = body.find(data) if len(data) >= _SMALLEST_DATA else -1
    return Source(page, start, len(data)) if start >= 0 else None


def data_of(uri: bytes) -> bytes:
    """Return what a ``data:`` URI holds; nothing if it is broken."""
    head, _, data = uri.partition(b",")
    if not head.endswith(b";base64"):
        return unquote_to_bytes(data)
    try:
        return b64decode(data)
    except ValueError:
        return b""


def _key(url: str) -> str:
    try:
        return canonical(url)
    except ValueError:
        return url
