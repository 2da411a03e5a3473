"""What belongs to a post and is not in what visitors are shown of it.

Wix's data tells of it: comments are counted (``metrics``, ``postCountInfo`` before),
and a post for those who pay names the plans that open it. Pages of 2026 have no counts
any more, so that no number means nothing. No page of a paid post was recorded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from blogark.findings import Finding, finding
from blogark.wix.values import list_at, number_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Known(Protocol):
    """What one source says of a post."""

    @property
    def comments(self) -> int: ...

    @property
    def is_paid(self) -> bool: ...


def comments_of(post: object) -> int:
    """Return how many comments *post*, in Wix's own form, has; 0 if it does not say."""
    counts = (number_at(post, key, "comments") for key in ("metrics", "postCountInfo"))
    return max(0, int(next(filter(None, counts), 0)))


def is_paid(post: object) -> bool:
    """Tell whether *post*, in Wix's own form, is for those alone who pay."""
    return bool(list_at(post, "pricingPlanIds"))


def left_out(sources: Iterable[Known]) -> Iterator[Finding]:
    """Yield what staff must know to be missing of the post that *sources* tell of."""
    known = tuple(sources)
    if any(each.is_paid for each in known):
        yield finding(
            "post-paid",
            "The post is for readers who pay: visitors are shown a part of it at most. "
            "Copy the whole of it by hand.",
        )
    if count := max((each.comments for each in known), default=0):
        number = "1 comment" if count == 1 else f"{count:,} comments"
        yield finding(
            "comments-left",
            f"The post has {number} on the site, which the archive does not have.",
            str(count),
        )
