"""Who wrote a post."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from slugify import slugify

from blogark.post import Author
from blogark.wix.metadata_choice import Field
from blogark.wix.page import text_of
from blogark.wix.urls import resolved

if TYPE_CHECKING:
    from blogark.wix.json_ld import Posting
    from blogark.wix.page import WixPage

_GUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_PROFILE: Final = re.compile(r"/(?:profile|members-area)/([^/?#]+)")


def authors(page: WixPage, posting: Posting) -> Field[Author | None]:
    profile = _profile(page)
    # JSON-LD may hold its own template: https://profile/{userName}/profile
    url = profile or (posting.author_url if "{" not in posting.author_url else "")

    def named(name: str) -> Author | None:
        return _author(name, url, page.url)

    # What readers see comes first: the other sources give a login name on some sites.
    return Field(
        page={
            "page": lambda: named(_shown_author(page)),
            "json-ld": lambda: named(posting.author_name),
            "article:author": lambda: named(page.meta("article:author") or ""),
        },
        data=lambda record: record.author,
        lists=lambda post: named(post.author),
    )


def _profile(page: WixPage) -> str:
    link = page.first_in_article('a[data-hook="profile-link"]')
    return (link.attributes.get("href") or "").strip() if link is not None else ""


def _shown_author(page: WixPage) -> str:
    return text_of(page.first_in_article('[data-hook="user-name"]')) or text_of(
        page.first_in_article(".user-name")  # the class, until 2024
    )


def _author(name: str, url: str | None, base_url: str) -> Author | None:
    if not name:
        return None
    address = resolved(base_url, url) if url else None
    found = _PROFILE.search(address or "")
    key = unquote(found[1]) if found else ""
    is_id = _GUID.match(key) is not None
    return Author(
        name=name,
        slug=key if key and not is_id else slugify(name) or name,
        url=address,
        platform_id=key if is_id else None,
    )
