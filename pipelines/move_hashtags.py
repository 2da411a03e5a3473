"""Moves lines of hashtags from the body into ``post.hashtags``.

A paragraph of nothing but hashtags is metadata that was typed into the text. One that
is linked to something else than the blog's own hashtag page stays: the link would be
lost. Hashtags inside a sentence stay where they are, and are listed as well.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from unicodedata import category

from blogark.document import Document, LineBreak, Paragraph
from blogark.walking import inlines, linked_anchors, walk
from pipelines.cleaning import CleaningPass, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blogark.document import Block, Blocks, Inline, Inlines
    from blogark.post import Post

# Plain or full-width (U+FF03). Not the fragment of an address, a character reference
# or the end of a word ("C#").
_HASH: Final = re.compile(r"(?<![\w&/#\uff03])[#\uff03](?=\w)")
_SEPARATORS: Final = frozenset(",;·|•")


def hashtags(text: str) -> list[str]:
    """Return the hashtags in *text* without their ``#``; numbers (``#1``) are none."""
    return [text[start + 1 : end] for start, end in _spans(text)]


def is_hashtag_line(content: Inlines) -> bool:
    """Whether *content* is hashtags and nothing else that would be lost."""
    if not all(map(_may_go, content)):
        return False
    text = plain_text(content)
    spans = _spans(text)
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    between = "".join(text[a:b] for a, b in zip(ends, starts, strict=True))
    return bool(spans) and all(c.isspace() or c in _SEPARATORS for c in between)


def move_hashtags(post: Post) -> tuple[Post, int]:
    """Return *post* with its hashtags listed and without lines of hashtags.

    The count is that of the lines plus that of the hashtags that were not listed yet,
    or not as the text spells them: Wix's own lists have small letters only.
    """
    blocks = post.document.blocks
    tags = _distinct(post.hashtags, list(_all_tags(blocks)))
    if not tags:
        return post, 0
    linked = linked_anchors(post.document)
    kept = tuple(block for block in blocks if not _is_spare(block, linked))
    count = len(blocks) - len(kept) + len({*tags} - {*post.hashtags})
    if not count:
        return post, 0
    return replace(post, hashtags=tags, document=Document(kept)), count


def _is_spare(block: Block, linked: frozenset[str]) -> bool:
    return (
        isinstance(block, Paragraph)
        and block.anchor not in linked
        and is_hashtag_line(block.content)
    )


def _all_tags(blocks: Blocks) -> Iterator[str]:
    for block in walk(blocks):
        for content in inlines(block):
            text = plain_text(content)
            if "#" in text or "\uff03" in text:  # few have one
                yield from hashtags(text)


def _may_go(inline: Inline) -> bool:
    return (
        isinstance(inline, LineBreak)
        or inline.link is None
        or inline.link.kind == "hashtag"
    )


def _distinct(listed: Sequence[str], in_text: Sequence[str]) -> tuple[str, ...]:
    """Return each hashtag once, the listed ones first, as the text first spells it."""
    order = dict.fromkeys(tag.casefold() for tag in [*listed, *in_text])
    spelled = {tag.casefold(): tag for tag in [*listed, *reversed(in_text)]}
    return tuple(spelled[tag] for tag in order)


def _spans(text: str) -> list[tuple[int, int]]:
    found = ((m.start(), _tag_end(text, m.end())) for m in _HASH.finditer(text))
    return [(start, end) for start, end in found if not text[start + 1 : end].isdigit()]


def _tag_end(text: str, start: int) -> int:
    end = start
    while end < len(text) and (text[end] == "_" or category(text[end])[0] in "LMN"):
        end += 1
    return end


class MoveHashtags(CleaningPass):
    @staticmethod
    def clean(post: Post) -> tuple[Post, int]:
        return move_hashtags(post)
