"""Whether the sources agree on which posts there are.

A sitemap and a blog's own feed pages each claim to name every post, and the feed says
how many it has. RSS claims nothing: it holds the newest 20.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING

from blogark.findings import Finding, finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source that lists posts, as far as it was read."""

    name: str
    """For a person: ``the sitemap``."""
    urls: AbstractSet[str]
    is_complete: bool
    """It claims to name every post, and was read to its end."""
    total: int | None = None
    """How many posts it says that there are."""


def compare(
    sources: tuple[Source, ...],
    *,
    found: AbstractSet[str],
    gone: AbstractSet[str],
    listed: AbstractSet[str] = frozenset(),
) -> Iterator[Finding]:
    """Yield what staff must know about the completeness of *found*.

    *found* are the addresses of all posts, from any source; *gone* those of them that
    the site answers with "not found" or sends elsewhere. A source that still names
    such a post is out of date, which explains the difference. *listed* are those that
    RSS, categories and tags name: a full list names them too, or it is none.
    """
    complete = [source for source in sources if source.is_complete and source.urls]
    if not complete:
        yield finding(
            "no-full-list",
            "Neither the sitemap nor the blog's feed pages could be read to their end: "
            "posts may be missing that no other source names. Run again later.",
        )
    for one, other in permutations(complete, 2):
        if missing := sorted(one.urls - other.urls - gone):
            yield finding(
                "sources-differ",
                f"{_posts(len(missing))} in {one.name} but not in {other.name}. "
                f"{_CHECK}",
                "\n".join(missing),
            )
    if complete:
        full = frozenset().union(*(source.urls for source in complete))
        if missing := sorted(listed - full - gone):
            yield finding(
                "sources-differ",
                f"{_posts(len(missing))} in RSS, categories or tags but in no list of "
                f"all posts, so others may be missing. {_CHECK}",
                "\n".join(missing),
            )
    for source in sources:
        yield from _count(source, found - (gone - source.urls), gone)


_CHECK = "They were fetched all the same: check whether readers should see them."


def _count(
    source: Source, found: AbstractSet[str], gone: AbstractSet[str]
) -> Iterator[Finding]:
    if source.total is not None and len(found) < source.total:
        lost = len(found & gone)
        yield finding(
            "count-differs",
            f"The blog says in {source.name} that it has {source.total} posts, "
            f"but only {len(found)} were found{_deleted(lost)}: look for the others on "
            "the site.",
            f"{source.total} said, {len(found)} found",
        )


def _deleted(count: int) -> str:
    return f" ({count} of them deleted there)" if count else ""


def _posts(count: int) -> str:
    return "1 post is" if count == 1 else f"{count} posts are"
