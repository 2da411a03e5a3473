"""How many posts each source names, and what became of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from blogark.post import PageState
from blogark.report.facts import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blogark.archive.report_rows import ListedPost

MEANINGS: Final[dict[str, str]] = {
    "sitemap": "The site's list of pages for search engines (sitemap)",
    "feed": "The pages of the blog itself",
    "category": "Category pages",
    "tag": "Tag pages",
    "rss": "The news feed (RSS), which names the newest posts only",
    "page": "Links on other pages of the site",
    "address": "The address that was given",
    "files": "The folder of saved pages",
    "text": "Texts that were given",
}
"""For each source in ``pages.found_in``, what it is to a person; the fullest first."""

_ORDER: Final = {name: place for place, name in enumerate(MEANINGS)}
_HELD: Final = (PageState.ARCHIVED, PageState.UNCHANGED)
_LOST: Final = (PageState.FAILED, PageState.SKIPPED)


def sources(listed: Iterable[ListedPost]) -> tuple[Source, ...]:
    """Return a row for each source.

    An address that leads to another one counts for neither: the other is listed too.
    """
    states: dict[str, Counter[PageState]] = {}
    for post in listed:
        for name in post.found_in:
            states.setdefault(name, Counter())[post.state] += 1
    by_name = (_source(name, counts) for name, counts in states.items())
    found = (source for source in by_name if source.named)
    return tuple(sorted(found, key=lambda s: (_ORDER.get(s.name, len(_ORDER)), s.name)))


def _source(name: str, counts: Counter[PageState]) -> Source:
    return Source(
        name=name,
        meaning=MEANINGS.get(name, name),
        named=counts.total() - counts[PageState.REDIRECTED],
        archived=sum(counts[state] for state in _HELD),
        gone=counts[PageState.GONE],
        missing=sum(counts[state] for state in _LOST),
    )
