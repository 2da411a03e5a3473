"""How fast an archive of many posts is exported, and how much memory that takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from benchmarks.job import cleaned_post
from benchmarks.processes import export
from benchmarks.table import Line
from blogark.archive.store import Archive
from demo.many import make_blog
from demo.site import build_site
from pipelines.store_post import rendered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blogark.post import Post

SIZES: Final = (500, 5000)
MARKDOWN: Final = ("plain", "hugo", "jekyll", "eleventy", "astro", "pelican")
OTHERS: Final = ("wordpress", "ghost", "html", "jsonl")
_LEAST: Final = 500.0
"""Posts a second of every Markdown profile, the start of the process included."""
_MOST_GROWTH: Final = 1.25
"""Ten times the posts may take a quarter more: addresses and names of all are in it."""
_DISTINCT: Final = 100
_START: Final = datetime(2010, 1, 1, tzinfo=UTC)


def measure(
    sizes: tuple[int, int] = SIZES, profiles: Sequence[str] = (*MARKDOWN, *OTHERS)
) -> list[Line]:
    """Return two lines a profile: its speed, and its memory at both sizes."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for size in sizes:
            _fill(folder / str(size), size)
        return [line for profile in profiles for line in _lines(profile, sizes, folder)]


def _lines(profile: str, sizes: tuple[int, int], folder: Path) -> Iterator[Line]:
    small, large = (
        export(profile, folder / str(size), folder / f"{profile}-{size}")
        for size in sizes
    )
    speed = sizes[1] / large.seconds
    growth = large.peak / small.peak
    is_markdown = profile in MARKDOWN
    yield Line(
        f"export {profile}: {sizes[1]} posts",
        f"{speed:.0f} posts/s",
        target=f"≥ {_LEAST:.0f} posts/s" if is_markdown else "",
        reached=speed >= _LEAST if is_markdown else None,
    )
    yield Line(
        f"export {profile}: peak memory",
        f"{large.peak:.0f} MB",
        f"{growth:.2f} times that of {sizes[0]} posts",
        f"≤ {_MOST_GROWTH} times",
        reached=growth <= _MOST_GROWTH,
    )


def _fill(folder: Path, number: int) -> None:
    with Archive.open(folder) as archive:
        for post in islice(_posts(), number):
            archive.save_post(post, rendered(post), seen_at=_START)
        archive.resolve_links()


def _posts() -> Iterator[Post]:
    """Yield posts without end: a hundred that differ, then the same by other names."""
    site = build_site(make_blog(_DISTINCT))
    urls = [f"{site.blog.root}/post/{post.slug}" for post in site.blog.posts]
    read = [cleaned_post(site.respond(url).body.decode(), url) for url in urls]
    number = 0
    while True:
        for post in read:
            number += 1
            yield replace(
                post,
                id=f"{post.id}-{number}",
                platform_id=None,
                url=f"{post.url}-{number}",
                slug=f"{post.slug}-{number}",
                title=f"{post.title} {number}",
                published_at=_START + timedelta(hours=number),
            )
