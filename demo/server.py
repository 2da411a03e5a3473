"""Serves a site under its real host names: a forward proxy on the loopback.

A client that uses the proxy and trusts its authority reaches ``https://`` URLs as if
the hosts were live, while nothing leaves the machine: what is unknown answers 404.
``python -m demo.server`` serves the sample blog until Ctrl-C.
"""

from __future__ import annotations

import asyncio
import gzip
import socket
import ssl
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from demo.authority import Authority
from demo.faults import Cut, Planned
from demo.sample import sample_blog
from demo.site import Response, build_site

if TYPE_CHECKING:
    from collections.abc import Sequence

    from demo.faults import Fault, Faults
    from demo.site import Site

_COMPRESSED = ("text/", "application/json")


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and how it was answered."""

    method: str
    url: str
    status: int
    """0 if the connection was cut before the answer."""
    at: float
    """Seconds of ``time.monotonic`` when the request was read."""
    agent: str
    """What the client calls itself."""
    at_once: int
    """Requests that this host was answering then, this one included."""


@dataclass(frozen=True, slots=True)
class _Request:
    method: str
    target: str
    headers: Mapping[str, str]
    """Names in lower case."""


class Server:
    """Serves *site* from a background thread while the ``with`` block runs.

    *faults* says what goes wrong: `demo.faults.Faults`, or for each URL what happens to
    its first requests. Each answer takes *latency* seconds.
    """

    _authority: Authority
    _folder: tempfile.TemporaryDirectory[str]
    _loop: asyncio.AbstractEventLoop
    _stopped: asyncio.Event
    _thread: threading.Thread

    def __init__(
        self,
        site: Site,
        faults: Mapping[str, Sequence[Fault]] | Faults | None = None,
        *,
        latency: float = 0,
    ) -> None:
        self.site = site
        self.log: list[Exchange] = []
        self.port = 0
        self._faults: Faults = (
            Planned(faults) if isinstance(faults, Mapping) else faults or Planned({})
        )
        self._latency = latency
        self._under_way: Counter[str] = Counter()
        self._started = threading.Event()

    @property
    def proxy_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def ca_file(self) -> Path:
        """The certificate that clients must trust."""
        return self._authority.ca_file

    def environment(self) -> dict[str, str]:
        """Return the variables that send a process's requests here, whatever it had."""
        return {
            "http_proxy": self.proxy_url,
            "https_proxy": self.proxy_url,
            "no_proxy": "",
            "SSL_CERT_FILE": str(self.ca_file),
        }

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="blogark-demo-")
        self._authority = Authority(Path(self._folder.name))
        listener = socket.create_server(("127.0.0.1", 0))
        self.port = listener.getsockname()[1]
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._listen(listener)), name="demo", daemon=True
        )
        self._thread.start()
        self._started.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join()
        self._folder.cleanup()

    async def _listen(self, listener: socket.socket) -> None:
        """Serve until told to stop; ``asyncio.run`` then ends open connections."""
        self._loop, self._stopped = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._serve, sock=listener)
        self._started.set()
        await self._stopped.wait()
        server.close()

    async def _serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        try:
            await self._converse(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):
            pass  # the client went away
        except asyncio.CancelledError:
            writer.transport.abort()  # no time for the handshake that ends TLS
        finally:
            writer.close()

    async def _converse(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """Answer requests until one side wants no more of them on this connection."""
        origin = ""
        while request := await _read(reader):
            if request.method == "CONNECT":
                host = request.target.rpartition(":")[0]
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
                await writer.drain()
                await writer.start_tls(self._authority.context(host))
                origin = f"https://{host}"
            elif not await self._attend(writer, request, f"{origin}{request.target}"):
                return

    async def _attend(
        self, writer: asyncio.StreamWriter, request: _Request, url: str
    ) -> bool:
        """Answer one request; return whether the connection can take another."""
        host = urlsplit(url).netloc
        self._under_way[host] += 1
        exchange = Exchange(
            method=request.method,
            url=url,
            status=0,
            at=time.monotonic(),
            agent=request.headers.get("user-agent", ""),
            at_once=self._under_way[host],
        )
        try:
            await asyncio.sleep(self._latency)
            return await self._answer(writer, request, exchange)
        finally:
            self._under_way[host] -= 1

    async def _answer(
        self, writer: asyncio.StreamWriter, request: _Request, exchange: Exchange
    ) -> bool:
        url = exchange.url
        fault = self._faults.next(url)
        if fault is Cut.RESET:
            self.log.append(exchange)
            writer.transport.abort()
            return False
        if fault is Cut.SILENT:
            self.log.append(exchange)
            await self._stopped.wait()
            return False
        response = fault if isinstance(fault, Response) else self._right(request, url)
        if _unchanged(request, response):
            response = Response(status=HTTPStatus.NOT_MODIFIED, etag=response.etag)
        self.log.append(replace(exchange, status=response.status))
        head, body = _encode(request, response)
        if fault is Cut.TRUNCATED:
            body = body[: len(body) // 2]
        if fault is Cut.GARBLED and b"\r\nContent-Encoding: gzip" in head:
            body = body[: len(body) // 2] + bytes(len(body) - len(body) // 2)
        writer.write(head if request.method == "HEAD" else head + body)
        await writer.drain()
        keeps = request.headers.get("connection", "").lower() != "close"
        return keeps and fault is not Cut.TRUNCATED

    def _right(self, request: _Request, url: str) -> Response:
        """Return the site's answer; a token is for what needs it, and nothing else."""
        response = self.site.respond(url)
        if request.headers.get("authorization", "") != response.authorization:
            return Response(status=HTTPStatus.UNAUTHORIZED)
        return response


async def _read(reader: asyncio.StreamReader) -> _Request | None:
    """Return the next request, or ``None`` when the client has closed."""
    line = (await reader.readline()).decode("latin-1")
    if not line.strip():
        return None
    method, target, _version = line.split(" ", 2)
    headers: dict[str, str] = {}
    while field := (await reader.readline()).decode("latin-1").strip():
        name, _, value = field.partition(":")
        headers[name.lower()] = value.strip()
    await reader.readexactly(int(headers.get("content-length", 0)))
    return _Request(method, target, headers)


def _unchanged(request: _Request, response: Response) -> bool:
    known = request.headers.get("if-none-match", "")
    return response.etag is not None and response.etag in known


def _encode(request: _Request, response: Response) -> tuple[bytes, bytes]:
    """Return head and body of *response* as they go over the wire."""
    body, headers = response.body, dict(response.headers)
    if response.etag:
        headers["ETag"] = response.etag
    if body:
        headers["Content-Type"] = response.content_type
    if _compresses(request, response):
        body = gzip.compress(body, 1, mtime=0)
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    if response.status != HTTPStatus.NOT_MODIFIED:
        headers["Content-Length"] = str(len(body))
    phrase = HTTPStatus(response.status).phrase
    lines = (f"{name}: {value}" for name, value in headers.items())
    head = "\r\n".join((f"HTTP/1.1 {response.status} {phrase}", *lines, "", ""))
    return head.encode("latin-1"), body


def _compresses(request: _Request, response: Response) -> bool:
    accepted = "gzip" in request.headers.get("accept-encoding", "")
    return (
        accepted
        and response.content_type.startswith(_COMPRESSED)
        and bool(response.body)
    )


def main() -> None:
    """Serve the sample blog until Ctrl-C, and say how to reach it."""
    with Server(build_site(sample_blog())) as server:
        for name, value in server.environment().items():
            print(f"export {name}={value}")
        print(
            f"# then, in that shell: scrapy archive {server.site.blog.root}", flush=True
        )
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            sys.exit(0)


if __name__ == "__main__":
    main()
