"""What a post is called, and how it is described."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogark.wix.metadata_choice import Field
from blogark.wix.page import text_of

if TYPE_CHECKING:
    from blogark.wix.json_ld import Posting
    from blogark.wix.page import WixPage


def titles(page: WixPage, posting: Posting) -> Field[str]:
    return Field(
        page={
            "page": lambda: _shown_title(page),
            "og:title": lambda: page.meta("og:title") or "",
            "json-ld": lambda: posting.headline,
            "title": lambda: text_of(page.first("head title")),
        },
        data=lambda record: record.title,
        lists=lambda post: post.title,
    )


def _shown_title(page: WixPage) -> str:
    # Outer and inner element carry the same hook; the inner one is the heading.
    for selector in (
        'h1[data-hook="post-title"]',
        '[data-hook="post-title"]',
        ".post-title__text",  # until 2023
        "header h1",  # without the hook, which is an alarm by itself
    ):
        if title := text_of(page.first_in_article(selector)):
            return title
    return text_of(page.first("html[amp] h1"))


def excerpts(page: WixPage, posting: Posting) -> Field[str]:
    # A list's excerpt is the author's or whole words of the text; the description in
    # the head joins paragraphs without a space and is cut at 500 characters.
    return Field(
        page={
            "og:description": lambda: page.meta("og:description") or "",
            "json-ld": lambda: posting.description,
        },
        data=lambda record: record.excerpt,
        lists=lambda post: post.excerpt,
    )


def seo_titles(page: WixPage) -> Field[str]:
    return Field(
        page={"title": lambda: text_of(page.first("head title"))},
        data=lambda record: record.seo_title,
    )


def seo_descriptions(page: WixPage) -> Field[str]:
    return Field(
        page={"meta description": lambda: page.meta("description") or ""},
        data=lambda record: record.seo_description,
    )
