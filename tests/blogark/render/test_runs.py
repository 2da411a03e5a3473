"""Spans are opened as seldom as the runs allow. The HTML shows how they nest."""

from __future__ import annotations

import pytest

from blogark.document import PLAIN, Inlines, LineBreak, Link, Style, Text
from blogark.render.html_inline import inline_html

B, E, U = Style(bold=True), Style(italic=True), Style(underline=True)
BE = Style(bold=True, italic=True)
C = Style(code=True)
LINK = Link(url="https://a.example/")


@pytest.mark.parametrize(
    ("content", "html"),
    [
        ((Text("a", B), Text("b", B)), "<strong>ab</strong>"),
        ((Text("a", B), Text("b", BE)), "<strong>a<em>b</em></strong>"),
        ((Text("a", E), Text("b", BE)), "<em>a<strong>b</strong></em>"),
        (
            (Text("a", B), Text("b", B, LINK), Text("c", B)),
            '<strong>a<a href="https://a.example/">b</a>c</strong>',
        ),
        (
            (Text("a", PLAIN, LINK), Text("b", B, LINK), Text("c", B)),
            '<a href="https://a.example/">a<strong>b</strong></a><strong>c</strong>',
        ),
        ((Text("a", B), LineBreak(), Text("b", B)), "<strong>a<br>b</strong>"),
        ((Text("a", B), LineBreak(), Text("b")), "<strong>a</strong><br>b"),
        ((Text("a", C), LineBreak(), Text("b", C)), "<code>a</code><br><code>b</code>"),
        ((Text("a", U), Text(" "), Text("b", U)), "<u>a</u> <u>b</u>"),
        ((Text("a "), Text(" b ", B), Text("c")), "a  <strong>b</strong> c"),
        ((Text("a", B), Text(" ", B), Text("b", B)), "<strong>a b</strong>"),
        ((Text("a"), Text(" ", B), Text("b", B)), "a <strong>b</strong>"),
        ((Text("a\xa0", B), Text("b")), "<strong>a</strong>\xa0b"),
        ((Text("a"), Text("\xa0\xa0", U)), "a<u>\xa0\xa0</u>"),
        ((Text("", B), Text("a", PLAIN)), "a"),
        (
            (Text("a", C), Text("b", Style(code=True, bold=True))),
            "<code>a</code><strong><code>b</code></strong>",
        ),
        ((Text("a", link=Link(url=" JavaScript:b")), Text("c")), "ac"),
        ((Text("a", Style(color="red", spoiler=True)),), "a"),
    ],
)  # fmt: skip
def test_runs_nest(content: Inlines, html: str) -> None:
    assert inline_html(content) == html
