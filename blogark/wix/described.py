"""Players of other sites, by the description in the head of their post's page.

Wix makes that description of the first 500 characters of the text, paragraphs joined
without a space. Where the player of another site stands, it has the address of what is
played, which the page's markup leaves out (2 of 10 such players on recorded pages).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from blogark.document import Audio, Document, Embed, Heading, Paragraph, Text
from blogark.wix.gaps import gap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blogark.document import Block, Blocks
    from blogark.wix.body import Body

SOURCE: Final = "description"
_AROUND: Final = 30
"""Characters on either side that have to be the same, or all there are."""
_FEWEST_AFTER: Final = 8
"""Characters; fewer might as well be a part of the address that they end."""


def fill_players(body: Body, description: str) -> Body:
    """Return *body* with the empty players whose address *description* says.

    It does if the address stands between the same words there as in *body*. Without
    one, it is *body*.
    """
    blocks = body.document.blocks
    words = _letters(description)
    filled = tuple(_filled(blocks, place, words) for place in range(len(blocks)))
    known = {new.anchor for old, new in zip(blocks, filled, strict=True) if old != new}
    if not known:
        return body
    return replace(
        body,
        document=Document(filled),
        source=f"{body.source}+{SOURCE}",
        findings=tuple(
            found
            for found in body.findings
            if found.code != "block-empty" or found.detail not in known
        ),
    )


def _filled(blocks: Blocks, place: int, words: str) -> Block:
    block = blocks[place]
    if not isinstance(block, Audio) or not block.anchor or gap(block, "") is None:
        return block
    before = _text_of_next(reversed(blocks[:place]))
    after = _text_of_next(blocks[place + 1 :])
    url = _between(words, before[-_AROUND:], after[:_AROUND])
    return Embed(url=url, anchor=block.anchor) if url else block


def _text_of_next(blocks: Iterable[Block]) -> str:
    """Return the letters of the first block with text, ``""`` if another is nearer."""
    for block in blocks:
        if not isinstance(block, Paragraph | Heading):
            break
        runs = (run.text for run in block.content if isinstance(run, Text))
        if text := _letters("".join(runs)):
            return text
    return ""


def _between(words: str, before: str, after: str) -> str | None:
    """Return the address between *before* and *after*, ``None`` without all three."""
    start = words.find(f"{before}https://")
    end = words.find(after, start + len(before)) if start >= 0 else -1
    if not before or len(after) < _FEWEST_AFTER or end < 0:
        return None
    url = words[start + len(before) : end]
    return url if url.count("://") == 1 else None


def _letters(text: str) -> str:
    return "".join(text.split())
