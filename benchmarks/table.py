"""The one table that a benchmark prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Line:
    """One thing measured, and what was to be reached."""

    name: str
    value: str
    ratio: str = ""
    target: str = ""
    reached: bool | None = None


def rendered(lines: Sequence[Line]) -> str:
    """Return *lines* as text in columns."""
    rows = [
        (line.name, line.value, line.ratio, line.target, _verdict(line))
        for line in lines
    ]
    rows.insert(0, ("", "measured", "ratio", "target", ""))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)


def _verdict(line: Line) -> str:
    if line.reached is None:
        return ""
    return "reached" if line.reached else "missed"
