"""The scores that must not fall, in a committed file.

It has two parts, each with one set of figures a site: ``markdown``, what is kept of
every page, and ``sources``, how far a post's other sources agree with its page.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from benchmarks.score import FAULTS, RATIOS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.score import Score

FILE: Final = Path(__file__).with_name("fidelity-floors.json")
Floors: TypeAlias = dict[str, dict[str, float]]
_DIGITS: Final = 5


def read_floors(file: Path = FILE) -> dict[str, Floors]:
    """Return the floors by part, host and measure."""
    floors: dict[str, Floors] = json.loads(file.read_text(encoding="utf-8"))
    return floors


def write_floors(floors: dict[str, Floors], file: Path = FILE) -> None:
    text = json.dumps(floors, indent=2, sort_keys=True, ensure_ascii=False)
    file.write_text(f"{text}\n", encoding="utf-8")


def figures(scores: Mapping[str, Score]) -> Floors:
    """Return the scores as they stand in the file.

    Shares are rounded down; a share of nothing is left out.
    """
    return {
        host: {
            **{
                name: rounded_down(score.share(name))
                for name in RATIOS
                if score.total[name]
            },
            **{name: score.counts[name] for name in FAULTS},
        }
        for host, score in scores.items()
    }


def rounded_down(share: float) -> float:
    """Return *share* as it is kept: a floor is never over what was measured."""
    return math.floor(share * 10**_DIGITS) / 10**_DIGITS


def fallen(floors: Floors, now: Floors) -> list[str]:
    """Return one sentence for each figure that is worse than its floor.

    Sites that were not measured are left out. A figure that one of the others does
    not have any more is worse: what is to be compared was not found on its pages.
    """
    return [
        f"{host}: {name} is {now[host].get(name, 'gone')}, its floor is {floor}"
        for host, measures in floors.items()
        for name, floor in measures.items()
        if host in now and _is_worse(name, now[host].get(name), floor)
    ]


def raised(floors: Floors, now: Floors) -> Floors:
    """Return *now* with whatever *floors* says of hosts that were not measured."""
    return {**floors, **now}


def _is_worse(name: str, value: float | None, floor: float) -> bool:
    if value is None:
        return True
    return value > floor if name in FAULTS else value < floor
