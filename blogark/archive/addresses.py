"""Which addresses of the old site lead to which post: what links and redirects need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from blogark.archive.database import rows
from blogark.archive.links import address_key, anchors_of, fragment_of
from blogark.archive.rows import moment
from blogark.document import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from sqlite_utils import Database

_MAX_REDIRECTS: Final = 10
_LISTS: Final = """
SELECT 'category' AS kind, categories.url AS url, categories.slug AS slug, name,
    count(*) FILTER (WHERE status = 'published') AS published, count(status) AS posts
FROM categories LEFT JOIN post_categories ON category_id = categories.id
LEFT JOIN posts ON posts.id = post_id GROUP BY categories.id
UNION ALL
SELECT 'tag', tags.url, tags.slug, name,
    count(*) FILTER (WHERE status = 'published'), count(status)
FROM tags LEFT JOIN post_tags ON tag_id = tags.id
LEFT JOIN posts ON posts.id = post_id GROUP BY tags.id
UNION ALL
SELECT kind, url, '', '', 0, 0 FROM pages
WHERE kind IN ('category', 'tag', 'feed', 'rss')
ORDER BY kind, posts DESC, url, slug"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostOutline:
    """What the address of a post is made of."""

    id: str
    url: str
    """Canonical address on the old site, percent-encoded."""
    slug: str
    """Last part of it, percent-decoded."""
    language: str | None
    published_at: datetime | None
    """In UTC."""
    status: str
    """``published``, or ``gone`` from the old site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OldLink:
    """A link to the old site."""

    post_url: str
    """The post that it is in."""
    url: str
    is_post: bool
    """Whether it leads where posts are."""
    target: str | None
    """Id of the post of the archive that it leads to, if there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAddress:
    """A page of the old site that lists posts, or its feed."""

    kind: Literal["category", "tag", "feed", "rss"]
    """``feed`` is the blog's own page and its further pages, ``rss`` the RSS feed."""
    url: str | None
    """``None`` for a category or tag whose address is not known."""
    slug: str
    """Of the category or tag, ``""`` where only its address is known."""
    name: str
    published: int
    """How many posts it has that are on the old site, 0 where that is not known."""
    posts: int
    """The same with those that are gone."""


def outlines(db: Database) -> Iterator[PostOutline]:
    """Yield all posts without their bodies, undated ones first, then the oldest."""
    for row in rows(
        db,
        "SELECT id, url, slug, language, published_at, status FROM posts"
        " ORDER BY published_at, id",
    ):
        when = moment(row["published_at"])
        yield PostOutline(**{**dict(row), "published_at": when})


def target_finder(db: Database) -> Callable[[str], str | None]:
    """Return a function from any address of the old site to the id of the post there.

    However the address is written, and through the redirects that the crawl met.
    """
    posts = {
        address_key(row["url"]): str(row["id"])
        for row in rows(db, "SELECT url, id FROM posts ORDER BY status = 'published'")
    }
    redirects = {
        address_key(row["url"]): address_key(row["redirected_to"])
        for row in rows(
            db, "SELECT url, redirected_to FROM pages WHERE redirected_to IS NOT NULL"
        )
    }

    def target_of(url: str) -> str | None:
        key = address_key(url)
        for _ in range(_MAX_REDIRECTS):
            if key in posts or key not in redirects:
                break
            key = redirects[key]
        return posts.get(key)

    return target_of


def old_addresses(db: Database) -> Iterator[tuple[str, str]]:
    """Yield each address of the old site that showed a post, with that post's id.

    The posts' own, and those that the site redirected to them; in alphabetical order.
    """
    target_of = target_finder(db)
    for row in rows(
        db,
        "SELECT url FROM posts UNION"
        " SELECT url FROM pages WHERE redirected_to IS NOT NULL ORDER BY 1",
    ):
        if target := target_of(row["url"]):
            yield row["url"], target


def list_addresses(db: Database) -> Iterator[ListAddress]:
    """Yield categories, tags and all pages that list posts, each kind by address."""
    for row in rows(db, _LISTS):
        yield ListAddress(**dict(row))


def old_links(db: Database) -> Iterator[OldLink]:
    """Yield the links that lead to the old site, each once a post."""
    for row in rows(
        db,
        "SELECT DISTINCT posts.url AS post_url, links.url, target_post_id AS target,"
        " links.kind = 'post' AS is_post"
        " FROM links JOIN posts ON posts.id = links.post_id"
        " WHERE links.kind IN ('page', 'post')"
        " ORDER BY posts.published_at, posts.id, links.url",
    ):
        yield OldLink(**{**dict(row), "is_post": bool(row["is_post"])})


def linked_anchors(db: Database) -> dict[str, frozenset[str]]:
    """Return, by the id of its post, each place that a link of any post leads to.

    Only places that are there.
    """
    wanted: dict[str, set[str]] = {}
    for row in rows(
        db,
        "SELECT url, ifnull(target_post_id, post_id) AS target FROM links"
        " WHERE url LIKE '%#_%' AND (target_post_id IS NOT NULL OR url LIKE '#%')",
    ):
        wanted.setdefault(row["target"], set()).add(fragment_of(row["url"]))
    found = {}
    for post_id, anchors in sorted(wanted.items()):
        (row,) = rows(db, "SELECT document FROM posts WHERE id = ?", [post_id])
        found[post_id] = anchors_of(decode(row["document"])) & anchors
    return found
