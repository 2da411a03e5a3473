"""What stands above a post in a text: menu, search, title, author, dates.

Only Wix's own lines can be known by their words. The title is known by its place,
which was another until 2024 (all captured pages agree):

- now: title, author, date, reading time, "Updated:";
- before: author, date, reading time, title, "Updated:".

The owner can hide each of them. A file named after its post settles what is open.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from slugify import slugify

from blogark.wix.boilerplate import after_updated, minutes, roles
from blogark.wix.shown_dates import is_shown_date
from blogark.wix.text_lines import is_running, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogark.wix.boilerplate import Role
    from blogark.wix.text_lines import Line

_MENU: Final[frozenset[Role]] = frozenset(
    {"navigation", "search", "login", "banner", "portrait", "sentinel"}
)
# "More" and "All Posts" are too common to end a menu that nothing else shows to be one.
_MENU_ENDS: Final[frozenset[Role]] = frozenset({"search", "login", "banner"})
_BESIDE_DATES: Final[frozenset[Role]] = frozenset({"portrait", "actions", "rating"})
_WINDOW: Final = 120
"""Lines: the longest menu in captured pages has 60."""
_NAME_WORDS: Final = 4
_AUTHOR_WORDS: Final = 3
"""A line of more words is a title, where it could be either."""
_TITLE_WIDTH: Final = 200
_LONE_DATE_REACH: Final = 2
"""Lines that may stand between the menu and a date, or a reading time, that is alone.

In a poem, either may be a line of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the lines around a title say; empty where they do not."""

    published: str = ""
    updated: str = ""
    minutes: int | None = None
    author: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Where the title is, where the body begins, and what was said of the post."""

    title: int
    body: int
    facts: Facts
    is_certain: bool
    """False if another line could be the title as well."""
    used: frozenset[int]
    """The lines that `facts` are from."""


def read_head(lines: Sequence[Line], name: str) -> Head | None:
    """Return the head of *lines*; ``None`` if no line of them can be a title.

    *name* is the file's, without extension. Numbers are places in *lines*.
    """
    window = [
        line.text
        for line in takewhile(lambda line: not is_running(line.text), lines[:_WINDOW])
    ]
    if (
        lines
        and len(window) < len(lines)
        and width(lines[len(window)].text) <= (_TITLE_WIDTH)
    ):
        window.append(lines[len(window)].text)  # a long title
    found = _title(window, name)
    if found is None:
        return None
    title, is_certain = found
    reading = _Reading(window)
    reading.before(title)
    body = reading.after(title)
    return Head(
        title=title,
        body=body,
        facts=reading.facts,
        is_certain=is_certain,
        used=frozenset(reading.used),
    )


def _title(window: Sequence[str], name: str) -> tuple[int, bool] | None:
    """Return where the title is, and whether nothing else could be it."""
    slug = slugify(name)
    named = next((i for i, t in enumerate(window) if slug and slugify(t) == slug), None)
    if named is not None and not roles(window[named]):
        return named, True
    dates = _first_dates(window)
    if dates is None:
        return _after_menu(window)
    first, end = dates
    candidates = _candidates(window, first)
    is_free = end < len(window) and not _is_known(window[end])
    if is_free and _fact(_at(window, end + 1)) == "updated":
        return end, True
    if not candidates:
        return (end, True) if is_free else None
    facts = {_fact(text) for text in window[first:end]}
    if (
        len(candidates) == 1
        and is_free
        and "published" in facts  # an author stands beside a date
        and "updated" not in facts
        and len(window[candidates[0]].split()) <= _AUTHOR_WORDS
        and not is_running(window[end])
        and window[end][-1] not in ".:;,。"
    ):
        return end, False
    return _picked(window, candidates)


def _first_dates(window: Sequence[str]) -> tuple[int, int] | None:
    """Return where the lines with dates and reading time begin and end."""
    first = next((i for i, text in enumerate(window) if _fact(text)), None)
    if first is None:
        return None
    end = _Reading(window).after(first - 1)
    is_confirmed = end - first > 1 or _fact(window[first]) == "updated"
    if not is_confirmed and len(_candidates(window, first)) > _LONE_DATE_REACH:
        return None
    return first, end


