from __future__ import annotations

from blogark.document import LineBreak, Link, Style, Text
from pipelines.drop_link_underlines import drop_link_underlines

LINK = Link(url="https://example.org/")
UNDERLINE = Style(underline=True)


def test_a_link_loses_its_underline_and_keeps_the_rest() -> None:
    both = Style(underline=True, bold=True)
    content = (Text("a", both, LINK), LineBreak(), Text("b", UNDERLINE, LINK))
    assert drop_link_underlines(content) == (
        (Text("a", Style(bold=True), LINK), LineBreak(), Text("b", link=LINK)),
        2,
    )


def test_underlined_words_that_are_no_link_stay_underlined() -> None:
    content = (Text("a", UNDERLINE), Text("b", link=LINK))
    assert drop_link_underlines(content) == (content, 0)
