"""The text of a Draft.js block: ranges of styles and entities as runs."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import msgspec

from blogark.document import PLAIN, Inlines, Link, Style
from blogark.wix.draft_ranges import ranges_of
from blogark.wix.pagedata import dig
from blogark.wix.rich_text import anchor_link, color_of, mention_link, read_link
from blogark.wix.values import first_text, text_at
from blogark.wix.viewer_text import text_runs, without_final_break

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogark.document import Inline
    from blogark.wix.draft_ranges import Range
    from blogark.wix.rich_reading import Reading

# Prefixes of one and the same plugin by its time; the rest is its name.
_PREFIX: Final = re.compile(
    r"wix-(?:draft|rich-content)-plugin-|wix-rich-content-|ricos-plugin-|ricos-"
)
_SWITCHES: Final = {
    "bold": "bold",
    "italic": "italic",
    "underline": "underline",
    "strikethrough": "strike",
    "superscript": "superscript",
    "subscript": "subscript",
    "code": "code",
    "spoiler": "spoiler",
}
_COLOR_NAME: Final = re.compile(r"#[0-9a-f]{3,8}|rgba?\(.*\)|(?:text)?color_?\d+")
# Sizes, and the look of a heading given to a part of a line.
_IGNORED: Final = re.compile(r"\d+(?:px)?|header-\w+|font-?size|font-?family")
_LINKS: Final = frozenset({"link", "custom-link", "external-link"})
_MENTIONS: Final = frozenset({"mention", "external-mentions"})
# Entities that only mark text, and are text in Markdown as well.
_TEXT: Final = frozenset({"emoji_type", "emoji", "hashtag", "external-hashtags"})
INLINE: Final = _LINKS | _MENTIONS | _TEXT | {"anchor"}
"""Names of entities that belong to text, not to a block of their own."""


def plugin_name(kind: object) -> str:
    """Return the name of an entity or style without the prefixes of its time."""
    return _PREFIX.sub("", kind.lower(), count=1) if isinstance(kind, str) else ""


def read_line(
    block: object, entities: Sequence[tuple[Range, object]], reading: Reading
) -> Inlines:
    """Return a block's text as runs; *entities* are those of `INLINE` names."""
    text = text_at(block, "text")
    styles = list(ranges_of(block, "inlineStyleRanges", "style"))
    edges = {0, len(text)}
    edges.update(edge for span in styles for edge in span[:2])
    edges.update(edge for span, _entity in entities for edge in span[:2])
    runs: list[Inline] = []
    for start, end in pairwise(sorted(edges)):
        style = _style([s.value for s in styles if _covers(s, start)], reading)
        found = (
            _link(entity, reading.base_url)
            for span, entity in entities
            if _covers(span, start)
        )
        link = next(filter(None, found), None)
        runs.extend(text_runs(text[start:end], style, link))
    return tuple(without_final_break(runs))


def _covers(span: Range, position: int) -> bool:
    return span.start <= position < span.end


def _style(names: list[object], reading: Reading) -> Style:
    style = PLAIN
    for name in names:
        style = _styled(style, name if isinstance(name, str) else "", reading)
    return style


def _styled(style: Style, name: str, reading: Reading) -> Style:
    """Return *style* with one more; a colour is JSON, or a bare name in old posts."""
    if name.startswith("{"):
        return _colored(style, name, reading)
    plain = plugin_name(name)
    if plain in _SWITCHES:
        return msgspec.structs.replace(style, **{_SWITCHES[plain]: True})
    if _COLOR_NAME.fullmatch(plain):
        return msgspec.structs.replace(style, color=name)
    if not _IGNORED.fullmatch(plain):
        reading.unknown_style(name or "nameless")
    return style


def _colored(style: Style, json: str, reading: Reading) -> Style:
    try:
        value = msgspec.json.decode(json)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        value = None
    color, background = color_of(text_at(value, "FG")), color_of(text_at(value, "BG"))
    known = {"FG", "BG"}
    others = set(value) - known if isinstance(value, dict) else {json}
    for name in sorted(map(str, others)):
        if not _IGNORED.fullmatch(name.lower()):
            reading.unknown_style(name)
    return msgspec.structs.replace(
        style, color=color or style.color, background=background or style.background
    )


def _link(entity: object, base_url: str) -> Link | None:
    data, name = dig(entity, "data"), plugin_name(dig(entity, "type"))
    if name == "anchor":
        return anchor_link(text_at(data, "anchor"))
    if name in _MENTIONS:
        return mention_link(first_text(data, ("mention", "slug")), base_url)
    return read_link(data, base_url) if name in _LINKS else None
