from __future__ import annotations

import pytest

from blogark.document import (
    Cell,
    Document,
    Heading,
    Image,
    Link,
    List,
    ListItem,
    Paragraph,
    Quote,
    Row,
    Table,
    Text,
    Video,
)
from blogark.render.html import to_html


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def test_nothing_is_written_for_what_is_empty() -> None:
    blocks = (
        Paragraph(),
        paragraph(" \n"),
        Heading(2),
        Quote((Paragraph(),)),
        List(()),
        Table((Row(),)),
    )
    assert to_html(Document(blocks)) == ""


def test_an_empty_line_that_a_link_leads_to_is_kept() -> None:
    link = Text("a", link=Link(url="#b", kind="anchor"))
    document = Document((Paragraph((link,)), Paragraph(anchor="b")))
    assert to_html(document).endswith('\n<p id="b"></p>')


def test_a_string_from_a_stranger_stays_a_string() -> None:
    attack = '"><script>alert(1)</script>'
    html = to_html(
        Document(
            (
                paragraph(attack),
                Image(
                    f"https://a.example/{attack}", alt=attack, caption=(Text(attack),)
                ),
                Paragraph((Text("a", link=Link(url=attack, target=attack)),)),
            )
        )
    )
    assert "<script" not in html
    assert html.count("&quot;&gt;&lt;script&gt;") == 4


@pytest.mark.parametrize(
    "url",
    ["javascript:a", " JAVASCRIPT:a", "java\nscript:a", "data:a", "\x01vbscript:a"],
)
def test_an_address_that_runs_is_never_written(url: str) -> None:
    blocks = (
        Paragraph((Text("text", link=Link(url=url)),)),
        Image(url, alt="a picture"),
        Image("https://a.example/b.jpg", link=Link(url=url)),
        Video(url),
    )
    assert to_html(Document(blocks)) == (
        "<p>text</p>\n"
        "<p>[Missing image: a picture]</p>\n"
        '<p><img src="https://a.example/b.jpg" alt=""></p>\n'
        "<p>[Missing video]</p>"
    )


@pytest.mark.parametrize("start", [-1, 10**9])
def test_a_number_that_markdown_cannot_say_is_not_said(start: int) -> None:
    document = Document(
        (List((ListItem(blocks=(paragraph("a"),)),), ordered=True, start=start),)
    )
    assert to_html(document) == "<ol>\n<li>a</li>\n</ol>"


def test_short_rows_are_filled_up_unless_cells_span() -> None:
    a = Cell(blocks=(paragraph("a"),))
    rows = (Row(cells=(a, a)), Row(cells=(a,)))
    assert "<tr><td>a</td><td></td></tr>" in to_html(Document((Table(rows),)))
    wide = Row(cells=(Cell(blocks=a.blocks, colspan=2),))
    assert "<td></td>" not in to_html(Document((Table((*rows, wide)),)))


def test_what_stands_in_a_right_to_left_block_is_not_turned_again() -> None:
    inner = Paragraph((Text("a"),), dir="rtl")
    html = to_html(Document((Quote((inner,), dir="rtl"),)))
    assert html.count('dir="rtl"') == 1
