"""Post pages of today's viewer, made by hand in the shape of the real ones."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

from blogark.document import (
    Block,
    List,
    Paragraph,
    Style,
    Text,
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


def gallery_item(number: int) -> str:
    uri = f"0a1b2c_{number:032x}~mv2.jpg"
    return (
        f'<div data-hook="item-container" data-id="i{number}_0"><img '
        f'data-hook="gallery-item-image-img-preload" src="{MEDIA}/{uri}/v1/blur_30/x">'
        f'<img data-hook="gallery-item-image-img" alt="n{number}" '
        f'src="{MEDIA}/{uri}/v1/fit/w_300,h_200/{uri}"></div>'
    )


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
