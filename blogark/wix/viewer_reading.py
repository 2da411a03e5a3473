"""From the elements of a body to a `Body`: every source of markup ends here.

A source says where its blocks are and of what kind, if it knows: the viewer's pages
name each kind, older pages, AMP and feeds do not. What comes out of each element is
checked against its kind, and its letters against those of the markup.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

import msgspec
from bs4 import Tag

from blogark.document import (
    Audio,
    Block,
    Blocks,
    Button,
    Code,
    Divider,
    Document,
    Embed,
    File,
    Gallery,
    Heading,
    Image,
    LinkPreview,
    List,
    Paragraph,
    Quote,
    Table,
    Text,
    Unknown,
    Video,
)
from blogark.findings import Finding, finding
from blogark.walking import is_deeper, walk
from blogark.wix.body import Body
from blogark.wix.coverage import lost_words, shown_strings, texts
from blogark.wix.draft_text import plugin_name
from blogark.wix.gaps import empty, gap
from blogark.wix.soup import FLATTENED
from blogark.wix.values import MAX_DEPTH
from blogark.wix.viewer_blocks import read_blocks, unknown
from blogark.wix.viewer_frames import read_app_card, read_collapsible
from blogark.wix.viewer_media import attribute

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WRAPPERS: Final = frozenset({"body", "div", "article", "section", "main"})

_TEXT: Final = (Paragraph, Heading, List, Quote)
# Kind that a marker names → what must come out of it. Others are unknown. Names with
# dashes are of 2019 to 2023: the plugin's, without `wix-draft-plugin-`.
_EXPECTED: Final[dict[str, tuple[type[Block], ...]]] = {
    "paragraph": _TEXT,
    "unstyled": _TEXT,
    "heading": _TEXT,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _TEXT),
    "blockquote": (Quote,),
    "bulleted_list": (List,),
    "ordered_list": (List,),
    "image": (Image,),
    **dict.fromkeys(("gif", "giphy"), (Image, Video)),
    "gallery": (Gallery,),
    **dict.fromkeys(("video", "video-embed"), (Video,)),
    **dict.fromkeys(("audio", "sound-cloud"), (Audio, Embed)),
    "html": (Embed,),
    **dict.fromkeys(("file", "file-upload"), (File,)),
    **dict.fromkeys(("button", "link-button", "action-button"), (Button,)),
    "divider": (Divider,),
    **dict.fromkeys(("table", "wix-rich-content-plugin-table"), (Table,)),
    **dict.fromkeys(("link_preview", "link-preview"), (LinkPreview, Embed)),
    **dict.fromkeys(("code_block", "code-block", "pre"), (Code,)),
}
KINDS: Final = frozenset({"empty-line", *_EXPECTED})
"""Kinds of blocks, as markers name them, that are understood."""

# Kinds that no recorded page has: read as far as their markup is known from Wix's
# source, and no change of the pages if that is not how they look.
_FRAMES: Final = frozenset(
    {"layout", "layout_cell", "card", "smart_block", "smart_block_cell", "toc"}
)
_APPS: Final = frozenset({"app_embed", "app-embed", "vertical-embed"})
_COLLAPSIBLE: Final = frozenset({"collapsible_list", "collapsible-list"})
_DRAWN_LATER: Final = frozenset({"map", "poll", *_APPS, *_COLLAPSIBLE})
_TRIED: Final = _FRAMES | _APPS | _COLLAPSIBLE | {"embed"}

_EMPTY: Final[dict[str, Block]] = {
    **dict.fromkeys(("video", "video-embed"), Video()),
    **dict.fromkeys(("audio", "sound-cloud"), Audio()),
    "html": Embed(),
    "gallery": Gallery(complete=False),
    "divider": Divider(),
}


def blocks_of(fragment: Tag) -> Iterator[tuple[Tag, str]]:
    """Yield each block of a body without markers, its kind not known (``""``).

    The blocks are the children of the first element that is more than a wrapper.
    """
    container = fragment
    while (inner := _only_wrapper(container)) is not None:
        container = inner
    if any(
        not isinstance(node, Tag) and str(node).strip() for node in container.children
    ):
        yield container, ""  # text beside elements: one piece, so that none is missed
        return
    yield from ((child, "") for child in container.children if isinstance(child, Tag))


def _only_wrapper(element: Tag) -> Tag | None:
    inside = [n for n in element.children if isinstance(n, Tag) or str(n).strip()]
    if len(inside) != 1 or not isinstance(only := inside[0], Tag):
        return None
    # A block carries its key, a part of one a hook: neither is a wrapper of blocks.
    hook = attribute(only, "data-hook")
    is_block = attribute(only, "id").startswith("viewer-")
    is_part = hook not in {"", "post-description"}
    return None if only.name not in _WRAPPERS or is_block or is_part else only


def read_elements(
    elements: Iterable[tuple[Tag, str]],
    base_url: str,
    source: str,
    outside: Iterable[str] = (),
) -> Body:
    """Return the body that *elements* make up.

    *elements* come with the kind that the source names for each, ``""`` if it names
    none. *base_url* makes links absolute, *source* is the reader's name. *outside* is
    the text of the body that stands in none of *elements*.
    """
    reading = _Reading(base_url)
    for element, kind in elements:
        reading.read(element, kind)
    reading.check(outside)
    return Body(
        document=Document(tuple(reading.blocks)),
        source=source,
        findings=tuple(reading.findings),
    )


@dataclass(slots=True)
class _Reading:
    """Collects blocks and findings while the body is read from top to bottom."""

    base_url: str
    blocks: list[Block] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def read(self, element: Tag, kind: str) -> None:
        blocks = self._understood(element, kind)
        if lost := lost_words(shown_strings(element.strings), texts(blocks)):
            self._find(
                "text-not-read",
                f"Words of the {kind or 'unmarked'} block {block_key(element)} are not "
                "in what was read: compare it with the live page.",
                lost,
            )
        if FLATTENED in element.attrs:
            self._find(
                "nesting-cut",
                f"The {kind or 'unmarked'} block {block_key(element)} is nested deeper "
                "than any author nests: what is deeper is kept, but not as nested.",
                block_key(element),
            )
        for block in walk(blocks):
            self._report(block, kind)
        self.blocks.extend(blocks)

    def _understood(self, element: Tag, kind: str) -> Blocks:
        key = block_key(element)
        if kind == "empty-line":
            return (Paragraph(anchor=key or None),)
        if (name := plugin_name(kind)) in _TRIED:
            return self._tried(element, name, key) or (
                unknown(element, kind, key or None),
            )
        blocks = self._blocks_in(element, key)
        if kind == "sound-cloud":  # drawn with the same player as a video
            blocks = tuple(_as_audio(block) for block in blocks)
        if not kind:
            return blocks or self._nothing(element, key)
        if any(isinstance(b, _EXPECTED.get(kind, ())) for b in blocks):
            return blocks
        if kind in _EMPTY and all(map(_is_blank, blocks)):
            return (msgspec.structs.replace(_EMPTY[kind], anchor=key or None),)
        return (unknown(element, kind, key or None),)

    def _tried(self, element: Tag, name: str, key: str) -> Blocks:
        """Return a block of a kind that no page was seen with, ``()`` if in vain."""
        block: Block | None = None
        if name in _COLLAPSIBLE:
            block = read_collapsible(
                element, partial(read_blocks, base_url=self.base_url)
            )
        elif name in _APPS:
            block = read_app_card(element, self.base_url)
        if block is not None:
            return (msgspec.structs.replace(block, anchor=key or None),)
        blocks = self._blocks_in(element, key)
        if all(map(_is_blank, blocks)):
            return (Embed(anchor=key or None),) if name == "embed" else ()
        is_player = any(isinstance(b, Embed | Video | Audio) for b in blocks)
        return blocks if name in _FRAMES or (name == "embed" and is_player) else ()

    def _blocks_in(self, element: Tag, key: str) -> Blocks:
        try:
            blocks = tuple(_once(read_blocks([element], self.base_url)))
        except RecursionError:
            blocks = None
        # Lists can be deeper than their markup: items name a level of their own.
        if blocks is None or is_deeper(blocks, MAX_DEPTH):
            return (unknown(element, element.name, key or None),)
        return blocks

    def _nothing(self, element: Tag, key: str) -> Blocks:
        """Keep a block of which the page shows nothing, not even an empty line."""
        if not key:  # a spacer or the like: only blocks have keys
            return ()
        return (unknown(element, "", key),)

    def _report(self, block: Block, kind: str) -> None:
        if isinstance(block, Unknown):
            self.findings.append(_not_known(block, kind))
        elif (reason := gap(block, "The page")) is not None:
            self.findings.append(reason)

    def _find(self, code: str, message: str, detail: str = "") -> None:
        self.findings.append(finding(code, " ".join(message.split()), detail))

    def check(self, outside: Iterable[str]) -> None:
        """Report text that stands outside of every block that was read."""
        if lost := " ".join(" ".join(shown_strings(outside)).split()):
            self._find(
                "text-not-read",
                "Words between the blocks of the body are not in what was read: "
                "compare the post with the live page.",
                lost,
            )


def _not_known(block: Unknown, kind: str) -> Finding:
    name, key = kind or block.kind, block.anchor or ""
    if not block.text and (not kind or plugin_name(kind) in _DRAWN_LATER):
        return empty("The page", name or "block", key)
    where = f"{name} block {key}".strip()
    return finding(
        "block-unknown",
        f"The {where} is of a kind that Blogark does not know: its text is kept, check "
        "it against the live page.",
        key,
    )


def _is_blank(block: Block) -> bool:
    return isinstance(block, Paragraph) and not any(
        run.text.strip() for run in block.content if isinstance(run, Text)
    )


def _once(blocks: Iterable[Block]) -> Iterator[Block]:
    """Leave out a picture that repeats the one before: a preview is the same file."""
    last = None
    for block in blocks:
        url = block.url if isinstance(block, Image) else None
        if url is None or url != last:
            yield block
        last = url


def _as_audio(block: Block) -> Block:
    if isinstance(block, Video):
        return Audio(url=block.url, anchor=block.anchor)
    return block


def block_key(element: Tag) -> str:
    """Return the block's key, ``viewer-<key>``: on the element or just inside it."""
    if own := attribute(element, "id"):
        return own
    inner = (attribute(d, "id") for d in element.descendants if isinstance(d, Tag))
    return next((key for key in inner if key.startswith("viewer-")), "")
