"""Lists and tables as the viewer renders them."""

from __future__ import annotations

import pytest

from blogark.document import (
    Cell,
    List,
    ListItem,
    Row,
    Table,
)
from tests.viewer_pages import (
    only,
    paragraph,
    read,
    shape,
)


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


def test_the_list_items_of_a_list_item_are_list_items() -> None:
    block = only("bulleted_list", "<ul><li><p>a</p><p>b</p></li></ul>")
    assert block == List((ListItem(blocks=(paragraph("a"), paragraph("b"))),))
