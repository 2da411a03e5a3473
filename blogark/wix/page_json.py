"""A post as Wix's own data gives it: in pages of 2024, and in the visitor API.

The blog's part of a page's data has a key ``OldPostPageWarmupData-<slug>`` in captures
of 2024. Its value is a JSON string of the whole answer of ``…/v2/post-page/<slug>``, in
one of two shapes: ``{data: {postPage}, …}`` (March to October) and
``{postPageResponse: {data: {postPage}, …}, …}`` (June to December). Beside the post
stand request headers with the visitor's token: only the post is ever taken out of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

import msgspec
from slugify import slugify

from blogark.post import Author, Media, Term
from blogark.wix.beyond import comments_of, cover_video_of, is_paid
from blogark.wix.bounds import whole_data
from blogark.wix.draft import read_draft
from blogark.wix.media import image_original, media_id
from blogark.wix.pagedata import BLOG_APP, GUID, decode_value, dig
from blogark.wix.ricos import read_ricos
from blogark.wix.urls import canonical, post_slug
from blogark.wix.values import first_text, list_at, number_at, pixels_at, text_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogark.wix.body import Body
    from blogark.wix.page import WixPage

_PREFIX: Final = "OldPostPageWarmupData-"
_SHAPES: Final = (
    ("postPageResponse", "data", "postPage"),
    ("data", "postPage"),
    ("postPage",),
    (),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRecord:
    """One post in Wix's own data. Every field may be missing."""

    platform_id: str | None = None
    """The post's GUID."""
    title: str = ""
    slug: str = ""
    """Percent-decoded."""
    url: str | None = None
    """Canonical."""
    excerpt: str = ""
    published_raw: str = ""
    """``firstPublishedDate``, ISO 8601 in UTC. ``createdDate`` is another thing: it can
    be the time of an export."""
    updated_raw: str = ""
    """``lastPublishedDate``."""
    categories: tuple[Term, ...] = ()
    tags: tuple[Term, ...] = ()
    hashtags: tuple[str, ...] = ()
    author: Author | None = None
    """``owner``. Its name is a login name on some sites, not what readers see."""
    cover: Media | None = None
    """The picture that the author shows as cover; not that of a video elsewhere."""
    cover_video: str = ""
    """Address of a video that is shown in the cover's place."""
    reading_minutes: int | None = None
    language: str | None = None
    comments: int = 0
    is_paid: bool = False
    """Only those who pay see the whole of it."""
    seo_title: str = ""
    """As the owner set it; empty if Wix makes it."""
    seo_description: str = ""
    rich_content: object = None
    """The body: a Ricos document, or Draft.js raw content in the old node API."""


def read_page_json(page: WixPage) -> Body | None:
    """Return the body in the data of a post's page, ``None`` if there is none."""
    record = page_record(page)
    if record is None:
        return None
    return read_record_body(record, base_url=page.url, source="page-json")


def page_record(page: WixPage) -> PostRecord | None:
    """Return the post in the data of its own page, ``None`` if it is not there."""
    data = page.blog_data
    keys = [key for key in data if key.startswith(_PREFIX)]
    if not keys:
        return None
    # A page has one post; were there more, its own is the one with its slug.
    own = f"{_PREFIX}{post_slug(page.url)}"
    key = next((key for key in keys if unquote(key) == own), keys[0])
    record = post_record(decode_value(data[key]))
    return record if record.title or record.rich_content is not None else None


def is_damaged(page: WixPage) -> bool:
    """Tell whether the blog's part of the page's data cannot be decoded."""
    if page.blog_data:
        posts = (v for key, v in page.blog_data.items() if key.startswith(_PREFIX))
        return any(isinstance(decode_value(value), str) for value in posts)
    text = page.script("wix-warmup-data") or ""
    try:
        msgspec.json.decode(text if BLOG_APP in text else "{}")
    except (msgspec.DecodeError, RecursionError):
        return True
    return False


