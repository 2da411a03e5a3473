"""A post's categories, tags and hashtags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from blogark.post import Term
from blogark.wix.metadata_choice import Field
from blogark.wix.page import is_in_body, text_of
from blogark.wix.urls import resolved

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selectolax.lexbor import LexborNode

    from blogark.wix.page import WixPage

_TERM_LINKS: Final = (
    '[data-hook="category-label-list__item"], [data-hook="categories-list"] a, '
    '[data-hook="tag-cloud-root"] a'
)


def categories(page: WixPage) -> Field[tuple[Term, ...]]:
    return Field(
        page={"page": lambda: _terms(page, "categories")},
        data=lambda record: record.categories,
        lists=lambda post: post.categories,
    )


def tags(page: WixPage) -> Field[tuple[Term, ...]]:
    return Field(
        page={"page": lambda: _terms(page, "tags")},
        data=lambda record: record.tags,
        lists=lambda post: post.tags,
    )


def hashtags() -> Field[tuple[str, ...]]:
    return Field(
        page={}, data=lambda record: record.hashtags, lists=lambda post: post.hashtags
    )


def _terms(page: WixPage, kind: str) -> tuple[Term, ...]:
    # The footer's lists; the body may hold links to the same pages.
    if page.has_article:
        links = page.all_in_article(f'a[href*="/{kind}/"]')
    else:  # AMP, or the article's hook is missing
        links = page.tree.css(_TERM_LINKS)
    outside = (link for link in links if not is_in_body(link))
    return tuple(dict.fromkeys(_linked_terms(outside, kind, page.url)))


def _linked_terms(
    links: Iterable[LexborNode], kind: str, base_url: str
) -> Iterator[Term]:
    for link in links:
        url = resolved(base_url, link.attributes.get("href") or "") or ""
        _, marker, slug = unquote(urlsplit(url).path).rpartition(f"/{kind}/")
        if (name := text_of(link)) and marker and (slug := slug.strip("/")):
            yield Term(name=name, slug=slug, url=url)
