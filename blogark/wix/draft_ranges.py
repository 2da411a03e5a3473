"""The ranges of a Draft.js block: which of its characters are marked as what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from blogark.wix.pagedata import dig
from blogark.wix.values import list_at, number_at, text_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_RANGES: Final = ("inlineStyleRanges", "entityRanges")


class Range(NamedTuple):
    """A piece of a block's text, in characters, with what it is marked as."""

    start: int
    end: int
    value: object


def ranges_of(block: object, key: str, value: str) -> Iterator[Range]:
    """Yield the ranges in a block's *key* with what each has as *value*.

    What reaches beyond the text is cut off.
    """
    text = text_at(block, "text")
    place = _place_in(text, [span for name in _RANGES for span in _spans(block, name)])
    for entry, (start, end) in zip(
        list_at(block, key), _spans(block, key), strict=True
    ):
        yield Range(place(start), place(end), dig(entry, value))


def _spans(block: object, key: str) -> Iterator[tuple[int, int]]:
    for entry in list_at(block, key):
        start = int(max(number_at(entry, "offset") or 0, 0))
        yield start, start + int(max(number_at(entry, "length") or 0, 0))


def _place_in(text: str, spans: Sequence[tuple[int, int]]) -> Callable[[int], int]:
    """Return what turns an offset of *spans* into an index of *text*.

    Offsets count code points, not JavaScript's UTF-16 units: Draft.js converts them
    when it writes raw content, Wix's own converter takes them so, and so do all 77
    ranges at or after an emoji in Wix's fixtures. Other writers may not convert, so
    that UTF-16 it is where the ranges begin and end at words only so.
    """
    end = len(text)

    def points(offset: int) -> int:
        return min(offset, end)

    if text.isascii() or max(text) <= "\uffff":
        return points
    indices = [
        i for i, char in enumerate(text) for _unit in range(1 + (char > "\uffff"))
    ]

    def units(offset: int) -> int:
        return indices[offset] if offset < len(indices) else end

    wrong_points = _misfits(text, spans, points, end)
    wrong_units = _misfits(text, spans, units, len(indices))
    return units if wrong_units < wrong_points else points


def _misfits(
    text: str,
    spans: Sequence[tuple[int, int]],
    place: Callable[[int], int],
    length: int,
) -> int:
    """Return how many ends of *spans* are in a word, at a space or out of the text."""
    wrong = 0
    for start, end in spans:
        first, beyond = place(start), place(end)
        wrong += end > length
        if first < beyond:
            wrong += text[first].isspace() or _in_word(text, first)
            wrong += text[beyond - 1].isspace() or _in_word(text, beyond)
    return wrong


def _in_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1 : place + 1].isalnum()
