"""Posts to store, and what is in a database after storing them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from blogark.archive.rows import Rendered
from blogark.archive.store import Archive
from blogark.document import Button, Document, File, Heading, Image, Link, Paragraph
from blogark.document import Text as Run
from blogark.findings import finding
from blogark.post import (
    Agreement,
    Author,
    Cleaning,
    Media,
    Page,
    PageState,
    Post,
    SiteFinding,
    Term,
    Translation,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from blogark.archive.store import Saved

SITE = "https://www.example.com"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = datetime(2026, 4, 1, 12, tzinfo=UTC)
PHOTO = "https://static.example.net/photo.jpg"


def linked(text: str, url: str) -> Run:
    return Run(text, link=Link(url=url))


def a_post(slug: str = "one", **changes: Any) -> Post:
    """Return a post without anything that it need not have."""
    values: dict[str, Any] = {
        "id": f"id-{slug}",
        "url": f"{SITE}/post/{slug}",
        "slug": slug,
        "title": f"Title of {slug}",
        "document": Document((Paragraph((Run(f"Words of {slug}."),)),)),
        "body_source": "test",
        "platform_id": f"id-{slug}",
        **changes,
    }
    return Post(**values)


def linking(*urls: str, slug: str = "one", **changes: Any) -> Post:
    content = tuple(linked(f"to {url}", url) for url in urls)
    return a_post(slug, document=Document((Paragraph(content),)), **changes)


def a_file(url: str = PHOTO, **changes: Any) -> Media:
    values: dict[str, Any] = {"url": url, "kind": "image", "role": "inline", **changes}
    return Media(**values)


def stored_file(file: str, url: str = PHOTO, **changes: Any) -> Media:
    facts = {"path": f"media/{file}", "sha256": "aa", "bytes": 4}
    return a_file(url, status="stored", fetched_url=url, **{**facts, **changes})


def full_post() -> Post:
    """Return a post that has a value in every field."""
    cover = stored_file(
        "cover.jpg",
        role="cover",
        name="Cover.jpg",
        width=640,
        height=480,
        alt="A cover",
        caption="By the sea",
        mime_type="image/jpeg",
    )
    failed = a_file(
        f"{SITE}/_files/film.mp4",
        kind="video",
        fallbacks=(f"{SITE}/_files/film-2.mp4",),
        status="failed",
        reason="the server answers 403",
    )
    blocks = (
        Heading(2, (Run("Head"),), anchor="head"),
        Paragraph((Run("See "), linked("the head", "#head"), Run(" or die."))),
        Image(url=cover.url, alt="A cover", link=Link(url="https://example.org/")),
        Button("Go", link=Link(url="mailto:a@example.com")),
        File("a.pdf", url=f"{SITE}/_files/a.pdf"),
    )
    return a_post(
        "día",
        document=Document(blocks),
        published_at=datetime(
            2024, 2, 17, 1, 2, 3, 456000, timezone(timedelta(hours=2))
        ),
        published_raw="2024-02-17T01:02:03.456+02:00",
        updated_at=datetime(2024, 3, 1, tzinfo=UTC),
        updated_raw="Mar 1, 2024",
        author=Author(
            name="Ana", slug="ana", url=f"{SITE}/profile/ana", platform_id="7"
        ),
        categories=(
            Term(name="Zeta", slug="zeta", url=f"{SITE}/blog/categories/zeta"),
            Term(name="Alfa", slug="alfa"),
        ),
        tags=(Term(name="año", slug="año"),),
        hashtags=("b", "a"),
        excerpt="In short",
        cover=cover,
        language="es",
        translations=(Translation(language="en", url=f"{SITE}/en/post/day"),),
        reading_minutes=2,
        seo_title="Day",
        seo_description="All about the day",
        provenance={"title": "h1", "author": "ld+json"},
        media=(cover, failed),
        cleanings=(Cleaning(name="trim_whitespace", count=3),),
        agreements=(
            an_agreement("words", left_count=9, right_count=10, common=9),
            an_agreement("images", left_count=1, right_count=1, common=1),
        ),
        findings=(
            finding("media-failed", "A file is missing.", failed.url),
            finding("block-empty", "A block is empty.", "viewer-1"),
            finding("block-empty", "A block is empty.", "viewer-1"),
        ),
    )


def an_agreement(measure: str, **counts: int) -> Agreement:
    return Agreement(
        left_source="ricos-dom+visitor-api",
        right_source="visitor-api",
        measure=measure,
        left_count=counts["left_count"],
        right_count=counts["right_count"],
        common=counts["common"],
        chosen="visitor-api",
    )


def a_page(url: str, state: PageState, **changes: Any) -> Page:
    values: dict[str, Any] = {"url": url, "kind": "post", "reason": "read", **changes}
    return Page(state=state, **values)


def site_finding(detail: str) -> SiteFinding:
    return SiteFinding(finding=finding("sitemap-lost", "A sitemap is lost.", detail))


def bare(post: Post) -> Rendered:
    """Return forms of a post that stand in for what the renderers make."""
    return Rendered(
        html=f"<p>{post.slug}</p>",
        markdown=f"{post.slug}\n",
        text=f"body of {post.slug}",
    )


def save(archive: Archive, post: Post, *, seen_at: datetime = NOW) -> Saved:
    return archive.save_post(post, bare(post), seen_at=seen_at)


def crawl(
    folder: Path,
    posts: Iterable[Post] = (),
    pages: Iterable[Page] = (),
    findings: Iterable[SiteFinding] = (),
    at: datetime = NOW,
) -> list[Saved]:
    """Save what a crawl found, and settle it as one that has come to its end."""
    with Archive.open(folder) as archive:
        crawl_id = archive.start_crawl(version="1", arguments={"url": SITE}, at=at)
        outcomes = [save(archive, post, seen_at=at) for post in posts]
        for page in pages:
            archive.save_page(page)
        for found in findings:
            archive.save_site_finding(found)
        archive.settle_gone(seen_at=at)
        archive.resolve_links()
        archive.share_equal_files()
        archive.settle_site_findings(is_full=True)
        archive.finish_crawl(crawl_id, totals={"posts": len(outcomes)}, at=at)
    return outcomes


def query(folder: Path, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(folder / "blog.db")) as connection, connection:
        return connection.execute(sql, parameters).fetchall()


def dump(folder: Path, *without: str) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of all tables but *without*, the search index's own apart."""
    names = query(
        folder,
        "SELECT name FROM sqlite_schema"
        " WHERE type = 'table' AND name NOT LIKE '%_fts%'",
    )
    return {
        name: query(folder, f'SELECT * FROM "{name}"')  # noqa: S608 - names of tables
        for (name,) in names
        if name not in without
    }
