"""Dates are read exactly or not at all."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogark.dates import iso, read_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-03-13T12:57:00.925Z", datetime(2023, 3, 13, 12, 57, 0, 925000, UTC)),
        ("2023-03-13T23:30:00-05:00", datetime(2023, 3, 14, 4, 30, tzinfo=UTC)),
        ("Sun, 16 Jul 2023 09:14:21 GMT", datetime(2023, 7, 16, 9, 14, 21, tzinfo=UTC)),
        (" 2023-03-13T12:57:00Z\n", datetime(2023, 3, 13, 12, 57, tzinfo=UTC)),
        ("2023-03-13T12:57:00", None),
        ("2023-03-13", None),
        ("Feb 17", None),
        ("5 hours ago", None),
        ("", None),
        ("٦ مايو ٢٠٢١", None),
    ],
)
def test_only_a_date_with_time_and_zone_is_an_instant(
    text: str, expected: datetime | None
) -> None:
    assert read_date(text) == expected


@given(st.datetimes(timezones=st.timezones()))
def test_what_is_written_is_read_back_to_the_millisecond(moment: datetime) -> None:
    try:
        utc = moment.astimezone(UTC)
    except OverflowError:
        return
    expected = utc.replace(microsecond=utc.microsecond // 1000 * 1000)
    assert read_date(iso(moment)) == expected
