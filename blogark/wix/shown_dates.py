"""Dates as Wix shows them to readers: ``Feb 17``, ``2023년 4월 12일``, ``5 hours ago``.

They are known by their words (``date_words.toml``) and never computed with: such a
date has no time and no zone, and that of the current year has no year either.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Final

import msgspec

from blogark.wix.boilerplate import NUMBER, fold

_LONGEST: Final = 40
_YEAR_DIGITS: Final = 4
_APART: Final = re.compile(
    r"[\s.,/'’\u200e\u200f-]+|(?<=\d)(?=[^\d\s])|(?<=[^\d\s])(?=\d)"
)
# Czech and Slovak have no words at all: 9. 11. 2020; without a year 9. 11.
_NUMERIC: Final = re.compile(
    r"\d{1,2}([./-]) ?\d{1,2}\1 ?\d{4}|\d{4}([./-]) ?\d{1,2}\2 ?\d{1,2}|"
    r"\d{1,2}\. ?\d{1,2}\."
)


class _Words(msgspec.Struct, frozen=True):
    words: dict[str, tuple[str, ...]]
    ago: dict[str, tuple[str, ...]]


def is_shown_date(text: str) -> bool:
    """Tell whether *text* is a date and nothing else, in any of Wix's languages."""
    folded = fold(text)
    if not folded or len(folded) > _LONGEST:
        return False
    return (
        _is_calendar_date(folded)
        or _NUMERIC.fullmatch(folded) is not None
        or _ago().fullmatch(folded) is not None
    )


def has_year(text: str) -> bool:
    """Tell whether a shown date names its year."""
    return any(len(number) == _YEAR_DIGITS for number in re.findall(r"\d+", text))


def _is_calendar_date(folded: str) -> bool:
    """Whether it is one day, perhaps a year, and words of dates alone."""
    parts = [part for part in _APART.split(folded) if part]
    numbers = [part for part in parts if part.isdecimal()]
    words = [part for part in parts if not part.isdecimal()]
    years = [number for number in numbers if len(number) == _YEAR_DIGITS]
    fit = all(len(n) <= 2 or n in years for n in numbers)  # noqa: PLR2004 - day, month
    # the month is a number in Chinese, Japanese, Korean and Vietnamese
    days = len(numbers) - len(years)
    return (
        fit
        and days in {1, 2}
        and len(years) <= 1
        and _names_a_month(words)
        and _words().issuperset(words)
    )


def _names_a_month(words: list[str]) -> bool:
    """Whether there is more than a connecting word: ``10 de`` is no date."""
    scripts = [word for word in words if not word.isascii()]  # 月 日, ก ย
    return any(len(word) > 2 for word in words) or len(scripts) > 1  # noqa: PLR2004


@cache
def _data() -> _Words:
    text = files("blogark.wix").joinpath("date_words.toml").read_bytes()
    return msgspec.toml.decode(text, type=_Words)


@cache
def _words() -> frozenset[str]:
    every = (word for words in _data().words.values() for word in words)
    return frozenset(part for word in every for part in _APART.split(fold(word)))


@cache
def _ago() -> re.Pattern[str]:
    every = (fold(shape) for shapes in _data().ago.values() for shape in shapes)
    escaped = (re.escape(shape).replace(r"\{n\}", NUMBER) for shape in every)
    return re.compile("|".join(escaped))
