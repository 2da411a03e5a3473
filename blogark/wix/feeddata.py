"""Posts and categories in Wix's own words: a list in a page's data."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec

from blogark.post import Term
from blogark.wix.beyond import comments_of, cover_video_of, is_paid
from blogark.wix.listed import ListedPost
from blogark.wix.pagedata import dig
from blogark.wix.urls import link
from blogark.wix.values import number_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from blogark.wix.pagedata import ListData
    from blogark.wix.urls import Site

T = TypeVar("T")


class _Url(msgspec.Struct):
    base: str = ""
    path: str = ""


class _Category(msgspec.Struct):
    id: str
    label: str
    slug: str
    url: _Url = msgspec.field(default_factory=_Url)


def total(data: ListData) -> int | None:
    """Return how many posts the whole list has, beyond the page that is here."""
    for paging in ("pagingMetaData", "metaData"):
        value = dig(data.answer, "posts", paging, "total")
        if isinstance(value, int):
            return value
    return None


def end(data: ListData) -> int | None:
    """Return the number of the last post here in the whole list, counted from 1."""
    paging = dig(data.answer, "posts", "pagingMetaData")
    match (dig(paging, "offset"), dig(paging, "count")):
        case (int(offset), int(count)):
            return offset + count
        case _:
            return None


def categories(data: ListData, site: Site) -> dict[str, Term]:
    """Return the blog's categories by their GUID."""
    found = dig(data.answer, "categories")
    read = (_as(_Category, entry) for entry in found) if isinstance(found, list) else ()
    return {
        category.id: Term(
            name=category.label,
            slug=category.slug,
            url=_address(category.url, site),
        )
        for category in read
        if category is not None
    }


def posts(data: ListData, site: Site) -> Iterator[ListedPost]:
    """Yield the posts of the list, in its order."""
    terms = categories(data, site)
    found = dig(data.answer, "posts", "posts")
    for entry in found if isinstance(found, list) else ():
        url = _address(_as(_Url, dig(entry, "url")) or _Url(), site)
        if url is not None:
            yield _post(entry, url, terms)


def _post(entry: object, url: str, terms: Mapping[str, Term]) -> ListedPost:
    ids = _strings(dig(entry, "categoryIds"))
    minutes = number_at(entry, "minutesToRead")
    return ListedPost(
        url=url,
        source="feed-data",
        title=_string(dig(entry, "title")),
        platform_id=_string(dig(entry, "id")) or None,
        excerpt=_string(dig(entry, "excerpt")),
        published_raw=_string(dig(entry, "firstPublishedDate")),
        updated_raw=_string(dig(entry, "lastPublishedDate")),
        author=_string(dig(entry, "owner", "name")),
        categories=tuple(terms[key] for key in ids if key in terms),
        hashtags=_strings(dig(entry, "hashtags")),
        reading_minutes=int(minutes) if minutes and minutes >= 1 else None,
        cover_url=_cover(entry),
        cover_video=cover_video_of(entry),
        language=_string(dig(entry, "language")) or None,
        comments=comments_of(entry),
        is_paid=is_paid(entry),
    )


def _cover(entry: object) -> str | None:
    """Return the cover that the author shows.

    ``heroImage`` is left out: it is the body's first image on posts without a cover.
    """
    for path in (("media", "wixMedia"), ("coverMedia",)):
        cover = _string(dig(entry, *path, "image", "url"))
        if cover and dig(entry, path[0], "displayed") is not False:
            return cover
    return None


def _address(url: _Url, site: Site) -> str | None:
    return link(f"{url.base}{url.path}" if url.path else None, site.home, site)


def _as(kind: type[T], value: object) -> T | None:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return None


def _string(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _strings(value: object) -> tuple[str, ...]:
    found = value if isinstance(value, list) else []
    return tuple(entry for entry in found if isinstance(entry, str))
