"""The benchmarks run, on little, and say what they measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks import crawl, memory, parse
from benchmarks.pages import made_pages, sample_pages
from benchmarks.table import Line, rendered

if TYPE_CHECKING:
    from pathlib import Path


def test_every_contender_is_timed_on_the_same_pages() -> None:
    lines = parse.measure(made_pages(2, padding=1000), rounds=1)

    assert [line.name for line in lines] == list(parse.CONTENDERS)
    assert [line.target for line in lines if line.target] == ["≤ 4", "≥ 8"]
    assert all(line.value.endswith(" ms a page") for line in lines)


def test_without_a_corpus_pages_as_heavy_as_real_ones_are_made(tmp_path: Path) -> None:
    pages = sample_pages(tmp_path / "none.tar.xz")

    assert len({page.url for page in pages}) == len(pages) == 12
    assert all(len(page.html) > 800_000 for page in pages)


def test_a_crawl_is_timed_against_downloading_the_pages_that_it_fetched() -> None:
    bare, ours = crawl.measure(posts=3, rounds=1)

    assert int(bare.name.split()[2]) > 3
    assert ours.name == "blogark: crawl of 3 posts"
    assert ours.reached is not None


@pytest.mark.parametrize(
    ("peaks", "reached"),
    [
        ((100.0, 105.0), [True, True]),
        ((100.0, 240.0), [True, False]),
        ((251.0, 251.0), [False, False]),
    ],
)
def test_memory_must_be_small_and_must_not_grow_with_the_blog(
    peaks: tuple[float, float], reached: list[bool]
) -> None:
    assert [line.reached for line in memory.lines((5, 50), peaks)] == reached


def test_a_table_says_whether_a_target_was_reached() -> None:
    lines = [
        Line("a", "1 ms"),
        Line("bb", "22 ms", "2.00 times ours", "≥ 8", reached=False),
        Line("c", "3 MB", target="≤ 4", reached=True),
    ]

    assert rendered(lines).splitlines() == [
        "    measured  ratio            target",
        "a   1 ms",
        "bb  22 ms     2.00 times ours  ≥ 8     missed",
        "c   3 MB                       ≤ 4     reached",
    ]
