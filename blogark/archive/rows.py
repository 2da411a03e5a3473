"""A post as rows: what of it goes into which table, and back again.

Pure functions. JSON has sorted keys and no spaces; timestamps are UTC to the
millisecond with ``Z``, so that text sorts as time does.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from blogark.archive.links import (
    anchors_of,
    classify,
    fragment_of,
    links_of,
)
from blogark.dates import iso
from blogark.document import Heading, Paragraph, encode
from blogark.findings import Finding, finding
from blogark.walking import walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from blogark.document import Document
    from blogark.post import Author, Media, Page, Post, Term

Value: TypeAlias = str | int | None
Row: TypeAlias = dict[str, Value]

LINK_DEAD: Final = "link-dead"
"""The one finding about a post that is known only when all posts are stored."""

_ID_LENGTH: Final = 20
"""Hexadecimal digits of an id: 80 bits, which no archive's files ever share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A post's body in the forms that the archive keeps."""

    html: str
    markdown: str
    text: str


def timestamp(moment: datetime | None) -> str | None:
    """Return *moment* as `blogark.dates.iso` writes it, ``None`` for none."""
    return None if moment is None else iso(moment)


def moment(stamp: str | None) -> datetime | None:
    """Return the moment that `timestamp` wrote, in UTC."""
    return datetime.fromisoformat(stamp) if stamp else None


def as_json(value: object) -> str:
    """Return *value* as compact JSON, the same for equal values."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=list
    )


def media_id(url: str) -> str:
    """Return the id of the file whose original is at *url*."""
    return _digest(url)


def named_id(named: Author | Term) -> str:
    """Return the id of an author, category or tag: its slug, or else its name."""
    return named.slug or named.name


def all_media(post: Post) -> tuple[Media, ...]:
    """Return the files of a post, with the cover even if it is not listed."""
    cover = post.cover
    if cover is None or any(media.url == cover.url for media in post.media):
        return post.media
    return (cover, *post.media)


def author_row(author: Author) -> Row:
    return {
        "id": named_id(author),
        "name": author.name,
        "slug": author.slug,
        "url": author.url,
        "platform_id": author.platform_id,
    }


def term_row(term: Term) -> Row:
    return {
        "id": named_id(term),
        "name": term.name,
        "slug": term.slug,
        "url": term.url,
    }


def media_row(media: Media) -> Row:
    return {
        "id": media_id(media.url),
        "url": media.url,
        "kind": media.kind,
        "name": media.name,
        "mime_type": media.mime_type,
        "width": _storable(media.width),
        "height": _storable(media.height),
        "bytes": media.bytes,
        "sha256": media.sha256,
        "path": media.path,
        "status": media.status,
        "reason": media.reason,
        "fetched_url": media.fetched_url,
        "fallbacks": as_json(media.fallbacks),
    }


def post_row(post: Post, rendered: Rendered) -> Row:
    """Return the row of ``posts``; it is the row of a published post."""
    return {
        "id": post.id,
        "url": post.url,
        "slug": post.slug,
        "title": post.title,
        "excerpt": post.excerpt,
        "language": post.language,
        "dir": direction(post.document),
        "author_id": named_id(post.author) if post.author else None,
        "published_at": timestamp(post.published_at),
        "published_raw": post.published_raw,
        "updated_at": timestamp(post.updated_at),
        "updated_raw": post.updated_raw,
        "cover_media_id": media_id(post.cover.url) if post.cover else None,
        "html": rendered.html,
        "markdown": rendered.markdown,
        "text": rendered.text,
        "document": encode(post.document),
        "hashtags": as_json(post.hashtags),
        "word_count": word_count(rendered.text),
        "reading_minutes": _storable(post.reading_minutes),
        "wix_id": post.platform_id,
        "seo_title": post.seo_title,
        "seo_description": post.seo_description,
        "provenance": as_json(dict(post.provenance)),
        "content_hash": content_hash(post),
        "status": "published",
        "gone_at": None,
        "source": post.body_source,
        "read_digest": post.read_digest or None,
    }


