"""The document tree: what an author wrote, in no platform's words.

Readers (``blogark.wix``) make it, cleaning passes (``pipelines``) return changed
copies, renderers (``blogark.render``) match over it exhaustively, and the archive
keeps it as JSON. Every node is frozen. Text is a flat list of runs: a run carries
its whole style and link, so merging and trimming need no tree surgery.

``encode`` and ``decode`` are exact inverses of each other.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

Direction: TypeAlias = Literal["ltr", "rtl"]
Align: TypeAlias = Literal["left", "center", "right", "justify"]
LinkKind: TypeAlias = Literal["web", "anchor", "hashtag", "mention"]


class _Node(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="type"):
    """Base of all nodes: immutable, hashable by value, tagged with its kind in JSON."""


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
