"""A post's fields outside of its body, each from the best source that has it.

What each source has is in ``metadata_*.py``, a module for each kind of field;
`blogark.wix.metadata_choice` asks them in turn. The name of the source that gave a
value is recorded.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from blogark.findings import Finding, finding
from blogark.wix.json_ld import json_ld
from blogark.wix.metadata_author import authors
from blogark.wix.metadata_choice import Choice
from blogark.wix.metadata_cover import covers
from blogark.wix.metadata_dates import minutes, published, updated
from blogark.wix.metadata_languages import alternates, languages
from blogark.wix.metadata_terms import categories, hashtags, tags
from blogark.wix.metadata_titles import (
    excerpts,
    seo_descriptions,
    seo_titles,
    titles,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from blogark.post import Author, Media, Term, Translation
    from blogark.wix.listed import ListedPost
    from blogark.wix.page import WixPage
    from blogark.wix.page_json import PostRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """A post's fields outside of its body. See ``blogark.post.Post`` for each."""

    title: str
    published_at: datetime | None
    published_raw: str
    updated_at: datetime | None
    updated_raw: str
    author: Author | None
    categories: tuple[Term, ...]
    tags: tuple[Term, ...]
    hashtags: tuple[str, ...]
    excerpt: str
    cover: Media | None
    language: str | None
    translations: tuple[Translation, ...]
    reading_minutes: int | None
    seo_title: str
    seo_description: str
    provenance: Mapping[str, str]
    """For each field with a value, the name of the source that gave it."""
    findings: tuple[Finding, ...]


def read_metadata(
    page: WixPage,
    listed: Sequence[ListedPost],
    data: tuple[str, PostRecord] | None = None,
) -> Metadata:
    """Return the metadata of the post on *page*.

    *listed* is what lists say of the same post, *data* the post in Wix's own form, with
    the name of its source.
    """
    posting = json_ld(page)
    choice = Choice(data, listed)
    published_at, published_raw = choice.date("published", published(page, posting))
    updated_at, updated_raw = choice.date("updated", updated(page, posting))
    author = choice.first("author", authors(page, posting), None)
    return Metadata(
        title=choice.first("title", titles(page, posting), ""),
        published_at=published_at,
        published_raw=published_raw,
        updated_at=updated_at,
        updated_raw=updated_raw,
        author=author,
        categories=choice.first("categories", categories(page), ()),
        tags=choice.first("tags", tags(page), ()),
        hashtags=choice.first("hashtags", hashtags(), ()),
        excerpt=_one_line(choice.first("excerpt", excerpts(page, posting), "")),
        cover=choice.first("cover", covers(page, posting), None),
        language=choice.first("language", languages(page), None),
        translations=choice.first("translations", alternates(page), ()),
        reading_minutes=choice.first("reading_minutes", minutes(page), None),
        seo_title=choice.first("seo_title", seo_titles(page), ""),
        seo_description=choice.first("seo_description", seo_descriptions(page), ""),
        provenance=MappingProxyType(choice.provenance),
        findings=(*choice.findings, *_missing(published_raw, author)),
    )


def _missing(published_raw: str, author: Author | None) -> Iterator[Finding]:
    if not published_raw:
        yield finding(
            "date-missing",
            "The page does not say when the post was published: set it by hand.",
        )
    if author is None:
        yield finding("author-missing", "The page does not name the author.")


def _one_line(text: str) -> str:
    return " ".join(text.split())
