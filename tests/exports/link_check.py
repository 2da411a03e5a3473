"""Links that lead nowhere, in pages that are to become a site.

Pure: pages and files are given, nothing is read or asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_ADDRESSES: Final = (
    *(("a[href]", "href"), ("area[href]", "href"), ("link[href]", "href")),
    *(("img[src]", "src"), ("video[src]", "src"), ("audio[src]", "src")),
    *(("source[src]", "src"), ("script[src]", "src"), ("iframe[src]", "src")),
    ("video[poster]", "poster"),
)
_HOST: Final = "http://site.invalid"
"""Stands for the host of the site; RFC 2606 reserves the name."""
_ALWAYS_THERE: Final = frozenset({"", "top"})
"""Fragments that lead to the start of every page, as HTML says."""


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A link to something that the site does not have."""

    page: str
    """Path of the page that it is in."""
    url: str
    """As it stands there."""
    reason: str


def broken_links(
    pages: Mapping[str, str], files: Collection[str] = ()
) -> list[BrokenLink]:
    """Return the internal links of *pages* that are broken, in their order.

    *pages* gives the HTML at each path of the site, ``/post/día/``; *files* are the
    paths of all else that is there. Paths are not escaped. A path that ends in ``/`` is
    its ``index.html``, too.
    """
    trees = {path: LexborHTMLParser(html) for path, html in pages.items()}
    anchors = {path: _anchors(tree) for path, tree in trees.items()}
    for path in [*anchors]:
        if path.endswith("/"):
            anchors.setdefault(f"{path}index.html", anchors[path])
            anchors.setdefault(path.rstrip("/") or "/", anchors[path])
    return [
        broken
        for path, tree in trees.items()
        for url in _links(tree)
        if (broken := _check(path, url, anchors, frozenset(files)))
    ]


def _links(tree: LexborHTMLParser) -> Iterator[str]:
    for selector, attribute in _ADDRESSES:
        for node in tree.css(selector):
            yield node.attributes.get(attribute) or ""


def _anchors(tree: LexborHTMLParser) -> frozenset[str]:
    found = {node.attributes.get("id") for node in tree.css("[id]")}
    names = {node.attributes.get("name") for node in tree.css("a[name]")}
    return frozenset(name for name in found | names if name)


def _check(
    page: str,
    url: str,
    anchors: Mapping[str, frozenset[str]],
    files: frozenset[str],
) -> BrokenLink | None:
    try:
        parts = urlsplit(urljoin(_HOST + page, url.strip()))
    except ValueError:  # an author's `http://[name]` leads out, wherever that is
        return None
    if f"{parts.scheme}://{parts.netloc}" != _HOST:
        return None
    path, fragment = unquote(parts.path) or "/", unquote(parts.fragment)
    if path in files:
        return None
    if path not in anchors:
        return BrokenLink(page, url, "there is no such page or file")
    if fragment not in _ALWAYS_THERE | anchors[path]:
        return BrokenLink(page, url, "the page has no such place")
    return None
