"""Of all sources that have a field, the best one's value, and that source's name.

`blogark.wix.precedence` says which source is asked first.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from blogark.dates import read_date
from blogark.findings import Finding, finding
from blogark.wix.precedence import DATA, LISTS, PRECEDENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from blogark.wix.listed import ListedPost
    from blogark.wix.page_json import PostRecord

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Generic[T]):
    """What each source has of one field, asked only if its turn comes."""

    page: Mapping[str, Callable[[], T]]
    """By the name of the place in the page."""
    data: Callable[[PostRecord], T] | None = None
    lists: Callable[[ListedPost], T] | None = None


@dataclass(slots=True)
class Choice:
    """Takes the first source that has a value, and remembers which it was."""

    data: tuple[str, PostRecord] | None
    listed: Sequence[ListedPost]
    provenance: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def first(self, name: str, asked: Field[T], default: T) -> T:
        for source, value in self._candidates(name, asked):
            if value:
                self.provenance[name] = source
                return value
        return default

    def date(self, name: str, asked: Field[str]) -> tuple[datetime | None, str]:
        """Return the first exact date and its text, else the first text alone."""
        inexact: tuple[str, str] | None = None
        for source, raw in self._candidates(f"{name}_at", asked):
            if raw and (moment := read_date(raw)) is not None:
                self.provenance[f"{name}_at"] = source
                return moment, raw
            if raw and inexact is None:
                inexact = source, raw
        if inexact is None:
            return None, ""
        self.provenance[f"{name}_raw"], raw = inexact
        message = f"The date “{raw}” ({name}) could not be understood: kept as text."
        self.findings.append(finding("date-unreadable", message, raw))
        return None, raw

    def _candidates(self, name: str, asked: Field[T]) -> Iterator[tuple[str, T]]:
        for source in PRECEDENCE[name]:
            if source == DATA:
                if self.data is not None and asked.data is not None:
                    yield self.data[0], asked.data(self.data[1])
            elif source == LISTS:
                if asked.lists is not None:
                    yield from ((p.source, asked.lists(p)) for p in self.listed)
            else:
                yield source, asked.page[source]()
