"""A post's fields outside of its body, each from the best source that has it.

`PRECEDENCE` says which source is asked first, the functions below what each one has.
The name of the source that gave a value is recorded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Generic, TypeVar
from urllib.parse import unquote, urljoin, urlsplit

from slugify import slugify

from blogark.dates import read_date
from blogark.findings import Finding, finding
from blogark.post import Author, Media, Term, Translation
from blogark.wix.json_ld import json_ld
from blogark.wix.media import image_original, media_id
from blogark.wix.precedence import DATA, LISTS, PRECEDENCE
from blogark.wix.urls import canonical

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from selectolax.lexbor import LexborNode

    from blogark.wix.json_ld import Posting
    from blogark.wix.listed import ListedPost
    from blogark.wix.page import WixPage
    from blogark.wix.page_json import PostRecord

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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field(Generic[T]):
    """What each source has of one field, asked only if its turn comes."""

    page: Mapping[str, Callable[[], T]]
    """By the name of the place in the page."""
    data: Callable[[PostRecord], T] | None = None
    lists: Callable[[ListedPost], T] | None = None


@dataclass(slots=True)
class _Choice:
    """Takes the first source that has a value, and remembers which it was."""

    data: tuple[str, PostRecord] | None
    listed: Sequence[ListedPost]
    provenance: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def first(self, name: str, asked: _Field[T], default: T) -> T:
        for source, value in self._candidates(name, asked):
            if value:
                self.provenance[name] = source
                return value
        return default

    def date(self, name: str, asked: _Field[str]) -> tuple[datetime | None, str]:
        """Return the first exact date and its text, else the first text alone."""
        candidates = self._candidates(f"{name}_at", asked)
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

    def _candidates(self, name: str, asked: _Field[T]) -> Iterator[tuple[str, T]]:
        for source in PRECEDENCE[name]:
            if source == DATA:
                if self.data is not None and asked.data is not None:
                    yield self.data[0], asked.data(self.data[1])
            elif source == LISTS:
                if asked.lists is not None:
                    yield from ((p.source, asked.lists(p)) for p in self.listed)
            else:
                yield source, asked.page[source]()


def read_metadata(
    page: WixPage,
    listed: Sequence[ListedPost],
    data: tuple[str, PostRecord] | None = None,
) -> Metadata:
    """Return the metadata of the post on *page*.

    *listed* is what lists say of the same post, *data* the post in Wix's own form, with
    the name of its source.
    """
    posting = json_ld(page)
    choice = _Choice(data, listed)
    published_at, published_raw = choice.date("published", _published(page, posting))
    updated_at, updated_raw = choice.date("updated", _updated(page, posting))
    author = choice.first("author", _authors(page, posting), None)
    return Metadata(
        title=choice.first("title", _titles(page, posting), ""),
        published_at=published_at,
        published_raw=published_raw,
        updated_at=updated_at,
        updated_raw=updated_raw,
        author=author,
        categories=choice.first("categories", _categories(page), ()),
        tags=choice.first("tags", _tags(page), ()),
        hashtags=choice.first("hashtags", _hashtags(), ()),
        excerpt=_one_line(choice.first("excerpt", _excerpts(page, posting), "")),
        cover=choice.first("cover", _covers(page, posting), None),
        language=choice.first("language", _languages(page), None),
        translations=choice.first("translations", _alternates(page), ()),
        reading_minutes=choice.first("reading_minutes", _minutes(page), None),
        seo_title=choice.first("seo_title", _seo_titles(page), ""),
        seo_description=choice.first("seo_description", _seo_descriptions(page), ""),
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


def _address(base_url: str, href: str) -> str | None:
    """Return *href* as a canonical address, ``None`` if it is none."""
    try:
        return canonical(urljoin(base_url, href))
    except ValueError:
        return None


def _one_line(text: str) -> str:
    return " ".join(text.split())


# ── Title, excerpt ───────────────────────────────────────────────────────────


def _text(node: LexborNode | None) -> str:
    return " ".join(node.text(deep=True).split()) if node is not None else ""


def _titles(page: WixPage, posting: Posting) -> _Field[str]:
    return _Field(
        page={
            "page": lambda: _shown_title(page),
            "og:title": lambda: page.meta("og:title") or "",
            "json-ld": lambda: posting.headline,
            "title": lambda: _text(page.first("head title")),
        },
        data=lambda record: record.title,
        lists=lambda post: post.title,
    )


def _shown_title(page: WixPage) -> str:
    # Outer and inner element carry the same hook; the inner one is the heading.
    for selector in (
        f'{ARTICLE} h1[data-hook="post-title"]',
        f'{ARTICLE} [data-hook="post-title"]',
        f"{ARTICLE} .post-title__text",  # until 2023
        "html[amp] h1",
    ):
        if title := _text(page.first(selector)):
            return title
    return ""


def _excerpts(page: WixPage, posting: Posting) -> _Field[str]:
    # A list's excerpt is the author's or whole words of the text; the description in
    # the head joins paragraphs without a space and is cut at 500 characters.
    return _Field(
        page={
            "og:description": lambda: page.meta("og:description") or "",
            "json-ld": lambda: posting.description,
        },
        data=lambda record: record.excerpt,
        lists=lambda post: post.excerpt,
    )


def _seo_titles(page: WixPage) -> _Field[str]:
    return _Field(
        page={"title": lambda: _text(page.first("head title"))},
        data=lambda record: record.seo_title,
    )


def _seo_descriptions(page: WixPage) -> _Field[str]:
    return _Field(
        page={"meta description": lambda: page.meta("description") or ""},
        data=lambda record: record.seo_description,
    )


# ── Dates ───────────────────────────────────────────────────────────────────


def _published(page: WixPage, posting: Posting) -> _Field[str]:
    return _Field(
        page={
            "article:published_time": lambda: page.meta("article:published_time") or "",
            "json-ld": lambda: posting.date_published,
            "displayed": lambda: _displayed_date(page, is_update=False),
        },
        data=lambda record: record.published_raw,
        lists=lambda post: post.published_raw,
    )


def _updated(page: WixPage, posting: Posting) -> _Field[str]:
    return _Field(
        page={
            "article:modified_time": lambda: page.meta("article:modified_time") or "",
            "json-ld": lambda: posting.date_modified,
            "displayed": lambda: _displayed_date(page, is_update=True),
        },
        data=lambda record: record.updated_raw,
        lists=lambda post: post.updated_raw,
    )


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


def _authors(page: WixPage, posting: Posting) -> _Field[Author | None]:
    profile = page.attribute(f'{ARTICLE} a[data-hook="profile-link"]', "href")
    # JSON-LD may hold its own template: https://profile/{userName}/profile
    url = profile or (posting.author_url if "{" not in posting.author_url else "")

    def named(name: str) -> Author | None:
        return _author(name, url, page.url)

    # What readers see comes first: the other sources give a login name on some sites.
    return _Field(
        page={
            "page": lambda: named(_shown_author(page)),
            "json-ld": lambda: named(posting.author_name),
            "article:author": lambda: named(page.meta("article:author") or ""),
        },
        data=lambda record: record.author,
        lists=lambda post: named(post.author),
    )


def _shown_author(page: WixPage) -> str:
    return _text(page.first(f'{ARTICLE} [data-hook="user-name"]')) or _text(
        page.first(f"{ARTICLE} .user-name")  # the class, until 2024
    )


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


def _categories(page: WixPage) -> _Field[tuple[Term, ...]]:
    return _Field(
        page={"page": lambda: _terms(page, "categories")},
        data=lambda record: record.categories,
        lists=lambda post: post.categories,
    )


def _tags(page: WixPage) -> _Field[tuple[Term, ...]]:
    return _Field(
        page={"page": lambda: _terms(page, "tags")},
        data=lambda record: record.tags,
        lists=lambda post: post.tags,
    )


def _hashtags() -> _Field[tuple[str, ...]]:
    return _Field(
        page={}, data=lambda record: record.hashtags, lists=lambda post: post.hashtags
    )


def _terms(page: WixPage, kind: str) -> tuple[Term, ...]:
    # The footer's lists; the body may hold links to the same pages.
    links = page.tree.css(f'{ARTICLE} a[href*="/{kind}/"]')
    if page.first(ARTICLE) is None:  # AMP, or the article's hook is missing
        links = page.tree.css(_TERM_LINKS)
    outside = (link for link in links if not _is_in_body(link))
    return tuple(dict.fromkeys(_linked_terms(outside, kind, page.url)))


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


def _covers(page: WixPage, posting: Posting) -> _Field[Media | None]:
    width, height = page.meta("og:image:width"), page.meta("og:image:height")
    return _Field(
        page={
            "og:image": lambda: _cover(
                page.meta("og:image") or "", width or 0, height or 0
            ),
            "json-ld": lambda: _cover(
                posting.image_url, posting.image_width, posting.image_height
            ),
        },
        data=lambda record: record.cover,
        lists=lambda post: _cover(post.cover_url or ""),
    )


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


def _languages(page: WixPage) -> _Field[str | None]:
    return _Field(
        page={"html[lang]": lambda: page.attribute("html", "lang")},
        data=lambda record: record.language,
        lists=lambda post: post.language,
    )


def _alternates(page: WixPage) -> _Field[tuple[Translation, ...]]:
    return _Field(page={"hreflang": lambda: tuple(_translations(page))})


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


def _minutes(page: WixPage) -> _Field[int | None]:
    return _Field(
        page={"page": lambda: _shown_minutes(page)},
        data=lambda record: record.reading_minutes,
        lists=lambda post: post.reading_minutes,
    )


def _shown_minutes(page: WixPage) -> int | None:
    # "3 min read", "Minut čtení: 3", "٦ دقائق قراءة": the number is all that is sure.
    shown = _DIGITS.search(_text(page.first(f'{ARTICLE} [data-hook="time-to-read"]')))
    return int(shown[0]) if shown else None
