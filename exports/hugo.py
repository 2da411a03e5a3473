"""Content of a Hugo site.

Checked with Hugo 0.111: `url` keeps the addresses that links in the posts have, and
what is neither Hugo's nor every theme's own is under `params`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from msgspec.structs import replace

from blogark.document import Code, Document, Paragraph, Text
from blogark.render.markdown import to_markdown
from blogark.walking import map_blocks, map_inlines
from exports import fields
from exports.markdown import MarkdownOptions, MarkdownProfile, write_markdown
from exports.options import option

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from blogark.archive.read import ArchiveReader
    from blogark.document import Block, Blocks, Inline, Inlines, Link, Style
    from exports.body import Snippets
    from exports.output import Output

_CONFIG: Final = """\
# Hugo leaves out HTML in Markdown unless this is set; captions, tables with more than
# text and players need it.
[goldmark.renderer]
unsafe = true
"""
_SHORTCODE: Final = re.compile(r"\{\{(?=\\?[<%])")
_HAZARD: Final = re.compile(r"\{[{#.]|^[^\w\n]*:(?=\s)", re.MULTILINE)
_MARK: Final = re.compile(r"^:(?=\s)|\{(?=[#.])")
_MARKS: Final = {":": "&#58;", "{": "&#123;"}


def hugo_body(document: Document, anchors: AbstractSet[str], snippets: Snippets) -> str:
    """Return *document* as Markdown in which nothing is taken for a shortcode.

    Hugo finds ``{{<`` in code, too, where no Markdown can escape it; such code is HTML.
    """
    markdown = to_markdown(document, anchors=anchors)
    if not _HAZARD.search(markdown):  # nearly always
        return markdown
    blocks = map_inlines(document.blocks, lambda line: _without_code(line, snippets))
    blocks = map_inlines(blocks, lambda line: _without_marks(line, snippets))
    blocks = map_blocks(blocks, lambda inner: _without_blocks(inner, snippets))
    markdown = to_markdown(Document(blocks), anchors=anchors)
    return _SHORTCODE.sub("&#123;{", markdown)


def _without_code(inlines: Inlines, snippets: Snippets) -> Inlines:
    return tuple(
        replace(
            inline,
            text=snippets.token(f"<code>{_hidden(inline.text)}</code>"),
            style=replace(inline.style, code=False),
        )
        if isinstance(inline, Text) and inline.style.code and "{{" in inline.text
        else inline
        for inline in _joined(inlines)
    )


def _joined(inlines: Inlines) -> Iterator[Inline]:
    """Yield *inlines*, neighbours in code as one, which they are elsewhere."""
    for marks, runs in groupby(inlines, _marks_of_code):
        if marks is None:
            yield from runs
        else:
            yield Text("".join(r.text for r in runs if isinstance(r, Text)), *marks)


def _marks_of_code(inline: Inline) -> tuple[Style, Link | None] | None:
    if isinstance(inline, Text) and inline.style.code:
        return inline.style, inline.link
    return None


def _without_marks(inlines: Inlines, snippets: Snippets) -> Inlines:
    """Hide what Hugo's own Markdown means by a colon and by ``{#id}``.

    A line that begins with a colon explains the one before it; braces at the end of a
    heading are its attributes.
    """
    if not any(isinstance(each, Text) and _MARK.search(each.text) for each in inlines):
        return inlines
    return tuple(
        replace(each, text=_MARK.sub(lambda f: snippets.token(_MARKS[f[0]]), each.text))
        if isinstance(each, Text) and not each.style.code
        else each
        for each in inlines
    )


def _without_blocks(blocks: Blocks, snippets: Snippets) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Code) and "{{" in block.text:
            text = _hidden(block.text).replace("\n", "&#10;")
            token = snippets.token(f"<pre><code>{text}</code></pre>")
            yield Paragraph((Text(token),), anchor=block.anchor)
        else:
            yield block


def _hidden(text: str) -> str:
    return escape(text, quote=False).replace("{", "&#123;")


PROFILE: Final = MarkdownProfile(
    folder="content/{section}",
    media_folder="static/media",
    media_url="/media/",
    body=hugo_body,
    players={
        "youtube": lambda found: f"{{{{< youtube {found} >}}}}",
        "vimeo": lambda found: f"{{{{< vimeo {found} >}}}}",
    },
    needed=frozenset(("draft", "url")),
    fields={
        "title": fields.title,
        "date": fields.date,
        "lastmod": fields.updated,
        "draft": fields.draft,
        "slug": fields.slug,
        "url": fields.path,
        "aliases": fields.aliases,
        "description": fields.description,
        "categories": fields.categories,
        "tags": fields.tags,
        "images": fields.cover_list,
        "params.author": fields.author,
        "params.excerpt": fields.excerpt,
        "params.cover": fields.cover,
        "params.language": fields.language,
        "params.dir": fields.direction,
        "params.hashtags": fields.hashtags,
        "params.reading_minutes": fields.reading_minutes,
        "params.seo_title": fields.seo_title,
        "params.source_url": fields.source_url,
        "params.source_id": fields.source_id,
    },
)


@dataclass(frozen=True, kw_only=True)
class Hugo(MarkdownOptions):
    name: ClassVar[str] = "hugo"
    description: ClassVar[str] = (
        "Content of a Hugo site: a page bundle a post with its files, aliases of old "
        "addresses, categories, tags and params."
    )

    files: Literal["folder", "flat"] = option(
        "folder", "a page bundle a post, or a file a post and files in static/media"
    )
    config: bool = option(
        default=True, help_text="write config/_default/markup.toml, which allows HTML"
    )

    def export(self, archive: ArchiveReader, output: Output) -> None:
        folders = self.files == "folder"
        write_markdown(PROFILE, self, archive, output, in_folders=folders)
        if self.config:
            output.write("config/_default/markup.toml", _CONFIG)
