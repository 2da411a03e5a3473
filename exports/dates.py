"""How dates are written, and on which day they fall."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from blogark.errors import OptionError

if TYPE_CHECKING:
    from datetime import date, datetime
    from typing import Self

_DIRECTIVE: Final = re.compile(r"%[-_0^#]?.?", re.DOTALL)
# Those of Python and C99, with glibc's flags. A system writes others as they are, or as
# nothing; %s would be in the zone of the machine.
_KNOWN: Final = re.compile(r"%%|%[fzZ]|%[-_0^#]?[aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyY]")


@dataclass(frozen=True, slots=True)
class DateStyle:
    """A format in a time zone.

    One value for front matter, file names and addresses, so that a post published
    around midnight has the same day in all of them.
    """

    format: str
    """``iso``: the moment with its offset from UTC; ``date``: the day; else a pattern
    of ``strftime``."""
    zone: ZoneInfo

    @classmethod
    def parse(cls, text: str, zone: str) -> Self:
        """Raises `OptionError` for a format or time zone that there is not."""
        if text not in ("iso", "date") and "%" not in text:
            raise OptionError(
                f"{text!r} is no format of dates: give iso, date, or a pattern as in "
                "'%d.%m.%Y'."
            )
        unknown = [
            each for each in _DIRECTIVE.findall(text) if not _KNOWN.fullmatch(each)
        ]
        if unknown:
            raise OptionError(
                f"{unknown[0]!r} in {text!r} stands for no part of a date: use those "
                "of strftime, as in '%d.%m.%Y', and %% for a percent sign."
            )
        try:
            return cls(text, ZoneInfo(zone))
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise OptionError(
                f"There is no time zone {zone!r}: give one like Europe/Prague."
            ) from error

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)

    def value(self, moment: datetime) -> str | datetime | date:
        local = self.local(moment)
        match self.format:
            case "iso":
                return local
            case "date":
                return local.date()
            case pattern:
                return local.strftime(pattern)
