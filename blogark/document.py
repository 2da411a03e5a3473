"""The document tree: what an author wrote, in no platform's words.

Readers (``blogark.wix``) make it, cleaning passes (``pipelines``) return changed
copies, renderers (``blogark.render``) match over it exhaustively, and the archive
keeps it as JSON. Every node is frozen. Text is a flat list of runs: a run carries
its whole style and link, so merging and trimming need no tree surgery.

``encode`` and ``decode`` are exact inverses of each other.
"""

from __future__ import annotations

from operator import is_
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, TypeVar

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Direction: TypeAlias = Literal["ltr", "rtl"]
Align: TypeAlias = Literal["left", "center", "right", "justify"]
LinkKind: TypeAlias = Literal["web", "anchor", "hashtag", "mention"]


class _Node(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="type"):
    """Base of all nodes: immutable, hashable by value, tagged with its kind in JSON."""


# ── Inlines ──────────────────────────────────────────────────────────────────


class Style(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How a run of text looks. The default is plain text."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    superscript: bool = False
    subscript: bool = False
    code: bool = False
    spoiler: bool = False
    """Blurred until the reader asks for it."""
    color: str | None = None
    """CSS colour as the author set it (``#1155cc``, ``rgb(0, 0, 0)``), or the name of
    one in the site's theme (``textColor2``)."""
    background: str | None = None
    """CSS colour of a highlight, as the author set it."""


PLAIN = Style()


class Link(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a run of text, an image or a button leads."""

    url: str
    """Absolute, as the author set it; ``#<anchor>`` for a place in this document."""
    kind: LinkKind = "web"
    target: str | None = None
    """The ``target`` attribute: ``_blank``, ``_self`` …"""
    rel: tuple[str, ...] = ()
    """Tokens of the ``rel`` attribute: ``nofollow``, ``noopener`` …"""


class Text(_Node, frozen=True, tag="text"):
    """A run of characters in one style."""

    text: str
    style: Style = PLAIN
    link: Link | None = None


class LineBreak(_Node, frozen=True, tag="break"):
    """A line break inside a block."""


Inline: TypeAlias = Text | LineBreak
Inlines: TypeAlias = tuple[Inline, ...]


# ── Blocks ───────────────────────────────────────────────────────────────────


class Paragraph(_Node, frozen=True, tag="paragraph"):
    """A paragraph. One without content is an empty line that the author typed."""

    content: Inlines = ()
    anchor: str | None = None
    """Fragment that links in this document may point at; the source's own block key."""
    dir: Direction = "ltr"
    align: Align | None = None
    indent: int = 0
    """Levels of indentation, 0 for none."""


class Heading(_Node, frozen=True, tag="heading"):
    """A heading inside the body; the post's title is not part of the document."""

    level: int
    """1 to 6, as the author chose it."""
    content: Inlines = ()
    anchor: str | None = None
    dir: Direction = "ltr"
    align: Align | None = None


class ListItem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One item; a nested list is one of its blocks."""

    blocks: tuple[Block, ...] = ()


class List(_Node, frozen=True, tag="list"):
    """A bulleted or numbered list."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1
    """Number of the first item of an ordered list."""
    anchor: str | None = None
    dir: Direction = "ltr"


class Quote(_Node, frozen=True, tag="quote"):
    """A block quotation."""

    blocks: tuple[Block, ...]
    anchor: str | None = None
    dir: Direction = "ltr"


class Code(_Node, frozen=True, tag="code"):
    """Preformatted text; line breaks and spaces count."""

    text: str
    language: str | None = None
    anchor: str | None = None


class Cell(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A table cell."""

    blocks: tuple[Block, ...] = ()
    header: bool = False
    colspan: int = 1
    rowspan: int = 1


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A table row. Cells covered by a span of an earlier cell are not repeated."""

    cells: tuple[Cell, ...] = ()


class Table(_Node, frozen=True, tag="table"):
    """A table, its rows from top to bottom."""

    rows: tuple[Row, ...]
    anchor: str | None = None
    dir: Direction = "ltr"


class Image(_Node, frozen=True, tag="image"):
    """A picture."""

    url: str
    """The original file, never a rendition."""
    alt: str = ""
    caption: Inlines = ()
    link: Link | None = None
    width: int | None = None
    """Pixels of the original, as the source states them."""
    height: int | None = None
    name: str = ""
    """File name that the author uploaded, where the source knows it."""
    display_width: str | None = None
    """CSS width that the author chose, ``399px`` or ``50%``."""
    anchor: str | None = None


class Video(_Node, frozen=True, tag="video"):
    """A video, a file of the blog's own or one that is played from elsewhere."""

    url: str | None = None
    """The file, or the page that plays it. ``None`` if the source does not say."""
    provider: str | None = None
    """``youtube``, ``vimeo`` …; ``None`` for a file of the blog's own."""
    fallbacks: tuple[str, ...] = ()
    """Further URLs of the same file, to be tried in this order."""
    poster: str | None = None
    title: str = ""
    caption: Inlines = ()
    width: int | None = None
    height: int | None = None
    anchor: str | None = None


class Gallery(_Node, frozen=True, tag="gallery"):
    """Several pictures or videos shown as one block."""

    items: tuple[Image | Video, ...] = ()
    complete: bool = True
    """False if the source shows fewer items than the author put in."""
    anchor: str | None = None


class Audio(_Node, frozen=True, tag="audio"):
    """A sound file, or a player of another site."""

    url: str | None = None
    title: str = ""
    author: str = ""
    html: str | None = None
    """The player's markup as the source has it, not sanitised."""
    anchor: str | None = None


class File(_Node, frozen=True, tag="file"):
    """A file to download."""

    name: str
    """With its extension."""
    url: str | None = None
    size: str = ""
    """As the source displays it, ``31.47MB``."""
    anchor: str | None = None


class Embed(_Node, frozen=True, tag="embed"):
    """Foreign markup: an iframe, a widget, a form."""

    html: str | None = None
    """As the source has it, not sanitised."""
    url: str | None = None
    """Page shown in a frame."""
    width: str | None = None
    """CSS length, or ``None``."""
    height: str | None = None
    anchor: str | None = None


class Button(_Node, frozen=True, tag="button"):
    """A link that looks like a button."""

    text: str
    link: Link | None = None
    anchor: str | None = None


class Divider(_Node, frozen=True, tag="divider"):
    """A horizontal line."""

    line: Literal["single", "double", "dashed", "dotted"] = "single"
    anchor: str | None = None


class CollapsibleItem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A title that shows or hides what is under it."""

    title: Inlines = ()
    blocks: tuple[Block, ...] = ()


class Collapsible(_Node, frozen=True, tag="collapsible"):
    """A list of things to open and close; an FAQ, often."""

    items: tuple[CollapsibleItem, ...]
    anchor: str | None = None
    dir: Direction = "ltr"


class LinkPreview(_Node, frozen=True, tag="link_preview"):
    """A card that shows another page."""

    title: str
    url: str | None = None
    description: str = ""
    site: str = ""
    """The host as displayed, ``example.org``."""
    thumbnail: str | None = None
    html: str | None = None
    """What the other site gives to be shown in place of the card, not sanitised."""
    anchor: str | None = None


class Map(_Node, frozen=True, tag="map"):
    """A place on a map."""

    name: str
    """As displayed to readers."""
    address: str = ""
    latitude: float | None = None
    """Degrees, north is positive."""
    longitude: float | None = None
    """Degrees, east is positive."""
    anchor: str | None = None


class PollOption(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One answer to choose."""

    title: str = ""
    image: Image | None = None


class Poll(_Node, frozen=True, tag="poll"):
    """A question with answers to choose; the votes are not part of it."""

    title: str
    options: tuple[PollOption, ...] = ()
    image: Image | None = None
    anchor: str | None = None


class Unknown(_Node, frozen=True, tag="unknown"):
    """Something that the reader does not understand, kept as it was."""

    kind: str
    """The source's name for it."""
    raw: str
    """The source's markup or JSON."""
    text: str = ""
    """Its visible text, lines separated by ``\\n``."""
    anchor: str | None = None


Block: TypeAlias = (
    Paragraph
    | Heading
    | List
    | Quote
    | Code
    | Table
    | Image
    | Gallery
    | Video
    | Audio
    | File
    | Embed
    | Button
    | Divider
    | Collapsible
    | LinkPreview
    | Map
    | Poll
    | Unknown
)
Blocks: TypeAlias = tuple[Block, ...]


class Document(msgspec.Struct, frozen=True):
    """A post's body."""

    blocks: Blocks = ()


S = TypeVar("S", bound=msgspec.Struct)
P = TypeVar("P", bound=Image | Video)
H = TypeVar("H", bound=ListItem | CollapsibleItem | Cell | Quote)

# ── JSON ─────────────────────────────────────────────────────────────────────

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Document)


def encode(document: Document) -> str:
    """Return *document* as JSON; each node's ``type`` names its kind."""
    return _encoder.encode(document).decode()


def decode(json: str) -> Document:
    """Return the document that `encode` wrote.

    Raises ``msgspec.ValidationError`` if *json* is no such document.
    """
    return _decoder.decode(json)


# ── Walking and changing ─────────────────────────────────────────────────────


# Most blocks are lines: with this look first, walking a real post takes half the time.
_LINE: Final = (Paragraph, Heading)
_HOLDERS: Final = frozenset({List, Quote, Table, Collapsible, Gallery, Poll})


def children(block: Block) -> Iterator[Blocks]:
    """Yield each sequence of blocks directly inside *block*, in reading order."""
    if type(block) not in _HOLDERS:
        return
    match block:
        case List():
            yield from (item.blocks for item in block.items)
        case Quote():
            yield block.blocks
        case Table():
            yield from (cell.blocks for row in block.rows for cell in row.cells)
        case Collapsible():
            yield from (item.blocks for item in block.items)
        case Gallery():
            yield block.items
        case Poll():
            pictures = (block.image, *(option.image for option in block.options))
            yield tuple(picture for picture in pictures if picture is not None)
        case _:
            return


def walk(blocks: Blocks) -> Iterator[Block]:
    """Yield every block in reading order, outer before inner."""
    if _HOLDERS.isdisjoint(map(type, blocks)):
        yield from blocks
        return
    for block in blocks:
        yield block
        for inner in children(block):
            yield from walk(inner)


def is_deeper(blocks: Blocks, levels: int) -> bool:
    """Whether blocks are nested in each other more than *levels* deep."""
    level: Iterable[Block] = blocks
    for _ in range(levels):
        holders = [block for block in level if type(block) in _HOLDERS]
        if not holders:
            return False
        level = [one for block in holders for inner in children(block) for one in inner]
    return any(True for _ in level)


def inlines(block: Block) -> tuple[Inlines, ...]:
    """Return each sequence of inlines that belongs to *block* itself."""
    match block:
        case Paragraph() | Heading():
            return (block.content,)
        case Image() | Video():
            return (block.caption,)
        case Collapsible():
            return tuple(item.title for item in block.items)
        case _:
            return ()


def lines(blocks: Blocks) -> list[Inlines]:
    """Return every sequence of inlines in *blocks* that is not empty."""
    found: list[Inlines] = []
    for block in walk(blocks):
        if isinstance(block, _LINE):
            found.append(block.content)
        else:
            found += inlines(block)
    return list(filter(None, found))


def links(block: Block) -> Iterator[Link]:
    """Yield each link of *block* itself: of its text, or of a picture or button."""
    for sequence in inlines(block):
        for inline in sequence:
            if isinstance(inline, Text) and inline.link is not None:
                yield inline.link
    if isinstance(block, Image | Button) and block.link is not None:
        yield block.link


def linked_anchors(document: Document) -> frozenset[str]:
    """Return the anchors in *document* that its own links lead to."""
    urls = (link.url for block in walk(document.blocks) for link in links(block))
    return frozenset(url.removeprefix("#") for url in urls if url.startswith("#"))


def map_blocks(blocks: Blocks, change: Callable[[Blocks], Iterable[Block]]) -> Blocks:
    """Apply *change* to every sequence of blocks, innermost first.

    Pictures of a gallery or a poll are not a sequence that a block may be added to,
    and are left alone. What did not change is returned as it was, not copied.
    """

    def step(sequence: Blocks) -> Blocks:
        if not _HOLDERS.isdisjoint(map(type, sequence)):
            sequence = _each(sequence, inside)
        return tuple(change(sequence))

    def inside(block: Block) -> Block:
        match block:
            case List():
                return _replaced(block, "items", _each(block.items, in_blocks))
            case Collapsible():
                return _replaced(block, "items", _each(block.items, in_blocks))
            case Quote():
                return in_blocks(block)
            case Table():
                return _replaced(block, "rows", _each(block.rows, in_row))
            case _:
                return block

    def in_row(row: Row) -> Row:
        return _replaced(row, "cells", _each(row.cells, in_blocks))

    def in_blocks(holder: H) -> H:
        return _replaced(holder, "blocks", step(holder.blocks))

    return step(blocks)


def map_inlines(blocks: Blocks, change: Callable[[Inlines], Inlines]) -> Blocks:
    """Apply *change* to every sequence of inlines: text, captions, titles."""

    def on_block(block: Block) -> Block:
        match block:
            case Paragraph() | Heading():
                return _replaced(block, "content", change(block.content))
            case Image() | Video():
                return on_item(block)
            case Gallery():
                return _replaced(block, "items", _each(block.items, on_item))
            case Poll():
                options = _each(block.options, on_option)
                image = block.image and on_item(block.image)
                return _replaced(_replaced(block, "options", options), "image", image)
            case Collapsible():
                return _replaced(block, "items", _each(block.items, on_title))
            case _:
                return block

    def on_item(item: P) -> P:
        return _replaced(item, "caption", change(item.caption))

    def on_option(option: PollOption) -> PollOption:
        return _replaced(option, "image", option.image and on_item(option.image))

    def on_title(item: CollapsibleItem) -> CollapsibleItem:
        return _replaced(item, "title", change(item.title))

    return map_blocks(blocks, lambda sequence: _each(sequence, on_block))


def _each(nodes: tuple[S, ...], change: Callable[[S], S]) -> tuple[S, ...]:
    """Return *nodes* changed one by one; *nodes* themselves if none is another now."""
    changed = tuple(map(change, nodes))
    return nodes if all(map(is_, nodes, changed)) else changed


def _replaced(node: S, field: str, value: object) -> S:
    old = getattr(node, field)
    if old is value or old == value:
        return node
    return msgspec.structs.replace(node, **{field: value})
