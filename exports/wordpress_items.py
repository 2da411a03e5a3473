"""Posts and files as WordPress's items."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from slugify import slugify

from blogark.findings import finding
from blogark.render.html import to_html
from blogark.rewrite import rewrite
from exports.media import MediaFiles, Place
from exports.wordpress_blocks import to_blocks, without_shortcodes
from exports.wxr import WxrAuthor, WxrItem, WxrTerm

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from blogark.archive.load import StoredPost
    from blogark.archive.read import ArchiveReader
    from blogark.post import Author, Media, Post, Term
    from exports.link_map import LinkMap
    from exports.media import Way
    from exports.output import Output
    from exports.wordpress import WordPress

_MAX_NAME: Final = 200
"""Letters of an encoded ``post_name``; WordPress cuts what is longer."""
_SECOND: Final = timedelta(seconds=1)
_NOT_TAKEN: Final = frozenset({".svg", ".bmp", ".tif", ".tiff"})
"""Files that WordPress does not take without a plugin."""
_SEO: Final[Mapping[str, tuple[str, str] | None]] = {
    "none": None,
    "yoast": ("_yoast_wpseo_title", "_yoast_wpseo_metadesc"),
    "rank-math": ("rank_math_title", "rank_math_description"),
}


def post_name(slug: str) -> str:
    """Return *slug* as WordPress stores it: lower case, encoded, not too long."""
    encoded = ""
    for character in slug.lower():
        piece = quote(character, safe="-_").lower()
        if len(encoded) + len(piece) > _MAX_NAME:
            break
        encoded += piece
    return encoded


def nicename(slug: str, name: str) -> str:
    """Return the slug of a category or tag as WordPress stores it."""
    return post_name(slug) or slugify(name)


def authors_of(archive: ArchiveReader) -> list[WxrAuthor]:
    """Return the authors, each with a login of its own."""
    logins = _logins(archive)
    return [
        WxrAuthor(id=number, login=logins[author.name, author.slug], name=author.name)
        for number, author in enumerate(archive.authors(), start=1)
    ]


def terms_of(archive: ArchiveReader) -> list[WxrTerm]:
    """Return categories and tags, numbered in one row."""
    found = [
        *(_term("category", term) for term in archive.terms("categories")),
        *(_term("post_tag", term) for term in archive.terms("tags")),
    ]
    return [replace(term, id=number) for number, term in enumerate(found, start=1)]


class Items:
    """Makes the items of one export; ids and dates are unique in all of its files."""

    def __init__(
        self,
        options: WordPress,
        archive: ArchiveReader,
        output: Output,
        links: LinkMap,
    ) -> None:
        self._options = options
        self._output = output
        self._links = links
        way: Way = "copy" if options.media_url else "remote"
        self._media = MediaFiles(archive, output, way)
        self._place = Place("media", options.media_url.rstrip("/") + "/")
        self._logins = _logins(archive)
        self._ids: dict[str, int] = {}
        self._attachments: dict[str, WxrItem] = {}
        self._taken: set[tuple[str, datetime]] = set()

    def of(self, stored: StoredPost) -> tuple[WxrItem, list[WxrItem]]:
        """Return the item of a post, and those of the files that it shows."""
        post = stored.post
        post_id = self._id(f"post {post.id}")
        attachments = [
            self._attachment(media, stored, post_id)
            for media in post.media
            if _is_attachable(media)
        ]
        name = self._name(post)
        item = WxrItem(
            id=post_id,
            type="post",
            title=post.title,
            link=post.url,
            guid=post.url,
            name=name,
            status=self._status(stored),
            published_at=self._own_date(post),
            updated_at=post.updated_at,
            login=self._login(post),
            content=self._content(stored),
            excerpt=post.excerpt,
            terms=[
                *(_term("category", term) for term in post.categories),
                *(_term("post_tag", term) for term in post.tags),
            ],
            meta=self._meta(stored),
        )
        return item, attachments

    def _id(self, key: str) -> int:
        return self._ids.setdefault(key, len(self._ids) + 1)

    def _attachment(self, media: Media, stored: StoredPost, parent: int) -> WxrItem:
        """Return the item of a file, which belongs to the first post that shows it."""
        url = self._address(media.url, stored)
        if url not in self._attachments:
            self._tell_of_file(media, url, stored)
            post = stored.post
            self._attachments[url] = WxrItem(
                id=self._id(f"file {url}"),
                type="attachment",
                title=self._title(media, url),
                link=url,
                guid=url,
                name=post_name(slugify(self._title(media, url))),
                status="inherit",
                published_at=post.published_at,
                updated_at=post.published_at,
                login=self._login(post),
                excerpt=media.caption,
                parent=parent,
                meta=[("_wp_attachment_image_alt", media.alt)] if media.alt else [],
                attachment_url=url,
            )
        return self._attachments[url]

    def _title(self, media: Media, url: str) -> str:
        """Return the file's name: WordPress takes equal titles for one attachment."""
        return PurePosixPath(media.path or urlsplit(url).path).name

    def _address(self, url: str, stored: StoredPost) -> str:
        return self._media.address(url, stored, "", self._place)

    def _name(self, post: Post) -> str:
        stem = self._links.stems[post.id]
        name = post_name(stem)
        if len(name) == _MAX_NAME or len(quote(stem, safe="-_")) > _MAX_NAME:
            message = f"The slug is cut to {_MAX_NAME} letters, as WordPress does."
            self._output.tell(finding("export-cut", message, stem), post.url)
        return name

    def _status(self, stored: StoredPost) -> str:
        if stored.post.published_at is None:
            message = "A post has no date, so that it becomes a draft."
            self._output.tell(finding("export-undated", message), stored.post.url)
            return "draft"
        is_draft = stored.status != "published" and self._options.gone == "draft"
        return "draft" if is_draft else "publish"

    def _own_date(self, post: Post) -> datetime | None:
        """Return the date of *post*, a second later if an equal post has it."""
        if post.published_at is None:
            return None
        said = post.published_at.replace(microsecond=0)
        title, when = post.title.casefold(), said
        while (title, when) in self._taken:
            when += _SECOND
        self._taken.add((title, when))
        if when != said:
            message = (
                "Another post has the same title and date, which WordPress takes for "
                "the same post: this one is dated a second later."
            )
            self._output.tell(finding("export-changed", message), post.url)
        return when

    def _login(self, post: Post) -> str:
        author = post.author
        return self._logins[author.name, author.slug] if author else ""

    def _content(self, stored: StoredPost) -> str:
        document = rewrite(
            stored.post.document,
            media=lambda url: self._address(url, stored),
            link=lambda url: (
                self._links.link(url, stored) or self._address(url, stored)
            ),
        )
        anchors = self._links.anchors.get(stored.post.id, frozenset())
        if self._options.classic:
            return without_shortcodes(to_html(document, anchors=anchors))
        return to_blocks(document, anchors=anchors)

    def _meta(self, stored: StoredPost) -> list[tuple[str, str]]:
        post = stored.post
        meta = [("_source_url", post.url)]
        if post.cover is not None and _is_attachable(post.cover):
            url = self._address(post.cover.url, stored)
            meta.append(("_thumbnail_id", str(self._attachments[url].id)))
        if keys := _SEO[self._options.seo]:
            values = (post.seo_title, post.seo_description)
            meta += [
                (key, value) for key, value in zip(keys, values, strict=True) if value
            ]
        return meta

    def _tell_of_file(self, media: Media, url: str, stored: StoredPost) -> None:
        extension = PurePosixPath(urlsplit(url).path).suffix.lower()
        if extension in _NOT_TAKEN or not extension:
            message = (
                f"WordPress does not take {url} as a file of its own: the post goes on "
                "showing it from there."
            )
            self._output.tell(finding("export-limit", message, url), stored.post.url)
        elif media.status != "stored" and not self._options.media_url:
            message = f"{url} could not be fetched, and WordPress will not get it."
            self._output.tell(
                finding("export-media-remote", message, url), stored.post.url
            )


def _is_attachable(media: Media) -> bool:
    return media.url.startswith(("http://", "https://"))


def _term(taxonomy: str, term: Term) -> WxrTerm:
    name = nicename(term.slug, term.name)
    return WxrTerm(id=0, taxonomy=taxonomy, nicename=name, name=term.name)


def _logins(archive: ArchiveReader) -> dict[tuple[str, str], str]:
    """Return a login for each author: of the letters that WordPress takes."""
    logins: dict[tuple[str, str], str] = {}
    for number, author in enumerate(archive.authors(), start=1):
        login = _login_of(author) or f"author-{number}"
        if login in logins.values():
            login = f"{login}-{number}"
        logins[author.name, author.slug] = login
    return logins


def _login_of(author: Author) -> str:
    return slugify(author.slug) or slugify(author.name)
