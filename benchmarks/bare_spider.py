"""What a crawl is compared with: a spider that downloads pages, and no more."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scrapy import Spider

if TYPE_CHECKING:
    from scrapy.http import Response


class BareSpider(Spider):
    """Downloads the addresses in the file *urls*, one a line."""

    name = "bare"

    def __init__(self, urls: str) -> None:
        super().__init__(start_urls=Path(urls).read_text(encoding="utf-8").split())

    def parse(self, response: Response, **_: object) -> None:
        """Do nothing with *response*: Scrapy has decompressed it."""
