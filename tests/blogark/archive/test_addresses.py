"""Pages of the old site that list posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogark.archive.read import ArchiveReader
from blogark.archive.store import Archive
from blogark.post import PageState, Term
from tests.archives import NOW, SITE, a_page, a_post, save

if TYPE_CHECKING:
    from pathlib import Path


def test_lists_come_from_terms_and_from_pages_with_the_posts_they_have(
    tmp_path: Path,
) -> None:
    news = Term(name="News", slug="news", url=f"{SITE}/blog/categories/news")
    with Archive.open(tmp_path) as archive:
        save(archive, a_post("a", categories=(news,), tags=(Term(name="T", slug="t"),)))
        save(archive, a_post("b", categories=(news,)))
        for path, kind in (
            ("/blog", "feed"),
            ("/blog-feed.xml", "rss"),
            ("/blog/categories/empty", "category"),
            ("/about", "other"),
        ):
            archive.save_page(a_page(SITE + path, PageState.ARCHIVED, kind=kind))
        archive.save_page(a_page(f"{SITE}/post/b", PageState.GONE))
        archive.settle_gone(seen_at=NOW)
    with ArchiveReader.open(tmp_path) as reader:
        found = [
            (each.kind, each.url, each.slug, each.published, each.posts)
            for each in reader.list_addresses()
        ]
    assert found == [
        ("category", f"{SITE}/blog/categories/news", "news", 1, 2),
        ("category", f"{SITE}/blog/categories/empty", "", 0, 0),
        ("feed", f"{SITE}/blog", "", 0, 0),
        ("rss", f"{SITE}/blog-feed.xml", "", 0, 0),
        ("tag", None, "t", 1, 1),
    ]
