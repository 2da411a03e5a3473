"""Bodies as the viewer renders them, block kind by block kind."""

from __future__ import annotations

import pytest

from blogark.document import (
    Block,
    Button,
    Code,
    Divider,
    File,
    Heading,
    Image,
    Link,
    Paragraph,
    Quote,
    Text,
    Unknown,
)
from blogark.wix.page import WixPage
from blogark.wix.viewer import read_viewer
from tests.viewer_pages import (
    MEDIA,
    PHOTO,
    URL,
    codes,
    figure,
    gallery_item,
    only,
    page,
    paragraph,
    read,
    shape,
    text,
    wow_image,
)


@pytest.mark.parametrize(
    ("kind", "html", "expected"),
    [
        (
            "paragraph",
            '<p dir="auto" id="viewer-a1"><span><span>Hello</span></span></p>',
            paragraph("Hello", "viewer-a1"),
        ),
        (
            "paragraph",
            '<p dir="auto" style="text-align:center" id="viewer-a1">שלום</p>',
            Paragraph(
                content=(Text("שלום"),), anchor="viewer-a1", dir="rtl", align="center"
            ),
        ),
        (
            "empty-line",
            '<div id="viewer-e1"><span><br role="presentation"></span></div>',
            Paragraph(anchor="viewer-e1"),
        ),
        (
            "heading",
            '<h3 id="viewer-h1"><span aria-hidden="true" id="x-h1"></span>Part</h3>',
            Heading(3, content=(Text("Part"),), anchor="viewer-h1"),
        ),
        (
            "h2",
            '<h2 id="viewer-h1">Part</h2>',
            Heading(2, content=(Text("Part"),), anchor="viewer-h1"),
        ),
        (
            "blockquote",
            (
                '<div id="viewer-q"><blockquote><span><div id="viewer-q1"><em>One</em>'
                '</div><div id="viewer-q2">Two</div></span></blockquote></div>'
            ),
            Quote(
                (
                    Paragraph(content=(text("One", italic=True),), anchor="viewer-q1"),
                    paragraph("Two", "viewer-q2"),
                ),
                anchor="viewer-q",
            ),
        ),
        (
            "divider",
            (
                '<div id="viewer-d"><div data-hook="divider divider-double" '
                'role="separator"><svg></svg><div>&nbsp;</div></div></div>'
            ),
            Divider(line="double", anchor="viewer-d"),
        ),
        (
            "code_block",
            '<pre id="viewer-c"><span>a</span><br><span>  b\n</span></pre>',
            Code("a\n  b\n", anchor="viewer-c"),
        ),
        (
            "code_block",
            '<pre id="viewer-c"><div>a</div><div>  b</div><p>c</p></pre>',
            Code("a\n  b\nc", anchor="viewer-c"),
        ),
        (
            "button",
            (
                '<div id="viewer-b"><a data-hook="button-viewer button-viewer-b" '
                'href="https://e.org/" target="_blank" rel="noopener"><div>Go</div></a>'
                "</div>"
            ),
            Button(
                "Go",
                link=Link(url="https://e.org/", target="_blank", rel=("noopener",)),
                anchor="viewer-b",
            ),
        ),
        (
            "file",
            (
                '<div id="viewer-f"><div data-hook="fileUploadViewer"><a '
                'href="https://www.example.com/_files/ugd/x.pdf"><div>Form</div>'
                "<div>.pdf</div><div>Télécharger PDF • 150KB</div></a></div></div>"
            ),
            File(
                "Form.pdf",
                url="https://www.example.com/_files/ugd/x.pdf",
                size="150KB",
                anchor="viewer-f",
            ),
        ),
        (
            "gif",
            (
                '<div id="viewer-g"><img aria-label="gif" alt="gif" '
                'src="https://media.example.net/x.gif"></div>'
            ),
            Image("https://media.example.net/x.gif", anchor="viewer-g"),
        ),
    ],
)
def test_a_block_is_read(kind: str, html: str, expected: Block) -> None:
    assert only(kind, html) == expected


