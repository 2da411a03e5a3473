from __future__ import annotations

import pytest

from blogark.document import Inlines, Text
from pipelines.trim_whitespace import trim_whitespace
from tests.pipelines.posts import BOLD, BR, CODE, text_of

NBSP = "\xa0"


@pytest.mark.parametrize(
    ("content", "expected", "count"),
    [
        pytest.param((Text(" a b "),), "a b", 2, id="edges"),
        pytest.param((Text(f"{NBSP}a{NBSP}{NBSP}"),), "a", 2, id="no-break edges"),
        pytest.param((Text("a  b"),), "a b", 1, id="two spaces"),
        pytest.param((Text("a "), Text(" b", BOLD)), "a |b", 1, id="across runs"),
        pytest.param((Text("a "), BR, Text("  b")), "a|/|b", 2, id="around a break"),
        pytest.param((Text("a"), BR, Text(" "), BR), "a", 3, id="breaks at the end"),
        pytest.param((BR, BR, Text("a"), BR, Text("b")), "a|/|b", 2, id="at the start"),
        pytest.param((Text(NBSP),), "", 1, id="nothing but a no-break space"),
        pytest.param((Text("a\n      b"),), "a b", 1, id="the source's indentation"),
        pytest.param((Text("a\tb"),), f"a{NBSP * 4}b", 1, id="tab"),
        pytest.param((Text("a\t\t"),), "a", 1, id="tabs at the end"),
    ],
)
def test_stray_white_space_goes(content: Inlines, expected: str, count: int) -> None:
    tidied, counted = trim_whitespace(content)

    assert (text_of(tidied), counted) == (expected, count)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param((Text("     V"),), f"{NBSP * 5}V", id="leading"),
        pytest.param((Text("V     o"),), f"V{NBSP * 5}o", id="inner"),
        pytest.param(
            (Text("a"), BR, Text("\tb")), f"a|/|{NBSP * 4}b", id="second line"
        ),
        pytest.param((Text(f"{NBSP} {NBSP}I"),), f"{NBSP * 3}I", id="mixed"),
        pytest.param((Text("a  "), Text(" b")), f"a{NBSP * 3}|b", id="across runs"),
    ],
)
def test_three_spaces_are_layout_and_stay(content: Inlines, expected: str) -> None:
    tidied, _ = trim_whitespace(content)

    assert text_of(tidied) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Vraiment\xa0?",
        "Oui\u202f!",
        "le but\xa0: vivre",
        "«\xa0ici\xa0»",
        "10\xa0000\xa0km",
        "50\xa0%",
        "5\xa0€",
        "v\xa0Praze",
        "J.\xa0Smith",
        "one\xa0— two",
    ],
)
def test_a_no_break_space_that_typography_asks_for_stays(text: str) -> None:
    assert trim_whitespace((Text(text),)) == ((Text(text),), 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("to\xa0optimize\xa0this", "to optimize this"),
        ("we'll\xa0break", "we'll break"),
        ("it\u2019s\xa0a", "it\u2019s a"),
        ("ends.\xa0Next", "ends. Next"),
        ("Reviews:\xa0Start", "Reviews: Start"),
        ("one \xa0two", "one two"),
        ("Oui \xa0!", "Oui\xa0!"),
    ],
)
def test_any_other_no_break_space_becomes_a_space(text: str, expected: str) -> None:
    assert trim_whitespace((Text(text),))[0] == (Text(expected),)


@pytest.mark.parametrize(
    "content",
    [
        (Text("if  x:\ty", CODE),),
        (Text(" x ", CODE),),
        (Text("thin\u2009space"),),
        (Text("\u3000段落"),),
        (),
    ],
)
def test_code_and_other_spaces_are_left_alone(content: Inlines) -> None:
    assert trim_whitespace(content) == (content, 0)