def post_record(value: object) -> PostRecord:
    """Return the post in an answer of the visitor API, in any shape that is known.

    *value* is the decoded JSON: the answer, what a page keeps of it, or the post alone.
    What it does not hold is missing in the record; nothing raises an error.
    """
    frames = (dig(value, *path) for path in _SHAPES)
    page = next((frame for frame in frames if isinstance(frame, dict)), {})
    post = page.get("post") if isinstance(page.get("post"), dict) else page
    url = _address(dig(post, "url")) or _canonical(text_at(post, "link"))
    minutes = number_at(post, "minutesToRead") or number_at(post, "timeToRead")
    return PostRecord(
        platform_id=text_at(post, "id") or None,
        title=text_at(post, "title").strip(),
        slug=unquote(text_at(post, "slug")) or post_slug(url or ""),
        url=url,
        excerpt=text_at(post, "excerpt").strip(),
        published_raw=text_at(post, "firstPublishedDate"),
        updated_raw=text_at(post, "lastPublishedDate"),
        categories=tuple(_terms(page, post, "categories", "categoryIds")),
        tags=tuple(_terms(page, post, "tags", "tagIds")),
        hashtags=tuple(h for h in list_at(post, "hashtags") if isinstance(h, str)),
        author=_author(dig(post, "owner"), url),
        cover=_cover(post),
        cover_video=cover_video_of(post),
        reading_minutes=int(minutes) if minutes and minutes >= 1 else None,
        language=text_at(post, "language") or None,
        comments=comments_of(post),
        is_paid=is_paid(post),
        seo_title=_seo(post, "title", ""),
        seo_description=_seo(post, "meta", "description")
        or text_at(post, "seoDescription").strip(),
        rich_content=_rich_content(post),
    )


def read_record_body(record: PostRecord, *, base_url: str, source: str) -> Body | None:
    """Return the body of *record*, whichever dialect it is in."""
    content = record.rich_content
    if content is None:
        return None
    if (excessive := whole_data(content, source)) is not None:
        return excessive
    read = read_draft if isinstance(dig(content, "blocks"), list) else read_ricos
    return read(content, base_url=base_url, source=source)


def _rich_content(post: object) -> object:
    for key in ("richContent", "content"):
        content = decode_value(dig(post, key))
        if isinstance(dig(content, "nodes") or dig(content, "blocks"), list):
            return content
    return None


def _terms(page: object, post: object, name: str, ids: str) -> Iterator[Term]:
    """Yield the post's terms in its own order; *page* has the whole of each."""
    entries = list_at(page, name) or list_at(post, name)
    known = {text_at(entry, "id"): entry for entry in entries}
    wanted = [key for key in list_at(post, ids) if isinstance(key, str)]
    for key in wanted or known:
        if (entry := known.get(key)) is not None:
            label = first_text(entry, ("label",), ("title",))
            slug = unquote(text_at(entry, "slug"))
            if label and slug:
                yield Term(name=label, slug=slug, url=_address(dig(entry, "url")))


def _author(owner: object, post_url: str | None) -> Author | None:
    name = text_at(owner, "name").strip()
    if not name:
        return None
    slug = text_at(owner, "slug")
    root = (post_url or "").partition("/post/")[0]
    profile = _canonical(f"{root}/profile/{slug}/profile") if root and slug else None
    return Author(
        name=name,
        slug=slug if slug and not GUID.fullmatch(slug) else slugify(name) or name,
        url=profile,
        platform_id=first_text(owner, ("siteMemberId",), ("id",)) or None,
    )


def _address(url: object) -> str | None:
    path = text_at(url, "path")
    return _canonical(f"{text_at(url, 'base')}{path}") if path else None


def _canonical(url: str) -> str | None:
    try:
        return canonical(url)
    except ValueError:
        return None


def _cover(post: object) -> Media | None:
    """Return the cover that is shown; ``heroImage`` is the body's first image."""
    for path in (("media", "wixMedia"), ("coverMedia",), ("coverImage",)):
        image = dig(post, *path, "image") or dig(post, *path, "src")
        source = first_text(image, ("id",), ("url",))
        if media_id(source) and dig(post, path[0], "displayed") is not False:
            return Media(
                url=image_original(source),
                kind="image",
                role="cover",
                name=first_text(image, ("filename",), ("file_name",)),
                width=pixels_at(image, "width"),
                height=pixels_at(image, "height"),
                alt=text_at(post, path[0], "altText").strip(),
            )
    return None


def _seo(post: object, kind: str, name: str) -> str:
    for tag in list_at(post, "seoData", "tags"):
        is_it = text_at(tag, "type") == kind and text_at(tag, "props", "name") == name
        if is_it and dig(tag, "disabled") is not True:
            return first_text(tag, ("children",), ("props", "content"))
    return ""
