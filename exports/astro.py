"""A content collection of an Astro site.

Files are in ``public/``, not beside the posts: Astro finds pictures in Markdown there,
but not those in HTML.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Final

from exports import fields
from exports.body import FRAMES
from exports.markdown import (
    MarkdownOptions,
    MarkdownProfile,
    section,
    write_markdown,
)
from exports.mdx import mdx_body
from exports.options import option

if TYPE_CHECKING:
    from blogark.archive.read import ArchiveReader
    from exports.output import Output
    from exports.selection import Field

PROFILE: Final = MarkdownProfile(
    folder="src/content/{section}",
    media_folder="public/media",
    media_url="/media/",
    needs_date=False,
    players=FRAMES,
    needed=frozenset(("path", "draft")),
    fields={
        "title": fields.title,
        "slug": fields.stem,
        "path": fields.path,
        "pubDate": fields.date,
        "updatedDate": fields.updated,
        "draft": fields.draft,
        "author": fields.author,
        "lang": fields.language,
        "dir": fields.direction,
        "categories": fields.categories,
        "tags": fields.tags,
        "hashtags": fields.hashtags,
        "excerpt": fields.excerpt,
        "description": fields.description,
        "cover": fields.cover,
        "readingMinutes": fields.reading_minutes,
        "seoTitle": fields.seo_title,
        "sourceUrl": fields.source_url,
        "sourceId": fields.source_id,
    },
)
_LIST: Final = "z.array(z.string()).default([])"
_COVER: Final = 'z.object({ src: z.string(), alt: z.string().default("") }).optional()'
_TYPES: Final[dict[Field, str]] = {
    fields.title: "z.string()",
    fields.draft: "z.boolean().default(false)",
    fields.categories: _LIST,
    fields.tags: _LIST,
    fields.hashtags: _LIST,
    fields.cover: _COVER,
    fields.reading_minutes: "z.number().optional()",
}
_CONFIG: Final = """\
import { defineCollection, z } from "astro:content";
import { glob } from "astro/loaders";

const posts = defineCollection({
  loader: glob({ pattern: "**/*.{md,mdx}", base: "./src/content/%s" }),
  schema: z.object({
%s  }),
});

export const collections = { posts };
"""


@dataclass(frozen=True, kw_only=True)
class Astro(MarkdownOptions):
    name: ClassVar[str] = "astro"
    description: ClassVar[str] = (
        "A content collection of an Astro site, with its schema in "
        "src/content.config.ts; --mdx writes MDX."
    )

    mdx: bool = option(default=False, help_text="write .mdx files")
    schema: bool = option(default=True, help_text="write src/content.config.ts")

    def export(self, archive: ArchiveReader, output: Output) -> None:
        as_mdx = replace(PROFILE, extension=".mdx", body=mdx_body)
        write_markdown(as_mdx if self.mdx else PROFILE, self, archive, output)
        if self.schema:
            output.write("src/content.config.ts", self._schema())

    def _schema(self) -> str:
        chosen = PROFILE.selected(self.fields)
        lines = (f"    {_key(key)}: {self._type(of)},\n" for key, of in chosen.items())
        return _CONFIG % (section(self.url), "".join(lines))

    def _type(self, of: Field) -> str:
        if of in (fields.date, fields.updated) and "%" not in self.date_format:
            return "z.coerce.date().optional()"
        return _TYPES.get(of, "z.string().optional()")


def _key(name: str) -> str:
    return name if name.isidentifier() else f'"{name}"'
