"""A document as HTML that Ghost's editor understands.

Ghost turns imported HTML into the nodes of its editor and leaves out what it has no
node for: tables, most of all. Such blocks are HTML cards, which it keeps as they are.
"""

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
    List,
    Paragraph,
    Quote,
    Table,
    Video,
)
from blogark.render.basics import Markup
from blogark.render.flow import Layout
from blogark.render.html import HtmlWriter
from blogark.render.html_inline import inline_html
from blogark.walking import linked_anchors
from exports.body import FRAMES, video_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from blogark.document import Block, Blocks
    from blogark.render.basics import Basic


def to_ghost(document: Document, *, anchors: AbstractSet[str] = frozenset()) -> str:
    """Return *document* as HTML; *anchors* are places that other posts link to."""
    writer = _Writer(linked_anchors(document) | anchors)
    return "\n".join(writer.all(document.blocks))


class _Writer:
    def __init__(self, anchors: AbstractSet[str]) -> None:
        self._layout = Layout(anchors)
        self._html = HtmlWriter(anchors)

    def all(self, blocks: Blocks) -> Iterator[str]:
        for run in _runs(blocks):
            if isinstance(run, Video):
                yield _player(run)
                continue
            for turns, shown in self._layout.flow(run, rtl=False):
                for block in shown:
                    html = self._html.block(block, rtl=turns)
                    if turns:
                        yield card(f'<div dir="rtl">{html}</div>')
                    else:
                        yield self._block(block, html)

    def _block(self, block: Basic, html: str) -> str:
        match block:
            case Quote():
                sections = self._layout.flow(block.blocks, rtl=False)
                inner = [basic for _, run in sections for basic in run]
                if len(inner) == 1 and isinstance(inner[0], Paragraph):
                    return f"<blockquote>{inline_html(inner[0].content)}</blockquote>"
                return card(html)
            case List() if not self._is_plain(block):
                return card(html)
            case Table() | Collapsible() | Audio() | Video() | Markup():
                return card(html)
            case Paragraph() | Heading() | Code() | Image() | Divider() | List():
                # Ghost's nodes have no ids of their own but those of headings.
                return card(html) if self._html.id_of(block) else html
            case _:
                assert_never(block)

    def _is_plain(self, block: List) -> bool:
        """Tell whether each item is a line of text, with such lists under it."""
        tight, items = self._layout.items(block, rtl=False)
        return tight and all(
            isinstance(item[0].blocks[0], Paragraph)
            and all(
                isinstance(nested, List) and self._is_plain(nested)
                for nested in item[0].blocks[1:]
            )
            for item in items
            if item
        )


def card(html: str) -> str:
    """Return *html* as a card that Ghost keeps as it is."""
    return f"<!--kg-card-begin: html-->\n{html}\n<!--kg-card-end: html-->"


def _runs(blocks: Blocks) -> Iterator[Video | Blocks]:
    run: list[Block] = []
    for block in blocks:
        if isinstance(block, Video) and video_of(block):
            yield tuple(run)
            run = []
            yield block
        else:
            run.append(block)
    yield tuple(run)


def _player(video: Video) -> str:
    found = video_of(video)
    frame = FRAMES[found[0]](found[1]) if found else ""
    caption = inline_html(video.caption)
    caption = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure class="kg-card kg-embed-card">{frame}{caption}</figure>'
