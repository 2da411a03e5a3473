"""Short words to write rich content with, so that a post reads like a post."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from demo.ricos import (
    Blockquote,
    Button,
    Content,
    Hashtag,
    Heading,
    Image,
    Inline,
    ItemList,
    Link,
    ListItem,
    Paragraph,
    Run,
    Style,
    Table,
    Video,
)

if TYPE_CHECKING:
    from demo.media import ImageFile, VideoFile

Words: TypeAlias = str | Inline

EMPTY = Paragraph()
"""The line that authors leave between paragraphs: a third of all blocks."""


def content(*words: Words) -> Content:
    """Return *words* as runs; a bare string is a plain one."""
    return tuple(Run(word) if isinstance(word, str) else word for word in words)


def p(*words: Words, key: str = "", indent: int = 0, align: str = "") -> Paragraph:
    return Paragraph(content=content(*words), key=key, indent=indent, align=align)


def h(level: int, *words: Words, key: str = "") -> Heading:
    return Heading(level=level, content=content(*words), key=key)


def rtl(*words: Words) -> Paragraph:
    return Paragraph(content=content(*words), dir="rtl", align="right")


def rtl_heading(level: int, *words: Words) -> Heading:
    return Heading(level=level, content=content(*words), dir="rtl", align="right")


def bold(text: str) -> Run:
    return Run(text, Style(weight=700))


def italic(text: str) -> Run:
    return Run(text, Style(italic=True))


def colored(text: str, color: str, *, background: str = "transparent") -> Run:
    return Run(text, Style(color=color, background=background))


def link(text: str, url: str, *, style: Style | None = None) -> Run:
    return Run(text, style or Style(underline=True), Link(url))


def jump(text: str, key: str) -> Run:
    """Return a link to the block *key* of the same post."""
    return Run(text, Style(underline=True), Link(f"#{key}", "_self", ""))


def hashtags(*tags: str) -> Paragraph:
    """Return the line of hashtags that authors close a post with."""
    words: list[Words] = []
    for tag in tags:
        words += (Hashtag(tag), " ")
    return p(*words[:-1])


def item(*parts: Words | Paragraph | ItemList) -> ListItem:
    """Return a list item: words make its paragraph, blocks follow."""
    words = tuple(part for part in parts if isinstance(part, Words))
    blocks = tuple(part for part in parts if isinstance(part, (Paragraph, ItemList)))
    return ListItem(blocks=((p(*words),) if words else ()) + blocks)


def _items(items: tuple[Words | ListItem, ...]) -> tuple[ListItem, ...]:
    return tuple(one if isinstance(one, ListItem) else item(one) for one in items)


def ul(*items: Words | ListItem, indent: int = 0) -> ItemList:
    return ItemList(items=_items(items), indent=indent)


def ol(*items: Words | ListItem, start: int = 1) -> ItemList:
    return ItemList(items=_items(items), ordered=True, start=start)


def quote(*paragraphs: Paragraph) -> Blockquote:
    return Blockquote(paragraphs=paragraphs)


def table(*rows: tuple[Words | tuple[Paragraph, ...], ...]) -> Table:
    """Return a table; words make a cell of one paragraph."""
    return Table(
        rows=tuple(
            tuple(cell if isinstance(cell, tuple) else (p(cell),) for cell in row)
            for row in rows
        )
    )


def image(
    file: ImageFile,
    alt: str = "",
    *caption: Words,
    leads_to: str | None = None,
    display_width: int | None = None,
) -> Image:
    return Image(
        file=file,
        alt=alt,
        caption=content(*caption),
        link=Link(leads_to) if leads_to else None,
        display_width=display_width,
    )


def youtube(video_id: str) -> Video:
    return Video(
        poster=f"https://i.ytimg.com/vi/{video_id}/hqdefault.jpg",
        url=f"https://www.youtube.com/watch?v={video_id}",
    )


def wix_video(file: VideoFile) -> Video:
    return Video(file=file, poster=file.poster)


def button(text: str, url: str | None = None) -> Button:
    return Button(text=text, link=Link(url, rel="noopener noreferrer") if url else None)
