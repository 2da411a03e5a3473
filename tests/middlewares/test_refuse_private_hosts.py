from __future__ import annotations

import asyncio
from ipaddress import ip_address

import pytest
from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from middlewares.refuse_private_hosts import PrivateHostError, RefusePrivateHosts

PROXY = {"proxy": "http://127.0.0.1:3128"}


class TypedSpider(Spider):
    """A spider that was told where to begin."""

    name = "typed"

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url


def _middleware(typed: str = "https://www.example.org") -> RefusePrivateHosts:
    crawler = get_crawler()
    crawler.spider = TypedSpider(typed)
    return RefusePrivateHosts.from_crawler(crawler)


def _passes(url: str, typed: str = "", meta: dict[str, str] | None = None) -> bool:
    middleware = _middleware(typed or "https://www.example.org")
    try:
        asyncio.run(middleware.process_request(Request(url, meta=meta)))
    except PrivateHostError:
        return False
    return True


@pytest.mark.parametrize("meta", [None, PROXY], ids=["direct", "proxy"])
@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/a.jpg",
        "http://[::1]:8000/a.jpg",
        "http://2130706433/a.jpg",
        "http://169.254.169.254/latest/meta-data/",
        "http://localhost/a.jpg",
        "http://printer.local/a.jpg",
    ],
)
def test_what_is_not_public_is_refused(url: str, meta: dict[str, str] | None) -> None:
    assert not _passes(url, meta=meta)


def test_a_public_address_passes() -> None:
    assert _passes("http://93.184.216.34/a.jpg")


def test_names_are_left_to_the_proxy_if_there_is_one() -> None:
    assert _passes("https://static.wixstatic.com/media/a.jpg", meta=PROXY)


@pytest.mark.parametrize(
    "typed", ["http://127.0.0.1:8000/blog", "127.0.0.1:8000", "//127.0.0.1"]
)
def test_the_host_that_was_typed_is_meant(typed: str) -> None:
    assert _passes("http://127.0.0.1:9000/a.jpg", typed)
    assert not _passes("http://127.0.0.2/a.jpg", typed)


def _answer(address: str, meta: dict[str, str] | None = None) -> Response:
    request = Request("https://pictures.example/a.jpg", meta=meta)
    response = Response(request.url, ip_address=ip_address(address))
    return _middleware().process_response(request, response)


def test_a_name_that_turned_out_to_lead_inside_gives_nothing() -> None:
    with pytest.raises(PrivateHostError, match=r"pictures\.example"):
        _answer("10.0.0.7")


def test_answers_from_public_addresses_and_from_the_proxy_pass() -> None:
    assert _answer("93.184.216.34").status == 200
    assert _answer("127.0.0.1", PROXY).status == 200
