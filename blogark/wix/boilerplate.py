"""What Wix itself writes around a post: the strings of ``boilerplate.toml``.

Captured pages change words by year and fall back to English, so that a page is never
told apart by them; they serve texts that were copied off a page, where nothing else is
left. A string says what a line may be. Whether it is that, its place decides.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Final, Literal, NamedTuple, TypeAlias

import msgspec

from blogark.wix.values import whole_number

Role: TypeAlias = Literal[
    "sentinel",
    "navigation",
    "search",
    "login",
    "banner",
    "portrait",
    "actions",
    "reading-time",
    "updated",
    "rating",
    "tags",
    "share",
    "count",
    "liked",
    "recent",
    "see-all",
    "comments",
    "comment-box",
]
"""What a string is for: a table of ``boilerplate.toml``."""

NUMBER: Final = r"\d[\d.,]*\s?[kKmM]?"
"""A count as Wix shows it, in digits of any script: ``0``, ``1.2K``, ``٣``."""

_NO_ROLES: Final[frozenset[Role]] = frozenset()
_QUOTES: Final = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")


class UiString(msgspec.Struct, frozen=True, array_like=True):
    """One string of Wix, and how it is known."""

    language: str
    """BCP 47, or ``*``: in English on every site."""
    text: str
    """A whole line; ``{n}`` is a number, ``{name}`` any name."""
    source: str
    confidence: Literal["A", "B", "C", "D"]


class Table(msgspec.Struct, frozen=True):
    """All strings of one role."""

    name: Role
    strings: tuple[UiString, ...]


class _File(msgspec.Struct, frozen=True):
    role: tuple[Table, ...]


class _Matcher(NamedTuple):
    lines: dict[str, frozenset[Role]]
    patterns: dict[Role, re.Pattern[str]]
    tally: re.Pattern[str]
    """One of the counts below a post, or a bare number."""


@cache
def tables() -> tuple[Table, ...]:
    """Return every string, by role."""
    data = files("blogark.wix").joinpath("boilerplate.toml").read_bytes()
    return msgspec.toml.decode(data, type=_File).role


def roles(line: str) -> frozenset[Role]:
    """Return what *line*, as a whole, may be; nothing for words of the author's."""
    folded = fold(line)
    matcher = _matcher()
    fixed = matcher.lines.get(folded, _NO_ROLES)
    shaped = {r for r, pattern in matcher.patterns.items() if pattern.fullmatch(folded)}
    return fixed | shaped or frozenset(counts(line))


def counts(line: str) -> tuple[Role, ...]:
    """Return the roles of the counts that *line* is made of, two or more of them.

    ``0 views0 comments``: they stand side by side, and a copy without the page's styles
    runs them together.
    """
    folded, place, found = fold(line), 0, list[str]()
    while piece := _matcher().tally.match(folded, place):
        place = piece.end()
        found.append(piece.lastgroup or "")
    is_whole = place == len(folded) and len(found) > 1
    known: tuple[Role, ...] = ("count", "liked")
    return tuple(role for role in known for _ in range(is_whole * found.count(role)))


def minutes(line: str) -> int | None:
    """Return the minutes of a line such as ``3 min read``."""
    match = _matcher().patterns["reading-time"].fullmatch(fold(line))
    number = re.search(r"\d+", match[0]) if match else None
    return whole_number(number[0]) if number else None


def after_updated(line: str) -> str | None:
    """Return what follows ``Updated:`` on its line, ``None`` if it is no such line."""
    line = " ".join(line.split())
    for mark in _update_marks():
        if fold(line).startswith(mark):
            return line[len(mark) :].strip()
    return None


def fold(line: str) -> str:
    """Return *line* as it is compared: case, spaces and kinds of quotes are equal."""
    return " ".join(line.translate(_QUOTES).split()).lower()


@cache
def _update_marks() -> tuple[str, ...]:
    found = (t.strings for t in tables() if t.name == "updated")
    return tuple(fold(string.text) for strings in found for string in strings)


@cache
def _matcher() -> _Matcher:
    lines: dict[str, frozenset[Role]] = {}
    shapes: dict[Role, list[str]] = {}
    for table in tables():
        for string in table.strings:
            folded = fold(string.text)
            if "{" in folded:
                shapes.setdefault(table.name, []).append(_shape(folded))
            else:
                lines[folded] = lines.get(folded, _NO_ROLES) | {table.name}
    patterns = {role: re.compile("|".join(found)) for role, found in shapes.items()}
    return _Matcher(lines, patterns, _count(lines, shapes))


def _count(
    lines: dict[str, frozenset[Role]], shapes: dict[Role, list[str]]
) -> re.Pattern[str]:
    kinds: tuple[Role, ...] = ("count", "liked")
    pieces = []
    for role in kinds:
        fixed = [
            re.escape(line) for line, roles_of in lines.items() if role in roles_of
        ]
        # the longest first: `views` before `view`
        choices = "|".join(sorted(fixed + shapes.get(role, []), key=len, reverse=True))
        pieces.append(f"(?P<{role}>{choices})")
    return re.compile(f"(?:{'|'.join(pieces)}|{NUMBER}) ?")


def _shape(folded: str) -> str:
    escaped = re.escape(folded)
    return escaped.replace(r"\{n\}", NUMBER).replace(r"\{name\}", r".{1,60}")
