"""What is escaped, and what stays as readable as it was."""

from __future__ import annotations

import pytest

from blogark.document import Document, LineBreak, Link, Paragraph, Style, Text
from blogark.render.markdown import to_markdown
from blogark.render.markdown_escape import code_span, destination, is_autolink


def markdown(*content: Text | LineBreak) -> str:
    return to_markdown(Document((Paragraph(content),))).removesuffix("\n")


@pytest.mark.parametrize(
    "text",
    [
        "A sentence (with an aside) - and a dash! 5 + 5 = 10; #tag, a_b_c, 2 * 3.",
        "1.5 mg, 2019-2024, [1], [see below], C:\\dir, AT&T, a < b, x ~ y, a | b",
        "“Quotes” and 'quotes', 50%, $5, @name, :) ^up {braces} \"double\"",
        "1.no space",
        "-5 degrees",
        "+1 555 0100",
        "#hashtag",
        "!important",
    ],
)
def test_text_that_means_nothing_to_markdown_is_left_alone(text: str) -> None:
    assert markdown(Text(text)) == text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("# a", "\\# a"),
        ("12. a", "12\\. a"),
        ("- a", "\\- a"),
        ("> a", "\\> a"),
        ("*Results may vary", "\\*Results may vary"),
        ("_so_", "\\_so\\_"),
        ("[a](b)", "[a\\](b)"),
        ("[a]: b", "[a\\]: b"),
        ("<b>", "\\<b>"),
        ("&amp;", "\\&amp;"),
        ("a\\", "a\\\\"),
        ("a\\*", "a\\\\\\*"),
        ("`a`", "\\`a\\`"),
        ("\xa0a\u3000", "&nbsp;a&#x3000;"),
        ("\\\xa0", "\\\\&nbsp;"),
    ],
)
def test_text_that_would_be_markup_is_escaped_once(text: str, escaped: str) -> None:
    assert markdown(Text(text)) == escaped


def test_every_line_of_a_paragraph_is_guarded() -> None:
    content = (Text("a"), LineBreak(), Text(" - b"), LineBreak(), Text("==="))
    assert markdown(*content) == "a\\\n\\- b\\\n\\==="


def test_every_line_of_a_link_is_guarded() -> None:
    link = Link(url="https://a.example/")
    content = (Text("a", link=link), LineBreak(), Text("# b", link=link))
    assert markdown(*content) == "[a\\\n\\# b](https://a.example/)"


def test_line_breaks_at_the_end_are_html() -> None:
    assert markdown(Text("a"), LineBreak(), Text(" "), LineBreak()) == "a<br><br>"


def test_an_exclamation_mark_does_not_make_a_picture_of_a_link() -> None:
    link = Link(url="https://a.example/")
    assert markdown(Text("a!"), Text("b", link=link)) == "a\\![b](https://a.example/)"
    assert markdown(Text("a!"), Text("b", Style(bold=True))) == "a!**b**"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a", "`a`"),
        ("a`b", "``a`b``"),
        ("`a", "`` `a ``"),
        ("``", "``` `` ```"),
    ],
)
def test_code_spans_have_fences_longer_than_what_they_hold(
    content: str, expected: str
) -> None:
    assert code_span(content) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/b(c)_d", "https://a.example/b(c)_d"),
        ("https://a.example/b)", "https://a.example/b\\)"),
        ("https://a.example/(((((b)))))", "https://a.example/\\(\\(\\(\\(\\(b\\)\\)\\)\\)\\)"),
        ("https://a.example/b c", "https://a.example/b%20c"),
        ("https://a.example/<b>\\*", "https://a.example/%3Cb%3E%5C*"),
        ("https://a.example/?a&b=1", "https://a.example/?a&b=1"),
        ("https://a.example/?a&lt;", "https://a.example/?a&amp;lt;"),
        ("https://a.example/día", "https://a.example/día"),
    ],
)  # fmt: skip
def test_destinations(url: str, expected: str) -> None:
    assert destination(url) == expected


@pytest.mark.parametrize(
    ("url", "short"),
    [
        ("https://www.youtube.com/watch?v=a_b-c&t=1", True),
        ("http://a.example", True),
        ("https://a.example/%C3%A9", False),
        ("https://a.example/é", False),
        ("https://xn--mnchen-3ya.example/", False),
        ("https://A.example/", False),
        ("mailto:a@b.example", False),
        ("https://a.example/a b", False),
    ],
)
def test_only_addresses_that_all_parsers_show_alike_are_autolinks(
    url: str, *, short: bool
) -> None:
    assert is_autolink(url) is short
