"""The spider that reads posts from texts, copied off their pages, with no network."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from scrapy import Spider

from blogark.errors import OptionError
from blogark.filenames import archive_folder, shown
from blogark.findings import finding
from blogark.post import Page, PageState, SiteFinding
from blogark.wix.address import parse_address
from blogark.wix.text_scrape import TextError, decode_text, read_text
from spiders.saved_folder import file_url
from spiders.stages import stored
from spiders.wix_blog import FAILURE, POSTS_FOUND

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from scrapy.crawler import Crawler

    from blogark.post import Post

NAMES: Final = ("files", "url", "out")
"""What the spider's ``-a`` takes."""

_FOUND_IN: Final = ("text",)
_FOLDER: Final = Path("archives", "texts")
_NEXT: Final = (
    "give the text of a post's page, in UTF-8, from “top of page” to “bottom of page”"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextArguments:
    """The job: what to read, and where to write."""

    files: tuple[Path, ...]
    out: Path
    base: str | None = None
    """The site that the posts are from, without a slash at the end."""

    @classmethod
    def parse(cls, *, files: str | None, url: str | None, out: str | None) -> Self:
        """Return the options, understood; *files* has one path a line.

        Raises `OptionError` for a file that is none, `AddressError` for *url*.
        """
        paths = tuple(Path(line) for line in (files or "").split("\n") if line)
        if not paths:
            raise OptionError("--from-text needs at least one file of text.")
        for path in paths:
            _check(path)
        base = parse_address(url).site.base if url else None
        folder = archive_folder(base) if base else _FOLDER
        return cls(
            # one given twice, by whatever path, is read once
            files=tuple({path.resolve(): path for path in paths}.values()),
            out=Path(out) if out else folder,
            base=base,
        )


def _check(path: Path) -> None:
    if path.is_dir():
        raise OptionError(f"{path} is a folder: give its files, as in {path}/*.txt.")
    if not path.exists():
        raise OptionError(f"There is no file {path}: check its name.")
    if not path.is_file():
        raise OptionError(f"{path} is no regular file: save the text into one first.")


class TextFilesSpider(Spider):
    """Reads the post in each of ``files``.

    Arguments: ``files`` (required, one path a line), ``url`` (the site that the posts
    are from), ``out`` (the archive's folder). If there is no post in any file, the
    statistic `FAILURE` has a sentence that says why.
    """

    name = "text_files"

    def __init__(self, arguments: TextArguments, **options: str | None) -> None:
        super().__init__(**options)
        self.arguments = arguments
        self.url = arguments.base or ""
        self._files: dict[str, Path] = {}
        """By the address of the post."""
        self._unread: list[tuple[Path, str]] = []
        """With the sentence that says why."""

    @classmethod
    def from_crawler(
        cls,
        crawler: Crawler,
        *args: object,
        arguments: TextArguments | None = None,
        **kwargs: str | None,
    ) -> Self:
        """Raises `BlogarkError` for arguments that cannot be understood."""
        options = {name: kwargs.pop(name, None) for name in NAMES}
        job = arguments or TextArguments.parse(**options)
        crawler.settings.set("BLOGARK_OUT", str(job.out), priority="spider")
        return super().from_crawler(crawler, job, *args, **kwargs)

    async def start(self) -> AsyncIterator[Any]:
        self.crawler.stats.set_value(POSTS_FOUND, len(self.arguments.files))
        for path in self.arguments.files:
            for item in self._read(path):
                yield item
            await stored(self.crawler)  # one body in memory at a time
        if self._files:
            for loss in self._losses():
                yield loss
            await stored(self.crawler)
        else:
            self.crawler.stats.set_value(FAILURE, self._unread[0][1])

    def _read(self, path: Path) -> Iterator[Post | Page]:
        try:
            data = path.read_bytes()
            name = shown(path.stem)
            post = read_text(decode_text(data), name, self.arguments.base)
        except TextError as error:
            self._unread.append((path, f"{shown(path)} {error}: {_NEXT}."))
            return
        except OSError as error:
            self._unread.append(
                (path, f"{shown(path)} cannot be read: {error.strerror}.")
            )
            return
        first = self._files.setdefault(post.url, path)
        if first is not path:
            self._unread.append((path, _twice(path, first)))
            return
        yield post
        yield Page(
            url=post.url,
            kind="post",
            state=PageState.ARCHIVED,
            reason=f"read from {shown(path.name)}",
            digest=f"sha256:{sha256(data).hexdigest()}",
            found_in=_FOUND_IN,
        )

    def _losses(self) -> Iterator[Page | SiteFinding]:
        for path, sentence in self._unread:
            unreadable = finding("text-unreadable", sentence, shown(path))
            yield SiteFinding(finding=unreadable)
            yield Page(
                url=file_url(path),
                kind="post",
                state=PageState.FAILED,
                reason="no post could be read from it",
                found_in=_FOUND_IN,
            )


def _twice(path: Path, first: Path) -> str:
    return (
        f"{shown(path)} has the title of {shown(first)}, so that both would be one "
        "post: archive it into another folder with --out, or change the title in the "
        "text."
    )
