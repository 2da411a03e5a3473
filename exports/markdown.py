"""Posts as Markdown files, media beside them."""

from __future__ import annotations

import os
import re
from collections import Counter
from typing import TYPE_CHECKING, ClassVar, Final
from urllib.parse import quote

from blogark.errors import ArchiveError
from blogark.render.markdown import to_markdown
from blogark.rewrite import rewrite
from exports.exporter import ExportResult
from exports.front_matter import front_matter
from exports.names import file_names

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from blogark.archive.load import StoredPost
    from blogark.archive.read import ArchiveReader
    from blogark.post import Media
    from exports.front_matter import Scalar, Value

_PART: Final = ".blogark.part"
"""Where a file is written before it gets its name, so that none is ever half there."""
_UNSAFE: Final = re.compile(r"[^\w./~-]", re.ASCII)


class PlainMarkdown:
    """One file a post: front matter, then CommonMark with the tables of GFM."""

    name: ClassVar[str] = "plain"
    description: ClassVar[str] = (
        "One Markdown file a post with YAML front matter, for any editor or site "
        "generator; pictures and files are read from the archive's media folder."
    )

    def export(self, archive: ArchiveReader, out: Path) -> ExportResult:
        names = file_names(archive.slugs(), ".md")
        local = _LocalAddresses(archive, out, names)
        counts: Counter[bool] = Counter()
        try:
            out.mkdir(parents=True, exist_ok=True)
            for stored in archive.posts():
                content = _file_of(stored, local)
                counts[_write(out / names[stored.post.id], content)] += 1
            leftover = {path.name for path in out.glob("*.md")} - set(names.values())
        except OSError as error:
            raise ArchiveError(
                f"{error.filename or out} cannot be written ({error.strerror}): "
                "check the disk and its permissions, then export again."
            ) from error
        return ExportResult(
            written=counts[True],
            unchanged=counts[False],
            leftover=tuple(sorted(leftover)),
        )


class _LocalAddresses:
    """What the addresses of an archive are in a folder of Markdown files."""

    def __init__(
        self, archive: ArchiveReader, out: Path, names: Mapping[str, str]
    ) -> None:
        self._archive = archive
        self._to_archive = os.path.relpath(archive.folder, out).replace(os.sep, "/")
        self._names = names

    def media(self, url: str) -> str:
        """Return the file of a medium, or its address if the archive has no file."""
        path = self._archive.media_path(url)
        return url if path is None else f"{self._to_archive}/{_escaped(path)}"

    def link(self, url: str, stored: StoredPost) -> str:
        """Return where a link of a post leads: a file if there is one for it."""
        target = stored.targets.get(url)
        if target is None:
            return self.media(url)
        fragment = "".join(url.partition("#")[1:])
        if target == stored.post.id and fragment:
            return fragment
        return _escaped(self._names[target]) + fragment


def _file_of(stored: StoredPost, local: _LocalAddresses) -> bytes:
    body = rewrite(
        stored.post.document,
        media=local.media,
        link=lambda url: local.link(url, stored),
    )
    head = front_matter(_values(stored, local))
    markdown = to_markdown(body)
    return (f"{head}\n{markdown}" if markdown else head).encode()


def _values(stored: StoredPost, local: _LocalAddresses) -> dict[str, Value]:
    post = stored.post
    differs = post.seo_description != post.excerpt
    return {
        "title": post.title,
        "slug": post.slug,
        "source_url": post.url,
        "date": post.published_at,
        "updated": post.updated_at,
        "author": post.author.name if post.author else None,
        "language": post.language,
        "dir": stored.dir if stored.dir == "rtl" else None,
        "categories": [term.name for term in post.categories],
        "tags": [term.name for term in post.tags],
        "hashtags": post.hashtags,
        "description": post.excerpt,
        "cover": _cover(post.cover, local) if post.cover else None,
        "reading_minutes": post.reading_minutes,
        "seo_title": post.seo_title if post.seo_title != post.title else None,
        "seo_description": post.seo_description if differs else None,
        "source_id": post.id,
        "status": stored.status,
    }


def _cover(cover: Media, local: _LocalAddresses) -> dict[str, Scalar]:
    address = local.media(cover.url)
    is_local = address != cover.url
    return {"path" if is_local else "url": address, "alt": cover.alt}


def _escaped(path: str) -> str:
    """Return a path as a relative address, letters of other scripts as they are."""
    return _UNSAFE.sub(
        lambda found: quote(found[0]) if found[0].isascii() else found[0], path
    )


def _write(path: Path, content: bytes) -> bool:
    """Write a file unless it has these bytes already; return whether it was written."""
    if path.is_file() and path.read_bytes() == content:
        return False
    part = path.with_name(_PART)
    part.write_bytes(content)
    part.replace(path)
    return True
