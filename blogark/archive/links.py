"""Where a post links to, and what kind of place that is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias
from unicodedata import normalize
from urllib.parse import parse_qs, unquote

from blogark.addresses import split
from blogark.document import Button, File, Image, LinkPreview, Text
from blogark.filetypes import media_type
from blogark.walking import inlines, walk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from urllib.parse import SplitResult

    from blogark.document import Block, Document, Inlines

LinkKind: TypeAlias = Literal[
    "post", "page", "anchor", "file", "mail", "phone", "external"
]

_SCHEMES: Final[dict[str, LinkKind]] = {
    "mailto": "mail",
    "tel": "phone",
    "sms": "phone",
    "callto": "phone",
}
_NO_DOWNLOADS: Final = frozenset({"text/html", "application/octet-stream"})
# A date before the slug (`/post/2019/08/01/slug`) and a language before everything
# (`/es/post/slug`) do not make another folder of posts.
_DATE: Final = re.compile(r"(?:/\d{4})(?:/\d{1,2}){0,2}$")
_LANGUAGE: Final = re.compile(r"^/[a-z]{2}(?:-[a-z]{2})?(?=/)")


@dataclass(frozen=True, slots=True)
class FoundLink:
    """A link of a document; *text* is what a reader sees of it."""

    url: str
    text: str


def links_of(document: Document) -> tuple[FoundLink, ...]:
    """Return the links of a document in reading order.

    Runs that follow one another with the same address are one link. Files to download
    are links; pictures, videos and embeds are not, but where a picture leads is.
    """
    return tuple(
        link for block in walk(document.blocks) for link in _links_of_block(block)
    )


def _links_of_block(block: Block) -> Iterator[FoundLink]:
    match block:
        case Image(link=link) if link is not None:
            yield FoundLink(link.url, block.alt)
        case Button(link=link) if link is not None:
            yield FoundLink(link.url, block.text)
        case LinkPreview(url=str(url)):
            yield FoundLink(url, block.title)
        case File(url=str(url)):
            yield FoundLink(url, block.name)
        case _:
            pass
    for sequence in inlines(block):
        yield from _links_of_inlines(sequence)


def _links_of_inlines(sequence: Inlines) -> Iterator[FoundLink]:
    url, text = None, ""
    for inline in sequence:
        here = inline.link if isinstance(inline, Text) else None
        if url is not None and (here is None or here.url != url):
            yield FoundLink(url, text)
            url, text = None, ""
        if here is not None and isinstance(inline, Text):
            url, text = here.url, text + inline.text
    if url is not None:
        yield FoundLink(url, text)


def anchors_of(document: Document) -> frozenset[str]:
    """Return the fragments that links in the document may point at."""
    return frozenset(
        block.anchor for block in walk(document.blocks) if block.anchor is not None
    )


def classify(url: str, post_url: str) -> LinkKind:
    """Return what kind of place *url* is, as seen from the post at *post_url*.

    A post is what lies on the same site in the same folder as *post_url*, whatever
    that folder is called.
    """
    if url.startswith("#"):
        return "anchor"
    parts = split(url)
    if parts.scheme in _SCHEMES:
        return _SCHEMES[parts.scheme]
    if _is_download(parts.path):
        return "file"
    if parts.scheme not in {"http", "https"} or _host(parts) != _host(split(post_url)):
        return "external"
    if parts.fragment and address_key(url) == address_key(post_url):
        return "anchor"
    folder = _folder(post_url)
    return "post" if folder and _folder(url) == folder else "page"


def address_key(url: str) -> str:
    """Return *url* in a form that is equal for all ways to write one address.

    Scheme, ``www.``, percent-encoding, a last slash, the fragment and the query do not
    count, but for ``lang``, by which a site may give the languages of one path.
    """
    parts = split(url)
    path = normalize("NFC", unquote(parts.path)).rstrip("/")
    language = parse_qs(parts.query).get("lang", [""])[0] if parts.query else ""
    return f"{_host(parts)}{path}" + (f"?lang={language}" if language else "")


def fragment_of(url: str) -> str:
    """Return the fragment of *url*, decoded; ``""`` if it has none."""
    return unquote(url.partition("#")[2])


def _host(parts: SplitResult) -> str:
    return parts.netloc.lower().removeprefix("www.")


def _folder(url: str) -> str:
    path = unquote(split(url).path).rstrip("/")
    folder, _, slug = path.rpartition("/")
    return _LANGUAGE.sub("", _DATE.sub("", folder)) if slug else ""


def _is_download(path: str) -> bool:
    extension = path.rpartition("/")[2].rpartition(".")
    if not extension[1]:
        return False
    return media_type(b"", extension[2].lower()) not in _NO_DOWNLOADS
