"""A document as Markdown: CommonMark with the tables and strikethrough of GFM.

HTML stands in it only for what Markdown cannot say. Read back by a CommonMark parser
it gives the text and structure of `to_html`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from blogark.document import (
    Audio,
    Blocks,
    Code,
    Collapsible,
    Divider,
    Document,
    Heading,
    Image,
    List,
    Paragraph,
    Quote,
    Table,
    Video,
)
from blogark.render.basics import Markup
from blogark.render.escape import address, code_text, escape_attribute, one_line
from blogark.render.flow import (
    Flow,
    Layout,
    as_line,
    number_of,
    only_line,
)
from blogark.render.html import HtmlWriter
from blogark.render.html_inline import inline_html
from blogark.render.markdown_escape import destination, escape_label, longest_run
from blogark.render.markdown_inline import line_markdown, paragraph_markdown
from blogark.render.tables import has_spans, split_head
from blogark.walking import linked_anchors

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from blogark.render.basics import Basic

# Neither can be part of a divider, which is ``***``.
_BULLETS = "-+"
_POINTS = ".)"
# `- ---` and text over `---` would be something else; asterisks are always a divider.
_DIVIDER = "***"
_DASHES = re.compile(r"- *- *-[- ]*$", re.MULTILINE)
_LANGUAGE = re.compile(r"[\w+#.-]+")
_BEFORE_BLANK_LINE = re.compile(r"\n(?=[ \t]*\n)")


def to_markdown(document: Document, *, anchors: AbstractSet[str] = frozenset()) -> str:
    """Return *document* as Markdown, ended by one line end unless it is empty.

    *anchors* are places that links from elsewhere lead to.
    """
    writer = _Writer(linked_anchors(document) | anchors)
    markdown = writer.blocks(document.blocks)
    return f"{markdown}\n" if markdown else ""


class _Writer:
    """Writes blocks of one document; *rtl* is said of what is around them."""

    def __init__(self, anchors: AbstractSet[str]) -> None:
        self._anchors = anchors
        self._layout = Layout(anchors)
        self._html = HtmlWriter(anchors)

    def blocks(self, blocks: Blocks, *, rtl: bool = False) -> str:
        return self._flow(self._layout.flow(blocks, rtl=rtl), rtl=rtl)

    def _flow(self, content: Flow, *, rtl: bool) -> str:
        parts: list[str] = []
        for turns, blocks in content:
            inner = self._sequence(blocks, rtl=rtl or turns)
            parts += ['<div dir="rtl">', *inner, "</div>"] if turns else inner
        return "\n\n".join(parts)

    def _sequence(self, blocks: Iterable[Basic], *, rtl: bool) -> list[str]:
        """Return one string a block; lists that adjoin differ in their markers."""
        parts: list[str] = []
        previous: Basic | None = None
        marker = 0
        for block in blocks:
            if isinstance(block, List):
                adjoins = (
                    isinstance(previous, List) and previous.ordered == block.ordered
                )
                marker = 1 - marker if adjoins else 0
                parts.append(self._list(block, marker, rtl=rtl))
            else:
                parts.append(self._block(block, rtl=rtl))
            previous = block
        return parts

    def _block(self, block: Basic, *, rtl: bool) -> str:
        match block:
            case Paragraph():
                return paragraph_markdown(block.content, self._anchor(block))
            case Heading():
                return self._heading(block)
            case List():
                return self._list(block, 0, rtl=rtl)
            case Quote():
                inner = self.blocks(block.blocks, rtl=rtl)
                return self._anchored(block, _prefixed(inner, "> ", "> "))
            case Code():
                return self._anchored(block, _fenced(block))
            case Table():
                return self._table(block, rtl=rtl)
            case Image() if as_line(block) is not None:
                return self._anchor(block) + _image(block)
            case Image() | Video() | Audio() | Markup():
                return self._raw(block, rtl=rtl)
            case Divider():
                return self._anchored(block, _DIVIDER)
            case Collapsible():
                return self._collapsible(block, rtl=rtl)
            case _:
                assert_never(block)

    def _raw(self, block: Basic, *, rtl: bool) -> str:
        """Return *block* as HTML; a blank line, which only code has, would end it."""
        return _BEFORE_BLANK_LINE.sub("&#10;", self._html.block(block, rtl=rtl))

    def _anchor(self, block: Basic) -> str:
        if block.anchor is None or block.anchor not in self._anchors:
            return ""
        return f'<a id="{escape_attribute(block.anchor)}"></a>'

    def _anchored(self, block: Basic, markdown: str) -> str:
        """Return *markdown* with the anchor as a paragraph before it."""
        anchor = self._anchor(block)
        return f"{anchor}\n\n{markdown}" if anchor else markdown

    def _heading(self, heading: Heading) -> str:
        text = line_markdown(heading.content, self._anchor(heading))
        bare = text.rstrip("#")
        if bare != text and bare[-1:] in ("", " "):
            text = f"{bare}\\{text[len(bare) :]}"
        return f"{'#' * min(max(heading.level, 1), 6)} {text}"

    def _list(self, block: List, marker: int, *, rtl: bool) -> str:
        tight, items = self._layout.items(block, rtl=rtl)
        parts: list[str] = []
        for number, item in enumerate(items, number_of(block)):
            sign = f"{number}{_POINTS[marker]}" if block.ordered else _BULLETS[marker]
            inner = self._tight(item, rtl=rtl) if tight else self._flow(item, rtl=rtl)
            parts.append(_item(sign, inner))
        return self._anchored(block, ("\n" if tight else "\n\n").join(parts))

    def _tight(self, item: Flow, *, rtl: bool) -> str:
        return "\n".join(self._sequence(item[0].blocks, rtl=rtl)) if item else ""

    def _table(self, table: Table, *, rtl: bool) -> str:
        rows = self._plain_rows(table, rtl=rtl)
        if rows is None:
            return self._raw(table, rtl=rtl)
        head, *body = (f"| {' | '.join(cells)} |" for cells in rows)
        line = f"|{' --- |' * len(rows[0])}"
        return self._anchored(table, "\n".join([head, line, *body]))

    def _plain_rows(self, table: Table, *, rtl: bool) -> list[list[str]] | None:
        """Return the cells row by row, headers first; None if GFM has no such table.

        It has no spans, no headers but in the first row, and one line in a cell.
        """
        head, body = split_head(table)
        if has_spans(table) or any(cell.header for row in body for cell in row.cells):
            return None
        rows = [] if head else [[""] * len(body[0].cells)]
        for row in (*head, *body):
            cells: list[str] = []
            for cell in row.cells:
                content = self._layout.flow(cell.blocks, rtl=rtl)
                line = only_line(content)
                if content and line is None:
                    return None
                cells.append(self._cell(line))
            rows.append(cells)
        return rows

    def _cell(self, line: Paragraph | Image | None) -> str:
        match line:
            case None:
                return ""
            case Paragraph():
                text = line_markdown(line.content, self._anchor(line))
            case Image():
                text = self._anchor(line) + _image(line)
            case _:
                assert_never(line)
        return text.replace("|", "\\|")

    def _collapsible(self, block: Collapsible, *, rtl: bool) -> str:
        identifier = self._html.id_of(block)
        parts: list[str] = []
        for item in block.items:
            title = inline_html(item.title)
            parts.append(f"<details{identifier}>\n<summary>{title}</summary>")
            inner = self.blocks(item.blocks, rtl=rtl)
            parts += [inner, "</details>"] if inner else ["</details>"]
            identifier = ""
        return "\n\n".join(parts)


def _image(image: Image) -> str:
    alt = escape_label(one_line(image.alt).strip(" "))
    markdown = f"![{alt}]({destination(address(image.url))})"
    link = address(image.link.url) if image.link is not None else ""
    return f"[{markdown}]({destination(link)})" if link else markdown


def _fenced(code: Code) -> str:
    text = code_text(code.text)
    fence = "`" * max(3, longest_run(text) + 1)
    language = code.language or ""
    info = language if _LANGUAGE.fullmatch(language) else ""
    return f"{fence}{info}\n{text}\n{fence}"


def _item(sign: str, markdown: str) -> str:
    """Return a list item; its content begins below if they would make a divider."""
    indent = " " * (len(sign) + 1)
    if _DASHES.match(f"{sign} {markdown}"):
        return f"{sign}\n{_prefixed(markdown, indent, indent)}"
    return _prefixed(markdown, f"{sign} ", indent)


def _prefixed(markdown: str, first: str, rest: str) -> str:
    """Return *markdown* with a prefix for its first line and one for the others."""
    lines = markdown.split("\n")
    prefixed = [f"{first}{lines[0]}", *(f"{rest}{line}" for line in lines[1:])]
    # Code keeps the white space that it ends a line with.
    return "\n".join(
        whole if line else whole.rstrip()
        for whole, line in zip(prefixed, lines, strict=True)
    )
