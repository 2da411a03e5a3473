"""Values out of JSON whose shape nobody promises.

Each function takes a path of keys and gives nothing (``""``, ``None``, ``[]``) where
the path ends early or leads to a value of another type. None of them raises.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from blogark.wix.pagedata import dig

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# Deeper than any document that an editor makes, and far from Python's own limit.
MAX_DEPTH = 40
"""How deep one piece of rich content may be nested in another."""

_BEYOND = 2**53  # no size in bytes
MAX_NUMBER = 99_999_999
"""No length in pixels, level or count is larger: Markdown, SQLite and Python itself
each refuse some that are."""
_TOKEN = re.compile(r'("[^"\\]*[tT]oken"):"(?:[^"\\]|\\.)*"')


def text_at(value: object, *keys: str) -> str:
    """Return the string under *keys*."""
    found = dig(value, *keys)
    return found if isinstance(found, str) else ""


def first_text(value: object, *paths: tuple[str, ...]) -> str:
    """Return the first string under one of *paths* that is not blank, stripped."""
    found = (text_at(value, *path).strip() for path in paths)
    return next(filter(None, found), "")


def number_at(value: object, *keys: str) -> float | None:
    """Return the number under *keys*, also if it is written as a string."""
    found = dig(value, *keys)
    if isinstance(found, str):
        try:
            found = float(found)
        except ValueError:
            return None
    if isinstance(found, bool) or not isinstance(found, int | float):
        return None
    return found if abs(found) < _BEYOND else None  # nan and infinity are not


def whole_number(text: str) -> int | None:
    """Return the number in decimal digits, ``None`` for what is none.

    Also for one larger than `MAX_NUMBER`.
    """
    is_short = len(text) <= len(str(MAX_NUMBER))
    return int(text) if text.isdecimal() and is_short else None


def named(value: object, names: Sequence[str]) -> str:
    """Return an enumeration's value by its name, upper-case, or by its number.

    ``""`` for what is neither.
    """
    if isinstance(value, str):
        return value.upper()
    if isinstance(value, bool) or not isinstance(value, int):
        return ""
    return names[value] if 0 <= value < len(names) else ""


def pixels_at(value: object, *keys: str) -> int | None:
    """Return the length under *keys* in whole pixels, ``None`` for zero or less."""
    length = number_at(value, *keys)
    is_length = length is not None and 0 < length <= MAX_NUMBER
    return round(length) or None if length is not None and is_length else None


def list_at(value: object, *keys: str) -> list[object]:
    """Return the array under *keys*."""
    found = dig(value, *keys)
    return found if isinstance(found, list) else []


def raw_json(value: object) -> str:
    """Return *value* as JSON, keys in their order, the values of tokens left out.

    A poll's settings hold a ``siteToken`` (seen in Wix's own fixtures).
    """
    try:
        json = msgspec.json.encode(value).decode()
    except (TypeError, UnicodeEncodeError, RecursionError):
        return ""  # only for what no JSON decoder gives
    return _TOKEN.sub(r'\1:""', json)


def strings_in(value: object, is_text: Callable[[str], bool]) -> Iterator[str]:
    """Yield the strings anywhere in *value* whose key *is_text*, in their order."""
    stack: list[tuple[str, object]] = [("", value)]
    while stack:
        key, found = stack.pop()
        match found:
            case str():
                if found.strip() and is_text(key):
                    yield found
            case dict():
                stack.extend(reversed([(str(k), inner) for k, inner in found.items()]))
            case list():
                stack.extend((key, inner) for inner in reversed(found))
            case _:
                pass
