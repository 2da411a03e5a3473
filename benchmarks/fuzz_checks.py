"""What must hold for every reading, whatever was read: no crash, no loss, no harm."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

import msgspec
from selectolax.lexbor import LexborHTMLParser

from benchmarks.job import cleaned
from blogark.document import Document, decode, encode
from blogark.render.html import to_html
from blogark.render.markdown import to_markdown
from blogark.render.text import to_text
from blogark.wix import feeddata, listing
from blogark.wix.feed import FeedError, parse_feed
from blogark.wix.feed_body import read_feed_html
from blogark.wix.page import WixPage
from blogark.wix.page_json import read_record_body
from blogark.wix.pagedata import list_data
from blogark.wix.post_page import PageUnreadable, read_post
from blogark.wix.saved_text import page_text
from blogark.wix.site import site_of
from blogark.wix.sitemap import SitemapError, parse_sitemap
from blogark.wix.text_scrape import TextError, decode_text, read_text
from blogark.wix.urls import Site
from blogark.wix.viewer import REGIONS
from blogark.wix.visitor_api import read_answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from selectolax.lexbor import LexborNode

    from benchmarks.fuzz_inputs import Input, Kind
    from blogark.findings import Finding
    from blogark.post import Post

_SITE: Final = Site(base="https://www.example.com")
# Findings that say that something of the body was not read, or is in doubt.
_TOLD: Final = frozenset(
    {"text-not-read", "body-too-large", "readings-differ", "nesting-cut"}
)
_CHROME: Final = (
    "svg, style, script, link, noscript, template, "
    '[data-hook="image-expand-button"], [data-hook="imageExpandButton"], '
    '[data-hook="gap-spacer"], [data-hook="css-scroll-indicator"], '
    '[data-hook="gallery-item-image-img-preload"]'
)
_HARM: Final = re.compile(r"\s*(?:javascript|vbscript|data):", re.IGNORECASE)
_BIGGEST: Final = 2**63


class BrokenError(AssertionError):
    """Raised for a reading that is not as it must be."""


def check(one: Input) -> None:
    """Read *one*, and all that is in it.

    Raises `BrokenError`, or whatever the reader raises and should not.
    """
    _CHECKS[one.kind](one)


def _check_page(one: Input) -> None:
    page = WixPage(page_text(one.data).text, one.url)
    site = site_of(page)
    listing.read_listing(page, site)
    for _ in (*listing.links(page, site), *listing.pages(page, site)):
        pass
    for data in list_data(page):
        feeddata.categories(data, site)
        list(feeddata.posts(data, site))
    try:
        post = read_post(page)
    except PageUnreadable:
        return
    _check_lost(_shown(page), post.document, post.findings)
    _check_post(post)


def _check_feed(one: Input) -> None:
    try:
        feed = parse_feed(one.data, _SITE)
    except FeedError:
        return
    for post in feed.posts:
        _check_strings(msgspec.to_builtins(post))
        body = read_feed_html(post.content_html, post.url)
        region = LexborHTMLParser(post.content_html).body
        _check_lost(_text_of(region), body.document, body.findings)
        _check_document(body.document)


def _check_sitemap(one: Input) -> None:
    try:
        sitemap = parse_sitemap(one.data)
    except SitemapError:
        return
    _check_strings(msgspec.to_builtins(sitemap))


def _check_answer(one: Input) -> None:
    record = read_answer(one.data, one.url)
    if record is None:
        return
    body = read_record_body(record, base_url=one.url, source="visitor-api")
    if body is not None:
        _check_document(body.document)


def _check_text(one: Input) -> None:
    try:
        post = read_text(decode_text(one.data), "a file")
    except TextError:
        return
    _check_post(post)


_CHECKS: Final[dict[Kind, Callable[[Input], None]]] = {
    "page": _check_page,
    "feed": _check_feed,
    "sitemap": _check_sitemap,
    "answer": _check_answer,
    "text": _check_text,
}


def _check_post(post: Post) -> None:
    clean = cleaned(post)
    _check_strings(msgspec.to_builtins(clean))
    _check_document(clean.document)


def _check_document(document: Document) -> None:
    if decode(encode(document)) != document:
        raise BrokenError("the document is another after it was kept as JSON")
    html = to_html(document)
    _check_harmless(html)
    for text in (html, to_markdown(document), to_text(document)):
        text.encode()


def _check_harmless(html: str) -> None:
    for node in LexborHTMLParser(html).css("*"):
        if node.tag in {"script", "style", "object", "embed", "base", "form"}:
            raise BrokenError(f"<{node.tag}> is in the HTML")
        for name, value in node.attributes.items():
            if name.startswith("on") or name in {"srcdoc", "style"}:
                raise BrokenError(f"{name}= is in the HTML")
            if name in {"href", "src"} and _HARM.match(value or ""):
                raise BrokenError(f"{name}={value} is in the HTML")


def _check_strings(value: object) -> None:
    """Raise for what SQLite or a file cannot hold."""
    stack = [value]
    while stack:
        match stack.pop():
            case str(text):
                text.encode()
            case int(number) if abs(number) >= _BIGGEST:
                raise BrokenError(f"{number} is too large for SQLite")
            case dict(found):
                stack.extend((*found, *found.values()))
            case list(found) | tuple(found):
                stack.extend(found)
            case _:
                pass


def _check_lost(shown: str, document: Document, findings: Iterable[Finding]) -> None:
    """Raise if letters that the markup shows are neither read nor told of."""
    if not _TOLD.isdisjoint(found.code for found in findings):
        return
    kept = "".join(_strings(msgspec.to_builtins(document)))
    lost = Counter(filter(str.isalnum, shown)) - Counter(kept)
    if lost:
        raise BrokenError(f"lost without a word: {dict(lost.most_common(8))}")


def _strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for inner in value.values():
                yield from _strings(inner)
        case list() | tuple():
            for inner in value:
                yield from _strings(inner)
        case _:
            pass


def _shown(page: WixPage) -> str:
    """Return what lexbor finds in the body, with nothing of the readers'."""
    tree = LexborHTMLParser(page.html)
    for proof in ('[data-hook^="rcv-block"]', '[data-id$="content-viewer"]'):
        for css in REGIONS:
            for region in tree.css(css):
                if region.css_first(proof) is not None:
                    return _text_of(region)
    return ""


def _text_of(region: LexborNode | None) -> str:
    if region is None:
        return ""
    for node in region.css(_CHROME):
        node.decompose()
    lines = region.text(separator="\n").split("\n")
    return "\n".join(line for line in lines if not _is_file_line(line))


def _is_file_line(line: str) -> bool:
    """Tell the viewer's own line below a file: "Download PDF • 150KB"."""
    return "•" in line and line.rstrip().upper().endswith(("KB", "MB", "GB", " B"))
