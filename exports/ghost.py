"""Posts for Ghost's importer (Settings → Migration tools → Universal import).

docs/exports.md says what becomes what. Limits are those of Ghost's database schema:
what is longer is refused there, so that it is cut here, and told.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from shutil import copyfileobj
from typing import IO, TYPE_CHECKING, ClassVar, Final, Literal
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from exports.ghost_records import Records, slugs_of
from exports.link_map import LinkMap, UrlPattern, tell_of_links
from exports.options import option

if TYPE_CHECKING:
    from collections.abc import Mapping

    from blogark.archive.addresses import PostOutline
    from blogark.archive.read import ArchiveReader
    from exports.ghost_records import Gone
    from exports.output import Output

FILE_NAME: Final = "ghost.zip"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, kw_only=True)
class Ghost:
    name: ClassVar[str] = "ghost"
    description: ClassVar[str] = (
        "One ZIP file for Ghost's importer: posts, tags, authors, and the pictures and "
        "files that they show."
    )

    url: str = option(
        "/{slug}/", "addresses of posts on the new site", metavar="PATTERN"
    )
    gone: Literal["include", "draft", "skip"] = option(
        "draft", "posts that are gone from the old site"
    )

    def __post_init__(self) -> None:
        UrlPattern.parse(self.url)

    def export(self, archive: ArchiveReader, output: Output) -> None:
        """Write `FILE_NAME`."""
        slugs = slugs_of(archive, output)
        links = LinkMap.of(archive, lambda post, _: self._path(post, slugs))
        tell_of_links(archive, links, output)
        records = Records(archive, output, links, slugs)
        with output.stream(FILE_NAME) as file, ZipFile(file, "w") as archive_file:
            with archive_file.open(_entry("ghost.json", ZIP_DEFLATED), "w") as target:
                _write_json(target, records, self.gone)
            for name, path in sorted(records.files.items()):
                with (
                    archive_file.open(_entry(name, ZIP_STORED), "w") as target,
                    (archive.folder / path).open("rb") as source,
                ):
                    copyfileobj(source, target)

    def _path(self, post: PostOutline, slugs: Mapping[str, str]) -> str | None:
        if post.status != "published" and self.gone != "include":
            return None
        return UrlPattern.parse(self.url).path(post, slugs[post.id])


def _entry(name: str, method: int) -> ZipInfo:
    entry = ZipInfo(name, _EPOCH)
    entry.compress_type = method
    entry.external_attr = 0o644 << 16
    return entry


def _write_json(file: IO[bytes], records: Records, gone: Gone) -> None:
    """Write the import file post by post, so that memory does not grow with them."""
    file.write(f'{{"db":[{{"meta":{_json(records.meta())},"data":{{"posts":['.encode())
    for number, post in enumerate(records.posts(gone)):
        file.write((",\n" if number else "\n").encode() + _json(post).encode())
    file.write(b"\n]")
    for table, rows in records.tables().items():
        lines = ",\n".join(map(_json, rows))
        file.write(f',\n"{table}":[\n{lines}\n]'.encode())
    file.write(b"}}]}\n")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
