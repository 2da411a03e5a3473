"""Two readings of one body, side by side.

A page's markup and the data behind it are read by different code from different bytes.
Where they agree, the reading is right; where not, one of the two lost something, and
the difference is small enough to look at.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from blogark.document import Document, Unknown
from blogark.findings import Finding, Severity, finding
from blogark.walking import map_blocks, walk
from blogark.wix.body import Body
from blogark.wix.gaps import gap
from blogark.wix.measures import MEASURES, kind_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from blogark.document import Block, Blocks

# What readers say of a block that their source leaves open; the detail is its anchor.
_OPEN = {"block-empty", "block-unknown", "gallery-incomplete", "link-missing"}
_SHOWN = 5
"""Things that a finding names, of those that one reading lacks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One kind of thing, counted in both readings."""

    name: str
    """A key of `blogark.wix.measures.MEASURES`."""
    left: int
    """How many the left reading has."""
    right: int
    only_left: tuple[str, ...] = ()
    """What the right reading lacks, once for each time."""
    only_right: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """What both have, as a share of what the larger has; 1.0 if both have none."""
        total = max(self.left, self.right)
        return (self.left - len(self.only_left)) / total if total else 1.0

    @property
    def equal(self) -> bool:
        """Whether both readings have the same."""
        return not self.only_left and not self.only_right


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two readings say the same."""

    left_source: str
    right_source: str
    measures: tuple[Measure, ...]
    """In the order of `MEASURES`."""
    better: str
    """The source of the better reading, see `compare`."""

    @property
    def equal(self) -> bool:
        """Whether all measures are equal: the reading is confirmed."""
        return all(measure.equal for measure in self.measures)

    def findings(self) -> tuple[Finding, ...]:
        """Return one finding for each measure in which the readings differ."""
        return tuple(self._finding(m) for m in self.measures if not m.equal)

    def _finding(self, measure: Measure) -> Finding:
        sides = (
            (self.left_source, measure.only_left),
            (self.right_source, measure.only_right),
        )
        said = "; ".join(
            f"only {source} has {_listed(only)}" for source, only in sides if only
        )
        message = (
            f"The sources differ in {measure.name}, {measure.left} against "
            f"{measure.right}: {said}. The body is from {self.better}."
        )
        return finding("readings-differ", message, measure.name)


def _listed(only: tuple[str, ...]) -> str:
    shown = ", ".join(f"“{_cut(entry)}”" for entry in only[:_SHOWN])
    more = len(only) - _SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


def _cut(entry: str, length: int = 80) -> str:
    return entry if len(entry) <= length else f"{entry[: length - 1]}…"


def compare(
    left: Body, right: Body, measures: Collection[str] = tuple(MEASURES)
) -> Agreement:
    """Return how far two readings of one body agree, and which of them is better.

    *measures* are names of `MEASURES`.

    The better one is that which lacks less of what the other has; if that is even,
    the one with fewer findings that something is missing; if that is even too, *left*.
    """
    measured = tuple(
        _measure(name, things(left.document.blocks), things(right.document.blocks))
        for name, things in MEASURES.items()
        if name in measures
    )
    left_lacks = sum(len(measure.only_right) for measure in measured), _open(left)
    right_lacks = sum(len(measure.only_left) for measure in measured), _open(right)
    return Agreement(
        left_source=left.source,
        right_source=right.source,
        measures=measured,
        better=right.source if right_lacks < left_lacks else left.source,
    )


def _measure(name: str, left: Iterable[str], right: Iterable[str]) -> Measure:
    ours, theirs = Counter(left), Counter(right)
    return Measure(
        name=name,
        left=ours.total(),
        right=theirs.total(),
        only_left=tuple((ours - theirs).elements()),
        only_right=tuple((theirs - ours).elements()),
    )


def _open(body: Body) -> int:
    return sum(entry.severity is not Severity.INFO for entry in body.findings)


def merged(dom: Body, json: Body) -> Body:
    """Return *dom* with the blocks that it leaves open taken from *json*.

    Filled are empty videos, players, embeds and galleries, files and buttons without
    an address, and blocks that only *json* understands. They are found by their
    anchor; where one reading has no anchors, by their order, if both readings have as
    many of their kind. Findings about what is filled go. Without anything to fill, it
    is *dom*.
    """
    ours = dom.document.blocks
    theirs = _by_anchor(json.document.blocks)
    same_place = _by_order(ours, json.document.blocks)
    filled: Counter[str] = Counter()

    def fill(block: Block, place: int = -1) -> Block:
        if not _is_open(block):
            return block
        anchor = block.anchor
        by_anchor = anchor is not None and theirs
        found = theirs.get(anchor or "") if by_anchor else same_place.get(place)
        if found is None or _is_open(found):
            return block
        filled[anchor or ""] += 1
        return found if by_anchor or anchor is None else _named(found, anchor)

    top = tuple(fill(block, place) for place, block in enumerate(ours))
    blocks = map_blocks(top, lambda sequence: map(fill, sequence))
    if not filled:
        return dom
    return Body(
        document=Document(blocks),
        source=f"{dom.source}+{json.source}",
        findings=tuple(_without(dom.findings, filled)),
    )


def _named(block: Block, anchor: str) -> Block:
    return msgspec.structs.replace(block, anchor=anchor)


def _by_anchor(blocks: Blocks) -> dict[str, Block]:
    found: dict[str, Block] = {}
    for block in walk(blocks):
        if (anchor := block.anchor) is not None:
            found.setdefault(anchor, block)
    return found


def _by_order(ours: Blocks, theirs: Blocks) -> dict[int, Block]:
    """Return, by its place in *ours*, the block of *theirs* that is the same one."""
    paired: dict[int, Block] = {}
    for kind in {kind_of(block) for block in ours}:
        places = [place for place, block in enumerate(ours) if kind_of(block) == kind]
        blocks = [block for block in theirs if kind_of(block) == kind]
        if len(places) == len(blocks):
            paired.update(zip(places, blocks, strict=True))
    return paired


def _is_open(block: Block) -> bool:
    return isinstance(block, Unknown) or gap(block, "") is not None


def _without(findings: Iterable[Finding], filled: Counter[str]) -> Iterator[Finding]:
    """Yield *findings* but for one about each anchor in *filled*."""
    left = filled.copy()
    for entry in findings:
        if entry.code in _OPEN and left[entry.detail] > 0:
            left[entry.detail] -= 1
        else:
            yield entry
