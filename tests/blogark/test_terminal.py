from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogark.terminal import count, duration, printable, size


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Is ketamine\n addictive?", "Is ketamine addictive?"),
        ("\x1b[2J\x1b]0;title\x07gone", "[2J]0;titlegone"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("\x9b31mred", "31mred"),
        ("שלום", "שלום"),
        ("naïve 😀", "naïve 😀"),
    ],
)
def test_a_terminal_obeys_nothing_of_it(text: str, expected: str) -> None:
    assert printable(text) == expected


@given(st.text())
def test_only_printable_characters_are_left(text: str) -> None:
    assert printable(text).isprintable()


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (4_100, "4.1 kB"),
        (4_100_000, "4.1 MB"),
        (4_100_000_000, "4.1 GB"),
        (4_100_000_000_000_000, "4100.0 TB"),
    ],
)
def test_sizes_read_well(number: int, expected: str) -> None:
    assert size(number) == expected


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0.2, "0 s"), (59.4, "59 s"), (60, "1 min 0 s"), (7_260, "2 h 1 min")],
)
def test_times_read_well(seconds: float, expected: str) -> None:
    assert duration(seconds) == expected


def test_nouns_follow_their_number() -> None:
    assert count(1, "post") == "1 post"
    assert count(1_204, "post") == "1,204 posts"
    assert count(2, "reply", "replies") == "2 replies"
