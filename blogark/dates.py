"""Dates as the web writes them, read without guessing."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def read_date(text: str) -> datetime | None:
    """Return the instant that *text* names, in UTC.

    Takes ISO 8601 and RFC 822. ``None`` for anything else, and for a date without a
    time zone or without a time: what it leaves open would have to be invented.
    """
    text = text.strip()
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = parse(text)
        except (ValueError, TypeError, OverflowError):
            continue
        if moment.tzinfo is None or ":" not in text:
            return None
        return moment.astimezone(UTC)
    return None


def iso(moment: datetime) -> str:
    """Return *moment* in UTC to the millisecond, ``2023-03-13T12:57:00.925Z``.

    Raises ``ValueError`` for a moment without time zone: which one would be a guess.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    utc = moment.astimezone(UTC).replace(tzinfo=None)
    return utc.isoformat(timespec="milliseconds") + "Z"
