"""The posts as JSON Lines, with the JSON Schema that every line keeps to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, ClassVar, Final, Literal

import msgspec
from msgspec import Meta, Struct

from blogark.document import Document
from blogark.post import MediaKind, MediaRole
from exports.options import option

if TYPE_CHECKING:
    from blogark.archive.load import StoredPost
    from blogark.archive.read import ArchiveReader
    from blogark.post import Author, Media, Term
    from exports.output import Output

FILE_NAME: Final = "posts.jsonl"
SCHEMA_NAME: Final = "posts.schema.json"

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


class AuthorLine(Struct, frozen=True, kw_only=True):
    """Who wrote a post."""

    name: str
    slug: str
    url: str | None


class TermLine(Struct, frozen=True, kw_only=True):
    """A category or tag."""

    name: str
    slug: str
    url: str | None


class TranslationLine(Struct, frozen=True, kw_only=True):
    """The same post in another language."""

    language: str
    url: str


class MediaLine(Struct, frozen=True, kw_only=True):
    """A file of a post, in order of appearance, the cover first."""

    url: Annotated[str, Meta(description="The original, as it stands in the bodies.")]
    path: Annotated[
        str | None,
        Meta(description="The file, relative to the archive's folder, if it is there."),
    ]
    kind: MediaKind
    role: MediaRole
    mime_type: str | None
    width: int | None
    height: int | None
    bytes: int | None
    sha256: str | None
    alt: str
    caption: str


class LinkLine(Struct, frozen=True, kw_only=True):
    """A link of the body to another post of the archive."""

    url: Annotated[str, Meta(description="As it stands in the bodies.")]
    post_id: str


class FindingLine(Struct, frozen=True, kw_only=True):
    """Something that a person should know of this post."""

    severity: Literal["info", "warning", "error"]
    code: str
    message: str
    detail: str


class PostLine(Struct, frozen=True, kw_only=True):
    """One post in one language: a line of `FILE_NAME`."""

    id: Annotated[str, Meta(description="The post's id on the old platform.")]
    url: str
    slug: Annotated[str, Meta(description="Last part of the URL, percent-decoded.")]
    title: str
    status: Annotated[
        Literal["published", "gone"],
        Meta(description="`gone`: the site does not have the post any more."),
    ]
    published_at: Annotated[
        datetime | None, Meta(description="`null` if the site does not say it.")
    ]
    published_raw: Annotated[str, Meta(description="The same as the site has it.")]
    updated_at: datetime | None
    author: AuthorLine | None
    language: str | None
    dir: Literal["ltr", "rtl"]
    excerpt: str
    categories: list[TermLine]
    tags: list[TermLine]
    hashtags: list[str]
    cover_url: Annotated[str | None, Meta(description="`url` of one of `media`.")]
    seo_title: str
    seo_description: str
    word_count: int
    reading_minutes: int | None
    content_hash: str
    html: Annotated[str, Meta(description="The body as semantic HTML.")]
    markdown: Annotated[str, Meta(description="The body as CommonMark with tables.")]
    text: Annotated[str, Meta(description="The body as plain text.")]
    document: Annotated[
        Document, Meta(description="The tree that the other three are made from.")
    ]
    media: list[MediaLine]
    links: list[LinkLine]
    translations: list[TranslationLine]
    findings: list[FindingLine]


def schema() -> bytes:
    """Return the JSON Schema of a line."""
    made = msgspec.json.schema(PostLine)
    return msgspec.json.format(msgspec.json.encode({"$schema": _DIALECT, **made}))


@dataclass(frozen=True, kw_only=True)
class JsonLines:
    """Writes `FILE_NAME` and `SCHEMA_NAME`."""

    name: ClassVar[str] = "jsonl"
    description: ClassVar[str] = (
        "One post a line as JSON, with all that is known of it, and the JSON Schema."
    )
    gone: Literal["include", "skip"] = option(
        "include", "posts that are gone from the old site"
    )

    def export(self, archive: ArchiveReader, output: Output) -> None:
        """Write both files."""
        encoder = msgspec.json.Encoder()
        with output.stream(FILE_NAME) as file:
            for stored in archive.posts():
                if self.gone == "include" or stored.status != "gone":
                    file.write(encoder.encode(_line(stored)) + b"\n")
        output.write(SCHEMA_NAME, schema() + b"\n")


def _line(stored: StoredPost) -> PostLine:
    post = stored.post
    return PostLine(
        id=post.id,
        url=post.url,
        slug=post.slug,
        title=post.title,
        status="gone" if stored.status == "gone" else "published",
        published_at=post.published_at,
        published_raw=post.published_raw,
        updated_at=post.updated_at,
        author=_author(post.author) if post.author else None,
        language=post.language,
        dir="rtl" if stored.dir == "rtl" else "ltr",
        excerpt=post.excerpt,
        categories=[_term(each) for each in post.categories],
        tags=[_term(each) for each in post.tags],
        hashtags=[*post.hashtags],
        cover_url=post.cover.url if post.cover else None,
        seo_title=post.seo_title,
        seo_description=post.seo_description,
        word_count=stored.word_count,
        reading_minutes=post.reading_minutes,
        content_hash=stored.content_hash,
        html=stored.html,
        markdown=stored.markdown,
        text=stored.text,
        document=post.document,
        media=[_media(each) for each in post.media],
        links=[
            LinkLine(url=url, post_id=target) for url, target in stored.targets.items()
        ],
        translations=[
            TranslationLine(language=each.language, url=each.url)
            for each in post.translations
        ],
        findings=[
            FindingLine(
                severity=each.severity.value,
                code=each.code,
                message=each.message,
                detail=each.detail,
            )
            for each in post.findings
        ],
    )


def _author(author: Author) -> AuthorLine:
    return AuthorLine(name=author.name, slug=author.slug, url=author.url)


def _term(term: Term) -> TermLine:
    return TermLine(name=term.name, slug=term.slug, url=term.url)


def _media(media: Media) -> MediaLine:
    return MediaLine(
        url=media.url,
        path=media.path,
        kind=media.kind,
        role=media.role,
        mime_type=media.mime_type,
        width=media.width,
        height=media.height,
        bytes=media.bytes,
        sha256=media.sha256,
        alt=media.alt,
        caption=media.caption,
    )