def _candidates(window: Sequence[str], end: int) -> list[int]:
    """Return the lines between the menu and *end*."""
    start = end
    while start and not roles(window[start - 1]) & _MENU:
        start -= 1
    return [i for i in range(start, end) if not roles(window[i])]


def _picked(window: Sequence[str], candidates: list[int]) -> tuple[int, bool]:
    """Return the title among lines of a menu, title and author."""
    last = candidates[-1]
    if len(candidates) == 1:
        return last, True
    is_author = len(window[last].split()) <= _NAME_WORDS
    follows = _fact(_at(window, last + 1))
    if is_author and follows in {"published", "minutes"}:
        has_menu = candidates[0] > 0
        return candidates[-2], len(candidates) == 2 and has_menu  # noqa: PLR2004 - title, author
    return last, False


def _after_menu(window: Sequence[str]) -> tuple[int, bool] | None:
    """Return the first line after the menu, where no date shows where it ends."""
    seen: set[str] = set()
    start = 0
    for i, text in enumerate(window):
        if text not in seen and roles(text) & _MENU_ENDS:
            start = i + 1
        seen.add(text)
    free = (i for i in range(start, len(window)) if not _is_known(window[i]))
    found = next(free, None)
    return None if found is None else (found, found == start)


def _fact(text: str) -> str:
    """Return which field of `Facts` a line is, ``""`` for none."""
    if (date := after_updated(text)) is not None:
        return "updated" if not date or is_shown_date(date) else ""
    if minutes(text) is not None:
        return "minutes"
    return "published" if is_shown_date(text) else ""


def _is_known(text: str) -> bool:
    return bool(roles(text) or _fact(text))


def _at(window: Sequence[str], i: int) -> str:
    return window[i] if 0 <= i < len(window) else ""


class _Reading:
    """Reads the lines next to a title, each kind of them once."""

    def __init__(self, window: Sequence[str]) -> None:
        self._window = window
        self.facts = Facts()
        self.used: set[int] = set()

    def before(self, title: int) -> None:
        """Read what stands right above the title."""
        first = title
        while _fact(_at(self._window, first - 1)):
            first -= 1
        if first == title:
            return
        self.after(first - 1)
        if len(candidates := _candidates(self._window, first)) == 1:
            self._author(candidates[0])

    def after(self, at: int) -> int:
        """Read what stands below the line *at*; return where it ends."""
        i = at + 1
        follows = _fact(_at(self._window, i + 1))
        if self.facts == Facts() and follows in {"published", "minutes"}:
            i += self._author(i)
        while i < len(self._window) and (step := self._read(i)):
            i += step
        return i

    def _author(self, i: int) -> int:
        text = _at(self._window, i)
        if _is_known(text) or not 0 < len(text.split()) <= _NAME_WORDS:
            return 0
        self.facts = replace(self.facts, author=text)
        self.used.add(i)
        return 1

    def _read(self, i: int) -> int:
        """Read one line, or two for a date below its "Updated:"; return how many."""
        text = self._window[i]
        match _fact(text):
            case "updated" if not self.facts.updated:
                return self._updated(i)
            case "minutes" if self.facts.minutes is None:
                self.facts = replace(self.facts, minutes=minutes(text))
            case "published" if not self.facts.published:
                self.facts = replace(self.facts, published=text)
            case "":
                return int(bool(roles(text) & _BESIDE_DATES))
            case _:
                return 0
        self.used.add(i)
        return 1

    def _updated(self, i: int) -> int:
        date = after_updated(self._window[i]) or ""
        length = 1
        if not date and is_shown_date(_at(self._window, i + 1)):
            date, length = self._window[i + 1], 2
        if not date:
            return 0
        self.facts = replace(self.facts, updated=date)
        self.used.update(range(i, i + length))
        return length
