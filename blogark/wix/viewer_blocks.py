"""Blocks of the viewer's markup, told apart by their tags and ``data-hook``s."""

from __future__ import annotations

import re
from copy import copy
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import msgspec
from bs4 import Tag

from blogark.document import (
    Block,
    Code,
    Divider,
    Heading,
    Image,
    Paragraph,
    Quote,
    Text,
    Unknown,
)
from blogark.wix.rich_text import direction_of
from blogark.wix.styles import display_width, text_align
from blogark.wix.values import whole_number
from blogark.wix.viewer_lists import read_list
from blogark.wix.viewer_media import (
    attribute,
    enclosing,
    first_tag,
    read_audio,
    read_embed,
    read_frame,
    read_gallery,
    read_image,
    read_video,
)
from blogark.wix.viewer_tables import read_table
from blogark.wix.viewer_text import direction, read_inlines
from blogark.wix.viewer_widgets import (
    read_button,
    read_divider,
    read_file,
    read_gif,
    read_link_preview,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bs4.element import PageElement

_Reader: TypeAlias = "Callable[[Tag, str], Block | None]"

# First word of a data-hook → reader of the element that carries it. Left: names of
# 2025 and later, right: of the years before.
_BY_HOOK: dict[str, _Reader] = {
    **dict.fromkeys(("figure-IMAGE", "image-viewer", "imageViewer"), read_image),
    **dict.fromkeys(("gallery-viewer", "galleryViewer"), read_gallery),
    **dict.fromkeys(
        ("figure-VIDEO", "video-player", "reactPlayerWrapper", "videoViewer"),
        read_video,
    ),
    **dict.fromkeys(("audio-viewer", "audioViewer"), read_audio),
    **dict.fromkeys(("html-component", "HtmlComponent"), read_embed),
    **dict.fromkeys(("file-upload-viewer", "fileUploadViewer"), read_file),
    **dict.fromkeys(("button-viewer", "buttonViewer"), read_button),
    **dict.fromkeys(("divider", "divider-single", "divider-double"), read_divider),
    **dict.fromkeys(("divider-dashed", "divider-dotted"), read_divider),
    **dict.fromkeys(("link-preview-viewer", "linkPreviewViewer"), read_link_preview),
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PICTURES = ("wow-image", "wix-image", "img", "video")
_PLAYERS = ("iframe", "audio")
_MEDIA_TAGS = frozenset({"img", "video", *_PLAYERS})
# Block-level markup that neither Wix nor a text editor writes.
_FOREIGN = frozenset(
    {"form", "object", "embed", "canvas", "dl", "details", "fieldset", "input"}
)
_BLOCK_TAGS = frozenset(
    {"p", "div", "ul", "ol", "li", "blockquote", "table", "figure", "pre", "hr"}
    | {"section", "article", "figcaption", *_HEADINGS, *_PICTURES, *_PLAYERS}
    | _FOREIGN
)
_INDENT = re.compile(r"public-DraftStyleDefault-block-depth(\d+)")


def read_blocks(
    nodes: Iterable[PageElement],
    base_url: str,
    anchor: str | None = None,
    width: str = "",
) -> Iterator[Block]:
    """Yield the blocks that *nodes* (children of one element) hold, in order.

    *anchor* and *width* are what a wrapper says of the one block inside it: its key
    (``viewer-<key>``) and the style with its display width.
    """
    loose: list[PageElement] = []  # inline content that stands between blocks
    for node in nodes:
        if isinstance(node, Tag) and _is_or_holds_block(node):
            yield from _loose_paragraph(loose, base_url)
            yield from _read_block(node, base_url, anchor, width)
        else:
            loose.append(node)
    yield from _loose_paragraph(loose, base_url)


def _is_or_holds_block(element: Tag) -> bool:
    return (
        _is_block(element.name) or _hook(element) in _BY_HOOK or _holds_block(element)
    )


def _is_block(name: str) -> bool:
    return name in _BLOCK_TAGS or _is_custom(name)


def _is_custom(name: str) -> bool:
    """Tell whether *name* is a custom element's: those have a dash (HTML standard)."""
    return "-" in name and name not in _PICTURES


def _holds_block(element: Tag) -> bool:
    # A loop of our own: `find` builds rules at each call, 10 times as slow here.
    return any(
        isinstance(node, Tag) and _is_block(node.name) for node in element.descendants
    )


def _loose_paragraph(loose: list[PageElement], base_url: str) -> Iterator[Paragraph]:
    if not loose:
        return
    holder = _holding(loose, "p")
    loose.clear()
    if holder.get_text().strip():
        yield _paragraph(holder, base_url, None)


def _holding(nodes: Iterable[PageElement], name: str) -> Tag:
    """Return a new element around copies of *nodes*: the page's own stays whole."""
    holder = Tag(name=name, is_xml=False)
    for node in nodes:
        holder.append(copy(node))
    return holder


def _read_block(
    element: Tag, base_url: str, anchor: str | None, width: str
) -> Iterator[Block]:
    anchor = attribute(element, "id") or anchor
    style = attribute(element, "style")
    width = style if "width:" in style else width
    if (special := _special(element, base_url)) is not None:
        yield _placed(special, anchor, display_width(width))
        return
    match element.name:
        case "p":
            yield from _text_block(element, base_url, anchor)
        case name if name in _HEADINGS:
            yield from _text_block(element, base_url, anchor, _HEADINGS[name])
        case "ul" | "ol":
            yield from read_list(element, partial(read_blocks, base_url=base_url))
        case "blockquote":
            yield _quote(element, base_url, anchor)
        case "table":
            yield read_table(element, anchor, partial(read_blocks, base_url=base_url))
        case "pre":
            yield Code(_preformatted(element), anchor=anchor)
        case "hr":
            yield Divider(anchor=anchor)
        case name if name in _FOREIGN or _is_custom(name):
            yield unknown(element, name, anchor)
        case _ if _holds_block(element):
            yield from read_blocks(element.children, base_url, anchor, width)
        case _:
            if _shows_something(element):
                yield from _text_block(element, base_url, anchor)


def _shows_something(element: Tag) -> bool:
    """Tell a line, which may be empty, from a box that only holds the place."""
    return first_tag(element, "br") is not None or bool(
        element.get_text().strip(" \t\r\n")
    )


def _special(element: Tag, base_url: str) -> Block | None:
    """Read a block that is known by its hook, or by being a picture."""
    if (reader := _BY_HOOK.get(_hook(element))) is not None:
        return reader(element, base_url)
    match element.name:
        case "img" | "video" if attribute(element, "aria-label") == "gif":
            return read_gif(element, base_url)
        case "figure" if _is_one_picture(element):
            return read_image(element, base_url)
        case "video":
            return read_video(_holding([element], "figure"), base_url)
        case "audio":
            return read_audio(_holding([element], "figure"), base_url)
        case "iframe":
            return read_frame(element, base_url)
        case name if name in _PICTURES:
            inside_link = enclosing(element, "a")
            return read_image(inside_link or _holding([element], "figure"), base_url)
        case _:
            return None


def _is_one_picture(figure: Tag) -> bool:
    """Tell a picture with its caption, if it has one, from a figure of another kind."""
    inside = [node for node in figure.descendants if isinstance(node, Tag)]
    names = [node.name for node in inside]
    others = {"video", "table", *_PLAYERS}.intersection(names)
    return (
        names.count("img") == 1
        and not others
        and not any(_hook(node) in _BY_HOOK for node in inside)
    )


def _hook(element: Tag) -> str:
    """Return the first word of the ``data-hook``: others are ids and variants."""
    return attribute(element, "data-hook").partition(" ")[0]


def _placed(block: Block, anchor: str | None, width: str | None) -> Block:
    if isinstance(block, Image) and width is not None:
        return msgspec.structs.replace(block, anchor=anchor, display_width=width)
    return msgspec.structs.replace(block, anchor=anchor)


def _text_block(
    element: Tag, base_url: str, anchor: str | None, level: int = 0
) -> Iterator[Block]:
    """Yield a paragraph or heading, and after it the pictures that stand in it.

    A heading without text is an empty line: that is what the viewer calls it, too.
    """
    paragraph = _paragraph(element, base_url, anchor)
    if level and paragraph.content:
        yield Heading(
            level=level,
            content=paragraph.content,
            anchor=anchor,
            dir=paragraph.dir,
            align=paragraph.align,
        )
    else:
        yield paragraph
    for node in element.descendants:
        if isinstance(node, Tag) and node.name in _MEDIA_TAGS:
            frame = enclosing(node, "wow-image")
            if (picture := _special(frame or node, base_url)) is not None:
                yield picture


def _paragraph(element: Tag, base_url: str, anchor: str | None) -> Paragraph:
    content = read_inlines(element, base_url)
    text = "".join(run.text for run in content if isinstance(run, Text))
    depth = _INDENT.search(attribute(element, "class"))
    return Paragraph(
        content=content,
        anchor=anchor,
        dir=direction(text, attribute(element, "dir")),
        align=text_align(attribute(element, "style")),
        indent=(whole_number(depth[1]) or 0) if depth else 0,
    )


def _quote(element: Tag, base_url: str, anchor: str | None) -> Quote:
    blocks = tuple(read_blocks(element.children, base_url))
    return Quote(blocks=blocks, anchor=anchor, dir=direction_of(blocks))


def _preformatted(element: Tag) -> str:
    """Return the text of ``<pre>``.

    Its lines end in newlines, in ``<br>``, or are elements of their own.
    """
    text = ""
    for node in element.descendants:
        if not isinstance(node, Tag):
            text += str(node)
        elif node.name == "br" or (
            _is_block(node.name) and text[-1:] not in {"", "\n"}
        ):
            text += "\n"
    return text


def unknown(element: Tag, kind: str, anchor: str | None) -> Unknown:
    """Return *element* as it is, with its visible text line by line."""
    return Unknown(
        kind=kind,
        raw=str(element),
        text="\n".join(element.stripped_strings),
        anchor=anchor,
    )
