"""Where the API is that every visitor's browser asks, and what it answers.

A page asks ``/_api/v1/access-tokens`` for a token for each of the site's apps, and then
the blog for the whole post. The token is a visitor's: no login is behind it, and it is
good for this visit only. Addresses and parameters are those of the requests that pages
of 2024 keep of their own rendering; that the API is under the site's own folder on free
hosts, and at the root else, is what ``accessTokensUrl`` says in pages of 2022 to 2026.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote, urlsplit

import msgspec

from blogark.wix.page_json import post_record
from blogark.wix.pagedata import BLOG_APP, dig
from blogark.wix.urls import POST_FOLDERS
from blogark.wix.values import first_text

if TYPE_CHECKING:
    from blogark.wix.page_json import PostRecord
    from blogark.wix.urls import Site

SOURCE: Final = "visitor-api"
"""How provenance calls this source."""
_BLOG: Final = "_api/blog-frontend-adapter-public/v2"


def token_url(site: Site) -> str:
    """Return where *site* gives tokens to visitors."""
    return f"{site.base}/_api/v1/access-tokens"


def post_url(site: Site, url: str, language: str) -> str:
    """Return where the API has the post whose page is *url*.

    *language* is the page's, ``es``.
    """
    slug = quote(_slug(url), safe="")
    return (
        f"{site.base}/{_BLOG}/post-page/{slug}?postId={slug}"
        f"&translationsName=main&languageCode={quote(language, safe='')}"
        "&loadRichContent=true"
    )


def read_token(body: bytes) -> str | None:
    """Return the blog's token in an answer of `token_url`, ``None`` if it has none."""
    app = dig(_decoded(body), "apps", BLOG_APP)
    token = first_text(app, ("instance",), ("accessToken",))
    # It goes into a header: nothing but what a header can hold.
    return token if token.isascii() and token.isprintable() and token else None


def read_answer(body: bytes, url: str) -> PostRecord | None:
    """Return the post in an answer of `post_url`.

    ``None`` if there is none, or it is not the one whose page is *url*.
    """
    record = post_record(_decoded(body))
    if record.rich_content is None and not record.title:
        return None
    own = _slug(url)
    is_own = record.slug in {"", own, own.rpartition("/")[2]}
    return record if is_own else None


def _decoded(body: bytes) -> object:
    try:
        return msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _slug(url: str) -> str:
    """Return what follows ``/post/``: posts of before 2019 have their date in it."""
    parts = [unquote(part) for part in urlsplit(url).path.split("/") if part]
    for place, part in enumerate(parts):
        if part in POST_FOLDERS:
            return "/".join(parts[place + 1 :])
    return parts[-1] if parts else ""
