from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.commands.scrapy_runs import ROOT

PUBLIC, PRIVATE = "93.184.216.34", "127.0.0.1"


@pytest.mark.parametrize(
    ("first", "second", "passes"), [(PUBLIC, PRIVATE, True), (PRIVATE, PUBLIC, False)]
)
def test_the_address_that_was_checked_is_the_one_that_is_connected_to(
    first: str, second: str, *, passes: bool
) -> None:
    run = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "tests.hostile.rebinding", first, second],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(run.stdout) == [passes, first, 1]
