"""Keep requests off private, loopback and link-local addresses.

Runs after Scrapy's ``HttpProxyMiddleware``, and sees redirects too, since each is a
request of its own. Where a proxy is used, names resolve at the proxy, and only what the
URL itself spells out is checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.error import DNSLookupError

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
        """Check the address that answered, too, whatever resolver is in use."""
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
        """Tell whether *host* is of the public internet; asks once a crawl."""
        if not _spelled_public(host):
            return False
        if host not in self._verdicts:
            self._verdicts[host] = await _leads_outside(host)
        return self._verdicts[host]


def _host(request: Request) -> str:
    return urlsplit(request.url).hostname or ""


def _spelled_public(host: str) -> bool:
    address = literal_address(host)
    return is_public(address) if address is not None else not is_local_name(host)


async def _leads_outside(host: str) -> bool:
    """Tell whether *host* resolves to a public address.

    The reactor's resolver remembers what it found (``DNSCACHE_ENABLED``), so that the
    download connects to the very address that was checked, whatever the name resolves
    to a moment later.
    """
    from twisted.internet import reactor  # noqa: PLC0415  importing it installs it

    try:
        found = await maybe_deferred_to_future(reactor.resolve(host))  # type: ignore[arg-type]  # Twisted's interface says Sequence[int], and takes a name
    except (DNSLookupError, TimeoutError):
        return True  # the download itself reports that the name does not resolve
    address = literal_address(found)
    return address is not None and is_public(address)
