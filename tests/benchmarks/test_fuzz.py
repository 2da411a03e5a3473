from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks import fuzz
from benchmarks.fuzz_checks import BrokenError, check
from benchmarks.fuzz_inputs import Input, recorded_inputs, sample_inputs
from benchmarks.mutations import MUTATIONS, chance, mutated

if TYPE_CHECKING:
    from collections.abc import Sequence

SEED = 20261123


@pytest.fixture(scope="module")
def samples() -> Sequence[Input]:
    return list(sample_inputs())


def test_what_the_sample_blog_sends_is_read_well_without_any_mutation(
    samples: Sequence[Input],
) -> None:
    for one in samples:
        check(one)


def test_every_kind_of_input_is_among_the_samples(samples: Sequence[Input]) -> None:
    kinds = {one.kind for one in samples}
    assert kinds == {"page", "feed", "sitemap", "answer", "text"}


@pytest.mark.parametrize("part", range(3))
def test_mutated_samples_are_read_without_a_crash_a_hang_or_a_loss(
    samples: Sequence[Input], part: int
) -> None:
    failures = fuzz.run(samples, SEED, range(part * 40, (part + 1) * 40))
    assert not failures, "\n\n".join(map(str, failures))


@pytest.mark.usefixtures("shared")
def test_mutated_pages_of_real_sites_are_read_all_the_same() -> None:
    failures = fuzz.run(list(recorded_inputs()), SEED, range(40))
    assert not failures, "\n\n".join(map(str, failures))


def test_a_case_is_the_same_each_time(samples: Sequence[Input]) -> None:
    data = samples[0].data * 50
    assert mutated(data, chance(7)) == mutated(data, chance(7))
    assert mutated(data, chance(7)) != mutated(data, chance(8))


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: one.__name__)
def test_every_mutation_takes_what_is_empty(mutation: object) -> None:
    assert callable(mutation)
    assert isinstance(mutation(b"", chance(1)), bytes)


def test_a_failing_case_is_told_with_all_it_takes_to_repeat_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(_one: Input) -> None:
        raise BrokenError("letters are lost")

    monkeypatch.setattr(fuzz, "check", fail)
    one = Input(kind="text", name="a text", url="", data=b"words")
    (failure,) = fuzz.run([one], 7, [3])
    assert str(failure).startswith(
        "python -m benchmarks.fuzz --seed 7 --case 3\na text"
    )
    assert "letters are lost" in str(failure)
