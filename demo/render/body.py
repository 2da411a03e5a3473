"""A post's body as Wix's viewer draws it: blocks, each followed by its marker."""

from __future__ import annotations

import hashlib
import string
from dataclasses import dataclass, field
from html import escape
from itertools import count
from typing import TYPE_CHECKING

from demo.render import pictures
from demo.render.embeds import audio, button, divider, download, html_embed, video
from demo.render.text import inlines
from demo.ricos import (
    AudioEmbed,
    Blockquote,
    Button,
    CodeBlock,
    Divider,
    FileDownload,
    Gallery,
    Heading,
    HtmlEmbed,
    Image,
    ItemList,
    Paragraph,
    Table,
    Video,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from demo.blog import Blog, Post
    from demo.ricos import Block, ListItem

_BULLETS = ("disc", "circle", "square")
_NUMBERS = ("decimal", "lower-alpha", "lower-roman")
_NOTHING = '<br role="presentation"/>'
_BASE36 = string.ascii_lowercase + string.digits


@dataclass(slots=True)
class Viewer:
    """Draws the blocks of one post and gives each a key that the page has once."""

    page: str
    """The post's URL."""
    root: str
    """The site's."""
    counter: Iterator[int] = field(default_factory=lambda: count(1))

    def key(self) -> str:
        """Return the next key: five characters and a number, ``pirf9554``."""
        number = next(self.counter)
        digest = hashlib.sha256(f"{self.page}#{number}".encode()).digest()
        return "".join(_BASE36[byte % 36] for byte in digest[:5]) + str(number * 7)

    def draw(self, block: Block) -> tuple[str, str]:
        """Return the marker's ``type`` for *block*, and its HTML."""
        match block:
            case Paragraph(content=()):
                return "empty-line", self._paragraph(block)
            case Heading(content=()):
                return "empty-line", self._heading(block)
            case Paragraph():
                return "paragraph", self._paragraph(block)
            case Heading():
                return "heading", self._heading(block)
            case ItemList():
                kind = "ordered_list" if block.ordered else "bulleted_list"
                return kind, self._list(block, block.indent)
            case Blockquote():
                return "blockquote", self._quote(block)
            case CodeBlock():
                return "code_block", self._code(block)
            case Table():
                return "table", self._boxed(self._table(block))
            case Image():
                key, caption_key = self.key(), self.key()
                drawn = pictures.image(block, key, caption_key, self.page, self.root)
                return "image", self._boxed(drawn, key)
            case Gallery():
                key = self.key()
                drawn = pictures.gallery(block, key, self.page)
                return "gallery", self._boxed(drawn, key)
            case Video():
                return "video", self._boxed(video(block))
            case AudioEmbed():
                return "audio", self._boxed(audio(block))
            case HtmlEmbed():
                return "html", self._boxed(html_embed(block))
            case FileDownload():
                return "file", self._boxed(download(block))
            case Button():
                key = self.key()
                return "button", self._boxed(button(block, key), key)
            case Divider():
                return "divider", self._boxed(divider(block))

    def _boxed(self, html: str, key: str = "") -> str:
        return f'<div class="Jd9vQ" id="viewer-{key or self.key()}">{html}</div>'

    def _paragraph(self, block: Paragraph, *, listed: bool = False) -> str:
        tag = "p" if block.content else "div"
        inner = inlines(block.content, self.root) or _NOTHING
        indent = f"margin-inline-start:{1.5 * block.indent}em" if block.indent else ""
        css = ";".join(filter(None, (_align(block.align), indent)))
        direction = "" if listed and block.dir == "auto" else block.dir
        return (
            f'<{tag} class="xN3pB rY-6f"{_style(css)} dir="{direction}" '
            f'id="viewer-{block.key or self.key()}">'
            f'<span class="Ua0Lk">{inner}</span></{tag}>'
        )

    def _heading(self, block: Heading) -> str:
        inner = inlines(block.content, self.root) or _NOTHING
        return (
            f'<h{block.level} class="gW5sE rY-6f"{_style(_align(block.align))} '
            f'dir="{block.dir}" id="viewer-{block.key or self.key()}">'
            f'<span class="Ua0Lk">{inner}</span></h{block.level}>'
        )

    def _list(self, block: ItemList, depth: int) -> str:
        tag = "ol" if block.ordered else "ul"
        start = f' start="{block.start}"' if block.start > 1 else ""
        kinds = _NUMBERS if block.ordered else _BULLETS
        kind = kinds[min(depth, len(kinds) - 1)]
        items = "".join(self._item(item, depth, kind) for item in block.items)
        return f'<{tag} class="bH2qV oM-9s"{start}>{items}</{tag}>'

    def _item(self, item: ListItem, depth: int, kind: str) -> str:
        inner = "".join(
            self._list(block, depth + 1)
            if isinstance(block, ItemList)
            else self._paragraph(block, listed=True)
            for block in item.blocks
        )
        margin = 1.5 if depth == 0 else 1.5 + 2 * depth
        return (
            f'<li dir="auto" aria-level="{depth + 1}" class="sD7jT" '
            f'style="text-align:AUTO;margin-inline-start:{margin}em;'
            f'list-style-type:{kind}">{inner}</li>'
        )

    def _quote(self, block: Blockquote) -> str:
        inner = "".join(
            self._paragraph(one).replace("<p ", "<div ").replace("</p>", "</div>")
            for one in block.paragraphs
        )
        return (
            f'<div style="display:flex" dir="ltr" id="viewer-{self.key()}">'
            f'<blockquote class="fC8nX"><span>{inner}</span></blockquote></div>'
        )

    def _code(self, block: CodeBlock) -> str:
        return (
            f'<pre class="kP1wZ" dir="auto" id="viewer-{self.key()}">'
            f'<span class="Ua0Lk"><span>{escape(block.text)}</span></span></pre>'
        )

    def _table(self, block: Table) -> str:
        columns = '<col style="width:120px;min-width:120px"/>' * len(block.rows[0])
        rows = "".join(self._row(index, row) for index, row in enumerate(block.rows))
        return (
            '<div class="iE6yC"><table class="dV4tR" data-hook="table-component" '
            'style="border-spacing:0;border-collapse:separate">'
            f"<colgroup>{columns}</colgroup><tbody>{rows}</tbody></table></div>"
        )

    def _row(self, index: int, row: tuple[tuple[Paragraph, ...], ...]) -> str:
        border = (
            '<div style="position:absolute;top:-0.5px;left:-0.5px;right:0.5px;'
            "height:1px;"
            'background-color:var(--ricos-internal-table-border-color)"></div>'
        )
        cells = "".join(
            f'<td data-hook="table-plugin-cell" data-node-id="{self.key()}" '
            f'data-visual-col="{column}" data-visual-row="{index}" class="_5zGhM">'
            f'{border}<div class="lB0uF">{"".join(map(self._paragraph, cell))}</div>'
            "</td>"
            for column, cell in enumerate(row)
        )
        return f'<tr style="height:47px">{cells}</tr>'


def body(post: Post, blog: Blog) -> str:
    """Return the body of *post* with ``rcv-block`` markers between its blocks."""
    viewer = Viewer(page=blog.url(post), root=blog.root)
    drawn = (viewer.draw(block) for block in post.body)
    blocks = "".join(
        f'<div data-breakout="normal">{html}</div>'
        f'<div type="{kind}" data-hook="rcv-block{number}"></div>'
        for number, (kind, html) in enumerate(drawn, 1)
    )
    return (
        '<div type="first" data-hook="rcv-block-first"></div>'
        f'<div class="LYSrh">{blocks}</div>'
        '<div type="last" data-hook="rcv-block-last"></div>'
    )


def _align(value: str) -> str:
    return f"text-align:{value}" if value else ""


def _style(css: str) -> str:
    return f' style="{css}"' if css else ""
