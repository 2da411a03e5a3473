"""What a post page says about its post, outside of the body.

Every field has several sources, named here from the best to the last: the first that
has a value gives it, and its name is recorded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeVar
from urllib.parse import unquote, urljoin, urlsplit

import msgspec
from slugify import slugify

from blogark.dates import read_date
from blogark.findings import Finding, finding
from blogark.post import Author, Media, Term, Translation
from blogark.wix.media import image_original, media_id
from blogark.wix.urls import canonical

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from selectolax.lexbor import LexborNode

    from blogark.wix.listed import ListedPost
    from blogark.wix.page import WixPage

T = TypeVar("T")

ARTICLE: Final = 'article[data-hook="post"]'
_SHOWN_DATES = f'{ARTICLE} [data-hook="time-ago"], html[amp] [data-hook="time-ago"]'
_TERM_LINKS = (
    '[data-hook="category-label-list__item"], [data-hook="categories-list"] a, '
    '[data-hook="tag-cloud-root"] a'
)
_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_PROFILE = re.compile(r"/(?:profile|members-area)/([^/?#]+)")
_DIGITS = re.compile(r"\d+")


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


@dataclass(slots=True)
class _Choice:
    """Takes the first source that has a value, and remembers which it was."""

    provenance: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def first(self, name: str, candidates: Iterable[tuple[str, T]], default: T) -> T:
        for source, value in candidates:
            if value:
                self.provenance[name] = source
                return value
        return default

    def date(
        self, name: str, candidates: Iterable[tuple[str, str]]
    ) -> tuple[datetime | None, str]:
        """Return the first exact date and its text, else the first text alone."""
        read = [(source, raw, read_date(raw)) for source, raw in candidates if raw]
        if not read:
            return None, ""
        exact = (entry for entry in read if entry[2] is not None)
        source, raw, moment = next(exact, read[0])
        self.provenance[f"{name}_at" if moment else f"{name}_raw"] = source
        if moment is None:
            message = (
                f"The date “{raw}” ({name}) could not be understood: kept as text."
            )
            self.findings.append(finding("date-unreadable", message, raw))
        return moment, raw


def read_metadata(page: WixPage, listed: Sequence[ListedPost]) -> Metadata:
    """Return the metadata of the post on *page*.

    *listed* is what lists say of the same post; it fills what the page leaves out.
    """
    posting = json_ld(page)
    choice = _Choice()
    published_at, published_raw = choice.date(
        "published",
        (
            ("article:published_time", page.meta("article:published_time") or ""),
            ("json-ld", posting.date_published),
            *((post.source, post.published_raw) for post in listed),
            ("displayed", _displayed_date(page, is_update=False)),
        ),
    )
    updated_at, updated_raw = choice.date(
        "updated",
        (
            ("article:modified_time", page.meta("article:modified_time") or ""),
            ("json-ld", posting.date_modified),
            *((post.source, post.updated_raw) for post in listed),
            ("displayed", _displayed_date(page, is_update=True)),
        ),
    )
    author = choice.first("author", _authors(page, posting, listed), None)
    return Metadata(
        title=choice.first("title", _titles(page, posting, listed), ""),
        published_at=published_at,
        published_raw=published_raw,
        updated_at=updated_at,
        updated_raw=updated_raw,
        author=author,
        categories=choice.first("categories", _terms(page, "categories", listed), ()),
        tags=choice.first("tags", _terms(page, "tags", listed), ()),
        hashtags=choice.first("hashtags", ((p.source, p.hashtags) for p in listed), ()),
        excerpt=choice.first("excerpt", _excerpts(page, posting, listed), ""),
        cover=choice.first("cover", _covers(page, posting, listed), None),
        language=choice.first("language", _languages(page, listed), None),
        translations=choice.first(
            "translations", [("hreflang", tuple(_translations(page)))], ()
        ),
        reading_minutes=choice.first("reading_minutes", _minutes(page, listed), None),
        seo_title=choice.first(
            "seo_title", [("title", _text(page.first("head title")))], ""
        ),
        seo_description=choice.first(
            "seo_description",
            [("meta description", page.meta("description") or "")],
            "",
        ),
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


# ── JSON-LD ──────────────────────────────────────────────────────────────────


class JsonLdPerson(msgspec.Struct):
    """``author`` of a posting."""

    name: str = ""
    url: str = ""


class JsonLdImage(msgspec.Struct):
    """``image`` of a posting."""

    url: str = ""
    width: str | float = 0
    height: str | float = 0


class JsonLdPosting(msgspec.Struct, rename="camel"):
    """The part of schema.org's ``BlogPosting`` that Wix fills in."""

    headline: str = ""
    description: str = ""
    date_published: str = ""
    date_modified: str = ""
    author: JsonLdPerson = msgspec.field(default_factory=JsonLdPerson)
    image: JsonLdImage = msgspec.field(default_factory=JsonLdImage)


