"""An archive with all that a report has words for, hostile text among it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from blogark.archive.rows import Rendered
from blogark.document import Document, Image, Paragraph, Text
from blogark.findings import finding
from blogark.post import Author, Cleaning, PageState, SiteFinding, Term
from blogark.render.text import to_text
from tests.archives import NOW, PHOTO, SITE, a_file, a_page, a_post, stored_file

if TYPE_CHECKING:
    from pathlib import Path

    from blogark.archive.store import Archive
    from blogark.post import Post

HOSTILE = "</script><img src=x onerror=alert(1)>{{7*7}}<!--\"'&\u2028\u202e=1+1"
"""A title that would do harm wherever it is taken for more than text."""
LOST = f"{SITE}/post/lost"
PIXEL = bytes.fromhex(
    "47494638396101000100800000ff8800ffffff21f90400000000002c00000000010001000002024401003b"
)
"""A GIF."""


def keep(archive: Archive, *posts: Post) -> None:
    """Store *posts* as a crawl does that found them in sitemap and feed."""
    for post in posts:
        text = to_text(post.document)
        rendered = Rendered(html="", markdown="", text=text)
        archive.save_post(post, rendered, seen_at=NOW)
        archive.save_page(
            a_page(
                post.url,
                PageState.ARCHIVED,
                found_in=("feed", "sitemap"),
                fetched_at=NOW,
            )
        )


def fill(archive: Archive, folder: Path) -> None:
    """Store posts of each state, one that is lost, and one that is gone."""
    (folder / "media").mkdir(exist_ok=True)
    (folder / "media" / "cover 1.gif").write_bytes(PIXEL)
    crawl = archive.start_crawl(version="1", arguments={"url": f"{SITE}/"}, at=NOW)
    keep(archive, *posts())
    archive.save_page(
        a_page(LOST, PageState.FAILED, reason="the host is busy", found_in=("rss",))
    )
    archive.save_page(
        a_page(f"{SITE}/post/gone", PageState.GONE, reason="404", found_in=("rss",))
    )
    for found in (
        finding("page-failed", f"{LOST} could not be read.", LOST),
        finding("listed-gone", "A list names a post that is gone.", HOSTILE),
    ):
        archive.save_site_finding(SiteFinding(finding=found))
    archive.resolve_links()
    archive.finish_crawl(crawl, totals={}, at=NOW)


def posts() -> tuple[Post, ...]:
    cover = stored_file("cover 1.gif", role="cover", alt="A cover", kind="image")
    failed = a_file(f"{SITE}/film.mp4", kind="video", status="failed", reason="403")
    whole = a_post(
        "whole",
        title="Everything is calm",
        document=Document((paragraph(3), Image(url=PHOTO, alt="A photo"))),
        published_at=datetime(2024, 5, 6, 23, 59, tzinfo=UTC),
        author=Author(name="Ana", slug="ana"),
        categories=(Term(name="Rest", slug="rest"),),
        cover=cover,
        media=(cover,),
        cleanings=(Cleaning(name="drop_spacers", count=7),),
    )
    hostile = a_post(
        "hostile",
        title=HOSTILE,
        document=Document((Paragraph((Text(HOSTILE),)), paragraph(2))),
        author=Author(name=HOSTILE, slug="x"),
        tags=(Term(name=HOSTILE, slug="y"),),
        published_at=datetime(2023, 1, 2, tzinfo=UTC),
        findings=(finding("link-missing", HOSTILE, HOSTILE),),
    )
    broken = a_post(
        "broken",
        title="Zebras have no film",
        document=Document((paragraph(1),)),
        media=(failed,),
        findings=(finding("media-failed", "A file is missing.", failed.url),),
    )
    return whole, hostile, broken


def paragraph(seed: int) -> Paragraph:
    words = Random(seed).choices("calm sea light quiet room walk tea".split(), k=50)  # noqa: S311, SIM905 - repeatable; words
    return Paragraph((Text(" ".join(words)),))


def many(count: int) -> tuple[Post, ...]:
    """Return *count* posts of 800 words; every eleventh needs a person."""
    return tuple(
        a_post(
            f"post-{n}",
            title=f"Post {n} of many, with a title of usual length",
            document=Document(tuple(paragraph(n * 16 + part) for part in range(16))),
            published_at=datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=7 * n),
            author=Author(name=f"Author {n % 5}", slug=f"a{n % 5}"),
            findings=(finding("link-missing", "A button leads nowhere."),)
            if n % 11 == 0
            else (),
        )
        for n in range(count)
    )
