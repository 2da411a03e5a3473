"""Text for a terminal, made of what strangers wrote and of plain numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_UNITS: Final = ("bytes", "kB", "MB", "GB", "TB")
_STEP: Final = 1000
_EXAMPLES: Final = 3


def printable(text: str) -> str:
    """Return *text* on one line, without anything that a terminal would obey.

    Escape sequences, control characters and marks that reorder text are left out: a
    blog's title must not be able to move the cursor or to hide a path.
    """
    return "".join(c for c in " ".join(text.split()) if c.isprintable())


def size(count: int) -> str:
    """Return a number of bytes as people write it: ``512 bytes``, ``4.1 MB``."""
    amount = float(count)
    for unit in _UNITS[:-1]:
        if amount < _STEP:
            return f"{amount:.0f} {unit}" if amount == count else f"{amount:.1f} {unit}"
        amount /= _STEP
    return f"{amount:.1f} {_UNITS[-1]}"


def duration(seconds: float) -> str:
    """Return a length of time as people write it: ``8 s``, ``2 min 5 s``."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def count(number: int, one: str, many: str = "") -> str:
    """Return *number* with its noun: ``1 post``, ``1,204 posts``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def examples(lines: Sequence[str]) -> Iterator[str]:
    """Yield the first of *lines*, made printable, as a list, and how many more are."""
    yield from (f"    - {printable(line)}" for line in lines[:_EXAMPLES])
    if len(lines) > _EXAMPLES:
        yield f"    - and {len(lines) - _EXAMPLES:,} more"
