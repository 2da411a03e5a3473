"""Joins numbered lists that go on counting where the one before them stopped.

The editor cuts a list in two when something stands between its items, an empty line
often, and lets the second start at the next number. Once the empty line is gone, they
are one list again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from blogark.document import List
from pipelines.cleaning import CleaningPass, change_blocks

if TYPE_CHECKING:
    from blogark.document import Block, Blocks
    from blogark.post import Post


def join_lists(blocks: Blocks) -> tuple[Blocks, int]:
    """Return *blocks* with adjoining halves of a list joined, and how many were."""
    joined: list[Block] = []
    count = 0
    for block in blocks:
        last = joined[-1] if joined else None
        if isinstance(last, List) and isinstance(block, List) and _goes_on(last, block):
            items = (*last.items, *block.items)
            joined[-1] = msgspec.structs.replace(last, items=items)
            count += 1
        else:
            joined.append(block)
    return (tuple(joined) if count else blocks), count


def _goes_on(first: List, second: List) -> bool:
    return (
        first.ordered
        and second.ordered
        and first.dir == second.dir
        and second.anchor is None
        and second.start == first.start + len(first.items)
    )


class JoinLists(CleaningPass):
    @staticmethod
    def clean(post: Post) -> tuple[Post, int]:
        return change_blocks(post, join_lists)
