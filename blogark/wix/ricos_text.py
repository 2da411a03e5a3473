"""TEXT nodes of a Ricos document: runs, decorations, links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from blogark.document import PLAIN, Inlines, Link, Style
from blogark.wix.pagedata import dig
from blogark.wix.rich_text import anchor_link, color_of, mention_link, read_link
from blogark.wix.styles import BOLD_WEIGHT
from blogark.wix.values import list_at, named, number_at, text_at
from blogark.wix.viewer_text import text_runs, without_final_break

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from blogark.document import Inline
    from blogark.wix.rich_reading import Reading

# In the order of their numbers, which the node API used until about 2022.
DECORATIONS: Final = (
    *("BOLD", "ITALIC", "UNDERLINE", "SPOILER", "ANCHOR", "MENTION", "LINK", "COLOR"),
    *("FONT_SIZE", "EXTERNAL", "STRIKETHROUGH", "SUPERSCRIPT", "SUBSCRIPT"),
    "FONT_FAMILY",
)
# Decoration → field of Style, and the key that turns it off if it is false.
_SWITCHES: Final = {
    "ITALIC": ("italic", "italicData"),
    "UNDERLINE": ("underline", "underlineData"),
    "SPOILER": ("spoiler", "spoilerData"),
    "STRIKETHROUGH": ("strike", "strikethroughData"),
    "SUPERSCRIPT": ("superscript", "superscriptData"),
    "SUBSCRIPT": ("subscript", "subscriptData"),
}
_IGNORED: Final = frozenset({"FONT_SIZE", "FONT_FAMILY"})


def read_text_nodes(nodes: Iterable[object], reading: Reading) -> Inlines:
    """Return TEXT nodes as runs; a newline in the text is a line break."""
    runs = [run for node in nodes for run in _runs(node, reading)]
    return tuple(without_final_break(runs))


def _runs(node: object, reading: Reading) -> Iterator[Inline]:
    style, links = PLAIN, dict[str, Link | None]()
    for decoration in list_at(node, "textData", "decorations"):
        name = named(dig(decoration, "type"), DECORATIONS) or "nameless"
        match name:
            case "LINK" | "ANCHOR" | "MENTION":
                links[name] = _link(name, decoration, reading.base_url)
            case _:
                style = _styled(style, name, decoration, reading)
    found = (links.get(name) for name in ("LINK", "ANCHOR", "MENTION"))
    link = next(filter(None, found), None)
    yield from text_runs(text_at(node, "textData", "text"), style, link)


def _styled(style: Style, name: str, decoration: object, reading: Reading) -> Style:
    if name == "BOLD":
        weight = number_at(decoration, "fontWeightValue")
        bold = weight is None or weight >= BOLD_WEIGHT
        return msgspec.structs.replace(style, bold=bold)
    if name in _SWITCHES:
        switch, key = _SWITCHES[name]
        on = dig(decoration, key) is not False
        return msgspec.structs.replace(style, **{switch: on})
    if name == "COLOR":
        color = _color(decoration, "foreground")
        background = _color(decoration, "background")
        return msgspec.structs.replace(
            style,
            color=color or style.color,
            background=background or style.background,
        )
    if name not in _IGNORED:
        reading.unknown_style(name.lower())
    return style


def _color(decoration: object, layer: str) -> str | None:
    return color_of(text_at(decoration, "colorData", layer))


def _link(name: str, decoration: object, base_url: str) -> Link | None:
    match name:
        case "ANCHOR":
            return anchor_link(text_at(decoration, "anchorData", "anchor"))
        case "MENTION":
            return mention_link(text_at(decoration, "mentionData", "slug"), base_url)
        case _:
            return read_link(dig(decoration, "linkData", "link"), base_url)
