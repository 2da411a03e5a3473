"""What ``-a`` options of a spider ask for, checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from blogark.errors import OptionError
from blogark.filenames import archive_folder
from blogark.wix.address import Address, parse_address
from spiders.replay import Replay

if TYPE_CHECKING:
    from spiders.visitor import VisitorApi

NAMES: Final = (
    *("url", "out", "limit", "visitor_api", "since", "refresh"),
    *("offline", "run"),
)
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
    since: date | None = None
    """Posts that were published or changed on this day or later are read."""
    refresh: bool = False
    """All posts are read, whether they have changed or not."""

    replays: Replay | None = None
    """What of a web archive answers all requests; ``None`` for a live run."""

    @property
    def is_narrow(self) -> bool:
        """Whether only some of the posts are wanted."""
        return self.limit is not None or self.since is not None

    @classmethod
    def parse(cls, **options: str | None) -> Self:
        """Return *options*, named as in `NAMES`, understood.

        Raises `AddressError` for ``url`` and `OptionError` for the others.
        """
        replays = _replays(options)
        if replays is not None:
            options = {**replays.options(), "out": str(replays.archive)} | {
                name: value for name, value in options.items() if value is not None
            }
        given = options.get
        address = parse_address(given("url") or "")
        out = given("out")
        return cls(
            address=address,
            out=Path(out) if out else archive_folder(address.site.base),
            limit=_limit(given("limit")),
            visitor_api=_visitor_api(given("visitor_api")),
            since=_since(given("since")),
            refresh=_refresh(given("refresh")),
            replays=replays,
        )


def _replays(options: dict[str, str | None]) -> Replay | None:
    """Return the web archive that is to be read again, if one is."""
    folder = options.get("offline")
    if not folder:
        if options.get("run"):
            raise OptionError("run is one of an archive: give offline with its folder.")
        return None
    if any(options.get(name) for name in ("url", "limit", "since", "refresh")):
        raise OptionError(
            "offline takes the address and the number of posts from its archive: "
            "give it with out alone."
        )
    return Replay.open(Path(folder), options.get("run"))


def _limit(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and int(text) > 0):
        raise OptionError(f"limit takes a number of posts from 1, not “{text}”.")
    return int(text)


def _since(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        # The exact form: "20240131" and "2024-W05-3" are dates too, but most likely
        # typing errors.
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007  a day only
    except ValueError:
        raise OptionError(
            f"since takes a day as in 2024-01-31, not “{text}”."
        ) from None


def _refresh(text: str | None) -> bool:
    if text not in {None, "0", "1"}:
        raise OptionError(f"refresh takes 1 or 0, not “{text}”.")
    return text == "1"


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
