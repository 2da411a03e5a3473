"""From a post's page to a `Post`: body and metadata together."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, uuid5

from blogark.assets import media_of
from blogark.document import Paragraph
from blogark.findings import Finding, finding
from blogark.post import Post
from blogark.wix.amp import read_amp
from blogark.wix.compare import compare, merged
from blogark.wix.metadata import ARTICLE, read_metadata
from blogark.wix.page_json import read_page_json
from blogark.wix.pagedata import post_id_of_slug
from blogark.wix.santa import read_santa
from blogark.wix.urls import bare_host, canonical, post_slug
from blogark.wix.viewer import read_viewer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from blogark.wix.body import Body
    from blogark.wix.listed import ListedPost
    from blogark.wix.page import WixPage

BODY_READERS: Final[tuple[Callable[[WixPage], Body | None], ...]] = (
    read_viewer,
    read_santa,
    read_amp,
)
"""One reader per kind of source, best first. Each gives ``None`` for other kinds."""

_BUTTON_ID = re.compile(r"more-button-([0-9a-f-]{24,36})")


class PageUnreadable(Exception):  # noqa: N818  a fact about a page, said in the report
    """Raised by `read_post` for a page that has no post to read.

    ``finding`` says why, in words for staff.
    """

    def __init__(self, reason: Finding) -> None:
        super().__init__(reason.message)
        self.finding = reason


def read_post(page: WixPage, *, listed: Sequence[ListedPost] = ()) -> Post:
    """Return the post on *page*; *listed* is what lists say of it.

    Raises `PageUnreadable` if no reader understands the body.
    """
    body = _read_body(page)
    metadata = read_metadata(page, listed)
    url = _canonical_url(page)
    slug = post_slug(url)
    platform_id, id_source = _platform_id(page, slug, listed)
    provenance = {"body": body.source, **metadata.provenance}
    if platform_id is not None:
        provenance["platform_id"] = id_source
    return Post(
        id=platform_id or str(uuid5(NAMESPACE_URL, url)),
        url=url,
        slug=slug,
        title=metadata.title,
        document=body.document,
        body_source=body.source,
        platform_id=platform_id,
        published_at=metadata.published_at,
        published_raw=metadata.published_raw,
        updated_at=metadata.updated_at,
        updated_raw=metadata.updated_raw,
        author=metadata.author,
        categories=metadata.categories,
        tags=metadata.tags,
        hashtags=metadata.hashtags,
        excerpt=metadata.excerpt,
        cover=metadata.cover,
        language=metadata.language,
        translations=metadata.translations,
        reading_minutes=metadata.reading_minutes,
        seo_title=metadata.seo_title,
        seo_description=metadata.seo_description,
        provenance=provenance,
        media=media_of(body.document, metadata.cover),
        findings=(
            *metadata.findings,
            *body.findings,
            *_emptiness(body, metadata.excerpt),
        ),
    )


def _read_body(page: WixPage) -> Body:
    shown = next((body for read in BODY_READERS if (body := read(page))), None)
    data = read_page_json(page)
    if shown is not None and data is not None:
        return _confirmed(shown, data)
    if (body := shown or data) is not None:
        return body
    raise PageUnreadable(
        finding(
            "body-not-found",
            "The page has no post body in a form that Blogark can read: open it in a "
            "browser, and report the address if there is a post.",
            page.url,
        )
    )


def _confirmed(shown: Body, data: Body) -> Body:
    """Return the better of two readings of one page, and where they differ.

    What the markup leaves empty is filled from the data first.
    """
    filled = merged(shown, data)
    agreement = compare(filled, data)
    chosen = data if agreement.better == data.source else filled
    return replace(chosen, findings=(*chosen.findings, *agreement.findings()))


def _emptiness(body: Body, excerpt: str) -> Iterator[Finding]:
    """Yield the finding for a body without content."""
    blocks = body.document.blocks
    if not all(isinstance(block, Paragraph) and not block.content for block in blocks):
        return
    if excerpt:
        yield finding(
            "body-empty",
            "The page shows no body, but the post has an excerpt: compare it with the "
            "live page.",
            excerpt,
        )
    else:
        yield finding("post-empty", "The post has no body, only a title.")


def _canonical_url(page: WixPage) -> str:
    """Return the address that the page gives itself, if it is one of this site.

    Owners may name another site's page as the canonical one, for search engines.
    """
    own = canonical(page.url)
    for named in (
        page.attribute('link[rel="canonical"]', "href"),
        page.meta("og:url"),
    ):
        try:
            url = canonical(named or "")
        except ValueError:
            continue
        if post_slug(url) and bare_host(url) == bare_host(own):
            return url
    return own


def _platform_id(
    page: WixPage, slug: str, listed: Sequence[ListedPost]
) -> tuple[str | None, str]:
    if (found := post_id_of_slug(page, slug)) is not None:
        return found, "warm-up data"
    button = page.attribute(f'{ARTICLE} [id^="more-button-"]', "id") or ""
    if (match := _BUTTON_ID.fullmatch(button)) is not None:
        return match[1], "page"
    for post in listed:
        if post.platform_id:
            return post.platform_id, post.source
    return None, ""
