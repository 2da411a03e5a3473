"""Posts for WordPress's own importer (Tools → Import → WordPress).

docs/exports.md says what becomes what. The rules are those of WordPress Importer 0.8:
it takes two items of one title and one date for the same, finds the featured image only
in the same file, and fetches each attachment from its address.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, ClassVar, Final, Literal, Self
from urllib.parse import unquote, urlsplit

from blogark.errors import OptionError
from exports import wxr
from exports.dates import DateStyle
from exports.link_map import LinkMap, UrlPattern, tell_of_links
from exports.options import option
from exports.wordpress_items import Items, authors_of, post_name, terms_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from blogark.archive.addresses import PostOutline
    from blogark.archive.read import ArchiveReader
    from exports.output import Output
    from exports.wxr import WxrItem

_MEGABYTE: Final = 1_000_000


@dataclass(frozen=True, kw_only=True)
class WordPress:
    name: ClassVar[str] = "wordpress"
    description: ClassVar[str] = (
        "WXR files for WordPress's importer, with authors, terms, featured images and "
        "attachments; bodies as blocks of its editor."
    )

    url: str = option("/post/{slug}/", "permalinks of the new site", metavar="PATTERN")
    classic: bool = option(default=False, help_text="bodies as plain HTML, no blocks")
    media_url: str = option(
        "",
        "address that the folder media/ will have, which is copied then (default: "
        "WordPress fetches files from the old site)",
        metavar="URL",
    )
    time_zone: str = option("UTC", "zone of the new site", metavar="ZONE")
    gone: Literal["include", "draft", "skip"] = option(
        "draft", "posts that are gone from the old site"
    )
    seo: Literal["none", "yoast", "rank-math"] = option(
        "yoast", "plugin that titles and descriptions for search engines are for"
    )
    split: int = option(8, "begin a new file after so many megabytes", metavar="MB")

    def __post_init__(self) -> None:
        UrlPattern.parse(self.url)
        self.zone()
        if self.split < 1:
            raise OptionError(f"--split is a number of megabytes, not {self.split}.")
        if self.media_url and urlsplit(self.media_url).scheme not in ("http", "https"):
            raise OptionError(
                "--media-url is a web address like https://example.com/media, not "
                f"{self.media_url}: WordPress fetches files from there."
            )

    def zone(self) -> ZoneInfo:
        return DateStyle.parse("iso", self.time_zone).zone

    def export(self, archive: ArchiveReader, output: Output) -> None:
        """Write all posts, oldest first, each after the attachments that it shows."""
        zone = self.zone()
        links = LinkMap.of(archive, lambda post, stem: self._path(post, stem, zone))
        tell_of_links(archive, links, output)
        items = Items(self, archive, output, links)
        with _Files(output, _head(archive), self.split * _MEGABYTE, zone) as files:
            for stored in archive.posts():
                if stored.status == "published" or self.gone != "skip":
                    files.add(*items.of(stored))

    def _path(self, post: PostOutline, stem: str, zone: ZoneInfo) -> str | None:
        if post.status != "published" and self.gone != "include":
            return None
        return UrlPattern.parse(self.url).path(post, unquote(post_name(stem)), zone)


def _head(archive: ArchiveReader) -> bytes:
    site = archive.site()
    return wxr.head(
        title=site,
        site=f"https://{site}",
        authors=authors_of(archive),
        terms=terms_of(archive),
    ).encode()


class _Files:
    """Writes a row of files, each of which is complete: no item needs another file."""

    def __init__(self, output: Output, head: bytes, limit: int, zone: ZoneInfo) -> None:
        self._output = output
        self._head = head
        self._limit = limit
        self._zone = zone
        self._stack = ExitStack()
        self._file: IO[bytes] | None = None
        self._number = 0
        self._size = 0
        self._there: set[int] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if error[0] is None:
            self._end()
        self._stack.close()

    def add(self, post: WxrItem, attachments: Sequence[WxrItem]) -> None:
        """Write *post*, and those of *attachments* that its file does not have yet."""
        if self._file is None or self._size > self._limit:
            self._begin()
        for item in (*attachments, post):
            if item.id not in self._there:
                self._there.add(item.id)
                self._write(wxr.item(item, self._zone).encode())

    def _begin(self) -> None:
        self._end()
        self._number += 1
        self._size = 0
        self._there.clear()
        name = f"wordpress-{self._number:03}.xml"
        self._file = self._stack.enter_context(self._output.stream(name))
        self._write(self._head)

    def _end(self) -> None:
        if self._file is not None:
            self._write(wxr.FOOT.encode())
        self._stack.close()
        self._file = None

    def _write(self, content: bytes) -> None:
        if self._file is not None:
            self._file.write(content)
            self._size += len(content)
