"""What runs that are to be disturbed share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.robustness.runs import Runner

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    with Runner() as started:
        yield started
