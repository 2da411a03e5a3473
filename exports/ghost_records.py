"""Posts, tags and authors as rows of Ghost's tables."""

from __future__ import annotations

from datetime import UTC
from hashlib import sha256
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias
from uuid import UUID

from slugify import slugify

from blogark.findings import finding
from blogark.rewrite import rewrite
from exports.ghost_html import to_ghost
from exports.link_map import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from blogark.archive.addresses import PostOutline
    from blogark.archive.load import StoredPost
    from blogark.archive.read import ArchiveReader
    from blogark.post import Author, Post, Term
    from exports.link_map import LinkMap
    from exports.output import Output

Gone: TypeAlias = Literal["include", "draft", "skip"]
Row: TypeAlias = "dict[str, Any]"

LIMITS: Final[Mapping[str, int]] = {
    "title": 255,
    "slug": 185,
    "custom_excerpt": 300,
    "meta_title": 300,
    "meta_description": 500,
    "feature_image_alt": 125,
    "name": 185,
}
"""Characters that a field may have; Ghost refuses a row that has more."""
UNTITLED: Final = "(Untitled)"
"""What Ghost calls a post without a title, which it does not take."""
_HOME: Final = "__GHOST_URL__"
"""What Ghost replaces by the site's address."""
_FOLDERS: Final = {"image": "images", "video": "media", "audio": "media"}
"""Folder in ``content/`` for a kind of file; ``files`` for all others."""
_ELLIPSIS: Final = "…"


def slugs_of(archive: ArchiveReader, output: Output) -> dict[str, str]:
    """Return the slug of each post's id as Ghost has it: of Latin letters, and unique.

    *output* is told of every one that differs from the old one.
    """
    slugs = ghost_slugs(archive.outlines())
    for post in archive.outlines():
        slug = slugs[post.id]
        if slug != post.slug:
            message = f"Ghost makes this of its address: {slug}."
            output.tell(finding("export-changed", message, post.slug), post.url)
    return slugs


def ghost_slugs(posts: Iterable[PostOutline]) -> dict[str, str]:
    """Return a unique slug of Latin letters for each post's id, as Ghost has it."""
    slugs: dict[str, str] = {}
    taken: set[str] = set()
    for post in posts:
        slug = slugify(post.slug, max_length=LIMITS["slug"]) or "post"
        if slug in taken:
            slug = f"{slug[: LIMITS['slug'] - 9]}-{_hex(post.id)[:8]}"
        taken.add(slug)
        slugs[post.id] = slug
    return slugs


def tag_slug(slug: str, name: str) -> str:
    """Return the slug of a category or tag as Ghost has it."""
    return slugify(slug or name, max_length=LIMITS["slug"]) or _hex(name)[:8]


