"""The order of sources is what the page of the documentation says."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from blogark.post import Author, Media, Post, Term
from blogark.wix import metadata_choice, post_page
from blogark.wix.listed import ListedPost
from blogark.wix.page import WixPage
from blogark.wix.page_json import PostRecord
from blogark.wix.post_page import read_sources
from blogark.wix.post_sources import PostSources
from blogark.wix.precedence import DATA, LISTS, PRECEDENCE

DOCS = Path(__file__).parents[3] / "docs" / "reading.md"
URL = "https://www.example.org/post/a"
DAY = "2024-02-17T10:00:00.000Z"


def written() -> dict[str, tuple[str, ...]]:
    """Return the table under "Fields"."""
    section = DOCS.read_text(encoding="utf-8").partition("\n## Fields\n")[2]
    table = section.partition("\n## ")[0]
    rows = re.findall(r"^\| (\w+) \| (.+) \|$", table, re.MULTILINE)
    return {name: tuple(sources.split(", ")) for name, sources in rows[1:]}


def test_the_table_of_the_documentation_is_that_of_the_code() -> None:
    assert written() == PRECEDENCE


PICTURE = "https://static.wixstatic.com/media/a1b2c3_00000000000000000000000000000001"
HEAD = f"""<title>title</title><meta property="og:title" content="og">
<meta name="description" content="meta"><meta property="og:description" content="og">
<meta property="og:image" content="{PICTURE}~mv2.jpg">
<meta property="article:published_time" content="{DAY}">
<meta property="article:modified_time" content="{DAY}">
<meta property="article:author" content="tag">
<link rel="alternate" hreflang="es" href="/es/post/a">
<script type="application/ld+json">{{"@type": "BlogPosting", "headline": "ld",
"author": {{"name": "ld"}}, "datePublished": "{DAY}", "dateModified": "{DAY}",
"description": "ld", "image": {{"url": "{PICTURE}~mv2.png"}}}}</script>"""
HEADER = """<h1 data-hook="post-title">page</h1><span data-hook="user-name">page</span>
<span data-hook="time-to-read">3 min</span>
<span data-hook="time-ago">Feb 17</span><p><span data-hook="time-ago">Feb 18</span></p>
<button id="more-button-00000000-0000-0000-0000-000000000003"></button>"""
FOOTER = '<a href="/blog/categories/page">page</a><a href="/blog/tags/page">page</a>'
BODY = (
    '<div data-id="content-viewer"><p id="viewer-a">Words</p>'
    '<div type="paragraph" data-hook="rcv-block1"></div></div>'
)
PAGE = f"""<html lang="en"><head>{HEAD}</head><body>
<article data-hook="post"><header>{HEADER}</header>
<div data-hook="post-description">{BODY}</div>{FOOTER}</article></body></html>"""
BARE = f"""<html><head></head><body><article data-hook="post">
<div data-hook="post-description">{BODY}</div></article></body></html>"""
TERM = Term(name="data", slug="data")
COVER = Media(url=f"{PICTURE}~mv2.gif", kind="image", role="cover")
RECORD = PostRecord(
    platform_id="00000000-0000-0000-0000-000000000001",
    title="data",
    excerpt="data",
    published_raw=DAY,
    updated_raw=DAY,
    categories=(TERM,),
    tags=(TERM,),
    hashtags=("data",),
    author=Author(name="data", slug="data"),
    cover=COVER,
    reading_minutes=1,
    language="data",
    seo_title="data",
    seo_description="data",
)
LISTED = ListedPost(
    url=URL,
    source="feed-data",
    title="list",
    platform_id="00000000-0000-0000-0000-000000000002",
    excerpt="list",
    published_raw=DAY,
    updated_raw=DAY,
    author="list",
    categories=(replace(TERM, name="list"),),
    tags=(replace(TERM, name="list"),),
    hashtags=("list",),
    reading_minutes=2,
    cover_url=f"{PICTURE}~mv2.webp",
    language="list",
)


def post_of(html: str, *, has_data: bool = True, has_lists: bool = True) -> Post:
    sources = PostSources(WixPage(html, URL), [LISTED] if has_lists else [])
    sources.answer = RECORD if has_data else None
    return read_sources(sources)


def test_of_all_sources_the_first_of_the_table_is_taken() -> None:
    taken = post_of(PAGE).provenance
    names = {DATA: "visitor-api", LISTS: "feed-data"}
    for name, order in PRECEDENCE.items():
        assert taken[name] == names.get(order[0], order[0]), name


def test_data_gives_what_a_page_leaves_out() -> None:
    taken = post_of(BARE, has_lists=False).provenance
    assert {name for name, source in taken.items() if source == "visitor-api"} == {
        name for name, order in PRECEDENCE.items() if DATA in order
    }


def test_lists_give_what_page_and_data_leave_out() -> None:
    taken = post_of(BARE, has_data=False).provenance
    assert {name for name, source in taken.items() if source == "feed-data"} == {
        name for name, order in PRECEDENCE.items() if LISTS in order
    }


@pytest.mark.parametrize("name", [n for n in PRECEDENCE if n != "platform_id"])
def test_every_source_of_the_table_can_be_first(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for source in PRECEDENCE[name]:
        table = MappingProxyType({**PRECEDENCE, name: (source,)})
        monkeypatch.setattr(metadata_choice, "PRECEDENCE", table)
        taken = post_of(PAGE).provenance
        raw = name.replace("_at", "_raw")
        expected = {DATA: "visitor-api", LISTS: "feed-data"}.get(source, source)
        assert taken.get(name, taken.get(raw)) == expected


def test_an_id_is_looked_for_in_the_order_of_the_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for source, digit in ((DATA, "1"), (LISTS, "2"), ("page", "3")):
        table = MappingProxyType({**PRECEDENCE, "platform_id": (source,)})
        monkeypatch.setattr(post_page, "PRECEDENCE", table)
        assert (
            post_of(PAGE).platform_id == f"00000000-0000-0000-0000-00000000000{digit}"
        )
