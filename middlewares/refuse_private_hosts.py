"""Keep requests off private, loopback and link-local addresses.

Runs after Scrapy's ``HttpProxyMiddleware``, and sees redirects too, since each is a
request of its own. Where a proxy is used, names resolve at the proxy, and only what the
URL itself spells out is checked.
"""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest

from blogark.hosts import is_local_name, is_public, literal_address

if TYPE_CHECKING:
    from ipaddress import IPv4Address, IPv6Address
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response


class PrivateHostError(IgnoreRequest):
    """Raised for a request that would leave the public internet."""


class RefusePrivateHosts:
    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._verdicts: dict[str, bool] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        host = _host(request)
        if host == self._typed_host():
            return
        uses_proxy = bool(request.meta.get("proxy"))
        if not (_spelled_public(host) if uses_proxy else await self._resolves(host)):
            raise PrivateHostError(f"{host} is not a host of the public internet")

    def process_response(self, request: Request, response: Response) -> Response:
        """Check the address that answered: a name may resolve differently each time."""
        address: IPv4Address | IPv6Address | None = response.ip_address
        if (
            address is None
            or request.meta.get("proxy")
            or _host(request) == self._typed_host()
            or is_public(address)
        ):
            return response
        raise PrivateHostError(f"{_host(request)} is not a host of the public internet")

    def _typed_host(self) -> str | None:
        """Return the host that the user asked for: a blog may be tested locally."""
        url = getattr(self._crawler.spider, "url", None) or ""
        return urlsplit(url if "//" in url else f"//{url}").hostname

    async def _resolves(self, host: str) -> bool:
        """Tell whether all addresses of *host* are public; asks once a crawl."""
        if not _spelled_public(host):
            return False
        if host not in self._verdicts:
            self._verdicts[host] = await _has_public_addresses(host)
        return self._verdicts[host]


def _host(request: Request) -> str:
    return urlsplit(request.url).hostname or ""


def _spelled_public(host: str) -> bool:
    address = literal_address(host)
    return is_public(address) if address is not None else not is_local_name(host)


async def _has_public_addresses(host: str) -> bool:
    try:
        found = await asyncio.get_running_loop().getaddrinfo(
            host, None, type=socket.SOCK_STREAM
        )
    except OSError:
        return True  # the download itself reports that the name does not resolve
    addresses = [literal_address(str(entry[4][0])) for entry in found]
    return all(address is not None and is_public(address) for address in addresses)
