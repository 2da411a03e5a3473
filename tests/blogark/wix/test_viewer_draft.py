"""Bodies of the Draft.js viewer, 2021 to 2023."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from blogark.document import (
    Audio,
    Block,
    Button,
    Divider,
    Embed,
    File,
    Gallery,
    Heading,
    Image,
    Link,
    List,
    ListItem,
    Paragraph,
    Quote,
    Text,
    Unknown,
    Video,
)
from blogark.wix.page import WixPage
from blogark.wix.viewer import read_viewer
from tests.draft_pages import (
    MEDIA,
    OTHER_PHOTO,
    PHOTO,
    URL,
    VIDEO,
    draft_page,
    empty_line,
    media_block,
    picture,
    text_block,
)

if TYPE_CHECKING:
    from blogark.wix.body import Body

FOOTBALL = "https://www.facebook.com/club/videos/12"


def read(*blocks: tuple[str, str]) -> Body:
    body = read_viewer(draft_page(*blocks))
    assert body is not None
    assert body.source == "draft-dom"
    return body


def only(kind: str, html: str) -> Block:
    (block,) = read((kind, html)).document.blocks
    return block


def codes(body: Body) -> list[str]:
    return [finding.code for finding in body.findings]


def words(text: str, key: str | None = None) -> Paragraph:
    return Paragraph(content=(Text(text),), anchor=key)


def item(*blocks: Block) -> ListItem:
    return ListItem(blocks=blocks)


def list_item(key: str, text: str, depth: int = 0) -> str:
    return (
        f'<li id="viewer-{key}" class="public-DraftStyleDefault-unorderedListItem '
        f'public-DraftStyleDefault-depth{depth} public-DraftStyleDefault-list-ltr">'
        f'<p class="public-DraftStyleDefault-elementSpacing">{text}</p></li>'
    )


@pytest.mark.parametrize(
    ("kind", "html", "expected"),
    [
        ("paragraph", text_block("a", "Hello"), words("Hello", "viewer-a")),
        ("h2", text_block("a", "Part", "h2"), Heading(2, (Text("Part"),), "viewer-a")),
        ("empty-line", empty_line("a"), Paragraph(anchor="viewer-a")),
        ("h3", text_block("a", "<br>", "h3"), Paragraph(anchor="viewer-a")),
        (
            "paragraph",
            text_block("a", "Set in", depth=2),
            Paragraph(content=(Text("Set in"),), anchor="viewer-a", indent=2),
        ),
        (
            "blockquote",
            text_block("a", "Said", "blockquote"),
            Quote(blocks=(words("Said"),), anchor="viewer-a"),
        ),
        (
            "divider",
            media_block("a", '<div data-hook="divider-single"><div>&nbsp;</div></div>'),
            Divider(anchor="viewer-a"),
        ),
        (
            "link-button",
            media_block(
                "a",
                '<a href="https://example.org/" target="_blank" rel="noopener" '
                'data-hook="buttonViewer"><div>Go</div></a>',
            ),
            Button(
                text="Go",
                link=Link(
                    url="https://example.org/", target="_blank", rel=("noopener",)
                ),
                anchor="viewer-a",
            ),
        ),
        (
            "html",
            media_block(
                "a",
                '<div data-hook="HtmlComponent" style="width:740px;height:550px">'
                '<iframe src="https://example.org/x"></iframe></div>',
            ),
            Embed(
                html='<iframe src="https://example.org/x"></iframe>',
                url="https://example.org/x",
                width="740px",
                height="550px",
                anchor="viewer-a",
            ),
        ),
        (
            "video",
            media_block(
                "a",
                '<div data-hook="reactPlayerWrapper"><video '
                f'src="https://video.wixstatic.com/video/{VIDEO}/480p/mp4/file.mp4">'
                "</video></div>",
            ),
            Video(
                url=f"https://video.wixstatic.com/video/{VIDEO}/480p/mp4/file.mp4",
                fallbacks=tuple(
                    f"https://video.wixstatic.com/video/{VIDEO}/{path}"
                    for path in (
                        *("1080p/mp4/file.mp4", "720p/mp4/file.mp4"),
                        *("360p/mp4/file.mp4", "file"),
                    )
                ),
                anchor="viewer-a",
            ),
        ),
        (
            "video",
            media_block(
                "a",
                f'<div data-hook="reactPlayerWrapper"><iframe src="{FOOTBALL}">'
                "</iframe></div>",
            ),
            Video(url=FOOTBALL, provider="facebook.com", anchor="viewer-a"),
        ),
    ],
)
def test_a_block_is_read(kind: str, html: str, expected: Block) -> None:
    assert only(kind, html) == expected


def test_a_list_has_no_marker_and_the_next_marker_is_not_its_own() -> None:
    body = read(
        ("paragraph", text_block("a", "Before")),
        ("", f"<ul>{list_item('b', 'One')}</ul>"),
        ("h2", text_block("c", "After", "h2")),
    )
    assert body.document.blocks == (
        words("Before", "viewer-a"),
        List(items=(item(words("One")),)),
        Heading(2, (Text("After"),), "viewer-c"),
    )
    assert body.findings == ()


@pytest.mark.parametrize("before", [(), (("paragraph", text_block("a", "Before")),)])
def test_a_list_at_the_end_is_not_named_by_the_closing_marker(
    before: tuple[tuple[str, str], ...],
) -> None:
    body = read(*before, ("", f"<ol>{list_item('b', 'One')}</ol>"))
    assert body.document.blocks[-1] == List(items=(item(words("One")),), ordered=True)
    assert body.findings == ()


def test_depth_classes_nest_a_flat_list() -> None:
    flat = (
        list_item("b", "Fruit")
        + list_item("c", "Apple", 1)
        + list_item("d", "Green", 2)
        + list_item("e", "Bread")
    )
    (block,) = read(("", f"<ul>{flat}</ul>")).document.blocks
    green = List(items=(item(words("Green")),))
    apple = List(items=(item(words("Apple"), green),))
    assert block == List(items=(item(words("Fruit"), apple), item(words("Bread"))))


@pytest.mark.parametrize("attributes", ['width="5071" height="3478"', ""])
def test_an_image_of_2022_is_its_original_with_the_size_that_img_states(
    attributes: str,
) -> None:
    html = media_block("a", picture(attributes=attributes), "width:277px")
    size = (5071, 3478) if attributes else (None, None)
    assert only("image", html) == Image(
        url=f"{MEDIA}/{PHOTO}",
        width=size[0],
        height=size[1],
        display_width="277px",
        anchor="viewer-a",
    )


def test_a_linked_image_keeps_link_width_and_caption() -> None:
    html = (
        '<div id="viewer-a"><a href="mailto:ann@example.com" style="width:209px">'
        f"{picture(caption='Write to us')}</a></div>"
    )
    block = only("image", html)
    assert isinstance(block, Image)
    assert block.link == Link(url="mailto:ann@example.com")
    assert block.display_width == "209px"
    assert block.caption == (Text("Write to us"),)


def test_a_preview_and_the_picture_itself_are_one_image() -> None:
    twice = picture().replace("<div></div>", f'<img src="{MEDIA}/{PHOTO}">')
    assert len(read(("image", media_block("a", twice))).document.blocks) == 1
    without_hook = twice.replace('data-hook="imageViewer"', "")
    blocks = read(("image", media_block("a", without_hook))).document.blocks
    assert [type(block) for block in blocks] == [Image]


def test_equal_pictures_in_two_blocks_are_two_images() -> None:
    html = media_block("a", picture())
    blocks = read(("image", html), ("image", html)).document.blocks
    assert len(blocks) == 2


def test_a_floated_image_stays_at_its_place() -> None:
    body = read(
        ("image", media_block("a", picture(), "float:left;width:50%")),
        ("paragraph", text_block("b", "Beside it")),
        ("image", media_block("c", picture(OTHER_PHOTO))),
    )
    assert [type(block) for block in body.document.blocks] == [Image, Paragraph, Image]


def test_comments_between_text_leave_no_trace_and_newlines_break_the_line() -> None:
    block = only("paragraph", text_block("a", "one<!-- --> bird\n<!-- -->two"))
    assert isinstance(block, Paragraph)
    shown = [run.text if isinstance(run, Text) else "/" for run in block.content]
    assert "".join(shown) == "one bird/two"


@pytest.mark.parametrize(
    ("kind", "html", "expected"),
    [
        (
            "video",
            '<div data-hook="reactPlayerWrapper"><div style="width:100%"></div></div>',
            Video(anchor="viewer-a"),
        ),
        (
            "video",
            '<div style="width:100%;height:100%"><div></div></div>',
            Video(anchor="viewer-a"),
        ),
        (
            "sound-cloud",
            '<div data-hook="reactPlayerWrapper"><div></div></div>',
            Audio(anchor="viewer-a"),
        ),
        (
            "gallery",
            '<div data-hook="galleryViewer" role="none"></div>',
            Gallery(complete=False, anchor="viewer-a"),
        ),
    ],
)
def test_what_the_page_leaves_empty_is_a_placeholder_and_a_finding(
    kind: str, html: str, expected: Block
) -> None:
    body = read((kind, media_block("a", html)))
    assert body.document.blocks == (expected,)
    assert codes(body) == ["block-empty"]
    assert "viewer-a" in body.findings[0].message


def test_a_file_keeps_name_and_size_and_a_dead_link_is_a_finding() -> None:
    html = media_block(
        "a",
        '<div data-hook="fileUploadViewer"><div role="button"><div><div>'
        "<div>Price list</div><div>.pdf</div></div><div>Download PDF • 583KB</div>"
        '</div></div><a href="#0" style="display:none"></a></div>',
    )
    body = read(("file-upload", html))
    assert body.document.blocks == (
        File(name="Price list.pdf", size="583KB", anchor="viewer-a"),
    )
    assert codes(body) == ["link-missing"]


def test_an_unknown_plugin_is_kept_with_its_text_and_reported() -> None:
    body = read(("wix-draft-plugin-poll", media_block("a", "<div>Tea?</div>")))
    (block,) = body.document.blocks
    assert isinstance(block, Unknown)
    assert (block.kind, block.text) == ("wix-draft-plugin-poll", "Tea?")
    assert codes(body) == ["block-unknown"]


# Pages that are not quite as expected

BLOCKS = (
    ("paragraph", text_block("a", "Hello <strong>there</strong>")),
    ("", f"<ul>{list_item('b', 'One')}{list_item('c', 'Two', 1)}</ul>"),
    ("h2", text_block("d", "Part", "h2")),
    ("image", media_block("e", picture(caption="A tree"))),
    ("blockquote", text_block("f", "Said", "blockquote")),
)


def same_as_whole(page: WixPage) -> bool:
    """Tell whether *page* gives the document of a page of `BLOCKS` as it should be."""
    body, whole = read_viewer(page), read_viewer(draft_page(*BLOCKS))
    return body is not None and whole is not None and body.document == whole.document


@pytest.mark.parametrize(
    "hidden",
    [
        'data-hook="post"',
        'data-hook="post-description"',
        'data-id="rich-content-viewer"',
        'data-rce-version="9.6.3"',
    ],
)
def test_the_body_is_found_when_a_hook_is_missing(hidden: str) -> None:
    html = draft_page(*BLOCKS).html
    assert hidden in html
    assert same_as_whole(WixPage(html.replace(hidden, ""), URL))


def test_without_markers_the_blocks_are_told_by_their_tags() -> None:
    page = draft_page(*(("", html) for _kind, html in BLOCKS))
    assert same_as_whole(page)


def test_the_order_of_attributes_does_not_matter() -> None:
    html = draft_page(*BLOCKS).html
    tag = re.compile(r"<([\w-]+)((?: [\w-]+(?:=\"[^\"]*\")?)+)>")

    def turned(match: re.Match[str]) -> str:
        attributes = re.findall(r'[\w-]+(?:="[^"]*")?', match[2])
        return f"<{match[1]} {' '.join(reversed(attributes))}>"

    assert tag.sub(turned, html) != html
    assert same_as_whole(WixPage(tag.sub(turned, html), URL))


def test_spare_post_descriptions_before_the_article_are_not_the_body() -> None:
    card = '<section data-hook="post-description"><p>Another post</p></section>'
    html = draft_page(*BLOCKS).html.replace("<body>", f"<body>{card * 2}")
    assert same_as_whole(WixPage(html, URL))
