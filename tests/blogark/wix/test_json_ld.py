"""JSON-LD in the shapes that owners, plug-ins and Wix write."""

from __future__ import annotations

import json

import pytest

from blogark.wix.json_ld import Posting, json_ld
from blogark.wix.page import WixPage

POSTING = {
    "@type": "BlogPosting",
    "headline": "Q &amp; A",
    "datePublished": "2023-03-13T12:57:00.925Z",
    "author": {"name": "Ann"},
    "image": {"url": "https://static.wixstatic.com/media/a.jpg"},
}
READ = Posting(
    headline="Q & A",
    date_published="2023-03-13T12:57:00.925Z",
    author_name="Ann",
    image_url="https://static.wixstatic.com/media/a.jpg",
)


def page(*scripts: object) -> WixPage:
    """Return a page with JSON-LD; a string is written as it is."""
    texts = (one if isinstance(one, str) else json.dumps(one) for one in scripts)
    tags = (f'<script type="application/ld+json">{text}</script>' for text in texts)
    return WixPage(f"<html><head>{''.join(tags)}</head></html>", "https://example.com")


@pytest.mark.parametrize(
    "value",
    [
        POSTING,
        [{"@type": "WebSite"}, POSTING],
        {"@graph": [{"@type": "Organization"}, POSTING]},
        {"@type": "WebPage", "mainEntity": POSTING},
        {**POSTING, "@type": ["BlogPosting", "Article"]},
        {**POSTING, "@type": "Article"},
        {**POSTING, "author": "Ann", "image": POSTING["image"]},
        {**POSTING, "author": [POSTING["author"], {"name": "Bea"}]},
        {**POSTING, "image": [POSTING["image"]]},
        {**POSTING, "image": "https://static.wixstatic.com/media/a.jpg"},
        {**POSTING, "dateModified": None, "description": {"@value": "x"}},
    ],
)
def test_every_shape_that_schema_org_allows_is_read(value: object) -> None:
    assert json_ld(page({"@type": "FAQPage"}, value)) == READ


def test_the_post_counts_more_than_an_article_of_the_owners() -> None:
    article = {"@type": "Article", "headline": "Ours"}
    assert json_ld(page(article, POSTING)) == READ


@pytest.mark.parametrize("text", ["", "{", "null", '"BlogPosting"', "[" * 100_000])
def test_what_is_no_json_or_no_post_gives_nothing(text: str) -> None:
    assert json_ld(page(f'{text} "BlogPosting"')) == Posting()


def test_numbers_are_taken_as_they_are_written() -> None:
    image = {"url": "u", "width": 882, "height": "661"}
    found = json_ld(page({"@type": "BlogPosting", "image": image}))
    assert (found.image_width, found.image_height) == ("882", "661")
