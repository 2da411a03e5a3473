"""Front matter that every YAML reader reads alike."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from exports.front_matter import Value, front_matter

LAW = settings(max_examples=150)
NASTY = (
    *("yes", "No", "null", "~", "true", "1", "1.5", "1e3", "0x1F", "012", "12:30", "="),
    *("2024-02-17", "2024-02-17T10:00:00Z", "<<", "- a", "a: b", "a #b", "#", "? a"),
    *('"', "'", "a\"b'c", "\\", "\\n", "{a}", "[a]", "&a", "*a", "!a", "|", ">", "%a"),
    *("@a", "`a`", "---", "...", " a", "a ", "\t", "a\nb", "\n", "a\r\nb", "\x00"),
    *("\x07", "\x85", "\u2028", "\xa0", "\ufeff", "\u202e", "\x7f", "\ufffe"),
    *("😀", "día", "שלום"),
)
words = st.sampled_from(NASTY) | st.text(st.characters(codec="utf-8"), max_size=30)


def read(text: str, version: tuple[int, int]) -> Any:
    """Return what a YAML parser of *version* finds between the ``---`` lines."""
    start, end = "---\n", "---\n"
    assert text.startswith(start)
    assert text.endswith(end)
    yaml = YAML(typ="safe", pure=True)
    yaml.version = version
    return yaml.load(text.removeprefix(start).removesuffix(end))


versions = pytest.mark.parametrize("version", [(1, 1), (1, 2)])


@versions
@pytest.mark.parametrize("text", NASTY)
def test_text_stays_text(text: str, version: tuple[int, int]) -> None:
    values: dict[str, Value] = {
        "title": text,
        "tags": [text, "b"],
        "cover": {"alt": text},
    }
    assert read(front_matter(values), version) == values


@versions
@given(words, st.lists(words, min_size=1, max_size=3))
@LAW
def test_any_text_stays_text(
    version: tuple[int, int], title: str, tags: list[str]
) -> None:
    written = front_matter({"title": title or "x", "tags": tags})
    assert read(written, version) == {"title": title or "x", "tags": tags}
    assert "\n---\n" not in written.removesuffix("---\n").removeprefix("---\n")


@versions
def test_times_and_numbers_are_what_they_are(version: tuple[int, int]) -> None:
    when = datetime(2024, 2, 17, 1, 2, 3, 456000, UTC)
    read_back = read(front_matter({"date": when, "reading_minutes": 3}), version)
    assert read_back["reading_minutes"] == 3
    assert read_back["date"].replace(tzinfo=UTC) == when


def test_a_page_of_front_matter() -> None:
    zone = timezone(timedelta(hours=2))
    values: dict[str, Value] = {
        "title": "No: “yes”",
        "date": datetime(2024, 2, 17, 1, 2, 3, tzinfo=zone),
        "updated": None,
        "categories": ["a", "b"],
        "tags": (),
        "cover": {"path": "../media/a.jpg", "alt": ""},
        "reading_minutes": 0,
        "excerpt": "x" * 200,
    }
    assert front_matter(values) == (
        "---\n"
        'title: "No: “yes”"\n'
        "date: 2024-02-17T01:02:03+02:00\n"
        "categories:\n"
        '  - "a"\n'
        '  - "b"\n'
        "cover:\n"
        '  path: "../media/a.jpg"\n'
        "reading_minutes: 0\n"
        f'excerpt: "{"x" * 200}"\n'
        "---\n"
    )
