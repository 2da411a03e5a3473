"""The web archive as one WACZ file, with the posts as its pages."""

from __future__ import annotations

import gzip
import json
import shutil
import zlib
from contextlib import redirect_stdout, suppress
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Any, ClassVar, Final
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from blogark.errors import ArchiveError
from blogark.findings import finding
from blogark.warc.aliases import write_aliases
from blogark.warc.exchange import Answer
from blogark.warc.web_archive import WebArchive
from blogark.wix.renditions import renditions
from exports.options import option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogark.archive.read import ArchiveReader
    from blogark.findings import Finding
    from blogark.warc.exchange import Capture
    from exports.output import Output

FILE_NAME: Final = "archive.wacz"
_PACKAGE: Final = "datapackage.json"
_DIGEST: Final = "datapackage-digest.json"
_HEADER: Final = {
    "format": "json-pages-1.0",
    "id": "pages",
    "title": "Posts",
    "hasText": True,
}
_CHUNK: Final = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Wacz:
    """Writes `FILE_NAME`, for ReplayWeb.page, pywb and other players."""

    name: ClassVar[str] = "wacz"
    description: ClassVar[str] = (
        "What the site sent, as one file that players of web archives show."
    )

    originals: bool = option(
        default=True,
        help_text="let players show originals in place of smaller copies of images",
    )

    def export(self, archive: ArchiveReader, output: Output) -> None:
        """Write the file.

        Raises `ArchiveError` if the archive has no web archive.
        """
        web = WebArchive.open(archive.folder)
        if not len(web):
            raise ArchiveError(
                f"{archive.folder} has no web archive. If it was read with --offline, "
                "export from the folder that it was read from (--archive DIR); else "
                "crawl the blog into it with `scrapy archive URL`, with WARC_ENABLED "
                "on."
            )
        with TemporaryDirectory() as name:
            folder = Path(name)
            pages = list(self._pages(archive, web, output))
            inputs = web.whole_files(folder)
            if self.originals:
                aliases = _aliases(web, [page["url"] for page in pages])
                inputs.append(write_aliases(folder, aliases, web.newest_date))
            made = _make(folder, inputs, pages)
            with output.stream(FILE_NAME) as file:
                _copy_steady(made, file, web.newest_date)

    def _pages(
        self, archive: ArchiveReader, web: WebArchive, output: Output
    ) -> Iterator[dict[str, Any]]:
        for stored in archive.posts():
            post = stored.post
            entry = web.find(post.url)
            if entry is None or not entry.newest.status:
                output.tell(_not_sent(post.url), post.url)
                continue
            yield {
                "id": post.id,
                "url": post.url,
                "ts": entry.newest.date,
                "title": post.title,
                "text": stored.text,
            }


def _not_sent(url: str) -> Finding:
    return finding(
        "export-lost",
        f"The page {url} is not in the web archive, so players cannot show it.",
        url,
    )


def _aliases(web: WebArchive, urls: list[str]) -> Iterator[tuple[str, Capture, Answer]]:
    """Yield the renditions that pages show, with the originals that there are."""
    seen: set[str] = set()
    for url in urls:
        for shown, original in renditions(_text(web, url)):
            entry = web.find(original)
            if shown in seen or entry is None or entry.newest.status != HTTPStatus.OK:
                continue
            seen.add(shown)
            if web.find(shown) is None:
                headers = web.headers(entry.newest)
                answer = Answer(status=HTTPStatus.OK, headers=headers, body=b"")
                yield shown, entry.newest, answer


def _text(web: WebArchive, url: str) -> str:
    """Return the page at *url*; renditions are in plain letters in every encoding."""
    entry = web.find(url)
    if entry is None or not entry.newest.status:
        return ""
    answer = web.answer(entry.newest)
    packed = {"content-encoding": "gzip"}.items()
    names = {(name.lower(), value.lower()) for name, value in answer.headers}
    body = answer.body
    if packed & names:
        with suppress(OSError, EOFError, zlib.error):  # sent so: there is nothing in it
            body = gzip.decompress(body)
    return body.decode("utf-8", "replace")


def _make(folder: Path, inputs: list[Path], pages: list[dict[str, Any]]) -> Path:
    """Have the wacz library make the file, and return it."""
    from wacz.main import main  # noqa: PLC0415  it takes half a second to import

    listed = folder / "pages.jsonl"
    lines = (json.dumps(each, ensure_ascii=False) for each in (_HEADER, *pages))
    listed.write_text("\n".join(lines) + "\n", encoding="utf-8")
    made = folder / FILE_NAME
    said = StringIO()
    what = ["create", "-o", str(made), "-p", str(listed), "--copy-pages"]
    with redirect_stdout(said):
        failed = main([*what, *map(str, inputs)])
    if failed:
        raise ArchiveError(f"The WACZ could not be made: {said.getvalue()}")
    return made


def _copy_steady(made: Path, file: IO[bytes], date: str) -> None:
    """Copy a WACZ without the times at which it was made.

    The same web archive then gives the same bytes. The library puts them into the
    entries and into `_PACKAGE`, whose digest stands in `_DIGEST`.
    """
    with ZipFile(made) as source, ZipFile(file, "w", ZIP_STORED) as target:
        package = json.loads(source.read(_PACKAGE))
        package["created"] = date[:19] + "Z"
        text = json.dumps(package, indent=2).encode()
        changed = {_PACKAGE: text, _DIGEST: _digest(text)}
        for entry in source.infolist():
            info = ZipInfo(entry.filename)
            info.external_attr = 0o644 << 16
            if entry.filename in changed:
                target.writestr(info, changed[entry.filename])
                continue
            info.file_size = entry.file_size  # so that large ones get ZIP64 headers
            with source.open(entry) as data, target.open(info, "w") as copy:
                shutil.copyfileobj(data, copy, _CHUNK)


def _digest(package: bytes) -> bytes:
    digest = {"path": _PACKAGE, "hash": f"sha256:{sha256(package).hexdigest()}"}
    return json.dumps(digest, indent=2).encode()
