"""The pages that parsing is timed on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from benchmarks.corpus import CORPUS, RecordedPost, recorded_posts
from demo.many import make_blog
from demo.site import build_site

if TYPE_CHECKING:
    from pathlib import Path

PADDING: Final = 900_000
"""Bytes around a post that make a page as heavy as real ones, which hold a megabyte."""
_EVERY: Final = 10
_MADE: Final = 12
# Its pages of 2021 are another kind of markup, and half the size.
_OLD_HOSTS: Final = frozenset({"www.ecron.uk"})


def sample_pages(corpus: Path = CORPUS) -> list[RecordedPost]:
    """Return every tenth page of *corpus*, or pages made up if it is not there."""
    if not corpus.is_file():
        return made_pages(_MADE, PADDING)
    pages = (page for page in recorded_posts(corpus) if page.host not in _OLD_HOSTS)
    return [page for number, page in enumerate(pages) if number % _EVERY == 0]


def made_pages(count: int, padding: int) -> list[RecordedPost]:
    """Return pages of the sample blog's making, with *padding* bytes around each."""
    site = build_site(make_blog(count, padding=padding))
    return [
        RecordedPost(
            host=site.blog.host,
            url=url,
            html=site.respond(url).body.decode(),
        )
        for url in (f"{site.blog.root}/post/{p.slug}" for p in site.blog.posts)
    ]