class Records:
    """Makes the rows; `posts` first, which fills what `tables` and `files` return."""

    def __init__(
        self,
        archive: ArchiveReader,
        output: Output,
        links: LinkMap,
        slugs: Mapping[str, str],
    ) -> None:
        self._archive = archive
        self._output = output
        self._links = links
        self._slugs = slugs
        self._tags: dict[str, Row] = {}
        self._users: dict[str, Row] = {}
        self._joins: dict[str, list[Row]] = {
            "posts_tags": [],
            "posts_authors": [],
            "posts_meta": [],
        }
        self.files: dict[str, str] = {}
        """From the name in the ZIP file to the path in the archive."""

    def meta(self) -> Row:
        """Return when the newest post was published: the export has no time itself."""
        dates = [each.published_at for each in self._archive.outlines()]
        newest = max((int(d.timestamp() * 1000) for d in dates if d), default=0)
        return {"exported_on": newest, "version": "5.0.0"}

    def posts(self, gone: Gone) -> Iterator[Row]:
        """Yield the rows of posts, oldest first."""
        for stored in self._archive.posts():
            if stored.status == "published" or gone != "skip":
                yield self._post(stored, gone)

    def tables(self) -> dict[str, list[Row]]:
        """Return the rows of all other tables."""
        return {
            "tags": list(self._tags.values()),
            "users": list(self._users.values()),
            **self._joins,
        }

    def _post(self, stored: StoredPost, gone: Gone) -> Row:
        post = stored.post
        post_id = _hex(f"post {post.id}")
        self._join(post, post_id)
        created = post.published_at or post.updated_at
        return {
            "id": post_id,
            "uuid": str(UUID(_digest(post.id)[:32], version=4)),
            "title": self._cut("title", post.title.strip(), post) or UNTITLED,
            "slug": self._slugs[post.id],
            "html": self._html(stored),
            "type": "post",
            "status": self._status(stored, gone),
            "visibility": "public",
            "featured": 0,
            "locale": None,
            "custom_excerpt": self._cut("custom_excerpt", post.excerpt, post) or None,
            "feature_image": self._cover(stored),
            "created_at": _time(created),
            "updated_at": _time(post.updated_at or created),
            "published_at": _time(post.published_at),
        }

    def _status(self, stored: StoredPost, gone: Gone) -> str:
        if stored.post.published_at is None:
            message = "A post has no date, so that it becomes a draft."
            self._output.tell(finding("export-undated", message), stored.post.url)
            return "draft"
        is_draft = stored.status != "published" and gone == "draft"
        return "draft" if is_draft else "published"

    def _html(self, stored: StoredPost) -> str:
        document = rewrite(
            stored.post.document,
            media=lambda url: self._address(url, stored),
            link=lambda url: self._link(url, stored),
        )
        anchors = self._links.anchors.get(stored.post.id, frozenset())
        return to_ghost(document, anchors=anchors)

    def _link(self, url: str, stored: StoredPost) -> str:
        new = self._links.link(url, stored)
        if new is None:
            return self._address(url, stored)
        return new if new.startswith("#") else f"{_HOME}{new}"

    def _address(self, url: str, stored: StoredPost) -> str:
        """Return the address of a file, which goes into the ZIP file."""
        path = self._archive.media_path(url)
        media = next((each for each in stored.post.media if each.url == url), None)
        if path is None or not (self._archive.folder / path).is_file():
            if media is not None:
                self._output.tell(
                    finding(
                        "export-media-remote", f"{url} is not in the archive.", url
                    ),
                    stored.post.url,
                )
            return url
        folder = _FOLDERS.get(media.kind if media else "file", "files")
        inner = PurePosixPath(path).relative_to("media").as_posix()
        name = f"content/{folder}/{inner}"
        self.files[name] = path
        return f"{_HOME}/{escaped(name)}"

    def _cover(self, stored: StoredPost) -> str | None:
        cover = stored.post.cover
        return self._address(cover.url, stored) if cover else None

    def _join(self, post: Post, post_id: str) -> None:
        tags = {
            tag["id"]: tag for tag in map(self._tag, (*post.categories, *post.tags))
        }
        self._joins["posts_tags"] += [
            {"post_id": post_id, "tag_id": tag_id, "sort_order": order}
            for order, tag_id in enumerate(tags)
        ]
        if post.author is None:
            message = "A post names no author: Ghost takes the owner of the new site."
            self._output.tell(finding("export-changed", message), post.url)
        else:
            user_id = self._user(post.author)["id"]
            self._joins["posts_authors"].append(
                {"post_id": post_id, "author_id": user_id, "sort_order": 0}
            )
        alt = post.cover.alt if post.cover else ""
        values = {
            "meta_title": self._cut("meta_title", post.seo_title, post),
            "meta_description": self._cut(
                "meta_description", post.seo_description, post
            ),
            "feature_image_alt": self._cut("feature_image_alt", alt, post),
        }
        if any(values.values()):
            row = {name: value or None for name, value in values.items()}
            self._joins["posts_meta"].append({"post_id": post_id, **row})

    def _tag(self, term: Term) -> Row:
        """Return the row of a category or tag: Ghost has one kind of both."""
        slug = tag_slug(term.slug, term.name)
        name = term.name[: LIMITS["name"]]
        row = {"id": _hex(f"tag {slug}"), "name": name, "slug": slug}
        return self._tags.setdefault(slug, row)

    def _user(self, author: Author) -> Row:
        slug = slugify(author.slug or author.name, max_length=LIMITS["slug"])
        slug = slug or _hex(author.name)[:8]
        row = {
            "id": _hex(f"user {slug}"),
            "name": author.name[: LIMITS["name"]],
            "slug": slug,
            # No blog shows it, and Ghost takes no user without one.
            "email": f"{slug[:64]}@example.com",
            "roles": ["Author"],
        }
        return self._users.setdefault(slug, row)

    def _cut(self, field: str, text: str, post: Post) -> str:
        """Return *text* as long as *field* may be; *output* is told of a cut."""
        limit = LIMITS[field]
        if _length(text) <= limit:
            return text
        message = f"Its {field} has more than the {limit} characters that Ghost takes."
        self._output.tell(finding("export-cut", message, text), post.url)
        while _length(text) > limit - 1:
            text = text[:-1]
        return text.rstrip() + _ELLIPSIS


def _length(text: str) -> int:
    """Return how long JavaScript finds *text*: in units of UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _hex(text: str) -> str:
    """Return an id as Ghost's database has them: 24 hexadecimal digits."""
    return _digest(text)[:24]


def _time(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return (
        moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    )
