"""Rich content as an author makes it in Wix's editor: one class for each Ricos node.

These types know nothing of the library under test. ``demo.render`` turns them into the
pages that Wix serves; what a page leaves out (the address of an embedded player, the
hidden items of a gallery) is left out there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from demo.media import DocumentFile, ImageFile, VideoFile

Direction: TypeAlias = Literal["auto", "ltr", "rtl"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The decorations of a run. Sizes and colours are CSS."""

    weight: int | None = None
    """Wix writes 700 as ``strong``, and any other weight that was set as a span."""
    italic: bool = False
    underline: bool = False
    strike: bool = False
    script: Literal["sup", "sub"] | None = None
    color: str | None = None
    background: str | None = None
    size: str | None = None


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Link:
    """Where a run, an image or a button leads; ``#key`` is a block of the same post."""

    url: str
    target: str = "_blank"
    rel: str = "noopener"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters in one style. A line break is a newline, as in the editor."""

    text: str
    style: Style = PLAIN
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Hashtag:
    """``#text``, which leads to the list of posts that have it."""

    text: str


Inline: TypeAlias = Run | Hashtag
Content: TypeAlias = tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph; one without content is an empty line."""

    content: Content = ()
    key: str = ""
    """What links in the post name it by; made up by the renderer if empty."""
    indent: int = 0
    align: str = ""
    dir: Direction = "auto"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    level: int
    content: Content
    key: str = ""
    align: str = ""
    dir: Direction = "auto"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem:
    blocks: tuple[Paragraph | ItemList, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemList:
    """A bulleted or ordered list."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1
    indent: int = 0
    """A list that was moved in as a whole: its items say ``aria-level`` 1 + indent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blockquote:
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeBlock:
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells of paragraphs; Wix does not mark header cells."""

    rows: tuple[tuple[tuple[Paragraph, ...], ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    file: ImageFile
    alt: str = ""
    caption: Content = ()
    link: Link | None = None
    display_width: int | None = None
    """CSS pixels, if the author dragged the image to a size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gallery:
    items: tuple[ImageFile, ...]
    rendered: int
    """How many items the server draws; the browser asks for the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Video:
    """*file* is the blog's own; else *poster* is all that the page tells."""

    file: VideoFile | None = None
    poster: str | None = None
    url: str | None = None
    """Page that plays it; ``None`` if not even Wix knows any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioEmbed:
    """A player of another site, of which the page keeps only the height in pixels."""

    height: int = 152
    html: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlEmbed:
    """Markup of the author's own, of which the page keeps only the size in pixels."""

    width: int
    height: int
    html: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDownload:
    file: DocumentFile
    url: str | None = None
    """``None``: the browser asks for the address when the reader clicks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    text: str
    link: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Divider:
    line: Literal["single", "double", "dashed", "dotted"] = "single"


Block: TypeAlias = (
    Paragraph
    | Heading
    | ItemList
    | Blockquote
    | CodeBlock
    | Table
    | Image
    | Gallery
    | Video
    | AudioEmbed
    | HtmlEmbed
    | FileDownload
    | Button
    | Divider
)
Body: TypeAlias = tuple[Block, ...]


def paragraphs(block: Block) -> tuple[Content, ...]:
    """Return the text of *block*, one item per paragraph, in reading order."""
    match block:
        case Paragraph() | Heading():
            return (block.content,)
        case Blockquote():
            return tuple(paragraph.content for paragraph in block.paragraphs)
        case ItemList():
            inner = (inner for item in block.items for inner in item.blocks)
            return tuple(text for one in inner for text in paragraphs(one))
        case Table():
            cells = (cell for row in block.rows for cell in row)
            return tuple(paragraph.content for cell in cells for paragraph in cell)
        case CodeBlock():
            return ((Run(block.text),),)
        case _:
            return ()


def plain(content: Content) -> str:
    """Return *content* as a reader sees it."""
    return "".join(
        f"#{inline.text}" if isinstance(inline, Hashtag) else inline.text
        for inline in content
    )
