"""A name that leads elsewhere each time it is asked for; in a process of its own.

``python -m tests.hostile.rebinding FIRST SECOND`` prints as JSON whether the name is
let through that resolves to FIRST and then to SECOND, where a download would connect
to, and how often the name was asked for.
"""

from __future__ import annotations

import json
import socket
import sys
from typing import TYPE_CHECKING

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings
from scrapy.utils.defer import maybe_deferred_to_future

from middlewares.refuse_private_hosts import PrivateHostError, RefusePrivateHosts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_NAME = "pictures.example.org"


class RebindingSpider(Spider):
    name = "rebinding"
    url = "https://www.example.com"

    async def start(self) -> AsyncIterator[Request]:
        from twisted.internet import reactor  # noqa: PLC0415  importing it installs it

        middleware = RefusePrivateHosts.from_crawler(self.crawler)
        try:
            await middleware.process_request(Request(f"https://{_NAME}/a.jpg"))
            passes = True
        except PrivateHostError:
            passes = False
        connected = await maybe_deferred_to_future(reactor.resolve(_NAME))  # type: ignore[arg-type]  # Twisted's interface says Sequence[int], and takes a name
        print(json.dumps([passes, connected, len(asked)]))  # noqa: T201
        return
        yield


asked: list[str] = []


def main(first: str, second: str) -> None:
    def answer(name: str) -> str:
        asked.append(name)
        return first if len(asked) == 1 else second

    socket.gethostbyname = answer
    process = AsyncCrawlerProcess(Settings({"LOG_ENABLED": False}))
    process.crawl(RebindingSpider)
    process.start()


if __name__ == "__main__":
    main(*sys.argv[1:])
