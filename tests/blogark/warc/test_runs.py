"""Which runs of a web archive a database does not have."""

from __future__ import annotations

from typing import Any

import pytest

from blogark.warc.runs import Run, not_in


def row(number: int, *, is_finished: bool = True) -> dict[str, Any]:
    finished_at = f"2026-03-0{number}T13:00:00.000Z" if is_finished else None
    started_at = f"2026-03-0{number}T12:00:00.000Z"
    return {"id": number, "started_at": started_at, "finished_at": finished_at}


def killed(number: int) -> dict[str, Any]:
    return row(number, is_finished=False)


@pytest.mark.parametrize(
    ("known", "runs", "missing"),
    [
        ([], [row(1), row(2)], ["1", "2"]),
        ([row(1)], [row(1), row(2), row(3)], ["2", "3"]),
        ([row(1), row(2)], [row(1), row(2)], []),
        ([row(1), row(3)], [row(1), row(2), row(3)], []),
        ([row(1), killed(2)], [row(1), killed(2), row(3)], ["3"]),
        ([row(1), killed(2)], [row(1), row(2), row(3)], ["2", "3"]),
        ([killed(1)], [row(1), row(2)], ["1", "2"]),
        ([row(9)], [row(1), row(2)], []),
    ],
    ids=[
        "none",
        "the earlier ones",
        "all",
        "all but one between",
        "one that was killed",
        "one that was not read again to its end",
        "that one alone",
        "others alone",
    ],
)
def test_the_runs_after_those_that_a_database_has_are_missing(
    known: list[dict[str, Any]], runs: list[dict[str, Any]], missing: list[str]
) -> None:
    told = [Run(file=str(one["id"]), row=one) for one in runs]
    assert [run.file for run in not_in(known, told)] == missing
