"""The JSON that Wix embeds in a page, as far as it tells about the blog.

``script#wix-warmup-data`` holds, for each app, what the server had fetched to render
the page. The blog's part has a key for each answer:

- ``feed-page-<component>-<request as JSON>``: one page of the blog's feed, of a
  category or of a tag;
- ``post-list-<component>-…``: a list of posts on any other page;
- ``<slug>``: a post's GUID, on its own page (2025 on).

Values were plain objects until 2024, base64 of JavaScript's ``escape()`` of JSON in
2025, and JSON strings from 2026 on. The ``wix-…-viewer-model`` scripts describe the
site. All of it is Wix's private matter: what has another shape than expected gives
nothing, never an error.
"""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogark.wix.page import WixPage

BLOG_APP: Final = "14bcded7-0066-7c35-14d7-466cb3f09103"

_ESCAPED: Final = re.compile(r"%u([0-9a-fA-F]{4})|%([0-9a-fA-F]{2})")
GUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_LIST_KEYS: Final = ("feed-page-", "post-list-")
_MODELS: Final = ("wix-essential-viewer-model", "wix-viewer-model")
# Before 2022: a script without an id, `var publicModel = {"domain":…,"externalBase…`
_PUBLIC_MODEL_BASE: Final = re.compile(
    r'publicModel = \{.{0,500}?"externalBaseUrl":("[^"]*")'
)


class _Warmup(msgspec.Struct):
    # Only the blog's part is decoded: the others are most of the text.
    apps: dict[str, msgspec.Raw] = msgspec.field(
        default_factory=dict, name="appsWarmupData"
    )


class _Widgets(msgspec.Struct):
    failed: object = msgspec.field(default=None, name="failedInSsr")


class _Drawn(msgspec.Struct):
    ooi: _Widgets = msgspec.field(default_factory=_Widgets)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListData:
    """One list of posts in a page's data."""

    request: str
    """What was asked for: ``ALL_POSTS``, ``CATEGORY`` …; empty on other pages."""
    answer: dict[str, object]
    """Wix's ``postFeedPage``, as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLanguage:
    """One language of a multilingual site."""

    code: str
    """``es``; also the name of its folder."""
    in_folder: bool
    """Its pages are under ``/<code>/``, not marked by ``?lang=<code>``."""


def blog_part(warmup: str) -> dict[str, object]:
    """Return the blog app's part of warm-up data by key, values not decoded."""
    try:
        apps = msgspec.json.decode(warmup, type=_Warmup)
        data = msgspec.json.decode(apps.apps.get(BLOG_APP, b"{}"))
    except (msgspec.DecodeError, RecursionError):  # ValidationError is one of them
        return {}
    return data if isinstance(data, dict) else {}


def has_failed_widgets(warmup: str) -> bool:
    """Tell whether a part of the page was left to the browser, as the server failed.

    Empty on all recorded pages. A page of a blog may then lack its blog.
    """
    try:
        return bool(msgspec.json.decode(warmup, type=_Drawn).ooi.failed)
    except (msgspec.DecodeError, RecursionError):
        return False


def decode_value(value: object) -> object:
    """Return a warm-up value decoded, whichever of the three ways it is written in.

    A string that is neither is returned as it is.
    """
    if not isinstance(value, str):
        return value
    for text in (value, _unescape(value)):
        if text.startswith(("{", "[")):
            try:
                return msgspec.json.decode(text)
            except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
                continue
    return value


def post_id_of_slug(page: WixPage, slug: str) -> str | None:
    """Return the GUID of the post with this slug, from the data of its own page."""
    value = page.blog_data.get(slug)
    return value if isinstance(value, str) and GUID.fullmatch(value) else None


def list_data(page: WixPage) -> Iterator[ListData]:
    """Yield every list of posts in the page's data, the blog's feed first."""
    found = page.blog_data
    for prefix in _LIST_KEYS:
        for key, value in found.items():
            answer = _post_feed_page(decode_value(value))
            if key.startswith(prefix) and answer is not None:
                yield ListData(request=_request(key), answer=answer)


def external_base(page: WixPage) -> str | None:
    """Return the address that the site calls its own, as written."""
    for name in _MODELS:
        base = dig(_model(page, name), "site", "externalBaseUrl")
        if isinstance(base, str) and base:
            return base
    found = _PUBLIC_MODEL_BASE.search(page.html)
    try:
        return msgspec.json.decode(found[1], type=str) if found else None
    except msgspec.DecodeError:
        return None


def languages(page: WixPage) -> Iterator[SiteLanguage]:
    """Yield the languages of a multilingual site, nothing for other sites."""
    model = _model(page, "wix-viewer-model")
    found = dig(model, "siteFeaturesConfigs", "multilingual", "siteLanguages")
    for entry in found if isinstance(found, list) else ():
        code = dig(entry, "languageCode")
        if isinstance(code, str) and code and dig(entry, "isPrimaryLanguage") is False:
            method = dig(entry, "resolutionMethod")
            yield SiteLanguage(code=code.lower(), in_folder=method == "Subdirectory")


def dig(value: object, *keys: str) -> object:
    """Return what is under *keys* in nested objects, ``None`` if it is not there."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _unescape(value: str) -> str:
    """Undo base64 and JavaScript's ``escape()``, whose %XX are Latin-1 code points."""
    try:
        escaped = b64decode(value, validate=True).decode("latin-1")
    except ValueError:
        return ""
    text = _ESCAPED.sub(lambda match: chr(int(match[1] or match[2], 16)), escaped)
    # escape() works on UTF-16 code units: an emoji is two of them
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _post_feed_page(value: object) -> dict[str, object] | None:
    for outer in ("feedResponse", "response"):
        for path in ((outer,), (outer, "data")):
            found = dig(value, *path, "postFeedPage")
            if isinstance(found, dict):
                return found
    return None


def _request(key: str) -> str:
    _prefix, brace, rest = key.partition("{")
    try:
        request = msgspec.json.decode(brace + rest)
    except (msgspec.DecodeError, RecursionError):
        return ""
    kind = dig(request, "feed", "type")
    return kind if isinstance(kind, str) else ""


def _model(page: WixPage, name: str) -> object:
    try:
        return msgspec.json.decode(page.script(name) or "null")
    except (msgspec.DecodeError, RecursionError):
        return None
