"""Posts of a Jekyll site.

Checked with Jekyll 4.3 and kramdown. Jekyll runs every post through Liquid before it
reads the Markdown, so that braces in a text must be hidden from it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from exports import fields
from exports.body import FRAMES
from exports.dialect import common_dialect
from exports.markdown import MarkdownOptions, MarkdownProfile, write_markdown

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from blogark.archive.read import ArchiveReader
    from blogark.document import Document
    from exports.body import Snippets
    from exports.fields import Entry
    from exports.front_matter import Value
    from exports.output import Output

_LIQUID: Final = re.compile(r"\{(?=[{%])")


def jekyll_body(
    document: Document, anchors: AbstractSet[str], snippets: Snippets
) -> str:
    """Return *document* with braces that Liquid would obey written by Liquid itself."""
    markdown = common_dialect(document, anchors, snippets)
    return _LIQUID.sub('{{ "{" }}', markdown)


def _layout(_entry: Entry) -> Value:
    return "post"


PROFILE: Final = MarkdownProfile(
    folder="_posts",
    media_folder="assets/media",
    media_url="/assets/media/",
    undated_folder="undated",
    dated_names=True,
    body=jekyll_body,
    players=FRAMES,
    needed=frozenset(("published", "permalink")),
    fields={
        "layout": _layout,
        "title": fields.title,
        "date": fields.date,
        "last_modified_at": fields.updated,
        "published": fields.unpublished,
        "permalink": fields.path,
        "redirect_from": fields.aliases,
        "author": fields.author,
        "lang": fields.language,
        "dir": fields.direction,
        "categories": fields.categories,
        "tags": fields.tags,
        "hashtags": fields.hashtags,
        "excerpt": fields.excerpt,
        "description": fields.description,
        "image": fields.cover_url,
        "image_alt": fields.cover_alt,
        "reading_minutes": fields.reading_minutes,
        "seo_title": fields.seo_title,
        "source_url": fields.source_url,
        "source_id": fields.source_id,
    },
)


@dataclass(frozen=True, kw_only=True)
class Jekyll(MarkdownOptions):
    name: ClassVar[str] = "jekyll"
    description: ClassVar[str] = (
        "Posts of a Jekyll site: _posts with dated names, permalinks, and braces that "
        "Liquid leaves alone."
    )

    def export(self, archive: ArchiveReader, output: Output) -> None:
        write_markdown(PROFILE, self, archive, output)
