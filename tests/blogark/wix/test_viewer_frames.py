"""Blocks that hold others, as Wix's source draws them: nothing in them is lost."""

from __future__ import annotations

import pytest

from blogark.document import (
    Block,
    Collapsible,
    CollapsibleItem,
    Embed,
    Heading,
    Link,
    LinkPreview,
    List,
    ListItem,
    Paragraph,
    Table,
    Text,
    Unknown,
    Video,
)
from blogark.walking import inlines, walk
from blogark.wix.compare import merged
from blogark.wix.page import WixPage
from blogark.wix.ricos import read_ricos
from blogark.wix.viewer import read_viewer
from tests.viewer_pages import codes, read


def button(number: int) -> str:
    return f'<button data-hook="ExpandCollapseButton_{number}"><svg></svg></button>'


def pair(number: int, title: str, body: str = "") -> str:
    box = f"<div>{button(number)}<div><p>{title}</p></div></div>"
    return f"<div>{box}{f'<div>{body}</div>' if body else ''}</div>"


def collapsible(*pairs: str) -> str:
    return f'<div id="viewer-c"><div>{"".join(pairs)}</div></div>'


def line(text: str) -> Paragraph:
    return Paragraph((Text(text),))


OPEN = collapsible(
    pair(0, "Why?", '<p>Because of <a href="https://a.example/x">this</a>.</p>'),
    pair(1, "When?", '<ul><li aria-level="1"><p>Soon</p></li></ul>'),
)


@pytest.mark.parametrize(
    "kind",
    [
        "collapsible_list",
        "collapsible-list",
        "wix-rich-content-plugin-collapsible-list",
    ],
)
def test_a_list_that_opens_keeps_titles_bodies_and_links(kind: str) -> None:
    body = read((kind, OPEN))
    here = Link(url="https://a.example/x")
    because = Paragraph((Text("Because of "), Text("this", link=here), Text(".")))
    assert body.document.blocks == (
        Collapsible(
            (
                CollapsibleItem(title=(Text("Why?"),), blocks=(because,)),
                CollapsibleItem(
                    title=(Text("When?"),),
                    blocks=(List((ListItem(blocks=(line("Soon"),)),)),),
                ),
            ),
            anchor="viewer-c",
        ),
    )
    assert codes(body) == []


def test_pairs_without_an_element_of_their_own_are_told_by_their_buttons() -> None:
    html = collapsible(
        *(f"<div>{button(n)}<p>Q{n}</p></div><div><p>A{n}</p></div>" for n in (0, 1))
    )
    (block,) = read(("collapsible_list", html)).document.blocks
    assert isinstance(block, Collapsible)
    assert [(item.title, item.blocks) for item in block.items] == [
        ((Text("Q0"),), (line("A0"),)),
        ((Text("Q1"),), (line("A1"),)),
    ]


def test_a_list_in_a_list_that_opens_stays_in_its_item() -> None:
    inner = f"<div><div>{pair(0, 'Inner', '<p>Deep</p>')}</div></div>"
    html = collapsible(pair(0, "Outer", inner), pair(1, "Next", "<p>Last</p>"))
    (block,) = read(("collapsible_list", html)).document.blocks
    assert isinstance(block, Collapsible)
    assert [item.title for item in block.items] == [(Text("Outer"),), (Text("Next"),)]
    assert block.items[0].blocks == (line("Inner"), line("Deep"))


def test_what_a_closed_item_hides_is_a_finding_and_comes_from_data() -> None:
    shown = read(("collapsible_list", collapsible(pair(0, "Why?"))))
    assert codes(shown) == ["block-empty"]
    assert "viewer-c" in shown.findings[0].message
    text = {"type": "TEXT", "textData": {"text": "Because."}}
    paragraph = {"type": "PARAGRAPH", "id": "p", "nodes": [text]}
    title = {"type": "COLLAPSIBLE_ITEM_TITLE", "nodes": [paragraph]}
    body = {"type": "COLLAPSIBLE_ITEM_BODY", "nodes": [paragraph]}
    item = {"type": "COLLAPSIBLE_ITEM", "nodes": [title, body]}
    node = {"type": "COLLAPSIBLE_LIST", "id": "c", "nodes": [item]}
    data = read_ricos({"nodes": [node]}, base_url="https://a.example", source="json")
    filled = merged(shown, data)
    assert filled.document == data.document
    assert filled.findings == ()


