"""Joins the lines of each stanza of a poem into one paragraph with line breaks.

Wix shows no space between paragraphs: a poem is typed a paragraph a line, and empty
lines part its stanzas. Once those are gone, nothing would tell where a stanza ends.

A poem is two groups of three or more lines at least, with nothing but empty lines
between them, and without a long line. What is typed like one, such as addresses, is
shown like one. Lists that are typed by hand are not.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import msgspec

from blogark.document import LineBreak, Paragraph
from blogark.walking import linked_anchors
from pipelines.cleaning import CleaningPass, change_blocks, plain_text
from pipelines.drop_spacers import is_spacer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogark.document import Block, Blocks, Inline
    from blogark.post import Post

_Kind: TypeAlias = Literal["verse", "spacer", "other"]

_LONGEST_VERSE: Final = 60
"""Characters. The longest in the nine poems of 113 real posts has 54."""
_LIST_ITEM: Final = re.compile(r"\s*(?:[-•*+·‣]|\d+[.)])\s")
_LINES_OF_A_STANZA: Final = 3
_STANZAS_OF_A_POEM: Final = 2


def join_verses(post: Post) -> tuple[Post, int]:
    """Return *post* with the lines of stanzas joined, and how many lines those are.

    The first line of a stanza does not count, and a line that a link leads to is none.
    Spacers are left for ``drop_spacers``.
    """
    linked = linked_anchors(post.document)

    def kind(block: Block) -> _Kind:
        if block.anchor in linked:
            return "other"
        if is_spacer(block):
            return "spacer"
        return "verse" if _is_verse(block) else "other"

    def join(blocks: Blocks) -> tuple[Blocks, int]:
        joined: list[Block] = []
        groups = [(name, tuple(group)) for name, group in groupby(blocks, key=kind)]
        for _, part in groupby(groups, key=lambda group: group[0] == "other"):
            neighbours = list(part)
            stanzas = [lines for name, lines in neighbours if name == "verse"]
            is_poem = _is_poem(stanzas)
            for name, group in neighbours:
                joined += _stanza(group) if is_poem and name == "verse" else group
        return tuple(joined), len(blocks) - len(joined)

    return change_blocks(post, join)


def _is_verse(block: Block) -> bool:
    if not isinstance(block, Paragraph):
        return False
    lines = plain_text(block.content).split("\n")
    return all(
        len(line.strip()) <= _LONGEST_VERSE and not _LIST_ITEM.match(line)
        for line in lines
    )


def _is_poem(stanzas: list[Blocks]) -> bool:
    long_enough = [s for s in stanzas if len(s) >= _LINES_OF_A_STANZA]
    return len(long_enough) >= _STANZAS_OF_A_POEM


def _stanza(lines: Blocks) -> Blocks:
    """Return *lines* as one paragraph; as they are if they do not look alike."""
    verses = [line for line in lines if isinstance(line, Paragraph)]
    if len({(verse.dir, verse.align, verse.indent) for verse in verses}) != 1:
        return lines
    return (msgspec.structs.replace(verses[0], content=tuple(_joined(verses))),)


def _joined(verses: list[Paragraph]) -> Iterator[Inline]:
    for number, verse in enumerate(verses):
        if number:
            yield LineBreak()
        yield from verse.content


class JoinVerses(CleaningPass):
    @staticmethod
    def clean(post: Post) -> tuple[Post, int]:
        return join_verses(post)
