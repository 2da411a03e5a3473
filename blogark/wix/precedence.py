"""Which source of a field is asked first. docs/reading.md explains the table."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

DATA: Final = "data"
"""The post in Wix's own form: ``page-json`` or ``visitor-api`` in provenance."""
LISTS: Final = "lists"
"""What lists say of the post: ``feed-data``, ``rss``, ``feed-cards``, ``category`` and
``tag`` in provenance, in this order."""

PRECEDENCE: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "title": ("page", DATA, "og:title", "json-ld", LISTS, "title"),
        "published_at": (
            *("article:published_time", "json-ld", DATA, LISTS, "displayed"),
        ),
        "updated_at": (
            *("article:modified_time", "json-ld", DATA, LISTS, "displayed"),
        ),
        "author": ("page", "json-ld", "article:author", LISTS, DATA),
        "categories": ("page", DATA, LISTS),
        "tags": ("page", DATA, LISTS),
        "hashtags": (DATA, LISTS),
        "excerpt": (DATA, LISTS, "og:description", "json-ld"),
        "cover": (DATA, LISTS, "og:image", "json-ld"),
        "language": ("html[lang]", DATA, LISTS),
        "translations": ("hreflang",),
        "reading_minutes": ("page", DATA, LISTS),
        "seo_title": ("title", DATA),
        "seo_description": ("meta description", DATA),
        "platform_id": (DATA, "warm-up data", "page", LISTS),
    }
)
"""Sources of each field, the best first; any other name is a place in the page."""
