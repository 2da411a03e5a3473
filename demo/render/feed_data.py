"""The list of posts that a feed page embeds, in each encoding that Wix has used."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from demo.blog import FeedEncoding, guid, iso
from demo.render.data import FEED_ID, dump

if TYPE_CHECKING:
    from demo.blog import Author, Blog, Post, Term
    from demo.media import ImageFile
    from demo.render.data import Json


def feed_data(
    blog: Blog, posts: tuple[Post, ...], page: int, total: int, term: Json
) -> Json:
    """Return what the blog app keeps in the page that lists *posts*.

    *page* counts from 1, *total* is the number of posts on all pages. *term* selects a
    category or tag (``{"type": "CATEGORY", "categoryOptions": {"id": …}}``).
    """
    request = {
        "includeContent": False,
        "includeInitialPageData": True,
        "languageCode": "en",
        "locale": None,
        "page": page,
        "pageSize": blog.page_size,
        **term,
    }
    key = f"feed-page-{FEED_ID}-{dump({'feed': request, 'metadata': request})}"
    paging = {
        "count": len(posts),
        "offset": (page - 1) * blog.page_size,
        "total": total,
    }
    answer = {
        "feedResponse": {
            "postFeedPage": {
                "id": "",
                "posts": {
                    "posts": [post_data(post, blog) for post in posts],
                    "metaData": {**paging, "cursor": ""},
                    "pagingMetaData": {
                        **paging,
                        "cursors": {"next": "", "previous": ""},
                    },
                },
                "categories": [
                    term_data(one, blog, "categories") for one in blog.categories
                ],
                "tags": [term_data(one, blog, "tags") for one in blog.tags],
                "settings": {},
                "appData": {},
                "blogSettingsV2": {},
            }
        },
        "metadataResponse": {
            "postFeedMetadataPage": {"postMetrics": {}, "postLikes": {}}
        },
    }
    return {key: encoded(answer, blog.feed_encoding)}


def encoded(answer: Json, encoding: FeedEncoding) -> Json | str:
    """Return *answer* as a feed page of that time carries it."""
    match encoding:
        case FeedEncoding.OBJECT:
            return answer
        case FeedEncoding.STRING:
            return dump(answer)
        case FeedEncoding.ESCAPED:
            return base64.b64encode(_escape(dump(answer)).encode()).decode()


def _escape(text: str) -> str:
    """Return what JavaScript's ``escape`` makes of *text*: UTF-16 units, not UTF-8."""
    units = text.encode("utf-16-be")
    codes = (int.from_bytes(units[i : i + 2]) for i in range(0, len(units), 2))
    return "".join(map(_escape_unit, codes))


def _escape_unit(code: int) -> str:
    kept = code < 128 and (chr(code).isalnum() or chr(code) in "@*_+-./")  # noqa: PLR2004  ASCII
    if kept:
        return chr(code)
    return f"%{code:02X}" if code < 256 else f"%u{code:04X}"  # noqa: PLR2004  one byte


def post_data(post: Post, blog: Blog) -> Json:
    """Return *post* without its body."""
    return {
        "id": post.id,
        "title": post.title,
        "excerpt": post.excerpt,
        "firstPublishedDate": iso(post.published),
        "lastPublishedDate": iso(post.modified),
        "url": {"base": blog.root, "path": f"/post/{post.slug}"},
        "slug": post.slug,
        "featured": False,
        "pinned": False,
        "categoryIds": [guid("categories", term.slug) for term in post.categories],
        "hashtags": list(post.hashtags),
        "commentingEnabled": True,
        "minutesToRead": post.minutes,
        "tagIds": [guid("tags", term.slug) for term in post.tags],
        "relatedPostIds": [],
        "pricingPlanIds": [],
        "language": post.language,
        "seoData": {"tags": _seo_tags(post)},
        "media": _cover(post),
        "translations": [],
        "customExcerpt": bool(post.custom_excerpt),
        "internalId": post.internal_id,
        "owner": _owner(post.author) if post.author else None,
        "preview": False,
        "link": blog.url(post),
    }


def _seo_tags(post: Post) -> list[Json]:
    title = {"type": "title", "children": post.seo_title}
    meta = {
        "type": "meta",
        "props": {"name": "description", "content": post.seo_description},
        "children": "",
    }
    return ([title] if post.seo_title else []) + (
        [meta] if post.seo_description else []
    )


def _cover(post: Post) -> Json:
    if post.cover:
        return {
            "wixMedia": {"image": _image(post.cover)},
            "displayed": True,
            "custom": True,
        }
    if post.cover_video:
        url = f"http://www.youtube.com/watch?v={post.cover_video}"
        return {
            "embedMedia": {"video": {"url": url}},
            "displayed": True,
            "custom": True,
        }
    return {"displayed": True, "custom": False}


def _image(file: ImageFile) -> Json:
    return {
        "id": file.id,
        "url": file.url,
        "height": file.height,
        "width": file.width,
        "filename": file.name,
    }


def _owner(author: Author) -> Json:
    return {
        "id": author.id,
        "siteMemberId": author.id,
        "name": author.name,
        "slug": author.handle,
        "activityStatus": "UNKNOWN",
        "privacyStatus": "UNKNOWN",
    }


def term_data(term: Term, blog: Blog, kind: str) -> Json:
    """Return a category or a tag; *kind* is its folder."""
    posts = (post.categories + post.tags for post in blog.posts)
    return {
        "id": guid(kind, term.slug),
        "label": term.label,
        "slug": term.slug,
        "postCount": sum(term in terms for terms in posts),
        "url": {"base": blog.root, "path": f"/blog/{kind}/{term.slug}"},
        "language": "en",
        "translations": [],
    }
