"""Folders of saved pages, as the tools that save them leave them.

Each maker takes pages by their address, and pictures by theirs, and writes what its
tool makes of them. How each tool names files and rewrites links was taken from mirrors
of Wix sites in public repositories, and from wget itself.
"""

from __future__ import annotations

import base64
import re
from functools import partial
from html import escape, unescape
from posixpath import dirname, relpath
from typing import TYPE_CHECKING, Final, TypeAlias
from urllib.parse import quote, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Maker: TypeAlias = Callable[[Path, Mapping[str, str], Mapping[str, bytes]], None]

_ATTRIBUTE: Final = re.compile(
    r"""(?P<before>\s(?P<name>href|src|srcset|data-pin-url|data-pin-media)=)"""
    r"""(?P<mark>["'])(?P<value>https?://[^"']*)(?P=mark)"""
)
_SCRIPT: Final = re.compile(
    r"<script(?![^>]*ld\+json)[^>]*>.*?</script>", re.DOTALL | re.IGNORECASE
)
_PICTURE_HOSTS: Final = ("static.wixstatic.com",)
JPEG: Final = b"\xff\xd8\xff\xe0" + b"picture" * 100


def httrack(folder: Path, pages: Mapping[str, str], files: Mapping[str, bytes]) -> None:
    """Write what HTTrack makes: a folder for each host, ``~`` turned into ``_``."""
    names = {_bare(url): _path(url, ".html") for url in pages}
    names |= {_bare(url): _path(url, "").replace("~", "_") for url in files}
    for url, html in pages.items():
        own = names[_bare(url)]
        body = _relinked(html, own, names, lower=True)
        stamp = "Thu, 01 May 2025 10:00:00 GMT"
        comment = (
            f"\n<!-- Mirrored from {_bare(url)} by HTTrack Website Copier/3.x "
            f"[XR&CO'2014], {stamp} -->\n"
        )
        added = (
            '<!-- Added by HTTrack --><meta http-equiv="content-type" '
            'content="text/html;charset=UTF-8" /><!-- /Added by HTTrack -->\n'
        )
        head, tag, rest = body.partition("<head")
        _write(folder / own, f"{head}{comment}{added}{tag}{rest}".encode())
    _write_files(folder, names, files)
    _write(folder / "index.html", b"<html><title>Local index - HTTrack</title></html>")


def wget(folder: Path, pages: Mapping[str, str], files: Mapping[str, bytes]) -> None:
    """Write what ``wget -m -k -E`` makes; ``-k`` rewrites the canonical link too."""
    names = {_bare(url): _path(url, ".html") for url in pages}
    names |= {_bare(url): _path(url, "") for url in files}
    for url, html in pages.items():
        own = names[_bare(url)]
        _write(folder / own, _relinked(html, own, names).encode())
    _write_files(folder, names, files)


def wget_for_windows(
    folder: Path, pages: Mapping[str, str], files: Mapping[str, bytes]
) -> None:
    """Write what ``wget -m -k -E -nH --restrict-file-names=windows`` makes."""
    del files
    names = {
        _bare(url): _path(url, ".html").partition("/")[2].replace("?", "@")
        for url in pages
    }
    for url, html in pages.items():
        own = names[_bare(url)]
        _write(folder / own, _relinked(html, own, names).encode())


def browser(folder: Path, pages: Mapping[str, str], files: Mapping[str, bytes]) -> None:
    """Write what a browser's "Save as, complete" makes: all in one folder by title.

    Links stay absolute; the pictures are beside the page.
    """
    known = {_bare(source): body for source, body in files.items()}
    for number, (url, html) in enumerate(sorted(pages.items())):
        saved: dict[str, bytes] = {}
        body = _ATTRIBUTE.sub(
            partial(_beside, beside=f"Page {number}_files", known=known, saved=saved),
            html,
        )
        comment = f"<!-- saved from url=({len(url):04}){url} -->"
        page = f"<!DOCTYPE html>\n{comment}\n{body}"
        _write(folder / f"Page {number}.html", page.encode())
        for name, content in saved.items():
            _write(folder / f"Page {number}_files" / name, content)


def _beside(
    found: re.Match[str],
    beside: str,
    known: Mapping[str, bytes],
    saved: dict[str, bytes],
) -> str:
    source = unescape(found["value"])
    if found["name"] != "src" or _bare(source) not in known:
        return found[0]
    name = unquote(urlsplit(source).path).rpartition("/")[2]
    saved[name] = known[_bare(source)]
    return f'{found["before"]}"./{quote(beside)}/{quote(name)}"'


def single_file(
    folder: Path, pages: Mapping[str, str], files: Mapping[str, bytes]
) -> None:
    """Write what SingleFile makes: no scripts, pictures inside, end tags left out."""
    known = {_bare(source): body for source, body in files.items()}

    def embedded(found: re.Match[str]) -> str:
        body = known.get(_bare(unescape(found["value"])))
        if found["name"] != "src" or body is None:
            return found[0]
        data = base64.b64encode(body).decode()
        return f'{found["before"]}"data:image/jpeg;base64,{data}"'

    for number, (url, html) in enumerate(sorted(pages.items())):
        body = _ATTRIBUTE.sub(embedded, _SCRIPT.sub("", html))
        body = re.sub(r"</(?:body|html)>", "", body)
        comment = (
            f"<!--\n Page saved with SingleFile \n url: {url} \n"
            " saved date: Thu May 01 2025 10:00:00 GMT+0200 \n-->"
        )
        head, tag, rest = body.partition("<head")
        _write(
            folder / f"{number} (5-1-2025).html", f"{head}{comment}{tag}{rest}".encode()
        )


def picture_addresses(html: str) -> set[str]:
    """Return the addresses of the pictures that *html* shows."""
    return {
        unescape(found["value"])
        for found in _ATTRIBUTE.finditer(html)
        if found["name"] == "src"
        and urlsplit(unescape(found["value"])).hostname in _PICTURE_HOSTS
    }


def _bare(url: str) -> str:
    """Return *url* as a key: neither scheme nor fragment, percent-decoded."""
    bare = unquote(url.partition("#")[0].partition("://")[2])
    return bare.rstrip("/")


def _path(url: str, suffix: str) -> str:
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    path = unquote(parts.path).strip("/")
    return f"{parts.netloc}/{path or 'index'}{query}{suffix}"


def _relinked(
    html: str, own: str, names: Mapping[str, str], *, lower: bool = False
) -> str:
    def relative(found: re.Match[str]) -> str:
        url = unescape(found["value"])
        target = names.get(_bare(url))
        if target is None or found["name"] == "srcset":
            return found[0]
        path = quote(relpath(target, dirname(own) or "."), safe="/~,@()!'")
        if lower:
            path = re.sub(r"%[0-9A-F]{2}", lambda code: code[0].lower(), path)
        _, hash_, fragment = url.partition("#")
        return f'{found["before"]}"{escape(path + hash_ + fragment)}"'

    return _ATTRIBUTE.sub(relative, html)


def _write_files(
    folder: Path, names: Mapping[str, str], files: Mapping[str, bytes]
) -> None:
    for url, body in files.items():
        _write(folder / names[_bare(url)], body)


def _write(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
