"""Dates as pages show them to readers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from blogark.wix.shown_dates import has_year, is_shown_date

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "text",
    [
        *("Feb 17", "Mar 31, 2021", "6 may 2021", "14 sept 2022", "6. Nov. 2020"),
        *("18 juil. 2018", "17 de dez. de 2018", "6 mei 2021", "2023년 4월 12일"),
        *("٦ مايو ٢٠٢١", "2021年5月6日", "9. 11. 2020", "9. 11.", "12 ก.ย. 2564"),
        *("9 בדצמ׳ 2021", "5 hours ago", "hace 3 días"),  # noqa: RUF001 - Hebrew
        *("12 thg 4, 2021", "há 1 hora"),
    ],
)
def test_a_date_is_known_in_any_language(text: str) -> None:
    assert is_shown_date(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "17", "Feb", "March on", "10 de", "Top 10", "7 days", "May the 4th"),
        *("Feb 17 was cold", "1984", "3 min read", "May 5, 6 and 7, 2021", "1.2"),
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert not is_shown_date(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mar 31, 2021", True),
        ("٦ مايو ٢٠٢١", True),
        ("Feb 17", False),
        ("9. 11.", False),
    ],
)
def test_a_date_of_the_current_year_has_no_year(text: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    assert has_year(text) == expected


def test_every_date_of_captured_pages_is_known(shared: Path) -> None:
    listed = shared / "corpus" / "samples" / "ui-strings-by-site.txt"
    dates = re.findall(r"time-ago +(.+)$", listed.read_text("utf-8"), re.MULTILINE)
    assert len(dates) > 30
    assert [date for date in dates if not is_shown_date(date.strip())] == []
