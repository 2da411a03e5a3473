"""What a crawl starts with is out of the garbage collector's sight."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
from scrapy import Spider, signals
from scrapy.utils.test import get_crawler

from extensions.freeze_memory import FreezeMemory

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def unfrozen() -> Iterator[None]:
    gc.unfreeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("unfrozen")
def test_memory_is_frozen_once_the_engine_runs() -> None:
    crawler = get_crawler(Spider)
    extension = FreezeMemory.from_crawler(crawler)
    assert gc.get_freeze_count() == 0
    crawler.signals.send_catch_log(signals.engine_started)
    assert gc.get_freeze_count() > 0
    del extension  # signals hold it weakly
