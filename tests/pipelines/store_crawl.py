"""A crawl whose archive breaks on the way, in a process of its own.

``python -m tests.pipelines.store_crawl OUT`` writes the statistics as JSON.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from tests.archives import a_post

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from scrapy.http import Response

    from blogark.post import Post


class BreakingSpider(Spider):
    name = "breaking"

    async def start(self) -> AsyncIterator[Request]:
        yield Request("data:,")

    def parse(self, response: Response) -> Iterator[Post | Request]:
        number = response.meta["depth"]
        if number == 1:
            with closing(sqlite3.connect(Path(sys.argv[1], "blog.db"))) as connection:
                connection.execute("DROP TABLE links")
        yield a_post(f"{number}")
        yield response.follow("data:,", dont_filter=True)


def main(out: str) -> None:
    settings = Settings(
        {
            "ITEM_PIPELINES": {"pipelines.store_post.StorePipeline": 900},
            "BLOGARK_OUT": out,
            "TELNETCONSOLE_ENABLED": False,
            "LOG_LEVEL": "WARNING",
        }
    )
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(BreakingSpider)
    process.crawl(crawler)
    process.start()
    sys.stdout.write(json.dumps(crawler.stats.get_stats(), default=str))


if __name__ == "__main__":
    main(sys.argv[1])
