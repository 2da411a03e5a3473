"""A post's language, and its translations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogark.post import Translation
from blogark.wix.metadata_choice import Field
from blogark.wix.urls import resolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogark.wix.page import WixPage


def languages(page: WixPage) -> Field[str | None]:
    return Field(
        page={"html[lang]": lambda: page.attribute("html", "lang")},
        data=lambda record: record.language,
        lists=lambda post: post.language,
    )


def alternates(page: WixPage) -> Field[tuple[Translation, ...]]:
    return Field(page={"hreflang": lambda: tuple(_translations(page))})


def _translations(page: WixPage) -> Iterator[Translation]:
    own = (page.attribute("html", "lang") or "").lower()
    for link in page.tree.css('link[rel="alternate"][hreflang]'):
        language = link.attributes.get("hreflang") or ""
        href = link.attributes.get("href") or ""
        is_own = language.lower() == own or language.lower().partition("-")[0] == own
        if href and language != "x-default" and not is_own:
            url = resolved(page.url, href)
            if url is not None:
                yield Translation(language=language, url=url)
