"""Every address that a page of a Wix blog had or may have had: what redirects cover.

Before 2019 posts were at ``/single-post/YYYY/MM/DD/Slug`` or ``/single-post/Slug``,
on some sites below the blog's own page. After the upgrade they are at ``/post/Slug``,
those with a date in their address with it (seen in 2024). Whether Wix itself redirects
the old form is not known; other sites still link to it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from blogark.wix.site import FREE_HOSTS
from blogark.wix.urls import POST_FOLDERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

FEEDS: Final = ("blog-feed.xml", "feed.xml")
"""Names of the feed: Wix's own, and the one that readers try."""
LISTS: Final = {"category": "categories", "tag": "tags"}
"""Folders below the blog's page, by the kind of list in them."""
DEFAULT_BLOG: Final = "/blog"
"""Wix's own name for the blog's page; owners change it."""

_LIST: Final = re.compile(r"(.*?)/(?:categories|tags|page|hashtags|archive)/")
_DATE: Final = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})")
_LANGUAGE: Final = re.compile(r"/[a-z]{2}(-[a-z]{2})?")
_OLD_BLOG_UNTIL: Final = 2019
"""The last year in which a post can have been written with the old blog."""


def path_of(url: str) -> str:
    """Return the path of an address, decoded, without a slash at its end."""
    return unquote(urlsplit(url).path).rstrip("/")


def free_folder(url: str) -> str:
    """Return the folder that a free site is in, ``""`` for a site with a domain."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if not host.endswith(FREE_HOSTS):
        return ""
    first = path_of(url).split("/")[1:2]
    return f"/{first[0]}" if first else ""


def blog_path(path: str) -> str | None:
    """Return the blog's own page above the path of a list, ``None`` if it is none."""
    found = _LIST.match(f"{path}/")
    return found[1] if found else None


def post_paths(
    url: str, published: date | None, blogs: Iterable[str] = ()
) -> Iterator[str]:
    """Yield the paths that the post at *url* may have had, decoded.

    *published* stands for the date in the old form if *url* has none; *blogs* are the
    paths of the blog's own pages. The path of *url* itself comes first.
    """
    path = path_of(url)
    folder = free_folder(url)
    yield path
    if folder:
        yield path.removeprefix(folder)
    before, dated, slug = _parts(path.removeprefix(folder))
    days = {dated, f"{published:%Y/%m/%d}" if published else ""} - {""}
    if dated:
        yield f"{before}/post/{slug}"
    is_old = published is None or published.year <= _OLD_BLOG_UNTIL
    for place in (before, *(blogs if is_old and not before else ())):
        yield f"{place}/single-post/{slug}"
        for day in sorted(days):
            yield f"{place}/single-post/{day}/{slug}"


def language_folder(url: str) -> str:
    """Return the folder of the language of a post: ``/es``, ``""`` if it has none."""
    before, _, _ = _parts(path_of(url).removeprefix(free_folder(url)))
    return before if _LANGUAGE.fullmatch(before) else ""


def _parts(path: str) -> tuple[str, str, str]:
    """Return what is before the folder of posts, the date after it, and the slug."""
    steps = path.split("/")[1:]
    at = next((n for n, step in enumerate(steps[:-1]) if step in POST_FOLDERS), None)
    if at is None:
        return "", "", steps[-1]
    before = "".join(f"/{step}" for step in steps[:at])
    dated = "/".join(steps[at + 1 : -1])
    return before, dated if _DATE.fullmatch(dated) else "", steps[-1]