def json_ld(page: WixPage) -> JsonLdPosting:
    """Return the page's ``BlogPosting``, empty if it has none.

    Its strings are HTML-escaped inside the JSON, and are unescaped here.
    """
    for script in page.tree.css('script[type="application/ld+json"]'):
        text = script.text(deep=True)
        if '"BlogPosting"' not in text:
            continue
        try:
            return msgspec.convert(
                _unescaped(msgspec.json.decode(text)), JsonLdPosting, strict=False
            )
        except (msgspec.DecodeError, msgspec.ValidationError):
            continue
    return JsonLdPosting()


def _unescaped(value: object) -> object:
    match value:
        case str():
            return unescape(value)
        case dict():
            return {key: _unescaped(inner) for key, inner in value.items()}
        case list():
            return [_unescaped(inner) for inner in value]
        case _:
            return value


def _address(base_url: str, href: str) -> str | None:
    """Return *href* as a canonical address, ``None`` if it is none."""
    try:
        return canonical(urljoin(base_url, href))
    except ValueError:
        return None


# ── Title, excerpt ───────────────────────────────────────────────────────────


def _text(node: LexborNode | None) -> str:
    return " ".join(node.text(deep=True).split()) if node is not None else ""


def _titles(
    page: WixPage, posting: JsonLdPosting, listed: Sequence[ListedPost]
) -> Iterator[tuple[str, str]]:
    # Outer and inner element carry the same hook; the inner one is the heading.
    yield "page", _text(page.first(f'{ARTICLE} h1[data-hook="post-title"]'))
    yield "page", _text(page.first(f'{ARTICLE} [data-hook="post-title"]'))
    yield "page", _text(page.first(f"{ARTICLE} .post-title__text"))  # until 2023
    yield "page", _text(page.first("html[amp] h1"))
    yield "og:title", page.meta("og:title") or ""
    yield "json-ld", posting.headline
    yield from ((post.source, post.title) for post in listed)
    yield "title", _text(page.first("head title"))


def _excerpts(
    page: WixPage, posting: JsonLdPosting, listed: Sequence[ListedPost]
) -> Iterator[tuple[str, str]]:
    # A list's excerpt is the author's or whole words of the text; the description in
    # the head joins paragraphs without a space and is cut at 500 characters.
    yield from ((post.source, post.excerpt) for post in listed)
    yield "og:description", page.meta("og:description") or ""
    yield "json-ld", posting.description


# ── Dates ───────────────────────────────────────────────────────────────────


def _displayed_date(page: WixPage, *, is_update: bool) -> str:
    """Return a date as readers see it: the day alone, in words of the site's language.

    No moment can be read from it, but it is kept as text where there is no other. The
    date of an update stands in a paragraph of its own, after "Updated:".
    """
    for shown in page.tree.css(_SHOWN_DATES):
        in_paragraph = _is_inside(shown, lambda node: node.tag == "p")
        if in_paragraph == is_update and not _is_in_body(shown):
            return _text(shown)
    return ""


# ── Author ───────────────────────────────────────────────────────────────────


def _authors(
    page: WixPage, posting: JsonLdPosting, listed: Sequence[ListedPost]
) -> Iterator[tuple[str, Author | None]]:
    profile = page.attribute(f'{ARTICLE} a[data-hook="profile-link"]', "href")
    shown = _text(page.first(f'{ARTICLE} [data-hook="user-name"]')) or _text(
        page.first(f"{ARTICLE} .user-name")  # the class, until 2024
    )
    # JSON-LD may hold its own template: https://profile/{userName}/profile
    url = profile or (posting.author.url if "{" not in posting.author.url else "")
    # What readers see comes first: the other sources give a login name on some sites.
    yield "page", _author(shown, url, page.url)
    yield "json-ld", _author(posting.author.name, url, page.url)
    yield "article:author", _author(page.meta("article:author") or "", url, page.url)
    yield from ((post.source, _author(post.author, url, page.url)) for post in listed)


