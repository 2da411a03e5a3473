"""Files that Wix keeps for a site: those that a post only links to, and where else.

Authors link words, pictures and buttons to documents that they uploaded; they are gone
with the site. Seen on pages of two sites: ``<id>.filesusr.com/ugd/…`` and, on the
site's own host, ``/_files/ugd/…``. Data gives the id alone, so that the host is a
guess: ``docs.wixstatic.com`` and ``music.wixstatic.com`` are the ones that models of
pages name, the others are told by other people's code.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

from blogark.addresses import split
from blogark.document import LinkPreview
from blogark.post import Media
from blogark.walking import links, walk
from blogark.wix.media import media_id
from blogark.wix.site import site_base
from blogark.wix.urls import bare_host

if TYPE_CHECKING:
    from collections.abc import Iterator
    from urllib.parse import SplitResult

    from blogark.document import Block, Document
    from blogark.post import MediaKind

_SERVICES: Final[tuple[tuple[MediaKind, re.Pattern[str]], ...]] = (
    ("file", re.compile(r"(?:docs|static)\.wixstatic\.com/ugd/.+")),
    ("file", re.compile(r"[\w-]+\.filesusr\.com/ugd/.+")),
    ("audio", re.compile(r"(?:music|static)\.wixstatic\.com/mp3/.+")),
    ("video", re.compile(r"video\.wixstatic\.com/video/.+\.mp4")),
    ("image", re.compile(r"static\.wixstatic\.com/media/.+")),
)
_ON_THE_SITE: Final = "/_files/ugd/"
_DOCUMENTS: Final = (
    "https://docs.wixstatic.com/ugd/",
    "{site}/_files/ugd/",
    "https://static.wixstatic.com/ugd/",
)
_SOUNDS: Final = (
    "https://static.wixstatic.com/mp3/",
    "https://music.wixstatic.com/mp3/",
)


def linked_files(document: Document, post_url: str) -> Iterator[Media]:
    """Yield the files that links and cards of a post lead to, in order of appearance.

    Only those that Wix keeps for a site, and under a site's own address only those of
    the site of *post_url*.
    """
    for block in walk(document.blocks):
        for url in _addresses(block):
            parts = split(url)
            if (kind := _kind(parts, post_url)) is not None:
                name = parse_qs(parts.query).get("dn", [""])[0]
                yield Media(url=url, kind=kind, role="attachment", name=name)


def with_other_places(media: Media, post_url: str) -> Media:
    """Return *media* with the further addresses that Wix may have its file at.

    Of documents and sounds; what Wix does not keep is returned as it is.
    """
    roots = {"file": _DOCUMENTS, "audio": _SOUNDS}.get(media.kind, ())
    parts = split(media.url)
    if not roots or _kind(parts, post_url) is None:
        return media
    name = parts.path.rpartition("/")[2]
    urls = (root.format(site=site_base(post_url)) + name for root in roots)
    known = {media.url.partition("?")[0], *media.fallbacks}
    others = tuple(url for url in urls if url not in known)
    return replace(media, fallbacks=(*media.fallbacks, *others))


def _addresses(block: Block) -> Iterator[str]:
    yield from (link.url for link in links(block))
    if isinstance(block, LinkPreview) and media_id(block.thumbnail or "") is not None:
        yield block.thumbnail or ""


def _kind(parts: SplitResult, post_url: str) -> MediaKind | None:
    if parts.scheme not in {"http", "https"}:
        return None
    host = parts.netloc.lower()
    folder = split(site_base(post_url)).path  # of a free site, else none
    if parts.path.removeprefix(folder).startswith(_ON_THE_SITE):
        return "file" if host.removeprefix("www.") == bare_host(post_url) else None
    place = host + parts.path
    return next((kind for kind, known in _SERVICES if known.fullmatch(place)), None)
