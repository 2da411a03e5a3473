"""What the server sees of a crawl: its own log is the proof."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import pytest

from demo.faults import failing
from demo.sample import sample_blog
from demo.server import Server
from demo.site import Response, build_site

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from demo.server import Exchange
    from tests.robustness.runs import Runner

SITE: Final = build_site(sample_blog())
ROOT: Final = sample_blog().root
HOST: Final = urlsplit(ROOT).netloc
CDN: Final = "static.wixstatic.com"
# Between sending a request and reading it; a busy machine takes its time.
ABOUT: Final = 0.1


@pytest.fixture(scope="module")
def plain(
    runner: Runner, tmp_path_factory: pytest.TempPathFactory
) -> Sequence[Exchange]:
    """The log of a crawl in which nothing is special but that somebody is named."""
    settings = {"BLOGARK_CONTACT": "mailto:me@example.com"}
    return log_of(runner, tmp_path_factory.mktemp("plain"), Server(SITE), settings)


def log_of(
    runner: Runner,
    folder: Path,
    server: Server,
    settings: Mapping[str, str] | None = None,
) -> Sequence[Exchange]:
    """Return what *server* noted of a crawl, in the order of the requests."""
    with server:
        run = runner.archive(server, folder / "archive", settings=settings)
    assert run.code in {0, 2}, run.err
    return sorted(server.log, key=lambda exchange: exchange.at)


def on(host: str, log: Sequence[Exchange]) -> list[Exchange]:
    return [exchange for exchange in log if urlsplit(exchange.url).netloc == host]


def is_spaced(log: Sequence[Exchange], delay: float) -> bool:
    """Tell whether no request came earlier than *delay* after the one before."""
    first = log[0].at
    return all(e.at - first > nth * delay - ABOUT for nth, e in enumerate(log))


def with_robots(text: str) -> Server:
    body = f"User-agent: *\n{text}\n".encode()
    robots = Response(body=body, content_type="text/plain")
    return Server(SITE.override(f"{ROOT}/robots.txt", robots))


def test_the_rules_come_first_and_no_address_is_fetched_twice(
    plain: Sequence[Exchange],
) -> None:
    for host in (HOST, CDN):
        assert urlsplit(on(host, plain)[0].url).path == "/robots.txt"
    asked = Counter(exchange.url for exchange in plain)
    assert [url for url, times in asked.items() if times > 1] == []


def test_what_robots_txt_forbids_is_not_asked_for(
    tmp_path: Path, runner: Runner
) -> None:
    forbidden = "/post/is-ketamine-addictive"
    log = log_of(runner, tmp_path, with_robots(f"Disallow: {forbidden}"))
    assert forbidden not in {urlsplit(exchange.url).path for exchange in log}
    assert any("/post/" in exchange.url for exchange in log)


def test_a_crawl_delay_is_kept_between_any_two_requests(
    tmp_path: Path, runner: Runner
) -> None:
    log = log_of(runner, tmp_path, with_robots("Crawl-delay: 0.1"))
    assert is_spaced(on(HOST, log)[1:], 0.1)


def test_the_rate_is_never_higher_than_configured(
    tmp_path: Path, runner: Runner
) -> None:
    settings = {
        "DOWNLOAD_DELAY": "0.1",
        "AUTOTHROTTLE_START_DELAY": "0.1",
        "AUTOTHROTTLE_ENABLED": "True",
    }
    log = log_of(runner, tmp_path, Server(SITE), settings)
    assert is_spaced(on(HOST, log), 0.1)


def test_no_more_is_asked_for_at_once_than_configured(
    tmp_path: Path, runner: Runner
) -> None:
    settings = {"CONCURRENT_REQUESTS_PER_DOMAIN": "2", "DOWNLOAD_DELAY": "0.01"}
    log = log_of(runner, tmp_path, Server(SITE, latency=0.1), settings)
    assert max(exchange.at_once for exchange in on(HOST, log)) == 2
    assert max(exchange.at_once for exchange in on(CDN, log)) == 4


def test_every_request_names_the_tool_and_whom_to_ask(
    plain: Sequence[Exchange],
) -> None:
    for agent in {exchange.agent for exchange in plain}:
        assert agent.startswith("Blogark/")
        assert agent.endswith(" (+mailto:me@example.com)")


@pytest.mark.parametrize(
    "path", ["/robots.txt", "/sitemap.xml", "/post/is-ketamine-addictive"]
)
def test_after_a_429_the_whole_host_is_left_alone_for_as_long_as_it_asks(
    tmp_path: Path, runner: Runner, path: str
) -> None:
    server = Server(SITE, {f"{ROOT}{path}": [failing(429, retry_after=1)]})
    # One at a time: what is under way already cannot be held back.
    settings = {"CONCURRENT_REQUESTS_PER_DOMAIN": "1", "DOWNLOAD_DELAY": "0.01"}
    log = on(HOST, log_of(runner, tmp_path, server, settings))
    times = [exchange.at for exchange in log if exchange.status == 429]
    assert len(times) == 1
    assert min(e.at for e in log if e.at > times[0]) - times[0] >= 1


def test_a_file_is_waited_for_too(
    tmp_path: Path, runner: Runner, plain: Sequence[Exchange]
) -> None:
    url = on(CDN, plain)[3].url
    until = datetime.now(UTC) + timedelta(seconds=3)
    server = Server(SITE, {url: [failing(503, retry_after=until)]})
    log = log_of(runner, tmp_path, server)
    assert [exchange.status for exchange in log if exchange.url == url] == [503, 200]
    assert datetime.now(UTC) >= until.replace(microsecond=0)
