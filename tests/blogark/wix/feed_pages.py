"""Feed pages for tests, in the shape of Wix's own."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import TYPE_CHECKING, Any

from blogark.wix.page import WixPage
from blogark.wix.pagedata import BLOG_APP

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

URL = "https://www.example.com/blog"
GUID = "01234567-89ab-cdef-0123-456789abcdef"
REQUEST = {"feed": {"page": 1, "pageSize": 20, "type": "ALL_POSTS"}}
KEY = f"feed-page-TPASection_x-{json.dumps(REQUEST)}"


def escaped(value: object) -> str:
    """Encode as Wix did in 2025: base64 of JavaScript's ``escape()`` of the JSON."""
    units = json.dumps(value, ensure_ascii=False).encode("utf-16-be")
    codes = [units[i] << 8 | units[i + 1] for i in range(0, len(units), 2)]
    text = "".join(_escape(code) for code in codes)
    return b64encode(text.encode()).decode()


def plain(value: object) -> object:
    return value


ENCODINGS: tuple[Callable[[object], object], ...] = (plain, escaped, json.dumps)


def entry(slug: str, **fields: Any) -> dict[str, Any]:
    return {
        "id": GUID,
        "title": slug.capitalize(),
        "url": {"base": "https://www.example.com", "path": f"/post/{slug}"},
        "slug": slug,
        **fields,
    }


def feed(*posts: object, total: int = 1, offset: int = 0, **fields: Any) -> object:
    paging = {"count": len(posts), "offset": offset, "total": total}
    return {
        "feedResponse": {
            "postFeedPage": {
                "posts": {"posts": list(posts), "pagingMetaData": paging},
                "categories": [],
                **fields,
            }
        }
    }


def page(
    data: Mapping[str, object] | None = None,
    *,
    head: str = "",
    body: str = "",
    model: object = None,
    url: str = URL,
) -> WixPage:
    """Return a page whose blog data is *data*."""
    warmup = {"platform": {}, "appsWarmupData": {BLOG_APP: data or {}}}
    return WixPage(
        f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}'
        f'<script type="application/json" id="wix-viewer-model">{json.dumps(model)}'
        '</script><script type="application/json" id="wix-warmup-data">'
        f"{json.dumps(warmup)}</script></body></html>",
        url,
    )


def _escape(code: int) -> str:
    character = chr(code)
    if character.isascii() and (character.isalnum() or character in "@*_+-./"):
        return character
    return f"%{code:02X}" if code < 0x100 else f"%u{code:04X}"
