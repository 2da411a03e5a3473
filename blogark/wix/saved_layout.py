"""Which address each file of a mirror had, told by where the other files are.

A mirror repeats the paths of its site below some folder. A page that says its address
gives that folder away: ``backup/post/a.html`` was ``https://www.example.com/post/a``,
so that ``backup/blog.html`` was ``https://www.example.com/blog``. Tools that follow
links to other hosts keep one folder for each, side by side.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import takewhile
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote, urljoin, urlsplit

from blogark.wix.urls import bare_host, canonical

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PAGE: Final = re.compile(r"\.html?$", re.IGNORECASE)
_INDEX: Final = re.compile(r"index(\.html?)?", re.IGNORECASE)
# `a?lang=es.html` of wget, `a@lang=es.html` of wget for Windows
_QUERY: Final = re.compile(r"[?@](?=\w+=)")
_HOST: Final = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)
_HAS_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_MEDIA_NAME: Final = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])|^nsplsh_")
# Tools that keep to characters which every file system allows turn `~` into `_`.
_MEDIA_VERSION: Final = re.compile(r"(?<=[0-9a-f]{32})_mv2(?=[._])")


class Layout:
    """The addresses of the files in a folder.

    *pages* maps the paths of pages that say their address, relative to the folder and
    with ``/``, to that address in canonical form.
    """

    def __init__(self, pages: Mapping[str, str]) -> None:
        self._pages = {unicodedata.normalize("NFC", p): url for p, url in pages.items()}
        # the most frequent first: one page may lie in a wrong place
        roots = [root for path, url in pages.items() if (root := _root(path, url))]
        self._roots = sorted(dict.fromkeys(roots), key=roots.count, reverse=True)

    def address(self, path: str) -> str | None:
        """Return the address that the file at *path* had, ``None`` if unknown."""
        path = unicodedata.normalize("NFC", path)
        if path in self._pages:
            return self._pages[path]
        for folder, base in self._roots:
            if (inner := _below(folder, path)) is not None:
                return _url(base, inner)
            # a host's folder beside the site's: other media, other sites
            beside = _below(dirname(folder), path) if _is_host(folder, base) else None
            host, _, inner = (beside or "").partition("/")
            if inner and _HOST.fullmatch(host):
                return _url(f"https://{host}", inner)
        return None

    def resolve(self, href: str, path: str, url: str) -> str | None:
        """Return where *href* in the page at *path*, once at *url*, leads on the web.

        ``None`` if the tool has not rewritten it: it is absolute or has no path.
        """
        if not is_local(href):
            return None
        target, hash_, fragment = href.strip().partition("#")
        target = target.partition("?")[0]
        paths = [*local_paths(target, path)]
        if hash_ and unicodedata.normalize("NFC", path) in paths:
            return f"#{fragment}"  # wget names the page itself before each anchor
        found = next(filter(None, map(self.address, paths)), None)
        if found is None:
            found = _beside(url, target, is_index=bool(_INDEX.fullmatch(_name(path))))
        return f"{found}{hash_}{fragment}" if found is not None else None


def is_local(href: str) -> bool:
    """Tell whether *href* is a path from the page's own folder, as tools write it."""
    href = href.strip()
    return bool(href) and href[0] not in "#/?" and not _HAS_SCHEME.match(href)


def local_paths(href: str, path: str) -> Iterator[str]:
    """Yield the files that a link of the page at *path* can mean.

    Names on disk may be percent-encoded themselves.
    """
    folder = dirname(path)
    for name in dict.fromkeys((unquote(href), href)):
        yield unicodedata.normalize("NFC", normpath(join(folder, name)))


def is_media_name(name: str) -> bool:
    """Tell whether a file is named after its id: `photo.jpg` is not."""
    return _MEDIA_NAME.search(name) is not None


def media_name(text: str) -> str:
    """Return a media address or file name with the ``~`` that its id had."""
    return _MEDIA_VERSION.sub("~mv2", text)


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _is_host(folder: str, base: str) -> bool:
    """Tell whether *folder* is named after the host of *base*."""
    return bare_host(f"//{_name(folder)}") == bare_host(base)


def _root(path: str, url: str) -> tuple[str, str] | None:
    """Return the folder that stands for a part of the site, and that part's address.

    ``None`` if the file's name has nothing in common with the address, as with pages
    that a browser saved under their title.
    """
    names = [unquote(part) for part in urlsplit(url).path.split("/") if part]
    files, steps = path.split("/"), _steps(path)
    is_index = len(steps) < len(files)
    common = _common_end(steps, names)
    if not common and (names or not is_index):
        return None
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(url))
    rest = (quote(part, safe="") for part in names[: len(names) - common])
    return "/".join(steps[: len(steps) - common]), "/".join((origin, *rest))


def _common_end(some: list[str], others: list[str]) -> int:
    """Return how many items at the end of both lists are the same."""
    pairs = zip(reversed(some), reversed(others), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _steps(path: str) -> list[str]:
    """Return what the parts of *path* were in the address."""
    *folders, name = path.split("/")
    if _INDEX.fullmatch(name):
        return folders
    return [*folders, _QUERY.split(_PAGE.sub("", name), maxsplit=1)[0]]


def _below(folder: str, path: str) -> str | None:
    """Return *path* from *folder* on, ``None`` if it lies outside."""
    if path == ".." or path.startswith("../"):
        return None
    if not folder:
        return path
    return path.removeprefix(f"{folder}/") if path.startswith(f"{folder}/") else None


def _url(base: str, inner: str) -> str | None:
    """Return the address of the file *inner* below *base*, ``None`` if it is none."""
    *folders, name = inner.split("/")
    name, *query = _QUERY.split(_PAGE.sub("", name), maxsplit=1)
    steps = folders if _INDEX.fullmatch(name) else [*folders, name]
    suffix = f"?{query[0]}" if query else ""
    try:
        path = quote("/".join(steps), safe="/~%", errors="surrogateescape")
        return media_name(canonical(f"{base}/{path}{suffix}"))
    except ValueError:
        return None


def _beside(url: str, target: str, *, is_index: bool) -> str | None:
    """Return what *target* is if the page's folder is where its address says."""
    base = f"{url}/" if is_index else url
    try:
        parts = urlsplit(urljoin(base, target))
    except ValueError:
        return None
    inner = unquote(parts.path).strip("/")
    host, _, rest = inner.partition("/")
    if host.endswith(".wixstatic.com") and rest:  # `../../static.wixstatic.com/…`
        return _url(f"https://{host}", rest)
    return _url(f"{parts.scheme}://{parts.netloc}", inner)
