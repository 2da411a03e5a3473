"""Keeps a caption that repeats the alt text once: as the caption.

Wix copies a caption into the alt text of a picture that has none, so the caption is
what the author wrote, and it is on the page for all to read. An alt text that is read
out right before the same words in sight is to be empty (W3C's alt decision tree).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from blogark.document import Gallery, Image
from pipelines.cleaning import (
    CleaningPass,
    change_blocks,
    plain_text,
    same_words,
)

if TYPE_CHECKING:
    from blogark.document import Block, Blocks, Video
    from blogark.post import Media, Post


def drop_repeated_alt(post: Post) -> tuple[Post, int]:
    """Return *post* without alt texts that its captions say, and how many."""
    post, count = change_blocks(post, _drop_in_blocks)
    if not count:
        return post, 0
    return replace(post, media=tuple(map(_drop_in_media, post.media))), count


def _drop_in_blocks(blocks: Blocks) -> tuple[Blocks, int]:
    if not any(isinstance(block, Image | Gallery) for block in blocks):
        return blocks, 0
    changed = tuple(map(_drop_in_block, blocks))
    return changed, _alts(blocks) - _alts(changed)


def _drop_in_block(block: Block) -> Block:
    match block:
        case Image():
            return _drop(block)
        case Gallery():
            return msgspec.structs.replace(
                block, items=tuple(map(_drop_in_item, block.items))
            )
        case _:
            return block


def _drop_in_item(item: Image | Video) -> Image | Video:
    return _drop(item) if isinstance(item, Image) else item


def _drop(image: Image) -> Image:
    if same_words(image.alt, plain_text(image.caption)):
        return msgspec.structs.replace(image, alt="")
    return image


def _alts(blocks: Blocks) -> int:
    """Count the pictures with an alt text that stand in *blocks* themselves."""
    count = 0
    for block in blocks:
        items = block.items if isinstance(block, Gallery) else (block,)
        count += sum(isinstance(item, Image) and bool(item.alt) for item in items)
    return count


def _drop_in_media(media: Media) -> Media:
    return replace(media, alt="") if same_words(media.alt, media.caption) else media


class DropRepeatedAlt(CleaningPass):
    @staticmethod
    def clean(post: Post) -> tuple[Post, int]:
        return drop_repeated_alt(post)
