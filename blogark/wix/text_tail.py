"""What stands below a post in a text: tags, share bar, recent posts, comments, footer.

The order is the same on all captured pages. The words of a site's footer, of cards and
of comments are the owner's and his readers', so that only their neighbours show what
they are: lines of Wix's own are gathered from the bottom up, as long as what lies
between two groups of them can be a card, a tag or a footer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from blogark.wix.boilerplate import NUMBER, counts, fold, roles
from blogark.wix.shown_dates import is_shown_date
from blogark.wix.text_lines import is_running

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blogark.wix.boilerplate import Role
    from blogark.wix.text_lines import Line

_IN_TAIL: Final[frozenset[Role]] = frozenset(
    {
        *("tags", "share", "count", "liked", "recent", "see-all", "comments"),
        *("comment-box", "rating", "login", "actions", "reading-time", "sentinel"),
    }
)
_ALONE: Final[frozenset[Role]] = frozenset(
    {"tags", "liked", "recent", "rating", "comment-box"}
)
"""What is hardly ever a whole line of an author's own."""
_OVER_FOOTER: Final[frozenset[Role]] = frozenset({"tags", "liked"})
"""What no card has below it: a site's footer may be what follows."""
_ONE_LINE_REACH: Final = 12
"""Lines that one line of Wix's holds together: the titles and counts of three cards."""
_GROUP_REACH: Final = 40
_EXCERPTS: Final = 3
"""Long lines that cards or a footer may have; three cards are shown."""
_NUMBER: Final = re.compile(NUMBER)


class _Group(NamedTuple):
    """Adjacent lines of Wix's."""

    start: int
    end: int
    roles: frozenset[Role]
    size: int
    """Lines that are different, dates and numbers not counted."""


def tail_start(lines: Sequence[Line], head: int) -> int:
    """Return the first line of the tail; ``len(lines)`` if there is none.

    It is not above *head*, the end of the head.
    """
    start = len(lines)
    for group in reversed([*_groups(lines, head)]):
        between = lines[group.end : start]
        if _holds(group, between, is_last=start == len(lines)):
            start = group.start
    return start


def _holds(group: _Group, between: Sequence[Line], *, is_last: bool) -> bool:
    """Whether what lies between *group* and the tail so far belongs to the tail."""
    if not between:
        return True
    long = sum(is_running(line.text) for line in between)
    if group.size == 1:
        reach = _GROUP_REACH if group.roles & _OVER_FOOTER else _ONE_LINE_REACH
        is_near = not long and len(between) <= reach
        return is_near and bool(group.roles & _ALONE)
    if is_last and "comment-box" in group.roles:
        return True  # readers' comments, of any length
    allowed = _EXCERPTS if is_last or "recent" in group.roles else 0
    return long <= allowed and len(between) <= _GROUP_REACH


def _groups(lines: Sequence[Line], head: int) -> Iterator[_Group]:
    start = head
    while start < len(lines):
        end = start
        while end < len(lines) and _is_known(lines[end].text, is_first=end == start):
            end += 1
        if end > start:
            yield _group(lines, start, end)
        start = max(end, start + 1)


def _group(lines: Sequence[Line], start: int, end: int) -> _Group:
    texts = {fold(line.text) for line in lines[start:end]}
    known = {text: found for text in texts if (found := roles(text) & _IN_TAIL)}
    every = frozenset(role for found in known.values() for role in found)
    size = sum(max(1, len(counts(text))) for text in known)
    return _Group(start, end, every, size)


def _is_known(text: str, *, is_first: bool) -> bool:
    """Whether *text* is Wix's. A number is only below another such line."""
    if roles(text) & _IN_TAIL:
        return True
    if is_first:
        return False
    return _NUMBER.fullmatch(text) is not None or is_shown_date(text)
