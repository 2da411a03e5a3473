"""What ``-a`` options of a spider ask for, checked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from blogark.errors import OptionError
from blogark.filenames import archive_folder
from blogark.wix.address import Address, parse_address

if TYPE_CHECKING:
    from spiders.visitor import VisitorApi

NAMES: Final = ("url", "out", "limit", "visitor_api")
"""What a spider's ``-a`` takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arguments:
    """The job of one crawl."""

    address: Address
    out: Path
    """The archive's folder."""
    limit: int | None = None
    """Posts to read at most."""

    visitor_api: VisitorApi = "all"

    @classmethod
    def parse(
        cls,
        *,
        url: str | None,
        out: str | None,
        limit: str | None,
        visitor_api: str | None = None,
    ) -> Self:
        """Return the options, understood.

        Raises `AddressError` for *url* and `OptionError` for the others.
        """
        address = parse_address(url or "")
        return cls(
            address=address,
            out=Path(out) if out else archive_folder(address.site.base),
            limit=_limit(limit),
            visitor_api=_visitor_api(visitor_api),
        )


def _limit(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and int(text) > 0):
        raise OptionError(f"limit takes a number of posts from 1, not “{text}”.")
    return int(text)


def _visitor_api(text: str | None) -> VisitorApi:
    match text:
        case None | "all" | "1":
            return "all"
        case "needed":
            return "needed"
        case "off" | "0":
            return "off"
        case _:
            raise OptionError(f"visitor_api takes all, needed or 0, not “{text}”.")
