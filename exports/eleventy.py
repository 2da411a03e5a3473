"""Content of an Eleventy site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from exports import fields
from exports.body import FRAMES
from exports.markdown import MarkdownOptions, MarkdownProfile, write_markdown
from exports.options import option

if TYPE_CHECKING:
    from blogark.archive.read import ArchiveReader
    from exports.fields import Entry
    from exports.front_matter import Value
    from exports.output import Output


def _permalink(entry: Entry) -> Value:
    return False if entry.path is None else entry.path


def _hidden(entry: Entry) -> Value:
    return True if entry.path is None else None


def _engine(_entry: Entry) -> Value:
    """Return the engine without Liquid, which reads braces in a text as its own."""
    return "md"


PROFILE: Final = MarkdownProfile(
    folder="{section}",
    media_folder="media",
    media_url="/media/",
    players=FRAMES,
    needed=frozenset(
        ("permalink", "eleventyExcludeFromCollections", "templateEngineOverride")
    ),
    fields={
        "title": fields.title,
        "date": fields.date,
        "updated": fields.updated,
        "permalink": _permalink,
        "eleventyExcludeFromCollections": _hidden,
        "templateEngineOverride": _engine,
        "author": fields.author,
        "lang": fields.language,
        "dir": fields.direction,
        "categories": fields.categories,
        "tags": fields.tags,
        "hashtags": fields.hashtags,
        "excerpt": fields.excerpt,
        "description": fields.description,
        "cover": fields.cover,
        "reading_minutes": fields.reading_minutes,
        "seo_title": fields.seo_title,
        "source_url": fields.source_url,
        "source_id": fields.source_id,
    },
)


@dataclass(frozen=True, kw_only=True)
class Eleventy(MarkdownOptions):
    name: ClassVar[str] = "eleventy"
    description: ClassVar[str] = (
        "Content of an Eleventy site: a Markdown file a post with its permalink, and "
        "braces that Liquid leaves alone."
    )

    files: Literal["flat", "folder"] = option(
        "flat", "a file a post, or a folder a post with its files in it"
    )

    def export(self, archive: ArchiveReader, output: Output) -> None:
        folders = self.files == "folder"
        write_markdown(PROFILE, self, archive, output, in_folders=folders)
