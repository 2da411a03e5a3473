"""Text of saved pages from any bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogark.wix.saved_text import page_text

PAGE = "<html><p>Überraschung für Žofie, déjà vu</p></html>"


@pytest.mark.parametrize(
    "body",
    [
        PAGE.encode(),
        PAGE.encode("utf-8-sig"),
        PAGE.encode("utf-16"),
        f'<meta charset="iso-8859-2">{PAGE}'.encode("iso-8859-2", "xmlcharrefreplace"),
        f'<meta charset="utf-8">{PAGE}'.encode(),
    ],
)
def test_the_letters_are_right(body: bytes) -> None:
    text = page_text(body)
    assert "Überraschung für Žofie" in text.text
    assert (text.lost, text.is_cut) == (0, False)


def test_a_wrong_declaration_does_not_garble_utf_8() -> None:
    body = f'<meta charset="iso-8859-1">{PAGE}'.encode()
    assert "Überraschung" in page_text(body).text


def test_windows_letters_without_a_declaration_are_guessed() -> None:
    assert "für" in page_text("<p>Grüße für Zoë".encode("cp1252")).text


def test_a_single_damaged_letter_spoils_no_other() -> None:
    text = page_text(PAGE.encode().replace(b"vu", b"v\xff"))
    assert "Überraschung" in text.text
    assert text.lost == 1


@pytest.mark.parametrize(
    ("html", "is_cut"),
    [
        ("<html><p>a</p></html>", False),
        ("<html><p>a</p><span>bottom of page</span>", False),
        ("<!--\n Page saved with SingleFile \n--><p>a", False),
        ("<html><p>a</p><div cla", True),
    ],
)
def test_a_page_without_its_end_is_cut(html: str, is_cut: bool) -> None:  # noqa: FBT001  a column of the table
    assert page_text(html.encode()).is_cut is is_cut


@given(st.binary())
def test_no_bytes_raise(body: bytes) -> None:
    page_text(body)
