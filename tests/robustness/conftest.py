"""What runs that are to be disturbed share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from demo.sample import sample_blog
from demo.server import Server
from demo.site import build_site
from tests.robustness.runs import Runner, left_in

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    with Runner() as started:
        yield started


@pytest.fixture(scope="module")
def expected(
    runner: Runner, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, object]:
    """What a crawl of the sample blog without a fault leaves."""
    folder = tmp_path_factory.mktemp("expected") / "archive"
    with Server(build_site(sample_blog())) as server:
        assert runner.archive(server, folder).code == 2
    return left_in(folder)
