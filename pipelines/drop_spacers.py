"""Drops paragraphs, headings and containers that show nothing.

A third of the blocks of Wix posts are empty lines, put in because the editor has no
space between paragraphs. A spacer that a link leads to stays. So do empty cells and
list items: they have a place in a grid or a number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogark.document import Heading, LineBreak, List, Paragraph, Quote
from blogark.walking import linked_anchors
from pipelines.cleaning import CleaningPass, change_blocks

if TYPE_CHECKING:
    from blogark.document import Block, Blocks, Inline
    from blogark.post import Post


def is_spacer(block: Block) -> bool:
    """Whether *block* shows nothing; what is inside it has been cleaned already."""
    match block:
        case Paragraph() | Heading():
            return all(map(_is_blank, block.content))
        case Quote():
            return not block.blocks
        case List():
            return not any(item.blocks for item in block.items)
        case _:
            return False


def _is_blank(inline: Inline) -> bool:
    return isinstance(inline, LineBreak) or not inline.text.strip()


def drop_spacers(post: Post) -> tuple[Post, int]:
    """Return *post* without spacers, and how many there were."""
    linked = linked_anchors(post.document)

    def drop(blocks: Blocks) -> tuple[Blocks, int]:
        kept = tuple(b for b in blocks if b.anchor in linked or not is_spacer(b))
        return kept, len(blocks) - len(kept)

    return change_blocks(post, drop)


class DropSpacers(CleaningPass):
    @staticmethod
    def clean(post: Post) -> tuple[Post, int]:
        return drop_spacers(post)
