from __future__ import annotations

from blogark.document import Heading, LineBreak, Link, Paragraph, Style, Text
from pipelines.drop_heading_bold import drop_heading_bold

BOLD = Style(bold=True)


def test_a_heading_all_in_bold_loses_it_and_keeps_the_rest() -> None:
    both = Style(bold=True, italic=True)
    link = Link(url="https://example.org/")
    heading = Heading(
        2, (Text("a", BOLD), Text(" "), LineBreak(), Text("b", both, link)), anchor="x"
    )
    light = Heading(
        2,
        (Text("a"), Text(" "), LineBreak(), Text("b", Style(italic=True), link)),
        anchor="x",
    )
    assert drop_heading_bold((heading,)) == ((light,), 1)


def test_a_bold_word_in_a_heading_and_bold_paragraphs_stay() -> None:
    blocks = (
        Heading(2, (Text("a ", BOLD), Text("b"))),
        Heading(2, (Text(" ", BOLD),)),
        Paragraph(content=(Text("a", BOLD),)),
    )
    assert drop_heading_bold(blocks) == (blocks, 0)