def test_an_image_is_its_original_with_size_caption_and_width() -> None:
    html = figure(
        wow_image(alt="A boat", name="boat.jpg"),
        "<figcaption><span>The <b>boat</b></span></figcaption>",
        "width:min(100%, 399px)",
    )
    assert only("image", html) == Image(
        f"{MEDIA}/{PHOTO}",
        alt="A boat",
        caption=(Text("The "), text("boat", bold=True)),
        width=1200,
        height=800,
        name="boat.jpg",
        display_width="399px",
        anchor="viewer-img1",
    )


def test_a_linked_image_keeps_its_link() -> None:
    html = figure(f'<a href="https://e.org/" target="_blank">{wow_image()}</a>')
    block = only("image", html)
    assert isinstance(block, Image)
    assert block.link == Link(url="https://e.org/", target="_blank")


def test_a_caption_without_figcaption_is_read() -> None:
    html = (
        f'<div id="viewer-i"><div data-hook="imageViewer">{wow_image()}'
        '<span dir="auto">Under it</span></div></div>'
    )
    block = only("image", html)
    assert isinstance(block, Image)
    assert block.caption == (Text("Under it"),)


def test_an_image_in_a_paragraph_follows_its_text() -> None:
    html = f'<p id="viewer-p">Words {wow_image()} more</p>'
    blocks = read(("paragraph", html)).document.blocks
    assert [type(block) for block in blocks] == [Paragraph, Image]


def test_an_unknown_kind_is_kept_raw_with_its_text_and_reported() -> None:
    html = (
        '<div id="viewer-x"><div data-hook="poll"><p>Which?</p><p>This</p></div></div>'
    )
    body = read(("poll", html))
    (block,) = body.document.blocks
    assert isinstance(block, Unknown)
    assert (block.kind, block.text, block.anchor) == (
        "poll",
        "Which?\nThis",
        "viewer-x",
    )
    assert 'data-hook="poll"' in block.raw
    assert codes(body) == ["block-unknown"]


def test_a_known_kind_of_unknown_shape_is_kept_raw() -> None:
    block = only("table", '<div id="viewer-x"><p>no table</p></div>')
    assert isinstance(block, Unknown)
    assert block.text == "no table"


def test_text_that_no_reader_takes_is_a_finding_with_the_words() -> None:
    html = (
        '<div id="viewer-g"><div data-hook="gallery-viewer"><p>Lost words</p>'
        f"{gallery_item(1)}</div></div>"
    )
    body = read(("gallery", html))
    lost = [f for f in body.findings if f.code == "text-not-read"]
    assert [f.detail for f in lost] == ["Lost words"]


def test_an_element_without_a_marker_is_told_by_its_tags() -> None:
    whole = page(("paragraph", "<p>one</p>"))
    marker = '<div type="paragraph" data-hook="rcv-block1">'
    end = '<div type="last"'
    html = whole.html.replace(
        f"</div>{end}", f"<ul><li><p>two</p></li></ul></div>{end}"
    )
    assert marker in html
    body = read_viewer(WixPage(html, URL))
    assert body is not None
    shapes = [shape(block) for block in body.document.blocks]
    assert shapes == ["one", ["ul", 1, ["two"]]]


def test_cards_of_other_posts_are_no_part_of_the_body() -> None:
    body = read(("paragraph", "<p>Mine</p>"))
    assert body.document.blocks == (paragraph("Mine"),)


def test_the_body_is_found_without_the_articles_hook() -> None:
    html = page(("paragraph", "<p>Mine</p>")).html.replace(' data-hook="post"', "")
    body = read_viewer(WixPage(html, URL))
    assert body is not None
    assert body.document.blocks == (paragraph("Mine"),)


def test_a_body_without_blocks_is_an_empty_document() -> None:
    assert read().document.blocks == ()


def test_a_page_without_a_viewer_is_not_read() -> None:
    html = '<article data-hook="post"><p data-hook="post-description">x</p></article>'
    assert read_viewer(WixPage(html, URL)) is None


@pytest.mark.parametrize(
    ("viewer", "source"),
    [("content-viewer", "ricos-dom"), ("rich-content-viewer", "draft-dom")],
)
def test_the_source_names_the_viewer(viewer: str, source: str) -> None:
    body = read_viewer(page(("paragraph", "<p>x</p>"), viewer=viewer))
    assert body is not None
    assert body.source == source
