"""From a post's page to a `Post`: body and metadata together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from blogark.assets import media_of
from blogark.document import Paragraph, Text
from blogark.findings import Finding, finding
from blogark.post import Agreement, Post
from blogark.render.escape import address
from blogark.walking import inlines, walk
from blogark.wix.beyond import left_out
from blogark.wix.bounds import MAX_ATTRIBUTES, MAX_TAGS
from blogark.wix.described import fill_players
from blogark.wix.drift import drift
from blogark.wix.hero import with_hero
from blogark.wix.metadata import read_metadata
from blogark.wix.own_files import linked_files, with_other_places
from blogark.wix.page_json import is_damaged
from blogark.wix.pagedata import post_id_of_slug
from blogark.wix.post_sources import PostSources
from blogark.wix.precedence import DATA, LISTS, PRECEDENCE
from blogark.wix.urls import bare_host, canonical, last_part, post_slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blogark.wix.body import Body
    from blogark.wix.listed import ListedPost
    from blogark.wix.page import WixPage
    from blogark.wix.page_json import PostRecord
    from blogark.wix.readings import Settled

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
    return read_sources(PostSources(page, listed))


def read_sources(sources: PostSources) -> Post:
    """Return the post that *sources* are of.

    Raises `PageUnreadable` if none of them has a body that is understood.
    """
    page, listed = sources.page, sources.listed
    settled = sources.settled()
    if settled is None:
        raise _unreadable(page)
    body = fill_players(settled.body, page.meta("og:description") or "")
    metadata = read_metadata(page, listed, sources.data)
    document = with_hero(body.document, page, metadata.cover)
    url = _canonical_url(page)
    slug = last_part(url)
    platform_id, id_source = _platform_id(sources, slug)
    provenance = {"body": body.source, **metadata.provenance}
    if platform_id is not None:
        provenance["platform_id"] = id_source
    return Post(
        id=platform_id or id_of_address(url),
        url=url,
        slug=slug,
        title=metadata.title,
        document=document,
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
        media=tuple(
            with_other_places(media, page.url)
            for media in (
                *media_of(document, metadata.cover),
                *linked_files(document, page.url),
            )
        ),
        agreements=tuple(_agreements(settled)),
        findings=(
            *metadata.findings,
            *body.findings,
            *_emptiness(body, metadata.excerpt),
            *left_out(_known(sources), body.document),
            *_oddities(page),
            *_unsafe_links(body),
            *drift(
                page,
                body,
                minutes=metadata.reading_minutes,
                excerpts=(metadata.excerpt, *(post.excerpt for post in listed)),
            ),
        ),
    )


def _known(sources: PostSources) -> Iterator[ListedPost | PostRecord]:
    yield from sources.listed
    if sources.data is not None:
        yield sources.data[1]


def id_of_address(url: str) -> str:
    """Return the id of a post of which only the canonical address is known."""
    return str(uuid5(NAMESPACE_URL, url))


def _unreadable(page: WixPage) -> PageUnreadable:
    return PageUnreadable(
        finding(
            "body-not-found",
            "The page has no post body in a form that Blogark can read: open it in a "
            "browser, and report the address if there is a post.",
            page.url,
        )
    )


def _agreements(settled: Settled) -> Iterator[Agreement]:
    for pair in settled.agreements:
        for measure in pair.measures:
            yield Agreement(
                left_source=pair.left_source,
                right_source=pair.right_source,
                measure=measure.name,
                left_count=measure.left,
                right_count=measure.right,
                common=measure.left - len(measure.only_left),
                chosen=pair.better,
            )


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


def _oddities(page: WixPage) -> Iterator[Finding]:
    if page.is_cut:
        yield finding(
            "attributes-cut",
            f"A tag of {page.url} has more than {MAX_ATTRIBUTES:,} attributes: those "
            "after were left out.",
        )
    if page.is_too_deep:
        yield finding(
            "page-too-deep",
            f"Tags of {page.url} are nested in each other without end: after "
            f"{MAX_TAGS:,} of them only the text was read. Compare it with the live "
            "page.",
        )
    if is_damaged(page):
        yield finding(
            "data-damaged",
            "The page's data about the blog cannot be decoded: the post was read from "
            "what the page shows alone.",
        )


def _unsafe_links(body: Body) -> Iterator[Finding]:
    links = dict.fromkeys(
        run.link.url
        for block in walk(body.document.blocks)
        for line in inlines(block)
        for run in line
        if isinstance(run, Text) and run.link is not None
    )
    unsafe = [url for url in links if not address(url)]
    if unsafe:
        yield finding(
            "link-unsafe",
            f"{len(unsafe)} of the post's links would run a script or open a file of "
            "the reader's: they are kept as text only.",
            "\n".join(unsafe),
        )


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


def _platform_id(sources: PostSources, slug: str) -> tuple[str | None, str]:
    for source in PRECEDENCE["platform_id"]:
        for name, found in _named_ids(source, sources, slug):
            if found:
                return found, name
    return None, ""


def _named_ids(
    source: str, sources: PostSources, slug: str
) -> Iterator[tuple[str, str | None]]:
    """Yield the ids that one source of the table gives, after their places' names."""
    if source == DATA and sources.data is not None:
        name, record = sources.data
        yield name, record.platform_id
    elif source == LISTS:
        yield from ((post.source, post.platform_id) for post in sources.listed)
    elif source == "warm-up data":
        for name in (last_part(sources.page.url), slug):
            yield source, post_id_of_slug(sources.page, name)
    elif source == "page":
        found = sources.page.first_in_article('[id^="more-button-"]')
        named = (found.attributes.get("id") or "").strip() if found is not None else ""
        button = _BUTTON_ID.fullmatch(named)
        yield source, button[1] if button is not None else None
