"""What ``-a`` options of a spider ask for, checked."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from blogark.errors import ArchiveError, OptionError
from blogark.filenames import archive_folder
from blogark.warc.web_archive import WebArchive
from blogark.wix.address import Address, parse_address

if TYPE_CHECKING:
    from spiders.visitor import VisitorApi

NAMES: Final = ("url", "out", "limit", "visitor_api", "since", "refresh", "offline")
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

    replays: Path | None = None
    """The archive whose web archive answers all requests; ``None`` for a live run."""

    @property
    def is_narrow(self) -> bool:
        """Whether only some of the posts are wanted."""
        return self.limit is not None or self.since is not None

    @classmethod
    def parse(cls, **options: str | None) -> Self:
        """Return *options*, named as in `NAMES`, understood.

        Raises `AddressError` for ``url`` and `OptionError` for the others.
        """
        if options.get("offline"):
            options = _of_archive(options)
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
            replays=Path(replays) if (replays := given("offline")) else None,
        )


def _of_archive(options: dict[str, str | None]) -> dict[str, str | None]:
    """Return *options* with those that the archive to be read again was made with."""
    folder = options.get("offline") or ""
    if any(options.get(name) for name in ("url", "limit", "since", "refresh")):
        raise OptionError(
            "offline takes the address and the number of posts from its archive: "
            "give it with out alone."
        )
    return {"out": folder, **_asked_for(WebArchive.open(Path(folder)).runs, folder)} | {
        name: value for name, value in options.items() if value is not None
    }


def _asked_for(runs: list[dict[str, Any]], folder: str) -> dict[str, str | None]:
    """Return what the last run that wanted all posts was asked for, else the last."""
    asked = [json.loads(run["arguments"]) for run in runs if "arguments" in run]
    asked = [one for one in asked if one.get("url")]
    if not asked:
        raise ArchiveError(
            f"{folder} has no web archive to read again: crawl the blog into it with "
            "`scrapy archive URL`, with WARC_ENABLED on."
        )
    full = [one for one in asked if not (one.get("limit") or one.get("since"))]
    chosen = (full or asked)[-1]
    names = ("url", "limit", "since", "visitor_api")
    return {name: str(chosen[name]) for name in names if chosen.get(name)}


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
