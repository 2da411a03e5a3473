"""The server answers as the real hosts would, and fails on demand."""

from __future__ import annotations

import http.client
import ssl
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any

import pytest

from demo.faults import Cut, failing
from demo.sample import sample_blog
from demo.server import Server
from demo.site import Site, build_site

if TYPE_CHECKING:
    from demo.faults import Fault

PATH = "/post/is-ketamine-addictive"


def get(server: Server, url: str, **headers: str) -> http.client.HTTPResponse:
    """Fetch *url* through *server* as a client does that verifies certificates."""
    context = ssl.create_default_context(cafile=str(server.ca_file))
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler(
            {"http": server.proxy_url, "https": server.proxy_url}
        ),
        urllib.request.HTTPSHandler(context=context),
    )
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    response: Any = opener.open(urllib.request.Request(url, headers=names))  # noqa: S310  ours
    assert isinstance(response, http.client.HTTPResponse)
    return response


def faulty(site: Site, *faults: Fault) -> Server:
    return Server(site, {f"{site.blog.root}{PATH}": faults})


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_pages_are_served_under_their_own_host_name(
    sample_server: Server, scheme: str
) -> None:
    site = sample_server.site
    with get(sample_server, f"{scheme}://{site.blog.host}{PATH}") as response:
        assert response.read() == site.respond(f"{site.blog.root}{PATH}").body


def test_media_hosts_answer_too(sample_server: Server) -> None:
    url = next(url for url in sample_server.site.urls() if url.endswith(".png"))
    with get(sample_server, url) as response:
        assert response.headers["Content-Type"] == "image/png"
        assert response.read() == sample_server.site.respond(url).body


def test_hosts_that_are_not_the_sites_are_missing(sample_server: Server) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404") as caught:
        get(sample_server, "https://pmc.ncbi.nlm.nih.gov/articles/PMC10342185/")
    caught.value.close()


def test_text_is_compressed_for_clients_that_can(sample_server: Server) -> None:
    url = f"{sample_server.site.blog.root}{PATH}"
    with get(sample_server, url, Accept_Encoding="gzip, br") as response:
        assert response.headers["Content-Encoding"] == "gzip"
        assert len(response.read()) < len(sample_server.site.respond(url).body) / 2


def test_a_known_etag_is_answered_with_304_and_no_body(sample_server: Server) -> None:
    url = f"{sample_server.site.blog.root}{PATH}"
    with get(sample_server, url) as first:
        etag = first.headers["ETag"]
    with pytest.raises(urllib.error.HTTPError, match="304") as caught:
        get(sample_server, url, If_None_Match=etag)
    with caught.value as unchanged:
        assert unchanged.read() == b""
        assert unchanged.headers["ETag"] == etag


def test_one_connection_takes_many_requests(sample_server: Server) -> None:
    host = sample_server.site.blog.host
    context = ssl.create_default_context(cafile=str(sample_server.ca_file))
    connection = http.client.HTTPSConnection(
        "127.0.0.1", sample_server.port, context=context
    )
    connection.set_tunnel(host, 443)
    for method, path in (("GET", "/robots.txt"), ("HEAD", PATH), ("GET", "/blog")):
        connection.request(method, path)
        response = connection.getresponse()
        body = response.read()
        assert response.status == 200
        assert len(body) == (0 if method == "HEAD" else response.length or len(body))
    connection.close()


def test_the_log_has_every_request_in_order() -> None:
    with Server(build_site(sample_blog())) as server:
        root = server.site.blog.root
        get(server, f"{root}/robots.txt").close()
        with pytest.raises(urllib.error.HTTPError) as caught:
            get(server, f"{root}/nothing")
        caught.value.close()
        seen = [(one.method, one.url, one.status) for one in server.log]
        assert seen == [
            ("GET", f"{root}/robots.txt", 200),
            ("GET", f"{root}/nothing", 404),
        ]
        assert server.log[0].at <= server.log[1].at


def test_an_error_comes_as_often_as_asked_then_the_page() -> None:
    site = build_site(sample_blog())
    with faulty(site, failing(429, retry_after=7), failing(503)) as server:
        url = f"{site.blog.root}{PATH}"
        with pytest.raises(urllib.error.HTTPError, match="429") as first:
            get(server, url)
        with first.value as error:
            assert error.headers["Retry-After"] == "7"
        with pytest.raises(urllib.error.HTTPError, match="503") as second:
            get(server, url)
        second.value.close()
        with get(server, url) as response:
            assert response.status == 200


def test_the_throttling_page_comes_as_a_normal_page() -> None:
    site = build_site(sample_blog())
    url = f"{site.blog.root}{PATH}"
    with (
        faulty(site, site.throttled(url)) as server,
        get(server, url) as response,
    ):
        assert b"too-many-requests-page" in response.read()


def test_a_connection_can_be_reset_before_the_answer() -> None:
    site = build_site(sample_blog())
    with faulty(site, Cut.RESET) as server:
        with pytest.raises(OSError, match=r"reset|closed|EOF"):
            get(server, f"{site.blog.root}{PATH}")
        assert [one.status for one in server.log] == [0]


def test_a_body_can_end_halfway() -> None:
    site = build_site(sample_blog())
    with (
        faulty(site, Cut.TRUNCATED) as server,
        get(server, f"{site.blog.root}{PATH}") as response,
        pytest.raises(http.client.IncompleteRead),
    ):
        response.read()


def test_the_environment_is_all_that_a_client_needs(
    sample_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in sample_server.environment().items():
        monkeypatch.setenv(name, value)
    url = f"{sample_server.site.blog.root}/robots.txt"
    with urllib.request.urlopen(url) as response:  # noqa: S310  ours
        assert response.status == 200


def test_starting_takes_less_than_a_third_of_a_second_of_work() -> None:
    site = build_site(sample_blog())
    started = time.process_time()  # a busy machine does not count
    with Server(site):
        assert time.process_time() - started < 0.3
