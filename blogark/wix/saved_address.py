"""The address that a saved page had on the web, as far as the page still says it.

Tools that save pages rewrite links, the page's own among them: ``wget -k`` and HTTrack
make ``link[rel=canonical]`` relative. What they leave alone, or add, says where a page
is from.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from blogark.wix.urls import bare_host, canonical, post_slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogark.wix.page import WixPage

# `<!-- Mirrored from www.example.com/post/a by HTTrack Website Copier/3.x …`: no scheme
_HTTRACK: Final = re.compile(r"<!-- Mirrored from (\S+) by HTTrack")
# `<!-- saved from url=(0034)https://…` of browsers; the number is the text's length
_BROWSER: Final = re.compile(r"<!-- saved from url=\(\d+\)(\S+)")
_SINGLE_FILE: Final = re.compile(
    r"<!--\s+Page saved with SingleFile\s+url:\s*(\S+)", re.IGNORECASE
)
_COMMENTS: Final = (_SINGLE_FILE, _BROWSER, _HTTRACK)
# No page of Wix is called so; tools name a site's front page after it.
_INDEX: Final = re.compile(r"/index\.html?$")
_HEAD: Final = 20_000
"""Characters in which a tool's comment is looked for; they stand at the top."""
_OWN_PICTURE: Final = '[data-hook="post-description"] [data-pin-url]'


class _Posting(msgspec.Struct, rename="camel"):
    """What a ``BlogPosting`` says of its own address: text, or an object with it."""

    main_entity_of_page: object = None
    url: object = None


def saved_address(page: WixPage) -> str | None:
    """Return the address of a saved page in canonical form, ``None`` if unknown.

    ``page.url`` is not looked at. A post's own word counts before the tool's, since a
    tool may have saved it with parameters, in another spelling, or as an AMP page.
    """
    told = next(_valid(_told(page)), None)
    named = _named(page)
    own = next((url for url in named if _is_post_of(url, told)), None)
    return own or told or next(iter(named), None) or next(_valid(_hints(page)), None)


def _told(page: WixPage) -> Iterator[str]:
    """Yield what the tool says that saved the page."""
    head = page.html[:_HEAD]
    for pattern in _COMMENTS:
        if found := pattern.search(head):
            is_bare = pattern is _HTTRACK and "://" not in found[1]
            yield f"https://{found[1]}" if is_bare else found[1]


def _named(page: WixPage) -> list[str]:
    """Return the addresses that the page gives itself, for search engines."""
    link = page.attribute('link[rel="canonical"]', "href")
    return [*_valid(iter((link or "", page.meta("og:url") or "")))]


def _hints(page: WixPage) -> Iterator[str]:
    """Yield what else is the page's own address most likely."""
    for script in page.tree.css('script[type="application/ld+json"]'):
        text = script.text(deep=True)
        if '"BlogPosting"' in text:
            yield from _posting_urls(text)
    yield page.attribute(_OWN_PICTURE, "data-pin-url") or ""


def _posting_urls(text: str) -> Iterator[str]:
    try:
        posting = msgspec.json.decode(text, type=_Posting)
    except msgspec.DecodeError:  # ValidationError is one of them
        return
    for value in (posting.main_entity_of_page, posting.url):
        found = value.get("@id") if isinstance(value, dict) else value
        if isinstance(found, str):
            yield found


def _valid(found: Iterator[str]) -> Iterator[str]:
    """Yield those of *found* that are absolute web addresses, canonical."""
    for url in found:
        try:
            yield canonical(_INDEX.sub("/", url))
        except ValueError:  # rewritten, `about:internet`, or not there
            continue


def _is_post_of(url: str, told: str | None) -> bool:
    """Tell whether *url* is a post's, and not of another site than *told*.

    Owners may name another site's page as the canonical one, for search engines.
    """
    is_ours = told is None or bare_host(url) == bare_host(told)
    return bool(post_slug(url)) and is_ours
