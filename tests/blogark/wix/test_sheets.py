"""Alignment that a page says by classes of its own style sheets."""

from __future__ import annotations

import pytest

from blogark.document import Align, Heading, Paragraph
from blogark.wix.page import WixPage
from blogark.wix.santa import read_santa
from blogark.wix.sheets import alignments
from blogark.wix.viewer import read_viewer
from tests.viewer_pages import URL, page


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ("._40ACk{text-align:center!important}", {"_40ACk": "center"}),
        (
            "/*! rtl:ignore */.a,.a>*{\n /*!rtl:ignore*/text-align:right}",
            {"a": "right"},
        ),
        ("[dir] ._78FBa{color:red;text-align: justify}", {"_78FBa": "justify"}),
        (r".b\+iTF{text-align:justify}", {"b+iTF": "justify"}),
        (".x{color:red}.y{text-align:center}.z{margin:0}", {"y": "center"}),
        (".a{text-align:initial}.b{text-align:left!important}", {}),
        (".a .b{text-align:center}.a.b{text-align:center}", {}),
        (".a:hover{text-align:center}p{text-align:center}", {}),
        ("@media print{.a{color:red}.b{text-align:center}}", {}),
        ("@media print{.a{color:red}}.b{text-align:center}", {"b": "center"}),
        (".a{text-align:centered}text-align:center", {}),
        ("}}{{text-align:center", {}),
    ],
)
def test_a_class_that_aligns_all_that_has_it_is_found(
    sheet: str, expected: dict[str, Align]
) -> None:
    assert alignments([sheet]) == expected


def test_blocks_are_aligned_as_the_sheets_of_their_page_say() -> None:
    """Seen on seven of thirteen real blogs, where nothing else says it."""
    blocks = (
        ("paragraph", '<p class="q1 q2" id="viewer-a">A verse</p>'),
        ("heading", '<h3 class="q1 q3" id="viewer-b">Starters</h3>'),
        ("paragraph", '<p class="q2" style="text-align:justify" id="viewer-c">Own</p>'),
        ("paragraph", '<p class="q1" id="viewer-d">As all</p>'),
    )
    sheet = ".q1{text-align:initial}.q2{text-align:right}.q3{text-align:center}"
    with_sheet = page(*blocks).html.replace(
        "<article", f"<style>{sheet}</style><article"
    )

    body = read_viewer(WixPage(with_sheet, URL))

    assert body is not None
    assert [
        block.align
        for block in body.document.blocks
        if isinstance(block, Paragraph | Heading)
    ] == ["right", "center", "justify", None]


def test_blocks_of_the_oldest_pages_are_aligned_as_well() -> None:
    html = (
        "<style>.q2{text-align:center}</style><article data-hook='post'>"
        "<div data-hook='post-description' data-rce-version='8.17.0'>"
        "<p class='q2 public-DraftStyleDefault-ltr' id='viewer-a'>Hello</p></div>"
        "</article>"
    )

    body = read_santa(WixPage(html, URL))

    assert body is not None
    (block,) = body.document.blocks
    assert isinstance(block, Paragraph)
    assert block.align == "center"
