"""Nested lists out of flat items that each name their level."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from blogark.document import Block, List, ListItem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blogark.document import Blocks, Direction


class Item(NamedTuple):
    """One item of a flat list."""

    level: int
    """0 for the outermost."""
    ordered: bool
    blocks: Blocks
    dir: Direction


@dataclass(slots=True)
class _Open:
    level: int
    ordered: bool
    dir: Direction
    items: list[list[Block]] = field(default_factory=list)

    def close(self) -> List:
        items = tuple(ListItem(blocks=tuple(blocks)) for blocks in self.items)
        return List(items, ordered=self.ordered, dir=self.dir)


def nested(items: Iterable[Item]) -> list[List]:
    """Return *items* as lists; another kind on the same level starts a new list."""
    done: list[List] = []
    stack: list[_Open] = []

    def close_last() -> None:
        closed = stack.pop().close()
        if stack:
            stack[-1].items[-1].append(closed)
        else:
            done.append(closed)

    for item in items:
        while stack and (
            stack[-1].level > item.level
            or (stack[-1].level == item.level and stack[-1].ordered != item.ordered)
        ):
            close_last()
        if not stack or stack[-1].level < item.level:
            stack.append(_Open(item.level, item.ordered, item.dir))
        stack[-1].items.append(list(item.blocks))
    while stack:
        close_last()
    return done
