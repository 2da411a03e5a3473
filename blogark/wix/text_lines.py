"""A text that was copied off a page, as lines."""

from __future__ import annotations

from typing import Final, NamedTuple
from unicodedata import east_asian_width, normalize

from blogark.wix.boilerplate import fold

_TOP, _BOTTOM = "top of page", "bottom of page"
# An empty line of Wix's editor is copied as a no-break or a zero-width space.
_BLANK: Final = "\u200b\u200c\u200d\u2060\ufeff"
# Measured in narrow letters; a title has at most 200 characters, a menu entry, an
# author's name or a card's title rarely 80.
_LONG: Final = 160
_SENTENCE: Final = 80
_ENDS: Final = frozenset(".!:;,。।؟")


class Line(NamedTuple):
    """A line with something on it."""

    number: int
    """From 1, as editors count."""
    text: str
    """Without white space around it."""


class Page(NamedTuple):
    """The lines between the page's jump marks, and those around them."""

    lines: tuple[Line, ...]
    around: tuple[Line, ...]


def read_page(text: str) -> Page:
    """Return the lines of *text* that are not blank, from the top of the page on.

    The marks are in English on every page. They count where no running text stands
    outside of them: authors, too, write "top of page".
    """
    lines = [
        Line(number, stripped)
        for number, line in enumerate(text.splitlines(), start=1)
        if (stripped := _stripped(line))
    ]
    marks = [fold(line.text) for line in lines]
    start = marks.index(_TOP) + 1 if _TOP in marks else 0
    if any(is_running(line.text) for line in lines[:start]):
        start = 0
    end = len(lines)
    if _BOTTOM in marks[start:]:
        last = len(marks) - 1 - marks[::-1].index(_BOTTOM)
        end = end if any(is_running(line.text) for line in lines[last:]) else last
    return Page(tuple(lines[start:end]), (*lines[:start], *lines[end:]))


def is_running(text: str) -> bool:
    """Tell whether *text* is too long for anything but an author's own sentences."""
    length = width(text)
    is_sentence = normalize("NFKC", text)[-1:] in _ENDS  # full-width marks, too
    return length > _LONG or (length > _SENTENCE and is_sentence)


def width(text: str) -> int:
    """Return the length of *text*; an ideograph counts as two letters."""
    return len(text) + sum(east_asian_width(character) in "WF" for character in text)


def _stripped(line: str) -> str:
    before = None
    while line != before:
        before, line = line, line.strip().strip(_BLANK)
    return line
