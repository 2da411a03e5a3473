"""Bodies of AMP pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from blogark.document import (
    Block,
    Divider,
    Embed,
    Gallery,
    Heading,
    Image,
    LineBreak,
    Link,
    List,
    ListItem,
    Paragraph,
    Style,
    Text,
    Unknown,
    Video,
)
from blogark.wix.amp import read_amp
from blogark.wix.page import WixPage
from blogark.wix.post_page import read_post
from tests.draft_pages import MEDIA, PHOTO, santa_page

if TYPE_CHECKING:
    from blogark.wix.body import Body

URL = "https://www.example.com/amp/a"
HEADER = (
    '<div class="css-5k0m4y"><div><amp-img width="32" height="32" '
    f'src="{MEDIA}/{PHOTO}/v1/fit/w_32/file.jpg"></amp-img><p>Ann Author</p></div>'
    '<h1 class="css-fvgpda">A post</h1><div><p data-hook="post-edit-date">'
    '<span>Updated: <span class="time-ago" data-hook="time-ago">Nov 6, 2020</span>'
    "</span></p></div></div>"
)
FOOTER = (
    '<div class="css-1t7csb0"><ul data-hook="categories-list"><li><a '
    'href="https://www.example.com/blog/categories/garden" '
    'data-hook="post-categories__link-1">Garden</a></li></ul></div>'
)


def page(
    *blocks: str, header: str = HEADER, footer: str = FOOTER, mark: str = "amp"
) -> WixPage:
    """Return an AMP page: each of *blocks* in a ``<div>`` of its own."""
    body = "".join(f"<div>{block}</div>" for block in blocks)
    return WixPage(
        f'<!doctype html><html {mark} lang="en"><head><title>SEO title</title>'
        '<link rel="canonical" href="https://www.example.com/post/a"></head><body>'
        f'<div>{header}<div class="css-lq2p4x"><div>{body}</div></div>{footer}</div>'
        "</body></html>",
        URL,
    )


def read(*blocks: str) -> Body:
    body = read_amp(page(*blocks))
    assert body is not None
    assert body.source == "amp"
    return body


def words(text: str) -> Paragraph:
    return Paragraph(content=(Text(text),))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One</p><p></p><p>Two</p>", (words("One"), Paragraph(), words("Two"))),
        (
            '<div class="c"><h2><span style="font-weight:bold">Part</span></h2></div>',
            (Heading(2, (Text("Part", Style(bold=True)),)),),
        ),
        (
            "<p>one<span><br/> </span>two</p>",
            (Paragraph((Text("one"), LineBreak(), Text(" "), Text("two"))),),
        ),
        (
            '<p><a href="https://example.org/" rel="noopener">there</a></p>',
            (
                Paragraph(
                    (
                        Text(
                            "there",
                            link=Link(url="https://example.org/", rel=("noopener",)),
                        ),
                    )
                ),
            ),
        ),
        (
            (
                f'<div class=""><amp-img layout="responsive" lightbox="l" '
                f'src="{MEDIA}/{PHOTO}/v1/fit/w_320,h_649/file.jpg" width="416" '
                'height="649"> </amp-img></div>'
            ),
            (Image(url=f"{MEDIA}/{PHOTO}", width=416, height=649),),
        ),
        (
            (
                '<amp-youtube width="16" height="9" data-videoid="abcdefghijk">'
                "</amp-youtube>"
            ),
            (
                Video(
                    url="https://www.youtube.com/watch?v=abcdefghijk",
                    provider="youtube",
                ),
            ),
        ),
        (
            '<amp-vimeo data-videoid="123456"></amp-vimeo>',
            (Video(url="https://vimeo.com/123456", provider="vimeo"),),
        ),
        (
            '<amp-iframe src="https://example.org/x"></amp-iframe>',
            (
                Embed(
                    html='<iframe src="https://example.org/x"></iframe>',
                    url="https://example.org/x",
                ),
            ),
        ),
        ('<hr class="c"/>', (Divider(),)),
        (
            "<ul><li><p>One</p></li></ul>",
            (List(items=(ListItem(blocks=(words("One"),)),)),),
        ),
    ],
)
def test_a_block_is_read(html: str, expected: tuple[Block, ...]) -> None:
    body = read(html, "<p>After</p>")
    assert body.document.blocks == (*expected, words("After"))
    assert body.findings == ()


def test_a_carousel_is_a_gallery_of_its_pictures() -> None:
    slides = "".join(
        f'<amp-img class="cover amp-carousel-slide" src="{MEDIA}/{name}/v1/fit/w_1/f">'
        "</amp-img>"
        for name in ("a.jpg", "b.jpg")
    )
    body = read(f"<amp-carousel>{slides}</amp-carousel>", "<p>After</p>")
    gallery = body.document.blocks[0]
    assert isinstance(gallery, Gallery)
    assert [item.url for item in gallery.items] == [f"{MEDIA}/a.jpg", f"{MEDIA}/b.jpg"]


def test_an_amp_element_that_is_not_known_is_kept_and_reported() -> None:
    body = read("<amp-oddity>Some words</amp-oddity>", "<p>After</p>")
    block = body.document.blocks[0]
    assert isinstance(block, Unknown)
    assert (block.kind, block.text) == ("amp-oddity", "Some words")
    assert [finding.code for finding in body.findings] == ["block-unknown"]


def test_a_player_without_an_id_is_kept_and_reported() -> None:
    body = read('<amp-youtube width="16"></amp-youtube>', "<p>After</p>")
    assert isinstance(body.document.blocks[0], Unknown)
    assert [finding.code for finding in body.findings] == ["block-empty"]


@pytest.mark.parametrize(
    "shown",
    [
        page("<p>Hello</p>", "<p>there</p>"),
        page("<p>Hello</p>", "<p>there</p>", footer='<div class="c"></div>'),
        page("<p>Hello</p>", "<p>there</p>", header="<div></div>"),
        page("<p>Hello</p>", "<p>there</p>", mark="⚡"),
    ],
)
def test_header_and_footer_are_no_part_of_the_body(shown: WixPage) -> None:
    body = read_amp(shown)
    assert body is not None
    assert body.document.blocks == (words("Hello"), words("there"))


def test_other_pages_are_not_read() -> None:
    assert read_amp(santa_page("<p>Hello</p>")) is None
    assert read_amp(page("<p>Hello</p>", mark="")) is None


def test_an_amp_page_gives_a_post_at_its_canonical_address() -> None:
    post = read_post(page("<p>Hello</p>", "<p>there</p>"))
    assert post.url == "https://www.example.com/post/a"
    assert post.title == "A post"
    assert post.body_source == "amp"
    assert [term.slug for term in post.categories] == ["garden"]
    assert post.tags == ()
    assert post.updated_raw == "Nov 6, 2020"
    assert post.published_raw == ""
