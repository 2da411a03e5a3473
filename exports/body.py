"""Bodies as the target reads them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

import msgspec

from blogark.document import Document, Embed, Paragraph, Text, Video
from blogark.render.embeds import embedded, page_of
from blogark.render.markdown import to_markdown
from blogark.walking import map_blocks, map_inlines, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from blogark.document import Block, Blocks, Inlines

Player: TypeAlias = "Callable[[str], str]"
"""From a video's id to the markup that plays it."""

_TOKEN: Final = re.compile("\ue000(\\d+)\ue001")
_VIDEOS: Final = (
    ("youtube", re.compile(r"youtube\.com/watch\?(?:[^#]*&)?v=([\w-]{11})")),
    ("youtube", re.compile(r"youtu\.be/([\w-]{11})")),
    ("vimeo", re.compile(r"vimeo\.com/(\d+)")),
)


BodyWriter: TypeAlias = "Callable[[Document, AbstractSet[str], Snippets], str]"
"""Writes a document, with the anchors that links from elsewhere lead to."""


def common_mark(
    document: Document, anchors: AbstractSet[str], _snippets: Snippets
) -> str:
    return to_markdown(document, anchors=anchors)


class Snippets:
    """Pieces of a target's own markup, which no renderer may change.

    While a document is written, a token of two private-use characters and a number
    stands for each.
    """

    def __init__(self) -> None:
        self._markup: list[str] = []

    def token(self, markup: str) -> str:
        self._markup.append(markup)
        return f"\ue000{len(self._markup) - 1}\ue001"

    def fill(self, text: str) -> str:
        """Return *text* with the markup in the place of its tokens."""
        return _TOKEN.sub(self._filled, text) if self._markup else text

    def _filled(self, found: re.Match[str]) -> str:
        number = int(found[1])
        return self._markup[number] if number < len(self._markup) else found[0]


def frame(address: str) -> str:
    """Return a frame that plays the video at *address*."""
    return (
        f'<iframe src="{address}" title="Video" width="560" height="315" '
        'loading="lazy" allowfullscreen></iframe>'
    )


FRAMES: Final[Mapping[str, Player]] = {
    "youtube": lambda found: frame(f"https://www.youtube-nocookie.com/embed/{found}"),
    "vimeo": lambda found: frame(f"https://player.vimeo.com/video/{found}"),
}


def prepared(
    document: Document,
    snippets: Snippets,
    players: Mapping[str, Player],
    *,
    plain: bool,
) -> Document:
    """Return *document* with players for videos of the sites in *players*.

    With *plain*, without styles that Markdown has no word for.
    """
    blocks = map_inlines(document.blocks, _plain) if plain else document.blocks
    if not players or not any(isinstance(b, Video | Embed) for b in walk(blocks)):
        return Document(blocks)

    def played(sequence: Blocks) -> Iterator[Block]:
        for block in sequence:
            yield from _played(block, snippets, players)

    return Document(map_blocks(blocks, played))


def _played(
    block: Block, snippets: Snippets, players: Mapping[str, Player]
) -> Iterator[Block]:
    found = video_of(block) if isinstance(block, Video | Embed) else None
    if found is None or found[0] not in players:
        yield block
        return
    site, video_id = found
    yield Paragraph(
        (Text(snippets.token(players[site](video_id))),), anchor=block.anchor
    )
    if isinstance(block, Video):
        yield Paragraph(block.caption)


def video_of(block: Video | Embed) -> tuple[str, str] | None:
    """Return the site that plays *block* and the video's id there, if it is known."""
    address = _address(block)
    for site, pattern in _VIDEOS:
        if found := pattern.search(address):
            return site, found[1]
    return None


def _address(block: Video | Embed) -> str:
    if block.url or isinstance(block, Video) or not block.html:
        return page_of(block.url or "")
    found = embedded(block.html)
    return found.links[0] if len(found.links) == 1 and not found.html else ""


def _plain(inlines: Inlines) -> Inlines:
    return tuple(
        msgspec.structs.replace(
            inline,
            style=msgspec.structs.replace(
                inline.style, underline=False, superscript=False, subscript=False
            ),
        )
        if isinstance(inline, Text)
        else inline
        for inline in inlines
    )
