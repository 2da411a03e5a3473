"""Removes tracking parameters from links; the rest of an address stays as set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from blogark.document import Button, Gallery, Image, LinkPreview, Text
from blogark.tracking import without_tracking
from pipelines.cleaning import LinePass, change_blocks

if TYPE_CHECKING:
    from blogark.document import Block, Blocks, Inline, Inlines, Video
    from blogark.post import Post

_LINKING: Final = (Image, Button, Gallery, LinkPreview)

Linked = TypeVar("Linked", Text, Image, Button)


def _untrack(node: Linked) -> Linked:
    if node.link is None:
        return node
    url = without_tracking(node.link.url)
    if url == node.link.url:
        return node
    link = msgspec.structs.replace(node.link, url=url)
    return msgspec.structs.replace(node, link=link)


def _untrack_inlines(inlines: Inlines) -> tuple[Inlines, int]:
    if not any(isinstance(inline, Text) and inline.link for inline in inlines):
        return inlines, 0
    changed: tuple[Inline, ...] = tuple(
        _untrack(inline) if isinstance(inline, Text) else inline for inline in inlines
    )
    return changed, _differing(inlines, changed)


def _untrack_item(item: Image | Video) -> Image | Video:
    return _untrack(item) if isinstance(item, Image) else item


def _untrack_block(block: Block) -> tuple[Block, int]:
    match block:
        case Image():
            image = _untrack(block)
            return image, int(image is not block)
        case Button():
            button = _untrack(block)
            return button, int(button is not block)
        case Gallery():
            items = tuple(map(_untrack_item, block.items))
            count = _differing(block.items, items)
            return msgspec.structs.replace(block, items=items), count
        case LinkPreview() if block.url is not None:
            url = without_tracking(block.url)
            return msgspec.structs.replace(block, url=url), int(url != block.url)
        case _:
            return block, 0


def _untrack_blocks(blocks: Blocks) -> tuple[Blocks, int]:
    if not any(isinstance(block, _LINKING) for block in blocks):
        return blocks, 0
    changed = [_untrack_block(block) for block in blocks]
    return tuple(block for block, _ in changed), sum(count for _, count in changed)


def _differing(before: tuple[object, ...], after: tuple[object, ...]) -> int:
    return sum(a is not b for a, b in zip(before, after, strict=True))


class DropTracking(LinePass):
    @staticmethod
    def clean_line(line: Inlines) -> tuple[Inlines, int]:
        return _untrack_inlines(line)

    @staticmethod
    def clean_rest(post: Post) -> tuple[Post, int]:
        return change_blocks(post, _untrack_blocks)
