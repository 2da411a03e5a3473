"""A document as clean, semantic HTML: no class, style, wrapper or script."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from blogark.document import (
    Audio,
    Code,
    Collapsible,
    Divider,
    Document,
    Heading,
    Image,
    Link,
    List,
    Paragraph,
    Quote,
    Table,
    Text,
    Video,
)
from blogark.render.basics import Markup
from blogark.render.escape import address, code_text, escape_text
from blogark.render.flow import (
    Flow,
    Layout,
    as_line,
    number_of,
    only_line,
)
from blogark.render.html_inline import (
    attributes,
    image_html,
    inline_html,
    linked_html,
)
from blogark.render.runs import has_text
from blogark.render.tables import split_head
from blogark.walking import linked_anchors

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from blogark.document import Blocks, Cell, Row
    from blogark.render.basics import Basic


def to_html(document: Document, *, anchors: AbstractSet[str] = frozenset()) -> str:
    """Return *document* as HTML, a block a line; `to_markdown` says the same.

    Colours, alignment and indentation stay in the tree. A block has an ``id`` only if
    a link of the document leads to it, or it is one of *anchors*, which links from
    elsewhere lead to.
    """
    return HtmlWriter(linked_anchors(document) | anchors).blocks(document.blocks)


class HtmlWriter:
    """Writes blocks of one document."""

    def __init__(self, anchors: AbstractSet[str]) -> None:
        """Write an ``id`` for each of *anchors*."""
        self._anchors = anchors
        self._layout = Layout(anchors)

    def blocks(self, blocks: Blocks, *, rtl: bool = False) -> str:
        """Return *blocks*, a block a line; *rtl*: inside of a right-to-left block."""
        return self._flow(self._layout.flow(blocks, rtl=rtl), rtl=rtl)

    def _flow(self, content: Flow, *, rtl: bool) -> str:
        parts: list[str] = []
        for turns, blocks in content:
            lines = [self.block(block, rtl=rtl or turns) for block in blocks]
            parts += ['<div dir="rtl">', *lines, "</div>"] if turns else lines
        return "\n".join(parts)

    def block(self, block: Basic, *, rtl: bool) -> str:
        """Return one block."""
        anchor = self.id_of(block)
        match block:
            case Paragraph():
                return f"<p{anchor}>{self._line(block)}</p>"
            case Heading():
                tag = f"h{min(max(block.level, 1), 6)}"
                return f"<{tag}{anchor}>{inline_html(block.content)}</{tag}>"
            case List():
                return self._list(block, rtl=rtl)
            case Quote():
                inner = self.blocks(block.blocks, rtl=rtl)
                return f"<blockquote{anchor}>\n{inner}\n</blockquote>"
            case Code():
                text = escape_text(code_text(block.text))
                return f"<pre{anchor}><code>{text}\n</code></pre>"
            case Table():
                return self._table(block, rtl=rtl)
            case Image():
                if as_line(block) is not None:
                    return f"<p{anchor}>{image_html(block)}</p>"
                return _figure(anchor, image_html(block), inline_html(block.caption))
            case Video():
                return _figure(anchor, _video(block), inline_html(block.caption))
            case Audio():
                audio = f"<audio controls{attributes(src=address(block.url))}></audio>"
                title = " — ".join(filter(None, (block.title, block.author)))
                return _figure(anchor, audio, inline_html((Text(title),)))
            case Divider():
                return f"<hr{anchor}>"
            case Collapsible():
                return self._collapsible(block, rtl=rtl)
            case Markup():
                return f"<div{anchor}>{block.html}</div>"
            case _:
                assert_never(block)

    def id_of(self, block: Basic) -> str:
        """Return the ``id`` attribute of *block* if a link leads to it."""
        if block.anchor is None or block.anchor not in self._anchors:
            return ""
        return attributes(id=block.anchor)

    def _line(self, line: Paragraph | Image) -> str:
        match line:
            case Paragraph():
                return inline_html(line.content) if has_text(line.content) else ""
            case Image():
                return image_html(line)
            case _:
                assert_never(line)

    def _list(self, block: List, *, rtl: bool) -> str:
        tag = "ol" if block.ordered else "ul"
        tight, items = self._layout.items(block, rtl=rtl)
        write = self._tight_item if tight else self._loose_item
        lines = "\n".join(write(item, rtl=rtl) for item in items)
        first = number_of(block) if block.ordered else 1
        start = attributes(start=first if first != 1 else None)
        return f"<{tag}{self.id_of(block)}{start}>\n{lines}\n</{tag}>"

    def _tight_item(self, item: Flow, *, rtl: bool) -> str:
        if not item:
            return "<li></li>"
        first, *rest = item[0].blocks
        line = as_line(first)
        if line is None:
            return self._loose_item(item, rtl=rtl)
        lines = "".join(f"\n{self.block(block, rtl=rtl)}" for block in rest)
        end = "\n" if lines else ""
        return f"<li{self.id_of(first)}>{self._line(line)}{lines}{end}</li>"

    def _loose_item(self, item: Flow, *, rtl: bool) -> str:
        return f"<li>\n{self._flow(item, rtl=rtl)}\n</li>" if item else "<li></li>"

    def _table(self, table: Table, *, rtl: bool) -> str:
        head, body = split_head(table)
        parts = [f"<table{self.id_of(table)}>"]
        for tag, rows in ("thead", head), ("tbody", body):
            if rows:
                parts += [f"<{tag}>", *self._rows(rows, rtl=rtl), f"</{tag}>"]
        return "\n".join([*parts, "</table>"])

    def _rows(self, rows: Sequence[Row], *, rtl: bool) -> Iterator[str]:
        for row in rows:
            cells = "".join(self._cell(cell, rtl=rtl) for cell in row.cells)
            yield f"<tr>{cells}</tr>"

    def _cell(self, cell: Cell, *, rtl: bool) -> str:
        tag = "th" if cell.header else "td"
        spans = attributes(
            colspan=cell.colspan if cell.colspan > 1 else None,
            rowspan=cell.rowspan if cell.rowspan > 1 else None,
        )
        content = self._layout.flow(cell.blocks, rtl=rtl)
        line = only_line(content)
        if line is not None:
            return f"<{tag}{self.id_of(line)}{spans}>{self._line(line)}</{tag}>"
        return f"<{tag}{spans}>{self._flow(content, rtl=rtl)}</{tag}>"

    def _collapsible(self, block: Collapsible, *, rtl: bool) -> str:
        anchor = self.id_of(block)
        parts: list[str] = []
        for item in block.items:
            parts.append(f"<details{anchor}>")
            parts.append(f"<summary>{inline_html(item.title)}</summary>")
            inner = self.blocks(item.blocks, rtl=rtl)
            parts += [inner, "</details>"] if inner else ["</details>"]
            anchor = ""
        return "\n".join(parts)


def _figure(anchor: str, content: str, caption: str) -> str:
    if caption:
        caption = f"<figcaption>{caption}</figcaption>"
    return f"<figure{anchor}>{content}{caption}</figure>"


def _video(video: Video) -> str:
    url = address(video.url)
    if video.provider is not None:
        return linked_html(escape_text(url), Link(url=url))
    values = attributes(
        src=url, poster=address(video.poster), width=video.width, height=video.height
    )
    return f"<video controls{values}></video>"
