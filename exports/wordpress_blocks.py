"""A document as WordPress's block editor stores it.

Each block is HTML between comments that name it. The HTML must be what the editor
itself would save, or it offers to repair the block; shapes are those of WordPress 6.4
and later. What the editor has no block for is a block of custom HTML, which it keeps
as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias, assert_never

from blogark.document import (
    Audio,
    Button,
    Code,
    Collapsible,
    Divider,
    Document,
    Gallery,
    Heading,
    Image,
    List,
    Paragraph,
    Quote,
    Table,
    Video,
)
from blogark.render.basics import Markup
from blogark.render.escape import address, escape_text
from blogark.render.flow import Layout, number_of, only_line
from blogark.render.html import HtmlWriter
from blogark.render.html_inline import attributes, image_html, inline_html
from blogark.render.runs import has_text
from blogark.render.tables import has_spans, split_head
from blogark.walking import linked_anchors
from exports.wordpress_leaves import (
    audio_block,
    button_block,
    heading_block,
    image_block,
    player_block,
    player_site,
    video_block,
    wrapped,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from blogark.document import Block, Blocks, Cell, Row
    from blogark.render.basics import Basic

_Special: TypeAlias = Gallery | Button | Video
"""What the editor has a block for that plain HTML has not."""
# WordPress runs these wherever they stand; text that looks like one must not.
_SHORTCODE: Final = re.compile(
    r"\[(?=/?(?:audio|caption|embed|gallery|playlist|video|wp_caption)\b)"
)


def to_blocks(document: Document, *, anchors: AbstractSet[str] = frozenset()) -> str:
    """Return *document* as blocks; *anchors* are places that other posts link to."""
    writer = _Writer(linked_anchors(document) | anchors)
    return without_shortcodes(writer.blocks(document.blocks))


def without_shortcodes(html: str) -> str:
    """Return *html* with what WordPress would take for its own shortcodes as text."""
    return _SHORTCODE.sub("&#91;", html)


class _Writer:
    def __init__(self, anchors: AbstractSet[str]) -> None:
        self._anchors = anchors
        self._layout = Layout(anchors)
        self._html = HtmlWriter(anchors)

    def blocks(self, blocks: Blocks, *, rtl: bool = False) -> str:
        return "\n\n".join(self._all(blocks, rtl=rtl))

    def _all(self, blocks: Blocks, *, rtl: bool) -> Iterator[str]:
        for run in _runs(blocks):
            if not isinstance(run, tuple):
                yield self._special(run)
                continue
            for turns, shown in self._layout.flow(run, rtl=rtl):
                for block in shown:
                    yield self._turned(block) if turns else self._block(block, rtl=rtl)

    def _turned(self, block: Basic) -> str:
        if isinstance(block, Paragraph):
            text = inline_html(block.content)
            html = f'<p{self._html.id_of(block)} dir="rtl">{text}</p>'
            return wrapped("paragraph", html, direction="rtl")
        return wrapped(
            "html", f'<div dir="rtl">{self._html.block(block, rtl=True)}</div>'
        )

    def _special(self, block: _Special) -> str:
        is_linked = block.anchor is not None and block.anchor in self._anchors
        anchor = attributes(id=block.anchor) if is_linked else ""
        match block:
            case Gallery():
                return self._gallery(block, anchor)
            case Button():
                return button_block(block, anchor)
            case Video():
                return player_block(block, anchor)
            case _:
                assert_never(block)

    def _block(self, block: Basic, *, rtl: bool) -> str:
        anchor = self._html.id_of(block)
        match block:
            case Paragraph():
                text = inline_html(block.content) if has_text(block.content) else ""
                return wrapped("paragraph", f"<p{anchor}>{text}</p>")
            case Heading():
                return heading_block(block, anchor)
            case List():
                return self._list(block, rtl=rtl)
            case Quote():
                inner = self.blocks(block.blocks, rtl=rtl)
                html = (
                    f'<blockquote{anchor} class="wp-block-quote">{inner}</blockquote>'
                )
                return wrapped("quote", html)
            case Code():
                html = (
                    f'<pre{anchor} class="wp-block-code"><code>'
                    f"{escape_text(block.text)}</code></pre>"
                )
                return wrapped("code", html)
            case Table():
                return self._table(block, rtl=rtl)
            case Image():
                return image_block(block, anchor)
            case Video():
                return video_block(block, anchor)
            case Audio():
                return audio_block(block, anchor)
            case Divider():
                css = "wp-block-separator has-alpha-channel-opacity"
                return wrapped("separator", f'<hr{anchor} class="{css}"/>')
            case Collapsible():
                return self._collapsible(block, rtl=rtl)
            case Markup():
                return wrapped("html", self._html.block(block, rtl=rtl))
            case _:
                assert_never(block)

    def _list(self, block: List, *, rtl: bool) -> str:
        """Return a list whose items are lines, with lists in them; else custom HTML."""
        if not self._is_plain(block, rtl=rtl):
            return wrapped("html", self._html.block(block, rtl=rtl))
        return self._plain_list(block, rtl=rtl)

    def _plain_list(self, block: List, *, rtl: bool) -> str:
        _, items = self._layout.items(block, rtl=rtl)
        lines: list[str] = []
        for item in items:
            first, *nested = item[0].blocks if item else (Paragraph(),)
            content = first.content if isinstance(first, Paragraph) else ()
            inner = "".join(
                self._plain_list(each, rtl=rtl)
                for each in nested
                if isinstance(each, List)
            )
            anchor = self._html.id_of(first)
            html = f"<li{anchor}>{inline_html(content)}{inner}</li>"
            lines.append(wrapped("list-item", html))
        tag = "ol" if block.ordered else "ul"
        start = number_of(block) if block.ordered else 1
        number = attributes(start=start if start != 1 else None)
        anchor = self._html.id_of(block)
        html = (
            f'<{tag}{anchor}{number} class="wp-block-list">'
            + "\n\n".join(lines)
            + f"</{tag}>"
        )
        values: dict[str, object] = {"ordered": True} if block.ordered else {}
        if start != 1:
            values["start"] = start
        return wrapped("list", html, **values)

    def _is_plain(self, block: List, *, rtl: bool) -> bool:
        tight, items = self._layout.items(block, rtl=rtl)
        return tight and all(
            isinstance(item[0].blocks[0], Paragraph)
            and all(
                isinstance(nested, List) and self._is_plain(nested, rtl=rtl)
                for nested in item[0].blocks[1:]
            )
            for item in items
            if item
        )

    def _table(self, table: Table, *, rtl: bool) -> str:
        cells = [cell for row in table.rows for cell in row.cells]
        lines = [only_line(self._layout.flow(cell.blocks, rtl=rtl)) for cell in cells]
        are_plain = all(  # a cell of WordPress's block can be no place to link to
            not cell.blocks if line is None else not self._html.id_of(line)
            for line, cell in zip(lines, cells, strict=True)
        )
        if has_spans(table) or not are_plain:
            return wrapped("html", self._html.block(table, rtl=rtl))
        head, body = split_head(table)
        parts = [
            f"<{tag}>{''.join(self._row(row, rtl=rtl) for row in rows)}</{tag}>"
            for tag, rows in (("thead", head), ("tbody", body))
            if rows
        ]
        anchor = self._html.id_of(table)
        html = (
            f'<figure{anchor} class="wp-block-table"><table>{"".join(parts)}</table>'
            "</figure>"
        )
        # False by name, because the default changed from no to yes in WordPress 6.6.
        return wrapped("table", html, hasFixedLayout=False)

    def _row(self, row: Row, *, rtl: bool) -> str:
        return f"<tr>{''.join(self._cell(cell, rtl=rtl) for cell in row.cells)}</tr>"

    def _cell(self, cell: Cell, *, rtl: bool) -> str:
        tag = "th" if cell.header else "td"
        line = only_line(self._layout.flow(cell.blocks, rtl=rtl))
        match line:
            case Paragraph():
                text = inline_html(line.content)
            case Image():
                text = image_html(line)
            case None:
                text = ""
            case _:
                assert_never(line)
        return f"<{tag}>{text}</{tag}>"

    def _gallery(self, gallery: Gallery, anchor: str) -> str:
        pictures = [each for each in gallery.items if isinstance(each, Image)]
        others = tuple(each for each in gallery.items if not isinstance(each, Image))
        inner = "\n\n".join(image_block(picture, "") for picture in pictures)
        css = "wp-block-gallery has-nested-images columns-default is-cropped"
        html = f'<figure{anchor} class="{css}">{inner}</figure>'
        shown = [wrapped("gallery", html, linkTo="none")] if pictures else []
        return "\n\n".join([*shown, *self._all(others, rtl=False)])

    def _collapsible(self, block: Collapsible, *, rtl: bool) -> str:
        parts: list[str] = []
        anchor = self._html.id_of(block)
        for item in block.items:
            title = f"<summary>{inline_html(item.title)}</summary>"
            inner = self.blocks(item.blocks, rtl=rtl)
            html = f'<details{anchor} class="wp-block-details">{title}{inner}</details>'
            parts.append(wrapped("details", html))
            anchor = ""
        return "\n\n".join(parts)


def _runs(blocks: Blocks) -> Iterator[_Special | Blocks]:
    """Yield what only the editor has a block for, and the blocks between."""
    run: list[Block] = []
    for block in blocks:
        if (special := _special_of(block)) is None:
            run.append(block)
            continue
        yield tuple(run)
        run = []
        yield special
    yield tuple(run)


def _special_of(block: Block) -> _Special | None:
    match block:
        case Gallery() if any(isinstance(i, Image) and i.url for i in block.items):
            return block
        case Button() if block.text.strip() and block.link and address(block.link.url):
            return block
        case Video() if player_site(block):
            return block
        case _:
            return None
