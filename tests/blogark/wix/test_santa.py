"""Bodies of the Santa renderer, 2021 and before: no block says of what kind it is."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from blogark.document import (
    Divider,
    Embed,
    Gallery,
    Heading,
    Image,
    List,
    ListItem,
    Paragraph,
    Quote,
    Text,
    Unknown,
    Video,
)
from blogark.wix.page import WixPage
from blogark.wix.post_page import PageUnreadable, read_post
from blogark.wix.santa import read_santa
from blogark.wix.viewer import read_viewer
from tests.draft_pages import (
    MEDIA,
    PHOTO,
    URL,
    empty_line,
    media_block,
    picture,
    santa_page,
    text_block,
)

if TYPE_CHECKING:
    from blogark.wix.body import Body

BLOCKS = (
    text_block("a", "<strong>Part</strong>", "h2"),
    text_block("b", "Hello"),
    empty_line("c"),
    media_block("d", picture(caption="A tree", attributes='alt="Tree"')),
    "<ul><li><p>One</p></li></ul>",
    text_block("e", "Said", "blockquote"),
    media_block("f", '<div data-hook="divider-single"><div>&nbsp;</div></div>'),
)


def read(*blocks: str) -> Body:
    body = read_santa(santa_page(*blocks))
    assert body is not None
    return body


def codes(body: Body) -> list[str]:
    return [finding.code for finding in body.findings]


def test_each_block_is_told_by_its_tags_and_hooks() -> None:
    body = read(*BLOCKS)
    heading, *others = body.document.blocks
    assert isinstance(heading, Heading)
    assert others == [
        Paragraph(content=(Text("Hello"),), anchor="viewer-b"),
        Paragraph(anchor="viewer-c"),
        Image(
            url=f"{MEDIA}/{PHOTO}",
            alt="Tree",
            caption=(Text("A tree"),),
            anchor="viewer-d",
        ),
        List(items=(ListItem(blocks=(Paragraph(content=(Text("One"),)),)),)),
        Quote(blocks=(Paragraph(content=(Text("Said"),)),), anchor="viewer-e"),
        Divider(anchor="viewer-f"),
    ]
    assert body.source == "santa-dom"
    assert body.findings == ()


def test_a_paragraph_without_words_is_an_empty_line() -> None:
    body = read(text_block("a", ""), text_block("b", "Hello"))
    assert body.document.blocks[0] == Paragraph(anchor="viewer-a")
    assert body.findings == ()


def test_a_body_of_one_block_is_read() -> None:
    (block,) = read(media_block("a", picture())).document.blocks
    assert isinstance(block, Image)
    (block,) = read("<p>Hello</p>").document.blocks
    assert block == Paragraph(content=(Text("Hello"),))


def test_a_body_without_blocks_is_an_empty_document() -> None:
    body = read()
    assert body.document.blocks == ()
    assert body.findings == ()


def test_an_empty_gallery_is_a_finding() -> None:
    body = read(media_block("a", '<div data-hook="galleryViewer"></div>'), "<p>b</p>")
    assert body.document.blocks[0] == Gallery(complete=False, anchor="viewer-a")
    assert codes(body) == ["block-empty"]


def test_a_block_of_which_nothing_is_shown_is_kept_and_reported() -> None:
    html = '<div style="width:100%"><div></div></div>'
    body = read(media_block("a", html), text_block("b", "Hello"))
    block = body.document.blocks[0]
    assert isinstance(block, Unknown)
    assert block.anchor == "viewer-a"
    assert html in block.raw
    assert codes(body) == ["block-empty"]
    assert "viewer-a" in body.findings[0].message


@pytest.mark.parametrize(
    "html",
    ["<wix-oddity>Some <b>words</b></wix-oddity>", "<form>Some <b>words</b></form>"],
)
def test_markup_that_is_not_understood_is_kept_with_its_text(html: str) -> None:
    body = read(media_block("a", html), text_block("b", "Hello"))
    block = body.document.blocks[0]
    assert isinstance(block, Unknown)
    assert block.text.split() == ["Some", "words"]
    assert codes(body) == ["block-unknown"]


def test_a_frame_is_a_video_where_its_player_is_known_else_an_embed() -> None:
    video, embed = read(
        media_block("a", '<iframe src="https://youtu.be/abcdefghijk"></iframe>'),
        media_block("b", '<iframe src="https://example.org/x" width="5"></iframe>'),
    ).document.blocks
    assert video == Video(
        url="https://www.youtube.com/watch?v=abcdefghijk",
        provider="youtube",
        anchor="viewer-a",
    )
    assert isinstance(embed, Embed)
    assert (embed.url, embed.width) == ("https://example.org/x", "5")


def test_text_between_the_blocks_is_read() -> None:
    body = read(text_block("a", "One"), "stray words", text_block("b", "Two"))
    paragraphs = [b for b in body.document.blocks if isinstance(b, Paragraph)]
    assert [p.content[0] for p in paragraphs] == [
        Text("One"),
        Text("stray words"),
        Text("Two"),
    ]
    assert body.findings == ()


@pytest.mark.parametrize(
    "hidden",
    [
        'data-hook="post"',
        'data-hook="post-description"',
        'data-rce-version="8.17.5"',
        'class="post-content__body"',
        "public-DraftStyleDefault-",
    ],
)
def test_the_body_is_found_when_a_hook_is_missing(hidden: str) -> None:
    html = santa_page(*BLOCKS).html
    assert hidden in html
    body = read_santa(WixPage(html.replace(hidden, ""), URL))
    assert body is not None
    assert body.document == read(*BLOCKS).document


def test_block_keys_are_not_needed() -> None:
    html = santa_page(*BLOCKS).html.replace('id="viewer-', 'data-x="')
    body = read_santa(WixPage(html, URL))
    assert body is not None
    kinds = [type(block) for block in body.document.blocks]
    assert kinds == [type(block) for block in read(*BLOCKS).document.blocks]


def test_cards_of_other_posts_are_no_part_of_the_body() -> None:
    post = read_post(santa_page(text_block("a", "Hello")))
    assert post.body_source == "santa-dom"
    assert post.document.blocks == (
        Paragraph(content=(Text("Hello"),), anchor="viewer-a"),
    )


def test_a_page_with_cards_only_is_not_read() -> None:
    page = WixPage('<p data-hook="post-description">A card</p>', URL)
    assert read_santa(page) is None
    with pytest.raises(PageUnreadable):
        read_post(page)


def test_the_viewer_of_later_years_leaves_these_pages_alone() -> None:
    assert read_viewer(santa_page(*BLOCKS)) is None


# Metadata of these years


def test_title_author_and_categories_are_read_from_the_page() -> None:
    post = read_post(santa_page(*BLOCKS))
    assert post.title == "A post"
    assert post.author is not None
    assert post.author.name == "Ann Author"
    assert [(term.name, term.slug) for term in post.categories] == [
        ("Garden", "garden")
    ]


@pytest.mark.parametrize(
    "hidden", ['data-hook="post-title"', 'data-hook="user-name"', "data-hook="]
)
def test_classes_stand_in_for_missing_hooks(hidden: str) -> None:
    html = santa_page(*BLOCKS).html
    kept = html.replace('data-hook="post"', "KEEP").replace(hidden, "data-gone=")
    post = read_post(WixPage(kept.replace("KEEP", 'data-hook="post"'), URL))
    assert post.title == "A post"
    assert post.author is not None
    assert post.author.name == "Ann Author"


def test_a_date_that_is_only_displayed_is_kept_as_text() -> None:
    post = read_post(santa_page(*BLOCKS))
    assert (post.published_at, post.published_raw) == (None, "Feb 1, 2019")
    assert (post.updated_at, post.updated_raw) == (None, "Mar 2, 2019")
    assert post.provenance["published_raw"] == "displayed"
    found = [finding.code for finding in post.findings]
    assert found == ["date-unreadable", "date-unreadable"]


def test_an_exact_date_goes_before_the_displayed_one() -> None:
    meta = '<meta property="article:published_time" content="2019-02-01T08:00:00.000Z">'
    html = santa_page(*BLOCKS).html.replace("<title>", f"{meta}<title>")
    post = read_post(WixPage(html, URL))
    assert post.published_at == datetime(2019, 2, 1, 8, tzinfo=UTC)
    assert post.provenance["published_at"] == "article:published_time"
