"""A folder of saved pages: which files are in it, and what each of them is."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Final, Self
from urllib.parse import quote

from blogark import filetypes
from blogark.errors import SavedPagesError
from blogark.filenames import shown
from blogark.wix import listing
from blogark.wix.page import Problem, WixPage
from blogark.wix.saved_address import saved_address
from blogark.wix.saved_layout import Layout
from blogark.wix.saved_links import restored, saved_pictures
from blogark.wix.saved_text import page_text
from blogark.wix.site import site_base, site_of
from blogark.wix.urls import canonical, is_inside, post_slug
from spiders.saved_media import SavedMedia, Source, source_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from blogark.wix.saved_text import PageText
    from blogark.wix.urls import Site

_PAGE_SUFFIXES: Final = (".html", ".htm", ".xhtml")
_CONTAINERS: Final = (".mht", ".mhtml", ".webarchive", ".maff", ".warc", ".warc.gz")
_AMP: Final = frozenset({"amp", "⚡"})
_MAX_BYTES: Final = 64 * 1024 * 1024
"""Of a page; SingleFile puts pictures into it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPage:
    """One file with a page in it."""

    path: str
    """From the folder, with ``/``."""
    url: str | None
    """The address it had, canonical, ``None`` if nothing tells it."""
    is_wix: bool
    is_post: bool
    problem: Problem | None
    """The whole-page problem that it shows in place of its content."""

    @property
    def name(self) -> str:
        """Its path as text, for a person."""
        return shown(self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedFolder:
    """What there is in a folder of saved pages."""

    root: Path
    site: Site
    """The site that most of the posts are of."""
    pages: tuple[SavedPage, ...]
    """In the order of their paths."""
    unread: tuple[tuple[str, str], ...]
    """Paths of files that could have been pages, and why they are not."""
    refused: tuple[tuple[str, str], ...]
    """Paths of files and folders that the system does not let be read, and why."""
    lists: tuple[str, ...]
    """Paths of XML files: sitemaps, feeds, or neither."""
    layout: Layout
    media: SavedMedia

    @classmethod
    def open(cls, root: Path) -> Self:
        """Return what is in *root*; each page is read once for it.

        Raises `SavedPagesError` if there is no such folder, or no post in it.
        """
        files, errors = _files(root)
        scan = _Scan(root, frozenset(files))
        for path in files:
            try:
                scan.look(path)
            except OSError as error:
                errors.append(error)
        layout = Layout({page.path: page.url for page in scan.pages if page.url})
        pages = tuple(_located(page, layout) for page in scan.pages)
        site = _site(root, pages)
        return cls(
            root=root,
            site=site,
            pages=tuple(_of_site(page, site) for page in pages),
            unread=tuple(scan.unread),
            refused=tuple(_refused(root, error) for error in errors),
            lists=tuple(scan.lists),
            layout=layout,
            media=SavedMedia(root, scan.media, layout, scan.pictures),
        )

    def text(self, path: str) -> PageText:
        return page_text((self.root / path).read_bytes())

    def page(self, text: str, path: str, url: str) -> WixPage:
        """Return the page at *path*, once at *url*, with the links it had there."""
        resolve = partial(self.layout.resolve, path=path, url=url)
        return restored(WixPage(text, url), resolve)


def file_url(path: str | Path) -> str:
    """Return what stands for a saved file where no address of the web can."""
    return f"file:{quote(os.fsencode(path))}"


def _check_folder(root: Path) -> None:
    """Raises `SavedPagesError` if *root* is no folder."""
    if not root.exists():
        raise SavedPagesError(
            f"There is no folder {root}: give the one with the saved pages."
        )
    if not root.is_dir():
        raise SavedPagesError(
            f"{root} is a file: give the folder with the saved pages."
        )


def _files(root: Path) -> tuple[list[str], list[OSError]]:
    """Return the regular files below *root*, none that a link leads to.

    With what the system refused.
    """
    _check_folder(root)
    found: list[str] = []
    errors: list[OSError] = []
    for folder, _names, files in os.walk(root, onerror=errors.append):
        for path in (Path(folder, name) for name in files):
            try:
                is_regular = S_ISREG(path.lstat().st_mode)
            except OSError as error:
                errors.append(error)
            else:
                if is_regular:
                    found.append(path.relative_to(root).as_posix())
    return sorted(found), errors


def _refused(root: Path, error: OSError) -> tuple[str, str]:
    path = Path(error.filename).relative_to(root).as_posix()
    return path, f"it cannot be read ({error.strerror})"


class _Scan:
    """The first look at each file."""

    def __init__(self, root: Path, files: frozenset[str]) -> None:
        self._root = root
        self._files = files
        self.pages: list[SavedPage] = []
        self.unread: list[tuple[str, str]] = []
        self.lists: list[str] = []
        self.media: list[str] = []
        self.pictures: list[tuple[str, Source]] = []

    def look(self, path: str) -> None:
        """Raises ``OSError``."""
        file = self._root / path
        with file.open("rb") as stream:
            head = stream.read(filetypes.HEAD_BYTES)
        kind, name = filetypes.sniff(head), path.lower()
        if name.endswith(_CONTAINERS):
            reason = "pages in a container are not read: save them as HTML"
            self.unread.append((path, reason))
        elif kind != "text/html" and not name.endswith(_PAGE_SUFFIXES):
            (self.lists if kind == "application/xml" else self.media).append(path)
        elif not head.strip():
            self.unread.append((path, "the file is empty"))
        elif file.stat().st_size > _MAX_BYTES:
            self.unread.append((path, "the file is larger than 64 MB"))
        else:
            self._look_at_page(path, file.read_bytes())

    def _look_at_page(self, path: str, body: bytes) -> None:
        page = WixPage(page_text(body).text, "")
        url = saved_address(page)
        found = SavedPage(
            path=path,
            url=url,
            is_wix=page.is_wix,
            is_post=is_post(page, url),
            problem=page.problem,
        )
        self.pages.append(found)
        if found.is_post:
            for picture in saved_pictures(page):
                source = source_of(picture.src, path, body, self._files)
                if source is not None:
                    self.pictures.append((picture.original, source))


def is_post(page: WixPage, url: str | None) -> bool:
    """Tell by its content whether a page shows a post."""
    if page.problem is not None:
        return False
    if listing.is_post_page(page):
        return True
    html = page.first("html")
    is_amp = html is not None and not _AMP.isdisjoint(html.attributes)
    by_wix = page.is_wix or (is_amp and "wixstatic.com" in page.html)
    return by_wix and bool(post_slug(url or ""))


def _located(page: SavedPage, layout: Layout) -> SavedPage:
    return page if page.url else replace(page, url=layout.address(page.path))


def _of_site(page: SavedPage, site: Site) -> SavedPage:
    """Return *page* with the one spelling of its address that the site has."""
    return page if page.url is None else replace(page, url=canonical(page.url, site))


def _site(root: Path, pages: Iterable[SavedPage]) -> Site:
    """Return the site of most posts. Raises `SavedPagesError`."""
    pages = list(pages)
    posts = [page for page in pages if page.is_post and page.url]
    bases = Counter(_base(page) for page in posts)
    if not bases:
        raise SavedPagesError(_why_none(root, pages))
    most, _count = bases.most_common(1)[0]
    first = next(page for page in posts if _base(page) == most)
    text = page_text((root / first.path).read_bytes()).text
    return site_of(WixPage(text, first.url or ""))


def _base(page: SavedPage) -> str:
    base = site_base(page.url or "")
    return base.replace("://www.", "://").replace("http://", "https://")


def _why_none(root: Path, pages: list[SavedPage]) -> str:
    if not pages:
        return f"There is no HTML file in {root}: give the folder with the saved pages."
    if any(page.is_post for page in pages):
        return (
            f"No saved post in {root} says what its address was: put them into a "
            "folder named like their site, as in www.example.com/post/title.html."
        )
    if any(page.is_wix for page in pages):
        return (
            f"The pages in {root} are of a Wix site, but none of them is a post: save "
            "the pages of the posts too."
        )
    return f"No page in {root} was made with Wix: give a folder with pages of a blog."


def by_post(folder: SavedFolder) -> Iterator[tuple[str, list[SavedPage]]]:
    """Yield each post's address with the files that show it, by address."""
    found: dict[str, list[SavedPage]] = {}
    for page in folder.pages:
        if page.is_post and page.url and is_inside(page.url, folder.site):
            found.setdefault(page.url, []).append(page)
    yield from sorted(found.items())