def _author(name: str, url: str | None, base_url: str) -> Author | None:
    if not name:
        return None
    address = _address(base_url, url) if url else None
    found = _PROFILE.search(address or "")
    key = unquote(found[1]) if found else ""
    is_id = _GUID.match(key) is not None
    return Author(
        name=name,
        slug=key if key and not is_id else slugify(name) or name,
        url=address,
        platform_id=key if is_id else None,
    )


# ── Categories and tags ──────────────────────────────────────────────────────


def _terms(
    page: WixPage, kind: str, listed: Sequence[ListedPost]
) -> Iterator[tuple[str, tuple[Term, ...]]]:
    # The footer's lists; the body may hold links to the same pages.
    links = page.tree.css(f'{ARTICLE} a[href*="/{kind}/"]')
    if page.first(ARTICLE) is None:  # AMP, or the article's hook is missing
        links = page.tree.css(_TERM_LINKS)
    outside = (link for link in links if not _is_in_body(link))
    yield "page", tuple(dict.fromkeys(_linked_terms(outside, kind, page.url)))
    for post in listed:
        yield post.source, post.categories if kind == "categories" else post.tags


def _linked_terms(
    links: Iterable[LexborNode], kind: str, base_url: str
) -> Iterator[Term]:
    for link in links:
        url = _address(base_url, link.attributes.get("href") or "") or ""
        _, marker, slug = unquote(urlsplit(url).path).rpartition(f"/{kind}/")
        if (name := _text(link)) and marker and (slug := slug.strip("/")):
            yield Term(name=name, slug=slug, url=url)


def _is_in_body(node: LexborNode) -> bool:
    return _is_inside(
        node, lambda outer: outer.attributes.get("data-hook") == "post-description"
    )


def _is_inside(node: LexborNode, is_it: Callable[[LexborNode], bool]) -> bool:
    parent = node.parent
    while parent is not None:
        if is_it(parent):
            return True
        parent = parent.parent
    return False


# ── Cover ────────────────────────────────────────────────────────────────────


def _covers(
    page: WixPage, posting: JsonLdPosting, listed: Sequence[ListedPost]
) -> Iterator[tuple[str, Media | None]]:
    yield from ((post.source, _cover(post.cover_url or "")) for post in listed)
    width, height = page.meta("og:image:width"), page.meta("og:image:height")
    yield "og:image", _cover(page.meta("og:image") or "", width or 0, height or 0)
    image = posting.image
    yield "json-ld", _cover(image.url, image.width, image.height)


def _cover(url: str, width: str | float = 0, height: str | float = 0) -> Media | None:
    """Return the blog's own cover: not the preview picture of a video elsewhere."""
    if media_id(url) is None:
        return None
    # The size is the original's until 2025, later the rendition's, 1000 at the most.
    is_rendition = f"w_{width}," in url and str(width) == "1000"
    return Media(
        url=image_original(url),
        kind="image",
        role="cover",
        width=None if is_rendition else _pixels(width),
        height=None if is_rendition else _pixels(height),
    )


def _pixels(value: str | float) -> int | None:
    try:
        return round(float(value)) or None
    except (ValueError, OverflowError):
        return None


# ── Language, reading time ───────────────────────────────────────────────────


def _languages(
    page: WixPage, listed: Sequence[ListedPost]
) -> Iterator[tuple[str, str | None]]:
    yield "html[lang]", page.attribute("html", "lang")
    yield from ((post.source, post.language) for post in listed)


def _translations(page: WixPage) -> Iterator[Translation]:
    own = (page.attribute("html", "lang") or "").lower()
    for link in page.tree.css('link[rel="alternate"][hreflang]'):
        language = link.attributes.get("hreflang") or ""
        href = link.attributes.get("href") or ""
        is_own = language.lower() == own or language.lower().partition("-")[0] == own
        if href and language != "x-default" and not is_own:
            url = _address(page.url, href)
            if url is not None:
                yield Translation(language=language, url=url)


def _minutes(
    page: WixPage, listed: Sequence[ListedPost]
) -> Iterator[tuple[str, int | None]]:
    # "3 min read", "Minut čtení: 3", "٦ دقائق قراءة": the number is all that is sure.
    shown = _DIGITS.search(_text(page.first(f'{ARTICLE} [data-hook="time-to-read"]')))
    yield "page", int(shown[0]) if shown else None
    yield from ((post.source, post.reading_minutes) for post in listed)
