"""Reads what was mutated by chance, and stops at the first that is not read well.

    python -m benchmarks.fuzz [--cases N] [--seed SEED] [--case NUMBER]

A case depends on the seed and its number alone: the two that are printed for one that
fails are all it takes to repeat it.
"""

from __future__ import annotations

import argparse
import secrets
import signal
import sys
import time
import traceback
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from benchmarks.fuzz_checks import check
from benchmarks.fuzz_inputs import recorded_inputs, sample_inputs
from benchmarks.mutations import chance, mutated

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import FrameType

    from benchmarks.fuzz_inputs import Input

LONGEST: Final = 2.0
"""Seconds of the processor that one reading may take."""
_HANG: Final = 30


class Hang(Exception):  # noqa: N818  what it is, not whose fault
    """Raised in a reading that does not come to an end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A case that was not read as it must be."""

    seed: int
    case: int
    name: str
    mutations: str
    problem: str
    """A sentence, or a traceback."""

    def __str__(self) -> str:
        again = f"python -m benchmarks.fuzz --seed {self.seed} --case {self.case}"
        return f"{again}\n{self.name}\n{self.mutations}\n{self.problem}"


def run(inputs: Sequence[Input], seed: int, cases: Iterable[int]) -> list[Failure]:
    """Return what went wrong in *cases*."""
    failures = (_failure(inputs, seed, case) for case in cases)
    return [failure for failure in failures if failure is not None]


def _failure(inputs: Sequence[Input], seed: int, case: int) -> Failure | None:
    rng = chance(f"{seed}/{case}")
    one = rng.choice(inputs)
    data, mutations = mutated(one.data, rng)
    problem = _problem(replace(one, data=data))
    if problem is None:
        return None
    return Failure(
        seed=seed, case=case, name=one.name, mutations=mutations, problem=problem
    )


def _problem(one: Input) -> str | None:
    before = signal.signal(signal.SIGALRM, _hang)
    signal.alarm(_HANG)
    start = time.process_time()
    try:
        check(one)
    except Exception:  # noqa: BLE001  whatever a reader raises is what is looked for
        return traceback.format_exc()
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
    seconds = time.process_time() - start
    return f"it took {seconds:.1f} s" if seconds > LONGEST else None


def _hang(_signal: int, _frame: FrameType | None) -> None:
    raise Hang(f"it takes more than {_HANG} s")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.fuzz")
    parser.add_argument("--cases", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    parser.add_argument("--case", type=int, help="repeat this one")
    options = parser.parse_args(arguments)
    inputs = [*sample_inputs(), *recorded_inputs()]
    cases = range(options.cases) if options.case is None else (options.case,)
    print(f"seed {options.seed}, {len(cases)} cases of {len(inputs)} inputs")
    failures = run(inputs, options.seed, cases)
    for failure in failures:
        print(f"\n{failure}")
    print(f"{len(failures)} of {len(cases)} cases failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
