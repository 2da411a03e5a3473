"""Bodies that feeds carry in ``content:encoded``."""

from __future__ import annotations

import pytest

from blogark.document import (
    Block,
    Divider,
    Gallery,
    Heading,
    Image,
    LineBreak,
    Link,
    List,
    ListItem,
    Paragraph,
    Quote,
    Style,
    Text,
    Unknown,
    Video,
)
from blogark.wix.feed_body import read_feed_html
from tests.draft_pages import MEDIA, PHOTO, URL

POSTER = "https://i.ytimg.com/vi/abcdefghijk/maxresdefault.jpg"


def words(text: str) -> Paragraph:
    return Paragraph(content=(Text(text),))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Hello</p>", words("Hello")),
        ("<p><br /></p>", Paragraph()),
        ("<h3></h3>", Paragraph()),
        ("<h2>Part</h2>", Heading(2, (Text("Part"),))),
        ("<hr />", Divider()),
        (
            "<p>one\ntwo</p>",
            Paragraph((Text("one"), LineBreak(), Text("two"))),
        ),
        (
            '<p style="text-align: justify;"><strong>b</strong></p>',
            Paragraph((Text("b", Style(bold=True)),), align="justify"),
        ),
        ("<blockquote><p>Said</p></blockquote>", Quote((words("Said"),))),
        (
            "<ol>\n  <li><p>One</p></li>\n  <li><p>Two</p></li>\n</ol>",
            List(
                items=(
                    ListItem(blocks=(words("One"),)),
                    ListItem(blocks=(words("Two"),)),
                ),
                ordered=True,
            ),
        ),
        (
            (
                f'<figure><img src="{MEDIA}/{PHOTO}/v1/fit/w_1000,h_1000,al_c/f.png"'
                'alt="Tree"></figure>'
            ),
            Image(url=f"{MEDIA}/{PHOTO}", alt="Tree"),
        ),
        (
            (
                f'<figure><img src="{MEDIA}/{PHOTO}/v1/fit/w_1/file.png" '
                'title="A tree"></figure>'
            ),
            Image(url=f"{MEDIA}/{PHOTO}", caption=(Text("A tree"),)),
        ),
    ],
)
def test_a_block_is_read(html: str, expected: Block) -> None:
    body = read_feed_html(f"{html}\n<p>After</p>", URL)
    assert body.document.blocks == (expected, words("After"))
    assert body.findings == ()
    assert body.source == "rss"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            (
                '<a href="https://youtu.be/abcdefghijk">'
                f'<img src="{POSTER}" width="1280" height="720"></a>'
            ),
            Video(
                url="https://www.youtube.com/watch?v=abcdefghijk",
                provider="youtube",
                poster=POSTER,
            ),
        ),
        (
            (
                '<a href="https://www.facebook.com/club/videos/12">'
                "https://www.facebook.com/club/videos/12</a>"
            ),
            Video(
                url="https://www.facebook.com/club/videos/12", provider="facebook.com"
            ),
        ),
    ],
)
def test_a_link_that_stands_for_a_video_is_one(html: str, expected: Video) -> None:
    body = read_feed_html(f"{html}\n<p>After</p>", URL)
    assert body.document.blocks == (expected, words("After"))
    assert body.findings == ()


def test_a_link_on_its_own_with_other_words_is_text() -> None:
    body = read_feed_html('<a href="https://example.org/">there</a>', URL)
    (block,) = body.document.blocks
    link = Link(url="https://example.org/")
    assert block == Paragraph((Text("there", link=link),))


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("example.org/x", "http://example.org/x"),
        ("https://example.org/x", "https://example.org/x"),
        ("mailto:ann@example.org", "mailto:ann@example.org"),
        ("/post/b", "https://www.example.com/post/b"),
        ("#viewer-a", "#viewer-a"),
    ],
)
def test_an_address_is_completed_as_the_pages_complete_it(href: str, url: str) -> None:
    body = read_feed_html(f'<p><a href="{href}">there</a></p>', URL)
    (block,) = body.document.blocks
    assert isinstance(block, Paragraph)
    (run,) = block.content
    assert isinstance(run, Text)
    assert run.link is not None
    assert run.link.url == url


def test_a_gallery_whose_items_the_feed_leaves_out_is_a_finding() -> None:
    html = f'<figure><img src="{MEDIA}/undefined/v1/fit/w_1/file.png"></figure>'
    body = read_feed_html(html, URL)
    assert body.document.blocks == (Gallery(complete=False),)
    assert [finding.code for finding in body.findings] == ["block-empty"]


def test_what_is_not_understood_is_kept_and_reported() -> None:
    body = read_feed_html("<dl><dt>Tea</dt><dd>Hot</dd></dl>", URL)
    (block,) = body.document.blocks
    assert isinstance(block, Unknown)
    assert block.text == "Tea\nHot"
    assert [finding.code for finding in body.findings] == ["block-unknown"]


def test_text_without_any_markup_is_a_paragraph() -> None:
    body = read_feed_html("Only words", URL)
    assert body.document.blocks == (words("Only words"),)
    body = read_feed_html("<h2>Part</h2>and words", URL)
    assert body.document.blocks[1] == words("and words")


@pytest.mark.parametrize("html", ["", " \n", "<!-- nothing -->"])
def test_nothing_gives_a_body_without_blocks(html: str) -> None:
    body = read_feed_html(html, URL)
    assert body.document.blocks == ()
    assert body.findings == ()


def test_markup_nested_beyond_measure_is_read_all_the_same() -> None:
    body = read_feed_html(f"<div>{'<div>' * 3000}Words", URL)
    assert body.document.blocks == (Paragraph(content=(Text("Words"),)),)
    assert [found.code for found in body.findings] == ["nesting-cut"]
