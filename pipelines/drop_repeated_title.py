"""Drops a first heading that says the title again.

First means that no words come before it; pictures may. A heading that is linked, or
that a link leads to, stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogark.document import Divider, Gallery, Heading, Image, Paragraph, Text, Video
from blogark.walking import linked_anchors
from pipelines.cleaning import (
    CleaningPass,
    plain_text,
    same_words,
    with_blocks,
)
from pipelines.drop_spacers import is_spacer

if TYPE_CHECKING:
    from blogark.document import Block
    from blogark.post import Post


def drop_repeated_title(post: Post) -> tuple[Post, int]:
    """Return *post* without headings at its start that repeat its title."""
    blocks = post.document.blocks
    kept: list[Block] = []
    for at, block in enumerate(blocks):
        if _repeats(block, post):
            continue
        kept.append(block)
        if not _is_wordless(block):
            kept.extend(blocks[at + 1 :])
            break
    return with_blocks(post, tuple(kept), len(blocks) - len(kept))


def _repeats(block: Block, post: Post) -> bool:
    return (
        isinstance(block, Heading)
        and same_words(plain_text(block.content), post.title)
        and not any(isinstance(i, Text) and i.link for i in block.content)
        and block.anchor not in linked_anchors(post.document)
    )


def _is_wordless(block: Block) -> bool:
    match block:
        case Image() | Video():
            return not block.caption
        case Gallery() | Divider():
            return True
        case Paragraph():
            return is_spacer(block)
        case _:
            return False


class DropRepeatedTitle(CleaningPass):
    @staticmethod
    def clean(post: Post) -> tuple[Post, int]:
        return drop_repeated_title(post)
