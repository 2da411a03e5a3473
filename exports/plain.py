"""Markdown files for any editor or program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from exports import fields
from exports.markdown import MarkdownOptions, MarkdownProfile, write_markdown
from exports.options import option

if TYPE_CHECKING:
    from blogark.archive.read import ArchiveReader
    from exports.output import Output

PROFILE: Final = MarkdownProfile(
    folder="",
    media_folder="media",
    media_url="media/",
    needs_date=False,
    fields={
        "title": fields.title,
        "slug": fields.slug,
        "source_url": fields.source_url,
        "date": fields.date,
        "updated": fields.updated,
        "author": fields.author,
        "language": fields.language,
        "dir": fields.direction,
        "categories": fields.categories,
        "tags": fields.tags,
        "hashtags": fields.hashtags,
        "description": fields.excerpt,
        "cover": fields.cover_by_path,
        "reading_minutes": fields.reading_minutes,
        "seo_title": fields.seo_title,
        "seo_description": fields.seo_description,
        "source_id": fields.source_id,
        "status": fields.status,
    },
)


@dataclass(frozen=True, kw_only=True)
class Plain(MarkdownOptions):
    name: ClassVar[str] = "plain"
    description: ClassVar[str] = (
        "One Markdown file a post with YAML front matter, for any editor or program; "
        "what a crawl writes to markdown/."
    )

    files: Literal["flat", "folder"] = option(
        "flat", "a file a post, or a folder a post with its files in it"
    )
    url: str = option(
        "", "addresses of posts, if links are not to lead to files", metavar="PATTERN"
    )
    gone: Literal["include", "draft", "skip"] = option(
        "include", "posts that are gone from the old site"
    )
    media: Literal["copy", "link", "archive", "remote"] = option(
        "archive", "files: copied, hard links, in the archive, or at the old site"
    )
    embeds: Literal["player", "link"] = option(
        "link", "videos of YouTube and Vimeo: as frames that play them, or as links"
    )

    def export(self, archive: ArchiveReader, output: Output) -> None:
        folders = self.files == "folder"
        write_markdown(PROFILE, self, archive, output, in_folders=folders)
