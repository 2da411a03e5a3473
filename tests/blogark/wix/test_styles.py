"""What an element and its style do to the text in it."""

from __future__ import annotations

import pytest

from blogark.document import PLAIN, Style
from blogark.wix.styles import background_image, display_width, restyled, text_align

BOLD = Style(bold=True)


@pytest.mark.parametrize(
    ("tag", "css", "expected"),
    [
        ("strong", "font-weight:700", BOLD),
        ("strong", "", BOLD),
        ("span", "font-weight:700", BOLD),
        ("span", "font-weight: 600", BOLD),
        ("span", "font-weight:599", PLAIN),
        ("strong", "font-weight:400", PLAIN),
        ("strong", "font-weight:0", PLAIN),
        ("span", "font-weight:bold", BOLD),
        ("em", "font-style:italic", Style(italic=True)),
        ("em", "font-style:normal", PLAIN),
        ("u", "text-decoration:underline", Style(underline=True)),
        ("span", "text-decoration:inherit", PLAIN),
        (
            "span",
            "text-decoration:underline line-through",
            Style(underline=True, strike=True),
        ),
        ("span", "vertical-align:super;font-size:70%", Style(superscript=True)),
        ("sub", "", Style(subscript=True)),
        ("del", "", Style(strike=True)),
        ("code", "", Style(code=True)),
        ("span", "color:#1155CC;background-color:transparent", Style(color="#1155cc")),
        (
            "span",
            "background-color:rgb(255, 255, 0)",
            Style(background="rgb(255, 255, 0)"),
        ),
        ("mark", "", Style(background="mark")),
        ("span", "colour", PLAIN),
    ],
)
def test_an_element_changes_the_style_of_its_text(
    tag: str, css: str, expected: Style
) -> None:
    assert restyled(PLAIN, tag, css) == expected


def test_a_light_weight_inside_bold_text_is_not_bold() -> None:
    assert restyled(BOLD, "span", "font-weight:400") == PLAIN


def test_an_inherited_weight_stays_as_it_is() -> None:
    assert restyled(BOLD, "span", "font-weight:inherit") == BOLD


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("width:min(100%, 399px)", "399px"),
        ("width:50%", "50%"),
        ("width:min(100%, 100%)", None),
        ("height:20px", None),
        ("", None),
    ],
)
def test_the_display_width_is_what_the_author_chose(
    css: str, expected: str | None
) -> None:
    assert display_width(css) == expected


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        (
            "background-image:url(https://a.example/x.jpg);color:red",
            "https://a.example/x.jpg",
        ),
        (
            "background-image:url('https://a.example/;x.jpg')",
            "https://a.example/;x.jpg",
        ),
        ('background: url("a.png")', "a.png"),
        ("background-image:url()", None),
        ("color:red", None),
    ],
)
def test_the_background_image_is_found(css: str, expected: str | None) -> None:
    assert background_image(css) == expected


def test_alignment_is_read_in_either_case() -> None:
    assert text_align("text-align:JUSTIFY") == "justify"
    assert text_align("text-align:AUTO") is None
