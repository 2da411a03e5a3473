"""Lists in the viewer's markup, nested or flat.

Wix writes a nested list either as lists inside items, or as one flat list whose items
name their level: ``aria-level`` (1 is the outermost) in the Ricos viewer, the class
``public-DraftStyleDefault-depth<N>`` (0 is the outermost) in the Draft.js viewer.
Both come out nested here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bs4 import Tag

from blogark.document import Block, List, ListItem
from blogark.wix.styles import declarations
from blogark.wix.values import whole_number
from blogark.wix.viewer_media import attribute
from blogark.wix.viewer_text import direction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bs4.element import PageElement

_DEPTH = re.compile(r"public-DraftStyleDefault-depth(\d+)")
_BULLETS = frozenset({"disc", "circle", "square"})


@dataclass(slots=True)
class _Open:
    """A list that is being read."""

    level: int
    ordered: bool
    start: int
    dir: str
    items: list[list[Block]] = field(default_factory=list)

    def close(self) -> List:
        return List(
            items=tuple(ListItem(blocks=tuple(blocks)) for blocks in self.items),
            ordered=self.ordered,
            start=self.start,
            dir="rtl" if self.dir == "rtl" else "ltr",
        )


def read_list(
    element: Tag, read_blocks: Callable[[Iterable[PageElement]], Iterable[Block]]
) -> tuple[List, ...]:
    """Return ``<ul>`` or ``<ol>`` as lists, nested by the levels of their items.

    *read_blocks* reads the children of an item. Items of one level but of another
    kind (numbers after bullets) start a new list.
    """
    done: list[List] = []
    stack: list[_Open] = []
    start = attribute(element, "start")
    for child in element.children:
        if not isinstance(child, Tag):
            continue
        if child.name in {"ul", "ol"} and stack:  # a list beside its items, not in one
            stack[-1].items[-1].extend(read_list(child, read_blocks))
            continue
        level, ordered = _level(child), _is_ordered(child, element)
        while stack and (
            stack[-1].level > level
            or (stack[-1].level == level and stack[-1].ordered != ordered)
        ):
            _close_last(stack, done)
        if not stack or stack[-1].level < level:
            number = 1 if stack or done else whole_number(start)
            text = child.get_text()
            way = direction(text, attribute(child, "dir"))
            stack.append(_Open(level, ordered, 1 if number is None else number, way))
        stack[-1].items.append(list(read_blocks(child.children)))
    while stack:
        _close_last(stack, done)
    return tuple(done)


def _close_last(stack: list[_Open], done: list[List]) -> None:
    closed = stack.pop().close()
    if stack:
        stack[-1].items[-1].append(closed)
    else:
        done.append(closed)


def _level(item: Tag) -> int:
    level = whole_number(attribute(item, "aria-level"))
    if level is not None:
        return level
    found = _DEPTH.search(attribute(item, "class"))
    depth = whole_number(found[1]) if found else None
    return 1 if depth is None else depth + 1


def _is_ordered(item: Tag, parent: Tag) -> bool:
    marker = declarations(attribute(item, "style")).get("list-style-type", "")
    return parent.name == "ol" and marker not in _BULLETS
