"""Fixtures that tests of spiders share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.spiders.crawls import Crawler

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def crawler() -> Iterator[Crawler]:
    with Crawler() as running:
        yield running