CARD = (
    '<div id="viewer-e"><div data-hook="vertical-embed"><a href="/product/tea">'
    '<div style="background-image:url(https://static.wixstatic.com/media/a~mv2.jpg'
    '/v1/fill/w_9,h_9,blur_2/a.jpg)">'
    "</div><div>Green tea</div><div>$12</div></a></div></div>"
)


@pytest.mark.parametrize("kind", ["app_embed", "vertical-embed"])
def test_a_card_of_an_app_is_its_link(kind: str) -> None:
    (block,) = read((kind, CARD)).document.blocks
    assert isinstance(block, LinkPreview)
    assert (block.title, block.description) == ("Green tea", "$12")
    assert (block.url or "").endswith("/product/tea")
    assert block.thumbnail == "https://static.wixstatic.com/media/a~mv2.jpg"
    assert block.anchor == "viewer-e"


FRAME = (
    '<div id="viewer-f"><div><div><h3>Left</h3><table><tr><td><p>cell</p></td></tr>'
    '</table></div><div><p><a href="#viewer-h">Right</a></p></div></div></div>'
)


@pytest.mark.parametrize("kind", ["layout", "card", "smart_block", "toc"])
def test_what_stands_in_a_frame_comes_out_in_order(kind: str) -> None:
    body = read((kind, FRAME))
    kinds: list[type[Block]] = [type(block) for block in body.document.blocks]
    assert kinds == [Heading, Table, Paragraph]
    runs = [
        run
        for block in walk(body.document.blocks)
        for content in inlines(block)
        for run in content
        if isinstance(run, Text)
    ]
    assert [run.link for run in runs if run.link] == [
        Link(url="#viewer-h", kind="anchor")
    ]
    assert codes(body) == []


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.filesusr.com/html/b.html", Embed),
        ("https://www.youtube.com/embed/abcdefghijk", Video),
    ],
)
def test_an_embed_is_what_its_frame_shows(url: str, expected: type[Block]) -> None:
    frame = f'<iframe src="{url}"></iframe>'
    body = read(("embed", f'<div id="viewer-x">{frame}</div>'))
    assert [type(block) for block in body.document.blocks] == [expected]
    assert codes(body) == []


@pytest.mark.parametrize(
    "kind", ["embed", "map", "poll", "app_embed", "collapsible_list"]
)
def test_a_block_that_is_drawn_later_is_said_to_be_empty(kind: str) -> None:
    body = read((kind, '<div id="viewer-x"><div style="height:9px"></div></div>'))
    assert [block.anchor for block in walk(body.document.blocks)] == ["viewer-x"]
    assert codes(body) == ["block-empty"]


@pytest.mark.parametrize("kind", ["layout", "app_embed", "collapsible_list", "embed"])
def test_a_shape_that_is_not_known_is_kept_raw(kind: str) -> None:
    html = '<div id="viewer-x"><custom-thing>Words</custom-thing></div>'
    (block,) = read((kind, html)).document.blocks
    assert isinstance(block, Unknown)
    assert block.text == "Words"


def test_markers_inside_of_a_first_block_do_not_hide_the_others() -> None:
    inner = (
        '<div type="first" data-hook="rcv-block-first"></div><p>Inside</p>'
        '<div type="paragraph" data-hook="rcv-block1"></div>'
        '<div type="last" data-hook="rcv-block-last"></div>'
    )
    html = (
        '<article data-hook="post"><section data-hook="post-description">'
        '<div data-id="content-viewer"><div>'
        f'<div id="viewer-t"><table><tr><td><div>{inner}</div></td></tr></table></div>'
        '<div type="table" data-hook="rcv-block1"></div>'
        '<p id="viewer-p">After</p><div type="paragraph" data-hook="rcv-block2"></div>'
        "</div></div></section></article>"
    )
    body = read_viewer(WixPage(html, "https://a.example/post/b"))
    assert body is not None
    assert [type(block) for block in body.document.blocks] == [Table, Paragraph]
    assert body.findings == ()
