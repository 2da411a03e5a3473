"""Bodies as the viewer renders them, block kind by block kind."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

import pytest

from blogark.document import (
    Audio,
    Block,
    Button,
    Cell,
    Code,
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
    Row,
    Style,
    Table,
    Text,
    Unknown,
    Video,
)
from blogark.wix.page import WixPage
from blogark.wix.viewer import read_viewer

if TYPE_CHECKING:
    from blogark.wix.body import Body

URL = "https://www.example.com/post/a"
MEDIA = "https://static.wixstatic.com/media"
PHOTO = "0a1b2c_" + "3" * 32 + "~mv2.jpg"
VIDEO = "0a1b2c_" + "4" * 32


def page(*blocks: tuple[str, str], viewer: str = "content-viewer") -> WixPage:
    """Return a post page whose body is *blocks*: (kind of the marker, markup)."""
    body = "".join(
        f'<div data-breakout="normal">{html}</div>'
        f'<div type="{kind}" data-hook="rcv-block{number}"></div>'
        for number, (kind, html) in enumerate(blocks, 1)
    )
    return WixPage(
        '<!doctype html><html lang="en"><body><article data-hook="post">'
        '<header><h1 data-hook="post-title">Title</h1></header>'
        '<section data-hook="post-description"><div data-rce-version="10.177.1">'
        f'<div data-id="{viewer}"><div type="first" data-hook="rcv-block-first"></div>'
        f'<div class="x1">{body}</div>'
        '<div type="last" data-hook="rcv-block-last"></div></div></div></section>'
        "</article>"
        '<section data-hook="recent-posts"><article data-hook="recent-post-list-item">'
        '<p data-hook="post-description">Another post</p></article></section>'
        "</body></html>",
        URL,
    )


def read(*blocks: tuple[str, str]) -> Body:
    body = read_viewer(page(*blocks))
    assert body is not None
    return body


def only(kind: str, html: str) -> Block:
    (block,) = read((kind, html)).document.blocks
    return block


def codes(body: Body) -> list[str]:
    return [finding.code for finding in body.findings]


def wow_image(uri: str = PHOTO, alt: str = "", name: str = "") -> str:
    data = {"imageData": {"width": 1200, "height": 800, "uri": uri, "name": name}}
    return (
        f'<wow-image id="{uri}" data-image-info="{escape(json.dumps(data))}">'
        f'<img src="{MEDIA}/{uri}/v1/fill/w_49,h_33,blur_2/{uri}" alt="{escape(alt)}">'
        "</wow-image>"
    )


def figure(picture: str, caption: str = "", style: str = "") -> str:
    return (
        f'<div id="viewer-img1"><div style="{style}"><figure data-hook="figure-IMAGE">'
        f'<div data-hook="image-viewer"><div data-hook="image-viewer-img1">{picture}'
        '</div><button data-hook="image-expand-button" aria-label="Expand image">'
        "<svg><title>Expand</title></svg></button></div>"
        f"{caption}</figure></div></div>"
    )


def text(words: str, **style: bool) -> Text:
    return Text(words, Style(**style))  # type: ignore[arg-type]


def paragraph(words: str, anchor: str | None = None) -> Paragraph:
    return Paragraph(content=(Text(words),), anchor=anchor)


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


# ── Lists ────────────────────────────────────────────────────────────────────


def shape(block: Block) -> object:
    """Return a list as nested Python: ("ol", 3, "item", ["ul", …])."""
    match block:
        case List(items=items, ordered=ordered, start=start):
            inner = [[shape(b) for b in item.blocks] for item in items]
            return ["ol" if ordered else "ul", start, *inner]
        case Paragraph(content=content):
            return "".join(run.text for run in content if isinstance(run, Text))
        case _:
            return block


def li(words: str, level: int = 1, marker: str = "disc", inside: str = "") -> str:
    return (
        f'<li dir="auto" aria-level="{level}" style="list-style-type:{marker}">'
        f"<p>{words}</p>{inside}</li>"
    )


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<ul>{li('a')}{li('b')}</ul>", ["ul", 1, ["a"], ["b"]]),
        (
            f'<ol start="3">{li("a", 1, "decimal")}</ol>',
            ["ol", 3, ["a"]],
        ),
        (
            "<ol>"
            + li("a", 1, "decimal", f"<ul>{li('b', 2, 'circle')}</ul>")
            + "</ol>",
            ["ol", 1, ["a", ["ul", 1, ["b"]]]],
        ),
        (
            f"<ul>{li('a')}{li('b', 2)}{li('c', 3)}{li('d')}</ul>",
            ["ul", 1, ["a", ["ul", 1, ["b", ["ul", 1, ["c"]]]]], ["d"]],
        ),
        (f"<ul>{li('a', 3)}{li('b', 3)}</ul>", ["ul", 1, ["a"], ["b"]]),
        (
            "<ul><li>bare <b>text</b></li></ul>",
            ["ul", 1, ["bare text"]],
        ),
        (
            (
                '<ul class="public-DraftStyleDefault-ul">'
                '<li class="public-DraftStyleDefault-depth0"><p>a</p></li>'
                '<li class="public-DraftStyleDefault-depth1"><p>b</p></li></ul>'
            ),
            ["ul", 1, ["a", ["ul", 1, ["b"]]]],
        ),
        (
            "<ul><li><p>a</p></li><ul><li><p>b</p></li></ul></ul>",
            ["ul", 1, ["a", ["ul", 1, ["b"]]]],
        ),
    ],
)
def test_lists_come_out_nested(html: str, expected: object) -> None:
    assert shape(only("bulleted_list", html)) == expected


def test_items_shallower_than_the_first_start_a_list_of_their_own() -> None:
    blocks = read(("bulleted_list", f"<ul>{li('a', 2)}{li('b', 1)}</ul>"))
    shapes = [shape(block) for block in blocks.document.blocks]
    assert shapes == [["ul", 1, ["a"]], ["ul", 1, ["b"]]]


# ── Tables ───────────────────────────────────────────────────────────────────


def test_a_table_keeps_headers_spans_and_paragraphs() -> None:
    border = '<div style="position:absolute;top:0"></div>'
    html = (
        '<div id="viewer-t"><div><table data-hook="table-component"><colgroup><col>'
        "</colgroup><tbody>"
        f'<tr><th data-hook="table-plugin-cell">{border}<div><p id="viewer-1">Head</p>'
        '</div></th><td colspan="2"><p>Wide</p></td></tr>'
        f"<tr><td>{border}<div><p>One</p><p>Two</p></div></td>"
        '<td rowspan="x"></td></tr></tbody></table></div></div>'
    )
    block = only("table", html)
    assert block == Table(
        (
            Row(
                cells=(
                    Cell(blocks=(paragraph("Head", "viewer-1"),), header=True),
                    Cell(blocks=(paragraph("Wide"),), colspan=2),
                )
            ),
            Row(cells=(Cell(blocks=(paragraph("One"), paragraph("Two"))), Cell())),
        ),
        anchor="viewer-t",
    )


# ── Galleries, videos, embeds ────────────────────────────────────────────────


def gallery_item(number: int) -> str:
    uri = f"0a1b2c_{number:032x}~mv2.jpg"
    return (
        f'<div data-hook="item-container" data-id="i{number}_0"><img '
        f'data-hook="gallery-item-image-img-preload" src="{MEDIA}/{uri}/v1/blur_30/x">'
        f'<img data-hook="gallery-item-image-img" alt="n{number}" '
        f'src="{MEDIA}/{uri}/v1/fit/w_300,h_200/{uri}"></div>'
    )


def test_a_gallery_gives_each_item_once_and_says_that_there_may_be_more() -> None:
    items = gallery_item(1) + gallery_item(2) + gallery_item(1)
    body = read(
        (
            "gallery",
            f'<div id="viewer-g"><div data-hook="gallery-viewer">{items}</div></div>',
        )
    )
    (block,) = body.document.blocks
    assert isinstance(block, Gallery)
    urls = [item.url for item in block.items]
    assert urls == [f"{MEDIA}/0a1b2c_{n:032x}~mv2.jpg" for n in (1, 2)]
    assert codes(body) == ["gallery-incomplete"]


def test_large_pictures_of_a_gallery_have_the_size_that_their_id_says() -> None:
    large = gallery_item(1).replace("~mv2.", "~mv2_d_4000_3000_s_4_2.")
    html = f'<div id="viewer-g"><div data-hook="gallery-viewer">{large}</div></div>'
    block = only("gallery", html)
    assert isinstance(block, Gallery)
    (item,) = block.items
    assert (item.width, item.height) == (4000, 3000)


def player(poster: str) -> str:
    return (
        '<div id="viewer-v"><figure data-hook="figure-VIDEO"><div '
        'data-hook="video-player"><button aria-label="Play video" '
        f'style="width:100%;background-image:url({poster});border:none"></button>'
        "</div></figure></div>"
    )


@pytest.mark.parametrize(
    ("html", "url", "provider"),
    [
        (
            player("https://i.ytimg.com/vi/AbCdEf12345/maxresdefault.jpg"),
            "https://www.youtube.com/watch?v=AbCdEf12345",
            "youtube",
        ),
        (
            player(f"{MEDIA}/{VIDEO}f000.jpg"),
            f"https://video.wixstatic.com/video/{VIDEO}/1080p/mp4/file.mp4",
            None,
        ),
        (
            (
                '<div id="viewer-v"><div data-hook="reactPlayerWrapper"><video '
                f'src="https://video.wixstatic.com/video/{VIDEO}/720p/mp4/file.mp4">'
                "</video></div></div>"
            ),
            f"https://video.wixstatic.com/video/{VIDEO}/720p/mp4/file.mp4",
            None,
        ),
        (
            (
                '<div id="viewer-v"><div data-hook="video-player"><iframe '
                'src="https://player.vimeo.com/video/12345"></iframe></div></div>'
            ),
            "https://vimeo.com/12345",
            "vimeo",
        ),
    ],
)
def test_a_video_is_found_by_what_the_page_still_has(
    html: str, url: str, provider: str | None
) -> None:
    body = read(("video", html))
    (block,) = body.document.blocks
    assert isinstance(block, Video)
    assert (block.url, block.provider, block.anchor) == (url, provider, "viewer-v")
    assert codes(body) == []


@pytest.mark.parametrize(
    ("kind", "html", "expected", "words"),
    [
        (
            "video",
            '<div id="viewer-x"><figure data-hook="figure-VIDEO"></figure></div>',
            Video(anchor="viewer-x"),
            "video viewer-x",
        ),
        (
            "video",
            player("https://i.vimeocdn.com/video/99_295x166").replace("-v", "-x"),
            Video(
                provider="vimeo",
                poster="https://i.vimeocdn.com/video/99_295x166",
                anchor="viewer-x",
            ),
            "video viewer-x",
        ),
        (
            "html",
            (
                '<div id="viewer-x"><div style="width:200;height:60px" '
                'data-hook="html-component"></div></div>'
            ),
            Embed(width="200", height="60px", anchor="viewer-x"),
            "HTML embed viewer-x",
        ),
        (
            "audio",
            (
                '<div id="viewer-x"><div data-hook="audio-viewer"><div '
                'data-hook="html-component"></div></div></div>'
            ),
            Audio(anchor="viewer-x"),
            "audio viewer-x",
        ),
        (
            "gallery",
            '<div id="viewer-x"><div data-hook="galleryViewer"></div></div>',
            Gallery(complete=False, anchor="viewer-x"),
            "gallery viewer-x",
        ),
    ],
)
def test_what_the_page_leaves_empty_is_a_finding_that_names_the_block(
    kind: str, html: str, expected: Block, words: str
) -> None:
    body = read((kind, html))
    assert body.document.blocks == (expected,)
    (finding,) = body.findings
    assert finding.code == "block-empty"
    assert words in finding.message


def test_an_embed_that_the_page_still_has_is_kept_as_it_is() -> None:
    frame = '<iframe src="https://www.example.org/map"></iframe>'
    html = f'<div id="viewer-x"><div data-hook="html-component">{frame}</div></div>'
    block = only("html", html)
    assert block == Embed(
        html=frame, url="https://www.example.org/map", anchor="viewer-x"
    )


@pytest.mark.parametrize(
    ("kind", "html"),
    [
        (
            "button",
            '<div id="viewer-x"><a data-hook="buttonViewer"><div>Go</div></a></div>',
        ),
        (
            "file-upload",
            (
                '<div id="viewer-x"><div data-hook="fileUploadViewer"><div>Form</div>'
                '<div>.pdf</div><a href="#0" style="display:none"></a></div></div>'
            ),
        ),
    ],
)
def test_a_missing_address_is_a_finding(kind: str, html: str) -> None:
    assert codes(read((kind, html))) == ["link-missing"]


# ── What is not understood ───────────────────────────────────────────────────


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


# ── Where the body is ────────────────────────────────────────────────────────


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


def test_the_list_items_of_a_list_item_are_list_items() -> None:
    block = only("bulleted_list", "<ul><li><p>a</p><p>b</p></li></ul>")
    assert block == List((ListItem(blocks=(paragraph("a"), paragraph("b"))),))
