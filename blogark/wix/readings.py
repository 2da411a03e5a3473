"""One body from all the readings of it that there are.

The page's markup is what readers of the blog see, so it comes first. What it leaves
open is filled from the others, and what it says is confirmed by them:

1. **data**, the post in Wix's own form, from the page or from the visitor API, is as
   full as the markup. All measures are compared, and the better reading is taken.
2. **feed** and **AMP** hold less than a page: they fill and confirm, but stand in for
   the body only where there is no other. Left out of the comparison is what they have
   not, and what feeds add: commas (seen in 3 of 34 posts).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import msgspec

from blogark.document import Button, Document, File, Gallery, LineBreak, LinkPreview
from blogark.walking import map_blocks, map_inlines
from blogark.wix.compare import compare, merged

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blogark.document import Block, Blocks, Inlines
    from blogark.wix.body import Body
    from blogark.wix.compare import Agreement

# Feeds give some links another address, or none (4 of 32 posts); players that are
# shown as a bare link there have been filled in by then.
_CONFIRMED_BY_FEEDS: Final = (
    *("words", "headings", "list items", "table cells", "images"),
)
_NOT_IN_FEEDS: Final = (Button, File, Gallery, LinkPreview)


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """All readings of one body. Each may be missing."""

    shown: Body | None = None
    """The page's markup."""
    data: Body | None = None
    """The post in Wix's own form."""
    feed: Body | None = None
    amp: Body | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The body that was chosen, and what speaks for it."""

    body: Body
    agreements: tuple[Agreement, ...] = ()
    """One for each pair of readings that were compared, in order."""


def settle(readings: Readings) -> Settled | None:
    """Return the best body that *readings* give, ``None`` if there is no reading.

    Differences are findings of the body.
    """
    shown, data = readings.shown, readings.data
    others = [body for body in (readings.feed, readings.amp) if body is not None]
    if shown is not None and data is not None:
        settled = _with_data(shown, data)
    elif (body := shown or data) is not None:
        settled = Settled(body=body)
    elif others:
        settled = Settled(body=others.pop(0))
    else:
        return None
    for other in others:
        settled = _with_lesser(settled, other)
    return settled


def _with_data(shown: Body, data: Body) -> Settled:
    filled = merged(shown, data)
    agreement = compare(filled, data)
    chosen = filled
    if agreement.better == data.source:
        lost = (entry for entry in shown.findings if entry.code == "text-not-read")
        chosen = replace(data, findings=(*data.findings, *lost))
    return Settled(body=_noting(chosen, agreement), agreements=(agreement,))


def _with_lesser(settled: Settled, other: Body) -> Settled:
    filled = merged(settled.body, other)
    found = compare(_lessened(filled), _lessened(other), _CONFIRMED_BY_FEEDS)
    agreement = replace(found, better=filled.source)
    return Settled(
        body=_noting(filled, agreement), agreements=(*settled.agreements, agreement)
    )


def _noting(body: Body, agreement: Agreement) -> Body:
    return replace(body, findings=(*body.findings, *agreement.findings()))


def _lessened(body: Body) -> Body:
    """Return *body* as a feed would have it."""
    blocks = map_inlines(map_blocks(body.document.blocks, _in_feeds), _without_commas)
    return replace(body, document=Document(blocks))


def _in_feeds(blocks: Blocks) -> Iterable[Block]:
    return (block for block in blocks if not isinstance(block, _NOT_IN_FEEDS))


def _without_commas(line: Inlines) -> Inlines:
    return tuple(
        run
        if isinstance(run, LineBreak)
        else msgspec.structs.replace(run, text=run.text.replace(",", ""))
        for run in line
    )
