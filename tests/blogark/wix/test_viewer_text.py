"""Runs, links and directions of text in the viewer's markup."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag

from blogark.document import Inlines, LineBreak, Link, Style, Text
from blogark.wix.viewer_text import direction, read_inlines

BASE = "https://www.example.com/post/a"


def paragraph(html: str) -> Tag:
    soup = BeautifulSoup(f"<p>{html}</p>", "lxml", multi_valued_attributes=None)
    tag = soup.p
    assert tag is not None
    return tag


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<span><span>plain</span></span>", (Text("plain"),)),
        (
            'half<strong style="font-weight:700"><span>bold</span></strong>',
            (Text("half"), Text("bold", Style(bold=True))),
        ),
        (
            "<em><u><span>both</span></u></em>",
            (Text("both", Style(italic=True, underline=True)),),
        ),
        ("one<br>two", (Text("one"), LineBreak(), Text("two"))),
        ("pre-wrapped\nlines", (Text("pre-wrapped"), LineBreak(), Text("lines"))),
        ('<br role="presentation">', ()),
        ("the last break is not shown<br>", (Text("the last break is not shown"),)),
        ("two are one<br><br>", (Text("two are one"), LineBreak())),
        ("a<!-- not text -->b", (Text("a"), Text("b"))),
        ("a<script>no()</script><svg><title>no</title></svg>", (Text("a"),)),
        (
            '<span style="font-weight:500">medium</span> x<sub>2</sub>',
            (Text("medium"), Text(" x"), Text("2", Style(subscript=True))),
        ),
        (
            '<span data-hook="text-spoiler">hidden</span>',
            (Text("hidden", Style(spoiler=True)),),
        ),
        ("\N{NO-BREAK SPACE}kept\N{ZERO WIDTH SPACE}", (Text("\xa0kept\u200b"),)),
    ],
)
def test_runs_are_read_in_order(html: str, expected: Inlines) -> None:
    assert read_inlines(paragraph(html), BASE) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            '<a href="https://e.org/x" target="_blank" rel="noopener nofollow">t</a>',
            Link(url="https://e.org/x", target="_blank", rel=("noopener", "nofollow")),
        ),
        ('<a href="/contact">t</a>', Link(url="https://www.example.com/contact")),
        ('<a href="mailto:a@e.org">t</a>', Link(url="mailto:a@e.org")),
        (
            '<a data-hook="AnchorLink" href="#viewer-x1">t</a>',
            Link(url="#viewer-x1", kind="anchor"),
        ),
        (
            '<a href="https://www.example.com/blog/hashtags/sea">#sea</a>',
            Link(url="https://www.example.com/blog/hashtags/sea", kind="hashtag"),
        ),
        (
            '<a data-hook="mention" href="https://www.example.com/profile/a">@a</a>',
            Link(url="https://www.example.com/profile/a", kind="mention"),
        ),
        ('<a href="http://[half">t</a>', Link(url="http://[half")),
        ("<a>t</a>", None),
        ('<a href="#0">t</a>', None),
        ('<a href="  ">t</a>', None),
    ],
)
def test_links_are_read_with_their_kind(html: str, expected: Link | None) -> None:
    (run,) = read_inlines(paragraph(html), BASE)
    assert isinstance(run, Text)
    assert run.link == expected


def test_a_link_goes_on_over_styled_runs() -> None:
    runs = read_inlines(paragraph('<a href="https://e.org/">a<b>b</b></a>c'), BASE)
    links = [run.link and run.link.url for run in runs if isinstance(run, Text)]
    assert links == ["https://e.org/", "https://e.org/", None]


def test_nesting_beyond_the_recursion_limit_is_read() -> None:
    holder = Tag(name="p")
    inner = holder
    for _ in range(5000):
        deeper = Tag(name="span")
        inner.append(deeper)
        inner = deeper
    inner.append("deep")
    assert read_inlines(holder, BASE) == (Text("deep"),)


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        ("hello", "auto", "ltr"),
        ("שלום hello", "auto", "rtl"),
        ("123 مرحبا", "auto", "rtl"),
        ("שלום", "ltr", "ltr"),
        ("hello", "rtl", "rtl"),
        ("…", "auto", "ltr"),
        ("שלום", "", "rtl"),
    ],
)
def test_auto_takes_the_direction_of_the_first_letter(
    text: str, declared: str, expected: str
) -> None:
    assert direction(text, declared) == expected