def child_rows(post: Post) -> dict[str, list[Row]]:
    """Return, for each table of things that belong to one post, the post's rows."""
    return {
        "post_categories": [
            {"category_id": named_id(term)} for term in post.categories
        ],
        "post_tags": [{"tag_id": named_id(term)} for term in post.tags],
        "post_media": [
            {
                "media_id": media_id(media.url),
                "role": media.role,
                "alt": media.alt,
                "caption": media.caption,
            }
            for media in all_media(post)
        ],
        "links": [
            {"url": link.url, "text": link.text, "kind": classify(link.url, post.url)}
            for link in links_of(post.document)
        ],
        "translations": [
            {"language": translation.language, "url": translation.url}
            for translation in post.translations
        ],
        "cleanings": [
            {"name": cleaning.name, "count": cleaning.count}
            for cleaning in post.cleanings
        ],
        "readings": [asdict(agreement) for agreement in post.agreements],
    }


def post_findings(post: Post) -> Iterator[Finding]:
    """Yield the findings that came with a post, then its links to no place in it."""
    yield from post.findings
    places = {*anchors_of(post.document), "", "top"}
    for link in links_of(post.document):
        is_dead = fragment_of(link.url) not in places
        if is_dead and classify(link.url, post.url) == "anchor":
            yield finding(
                "anchor-dead",
                f"The link “{link.text}” leads to a place that the post does not have.",
                link.url,
            )


def finding_rows(post_id: str | None, findings: Iterable[Finding]) -> list[Row]:
    """Return the rows of ``findings``; of equal ones each gets an id of its own."""
    seen: Counter[Finding] = Counter()
    rows: list[Row] = []
    for position, found in enumerate(findings):
        seen[found] += 1
        rows.append(finding_row(post_id, found, position=position, nth=seen[found]))
    return rows


def finding_row(post_id: str | None, found: Finding, *, position: int, nth: int) -> Row:
    """Return the row of the *nth* finding that is equal to *found*."""
    key = as_json([post_id, found.code, found.message, found.detail, nth])
    return {
        "id": _digest(key),
        "post_id": post_id,
        "position": position,
        "severity": found.severity.value,
        "code": found.code,
        "message": found.message,
        "detail": found.detail,
    }


def page_row(page: Page) -> Row:
    return {
        "url": page.url,
        "kind": page.kind,
        "state": page.state.value,
        "reason": page.reason,
        "status": page.status,
        "fetched_at": timestamp(page.fetched_at),
        "digest": page.digest,
        "found_in": as_json(page.found_in),
        "redirected_to": page.redirected_to,
        "warc_file": page.warc_file,
        "warc_offset": page.warc_offset,
        "is_partial": int(page.is_partial),
    }


def content_hash(post: Post) -> str:
    """Return ``sha256:`` of what readers see of a post.

    The date of the last change is not part of it: saving a post without changing it
    makes no new revision. Nor is anything that depends on the run.
    """
    seen: list[Any] = [
        post.title,
        encode(post.document),
        post.excerpt,
        post.author.name if post.author else None,
        timestamp(post.published_at),
        [term.name for term in post.categories],
        [term.name for term in post.tags],
        post.hashtags,
        post.cover.url if post.cover else None,
        post.seo_title,
        post.seo_description,
    ]
    return "sha256:" + hashlib.sha256(as_json(seen).encode()).hexdigest()


def word_count(text: str) -> int:
    """Return how many runs of characters without white space have a letter or digit."""
    return sum(any(map(str.isalnum, run)) for run in text.split())


def direction(document: Document) -> str:
    """Return ``rtl`` if all blocks with text run from right to left, else ``ltr``."""
    directions = {
        block.dir
        for block in walk(document.blocks)
        if isinstance(block, Paragraph | Heading) and block.content
    }
    return "rtl" if directions == {"rtl"} else "ltr"


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:_ID_LENGTH]


def _storable(number: int | None) -> int | None:
    """Return *number*, ``None`` if it is beyond the 64 bits that SQLite stores.

    A page may state any number: a picture's nonsensical width must not lose the post.
    """
    return number if number is not None and abs(number) < 2**63 else None
