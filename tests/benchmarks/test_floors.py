from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.floors import fallen, figures, raised, read_floors, write_floors
from benchmarks.score import FAULTS, Score

if TYPE_CHECKING:
    from pathlib import Path

FLOORS = {"a.example": {"links": 0.9, "boilerplate": 2.0}}


def test_a_share_falls_when_it_is_lower_and_a_fault_when_it_is_higher() -> None:
    now = {"a.example": {"links": 0.8, "boilerplate": 3.0}}

    assert fallen(FLOORS, now) == [
        "a.example: links is 0.8, its floor is 0.9",
        "a.example: boilerplate is 3.0, its floor is 2.0",
    ]


def test_better_figures_and_sites_not_measured_are_no_fall() -> None:
    assert fallen(FLOORS, {"a.example": {"links": 1.0, "boilerplate": 0.0}}) == []
    assert fallen(FLOORS, {}) == []


def test_a_figure_that_a_measured_site_does_not_have_any_more_is_a_fall() -> None:
    assert fallen(FLOORS, {"a.example": {"boilerplate": 0.0}}) == [
        "a.example: links is gone, its floor is 0.9"
    ]


def test_floors_of_sites_not_measured_stay() -> None:
    now = {"b.example": {"links": 1.0}}

    assert raised(FLOORS, now) == {**FLOORS, **now}


def test_a_share_of_nothing_is_no_floor() -> None:
    assert figures({"a.example": Score()}) == {"a.example": dict.fromkeys(FAULTS, 0)}


def test_shares_are_rounded_down_so_that_the_same_run_holds() -> None:
    score = Score()
    score.kept["links"], score.total["links"] = 2, 3

    now = figures({"a.example": score})

    assert now["a.example"]["links"] == 0.66666
    assert fallen(now, figures({"a.example": score})) == []


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "floors.json"

    write_floors({"markdown": FLOORS}, file)

    assert read_floors(file) == {"markdown": FLOORS}
