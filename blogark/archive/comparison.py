"""Two versions of a post, compared line by line for a person."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogark.archive.revisions import Version


def compare(before: Version, after: Version, *, names: tuple[str, str]) -> list[str]:
    """Return the lines of a unified diff; none if both say the same.

    Title and metadata come first, a line each; then the body as Markdown.
    """
    left, right = _lines(before), _lines(after)
    # What an older Blogark did not keep of a version did not change for that.
    known = {
        key for version in (before, after) if version.metadata for key in _keys(version)
    }
    if not (before.metadata and after.metadata):
        left, right = (_without(lines, known) for lines in (left, right))
    return list(unified_diff(left, right, *names, lineterm=""))


def _lines(version: Version) -> list[str]:
    return [*_head(version), "", *version.markdown.splitlines()]


def _head(version: Version) -> Iterator[str]:
    yield f"title: {version.title}"
    for key, value in sorted(version.metadata.items()):
        text = ", ".join(value) if isinstance(value, list) else value
        if text not in {None, ""}:
            yield f"{key}: {text}"


def _keys(version: Version) -> Iterator[str]:
    return (f"{key}: " for key in version.metadata)


def _without(lines: list[str], prefixes: set[str]) -> list[str]:
    end = lines.index("")
    head = [line for line in lines[:end] if not line.startswith(tuple(prefixes))]
    return head + lines[end:]
