"""A whole crawl, against a spider that only downloads the same pages."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.many_posts import served
from benchmarks.processes import crawl, crawled_urls, download
from benchmarks.table import Line

POSTS: Final = 500
_ROUNDS: Final = 3
_LEAST_SHARE: Final = 0.6


def measure(posts: int = POSTS, rounds: int = _ROUNDS) -> list[Line]:
    """Return the lines of the crawl; the two kinds of run take turns."""
    ours: list[float] = []
    bare: list[float] = []
    with served(posts, keep=True) as environment, TemporaryDirectory() as name:
        folder = Path(name)
        crawl(folder / "warm", environment, posts)  # the server has made its pages now
        urls = crawled_urls(folder / "warm")
        for number in range(rounds):
            bare.append(download(urls, folder, environment).seconds)
            ours.append(crawl(folder / str(number), environment, posts).seconds)
    share = median(bare) / median(ours)
    return [
        Line(f"bare Scrapy: {len(urls)} pages", f"{median(bare):.1f} s"),
        Line(
            f"blogark: crawl of {posts} posts",
            f"{median(ours):.1f} s",
            f"{share:.2f} of bare Scrapy's speed",
            f"≥ {_LEAST_SHARE}",
            reached=share >= _LEAST_SHARE,
        ),
    ]
