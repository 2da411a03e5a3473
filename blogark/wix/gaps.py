"""What a source leaves open: blocks without their content or address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from blogark.document import (
    Audio,
    Button,
    Collapsible,
    Embed,
    File,
    Gallery,
    LinkPreview,
    Video,
)
from blogark.findings import Finding, finding
from blogark.terminal import count

if TYPE_CHECKING:
    from blogark.document import Block


_CAN_BE_OPEN: Final = frozenset(
    {Video, Audio, Embed, Gallery, Button, File, LinkPreview, Collapsible}
)


def gap(block: Block, source: str) -> Finding | None:
    """Return the finding for *block* if *source* leaves it open, else ``None``.

    *source* begins a sentence: ``The page``. The finding's detail is the block's
    anchor.
    """
    if type(block) not in _CAN_BE_OPEN:  # nearly all are text
        return None
    key = block.anchor or ""
    match block:
        case Video(url=None):
            return empty(source, "video", key)
        case Audio(url=None, html=None):
            return empty(source, "audio", key)
        case Embed(url=None, html=None):
            return empty(source, "HTML embed", key)
        case Gallery(items=()):
            return empty(source, "gallery", key)
        case Gallery(complete=False, items=items):
            return finding(
                "gallery-incomplete",
                f"{source} shows {count(len(items), 'item')} of the gallery {key}; it "
                "may have more: compare it with the live page.",
                key,
            )
        case (
            Button(link=None, text=name)
            | File(url=None, name=name)
            | LinkPreview(url=None, title=name)
        ):
            return finding(
                "link-missing",
                f"{source} does not say where “{name}” leads: add the address by hand.",
                key,
            )
        case Collapsible(items=items) if any(not item.blocks for item in items):
            return finding(
                "block-empty",
                f"{source} does not show what is under some titles of the list {key}, "
                "closed as they are: add it by hand.",
                key,
            )
        case _:
            return None


def empty(source: str, what: str, key: str) -> Finding:
    """Return the finding for a block that *source* leaves empty: *what* it is."""
    named = f"{what} {key}" if key else what
    return finding(
        "block-empty",
        f"{source} leaves the {named} empty: a placeholder marks the place, add the "
        "content by hand.",
        key,
    )
