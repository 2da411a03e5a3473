"""Takes the bold off headings that are bold from end to end: headings are bold anyway.

Authors make a theme's light headings bold; elsewhere it is ``### **Heading**``. A
heading with a bold word in it keeps it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from blogark.document import Heading, Text
from pipelines.cleaning import CleaningPass, change_blocks

if TYPE_CHECKING:
    from blogark.document import Block, Blocks, Inline
    from blogark.post import Post


def drop_heading_bold(blocks: Blocks) -> tuple[Blocks, int]:
    """Return *blocks* without headings all in bold, and how many those were."""
    count = sum(map(_is_all_bold, blocks))
    return (tuple(map(_plain, blocks)) if count else blocks), count


def _is_all_bold(block: Block) -> bool:
    if not isinstance(block, Heading):
        return False
    runs = [run for run in block.content if isinstance(run, Text)]
    words = [run for run in runs if run.text.strip()]
    return bool(words) and all(run.style.bold for run in words)


def _plain(block: Block) -> Block:
    if not isinstance(block, Heading) or not _is_all_bold(block):
        return block
    return msgspec.structs.replace(block, content=tuple(map(_light, block.content)))


def _light(inline: Inline) -> Inline:
    if not isinstance(inline, Text) or not inline.style.bold:
        return inline
    style = msgspec.structs.replace(inline.style, bold=False)
    return msgspec.structs.replace(inline, style=style)


class DropHeadingBold(CleaningPass):
    @staticmethod
    def clean(post: Post) -> tuple[Post, int]:
        return change_blocks(post, drop_heading_bold)
