"""What HTML and Markdown agree on: which blocks show, how they group, what is tight.

All renderers go through `Layout`, so that they cannot differ in any of this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from blogark.document import (
    Audio,
    Blocks,
    Collapsible,
    Heading,
    Image,
    List,
    Paragraph,
    Quote,
    Table,
    Video,
)
from blogark.render.basics import Basic, basics
from blogark.render.runs import has_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from blogark.document import Block


class Section(NamedTuple):
    """Consecutive blocks of one direction."""

    turns: bool
    """Whether they run from right to left and what is around them does not."""
    blocks: list[Basic]


Flow: TypeAlias = list[Section]


class Layout:
    """Says what is to be written for the blocks of one document."""

    def __init__(self, anchors: AbstractSet[str]) -> None:
        """Show what one of *anchors* stands at, even if it is empty."""
        self._anchors = anchors
        # Each quote is looked into once, however many others it stands in. With the
        # quote, which must not make room for another with the same id.
        self._quotes: dict[int, tuple[Quote, bool]] = {}

    def flow(self, blocks: Blocks, *, rtl: bool) -> Flow:
        """Return what is to be written for *blocks*, in sections of one direction.

        *rtl* says that what is around them runs from right to left already; so does all
        within it then. A block without a direction of its own follows the one before.
        """
        sections: Flow = []
        turns = False
        for block in blocks:
            shown = list(self._shown(block))
            if not shown:
                continue
            if not rtl and isinstance(
                block, Paragraph | Heading | List | Quote | Table | Collapsible
            ):
                turns = block.dir == "rtl"
            if sections and sections[-1].turns == turns:
                sections[-1].blocks.extend(shown)
            else:
                sections.append(Section(turns, shown))
        return sections

    def items(self, block: List, *, rtl: bool) -> tuple[bool, list[Flow]]:
        """Return whether *block* is tight, and the content of each item.

        In a tight list no item needs a paragraph: each is a line or a figure, and lists
        may follow the line.
        """
        items = [self.flow(item.blocks, rtl=rtl) for item in block.items]
        return all(self._is_tight(item, rtl=rtl) for item in items), items

    def _shown(self, block: Block) -> Iterator[Basic]:
        """Yield *block* but for what shows nothing and no link leads to."""
        for basic in basics(block):
            if not self._is_empty(basic):
                yield basic
            elif basic.anchor in self._anchors:
                yield Paragraph(anchor=basic.anchor)

    def _is_empty(self, block: Basic) -> bool:
        match block:
            case Paragraph() | Heading():
                return not has_text(block.content)
            case List() | Collapsible():
                return not block.items
            case Quote():
                return self._is_empty_quote(block)
            case Table():
                return not any(row.cells for row in block.rows)
            case _:
                return False

    def _is_empty_quote(self, quote: Quote) -> bool:
        if (known := self._quotes.get(id(quote))) is not None:
            return known[1]
        is_empty = not any(True for block in quote.blocks for _ in self._shown(block))
        self._quotes[id(quote)] = quote, is_empty
        return is_empty

    def _is_tight(self, item: Flow, *, rtl: bool) -> bool:
        if not item:
            return True
        if len(item) > 1 or item[0].turns:
            return False
        first, *rest = item[0].blocks
        if as_line(first) is None:
            if isinstance(first, Image | Video | Audio):
                return not rest
            rest = item[0].blocks
        return all(
            isinstance(block, List) and self._follows_line(block, rtl=rtl)
            for block in rest
        )

    def _follows_line(self, block: List, *, rtl: bool) -> bool:
        """Whether Markdown lets the list begin without a blank line before it."""
        first = self.flow(block.items[0].blocks, rtl=rtl)
        return (
            block.anchor not in self._anchors
            and (not block.ordered or number_of(block) == 1)
            and bool(first)
            and not isinstance(first[0].blocks[0], List)
        )


def as_line(block: Basic) -> Paragraph | Image | None:
    """Return *block* if it is a line of text, or a picture that stands in one."""
    match block:
        case Paragraph():
            return block
        case Image() if not has_text(block.caption):
            return block
        case _:
            return None


def only_line(content: Flow) -> Paragraph | Image | None:
    """Return the line that is all of *content*, if there is just one."""
    if len(content) == 1 and not content[0].turns and len(content[0].blocks) == 1:
        return as_line(content[0].blocks[0])
    return None


def number_of(block: List) -> int:
    """Return the first item's number: 1 if Markdown's nine digits cannot say it."""
    return block.start if 0 <= block.start < 10**9 - len(block.items) else 1
