"""Pages with the links that they had."""

from __future__ import annotations

from typing import Final

import pytest

from blogark.wix.page import WixPage
from blogark.wix.saved_links import restored, saved_pictures

ID: Final = f"11062b_{'0' * 32}~mv2.jpg"
ORIGINAL: Final = f"https://static.wixstatic.com/media/{ID}"
INFO: Final = (
    f'data-image-info="{{&quot;imageData&quot;:{{&quot;uri&quot;:&quot;{ID}&quot;}}}}"'
)
DATA: Final = "data:image/jpeg;base64,AAAA"


def resolve(href: str) -> str | None:
    return f"https://h/{href}" if href.startswith("../") else None


@pytest.mark.parametrize(
    ("html", "selector", "name", "value"),
    [
        ('<a href="../b">', "a", "href", "https://h/../b"),
        ('<a href="#b">', "a", "href", "#b"),
        ('<img src="../b.jpg">', "img", "src", "https://h/../b.jpg"),
        ('<i data-pin-url="../b">', "i", "data-pin-url", "https://h/../b"),
        ('<img srcset="../b,c.jpg 1x, ../d.jpg 2x">', "img", "srcset",
         "https://h/../b,c.jpg 1x, https://h/../d.jpg 2x"),
        ("<p style=\"background: url('../b.jpg')\">", "p", "style",
         "background: url('https://h/../b.jpg')"),
        (f'<wow-image {INFO}><img src="{DATA}"></wow-image>', "img", "src", ORIGINAL),
        (f'<wow-image id="{ID}"><img src="x_files/a.jpg"></wow-image>', "img", "src",
         ORIGINAL),
        (f'<img data-pin-media="{ORIGINAL}/v1/a.jpg" src="a.jpg">', "img", "src",
         ORIGINAL),
        (f'<img src="x_files/{ID}">', "img", "src", ORIGINAL),
        (f'<picture><source srcset="{ORIGINAL}/v1/a.jpg 1x"><img src="a.jpg">',
         "img", "src", ORIGINAL),
        ('<img src="x_files/a.jpg">', "img", "src", "x_files/a.jpg"),
    ],
)  # fmt: skip
def test_a_link_is_restored(html: str, selector: str, name: str, value: str) -> None:
    page = restored(WixPage(html, "https://h/a"), resolve)
    assert page.url == "https://h/a"
    assert page.attribute(selector, name) == value


def test_data_in_scripts_is_left_alone() -> None:
    script = '<script id="d">{"a": "../b"}</script>'
    assert restored(WixPage(script, ""), resolve).script("d") == '{"a": "../b"}'


@pytest.mark.parametrize("src", ["x_files/a.jpg", DATA])
def test_a_saved_picture_is_found_with_its_original(src: str) -> None:
    page = WixPage(f'<wow-image {INFO}><img src="{src}"></wow-image>', "")
    assert [*saved_pictures(page)] == [(ORIGINAL, src)]


@pytest.mark.parametrize(
    "html",
    [
        f'<wow-image {INFO}><img src="data:image/svg+xml,&lt;svg/&gt;"></wow-image>',
        f'<wow-image {INFO}><img src="{ORIGINAL}/v1/a.jpg"></wow-image>',
        '<img src="x_files/a.jpg">',
        '<wow-image data-image-info="{"><img src="a.jpg"></wow-image>',
    ],
)
def test_no_other_picture_counts_as_saved(html: str) -> None:
    assert [*saved_pictures(WixPage(html, ""))] == []
