"""How much memory a crawl takes at most, of a blog and of one ten times as large."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.many_posts import served
from benchmarks.processes import crawl
from benchmarks.table import Line

SIZES: Final = (500, 5000)
_MOST: Final = 250.0
_MOST_GROWTH: Final = 1.1
"""Ten times the posts may take a tenth more: the set of known addresses is in it."""


def measure(sizes: tuple[int, int] = SIZES) -> list[Line]:
    """Return the lines of memory."""
    return lines(sizes, (_peak(sizes[0]), _peak(sizes[1])))


def lines(sizes: tuple[int, int], peaks: tuple[float, float]) -> list[Line]:
    """Return the lines for blogs of *sizes* posts that took *peaks* megabytes."""
    small, large = peaks
    growth = large / small
    return [
        Line(
            f"blogark: peak memory, {sizes[0]} posts",
            f"{small:.0f} MB",
            target=f"≤ {_MOST:.0f} MB",
            reached=small <= _MOST,
        ),
        Line(
            f"blogark: peak memory, {sizes[1]} posts",
            f"{large:.0f} MB",
            f"{growth:.2f} times as much",
            f"≤ {_MOST:.0f} MB, ≤ {_MOST_GROWTH} times",
            reached=large <= _MOST and growth <= _MOST_GROWTH,
        ),
    ]


def _peak(posts: int) -> float:
    with served(posts) as environment, TemporaryDirectory() as folder:
        return crawl(Path(folder) / "archive", environment, posts).peak
