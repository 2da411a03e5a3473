"""What a page says of its post in schema.org's words, as JSON-LD.

Wix writes one ``BlogPosting`` with an object for the author and one for the image.
Owners can replace it by markup of their own, so that every shape that schema.org
allows is taken: several things in one script, names in place of objects, lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Final

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from blogark.wix.page import WixPage

# Best first: an owner's page may describe itself as an article besides.
_TYPES: Final = ("BlogPosting", "NewsArticle", "Article")
# Where a description of a page holds that of its post.
_INNER: Final = ("@graph", "mainEntity", "mainEntityOfPage")


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """The part of a ``BlogPosting`` that is of use; ``""`` for what is not there.

    Its strings are HTML-escaped inside the JSON, and are unescaped here.
    """

    headline: str = ""
    description: str = ""
    date_published: str = ""
    date_modified: str = ""
    author_name: str = ""
    author_url: str = ""
    image_url: str = ""
    image_width: str = ""
    image_height: str = ""


def json_ld(page: WixPage) -> Posting:
    """Return what the page's JSON-LD says of its post."""
    found = [thing for thing in _things(page) if thing.kind]
    best = min(found, key=lambda thing: _TYPES.index(thing.kind), default=None)
    return _posting(best.fields) if best is not None else Posting()


@dataclass(frozen=True, slots=True)
class _Thing:
    fields: Mapping[str, object]

    @property
    def kind(self) -> str:
        """The best of `_TYPES` that it says to be, ``""`` for any other."""
        types = self.fields.get("@type")
        named = types if isinstance(types, list) else [types]
        return next((known for known in _TYPES if known in named), "")


def _things(page: WixPage) -> Iterator[_Thing]:
    for script in page.tree.css('script[type="application/ld+json"]'):
        text = script.text(deep=True)
        if not any(f'"{known}"' in text for known in _TYPES):
            continue
        try:
            yield from _inside(msgspec.json.decode(text))
        except (msgspec.DecodeError, RecursionError):
            continue


def _inside(value: object) -> Iterator[_Thing]:
    if isinstance(value, list):
        for entry in value:
            yield from _inside(entry)
    elif isinstance(value, dict):
        yield _Thing(value)
        for key in _INNER:
            yield from _inside(value.get(key))


def _posting(fields: Mapping[str, object]) -> Posting:
    author = _first(fields.get("author"), "name")
    image = _first(fields.get("image"), "url")
    return Posting(
        headline=_text(fields.get("headline")),
        description=_text(fields.get("description")),
        date_published=_text(fields.get("datePublished")),
        date_modified=_text(fields.get("dateModified")),
        author_name=_text(author.get("name")),
        author_url=_text(author.get("url")),
        image_url=_text(image.get("url")),
        image_width=_text(image.get("width")),
        image_height=_text(image.get("height")),
    )


def _first(value: object, key: str) -> Mapping[str, object]:
    """Return the first object of *value*; a string is taken for one's *key*."""
    first = next(iter(value), None) if isinstance(value, list) else value
    if isinstance(first, str):
        return {key: first}
    return first if isinstance(first, dict) else {}


def _text(value: object) -> str:
    match value:
        case str():
            return unescape(value)
        case int() | float() if not isinstance(value, bool):
            return str(value)
        case _:
            return ""
