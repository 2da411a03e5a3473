"""The nodes of a Ricos document: their kind, key, children and text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from blogark.wix.pagedata import dig
from blogark.wix.values import list_at, named, number_at, text_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from blogark.document import Align

# In the order of their numbers, as in the bundle of 2026.
KINDS: Final = (
    *("PARAGRAPH", "TEXT", "HEADING", "BULLETED_LIST", "ORDERED_LIST", "LIST_ITEM"),
    *("BLOCKQUOTE", "CODE_BLOCK", "VIDEO", "DIVIDER", "FILE", "GALLERY", "GIF"),
    *("HTML", "IMAGE", "LINK_PREVIEW", "MAP", "POLL", "APP_EMBED", "BUTTON"),
    *("COLLAPSIBLE_LIST", "TABLE", "EMBED", "COLLAPSIBLE_ITEM"),
    *("COLLAPSIBLE_ITEM_TITLE", "COLLAPSIBLE_ITEM_BODY", "TABLE_CELL", "TABLE_ROW"),
    *("EXTERNAL", "AUDIO", "CAPTION", "LAYOUT", "LAYOUT_CELL", "SHAPE", "CARD", "TOC"),
    *("SMART_BLOCK", "SMART_BLOCK_CELL"),
)
_ALIGN: Final[Mapping[str, Align]] = {
    "LEFT": "left",
    "RIGHT": "right",
    "CENTER": "center",
    "JUSTIFY": "justify",
}
_ALIGN_NUMBERS: Final = ("AUTO", "LEFT", "RIGHT", "CENTER", "JUSTIFY")
_OLD_NAMES: Final = {"BULLET_LIST": "BULLETED_LIST", "GIPHY": "GIF"}


def kind_of(node: object) -> str:
    """Return the kind of a node by its name of today, ``""`` if it has none."""
    name = named(dig(node, "type"), KINDS)
    return _OLD_NAMES.get(name, name)


def key_of(node: object) -> str:
    """Return the node's id, ``""`` if it has none."""
    return text_at(node, "id") or text_at(node, "key")


def children_of(node: object) -> list[object]:
    """Return the nodes inside of *node*."""
    return list_at(node, "nodes")


def all_nodes(nodes: Sequence[object]) -> Iterator[object]:
    """Yield *nodes* and all inside of them, in reading order."""
    stack = [*reversed(nodes)]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(children_of(node)))


def texts_of(nodes: Sequence[object]) -> Iterator[str]:
    """Yield the text of each TEXT node in *nodes*, in reading order."""
    for node in all_nodes(nodes):
        if kind_of(node) == "TEXT":
            yield text_at(node, "textData", "text")


def code_lines(nodes: Sequence[object]) -> Iterator[str]:
    """Yield the lines of a code block: TEXT nodes, or a PARAGRAPH for each line."""
    loose = "".join(texts_of([node for node in nodes if kind_of(node) == "TEXT"]))
    others = [node for node in nodes if kind_of(node) != "TEXT"]
    if loose or not others:
        yield loose
    yield from ("".join(texts_of([node])) for node in others)


def align_of(data: object) -> Align | None:
    """Return the alignment in a block's data, ``None`` for AUTO."""
    value = dig(data, "textStyle", "textAlignment")
    return _ALIGN.get(named(value, _ALIGN_NUMBERS))


def indentation_of(data: object) -> int:
    """Return the levels of indentation in a block's data."""
    level = number_at(data, "indentation") or 0
    return int(level) if level > 0 else 0


def span_of(data: object, *names: str) -> int:
    """Return how many columns or rows a cell covers, by one of *names*."""
    spans = (number_at(data, name) for name in names)
    return max(1, int(next(filter(None, spans), 1)))
