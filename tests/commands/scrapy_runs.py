"""Commands as a person types them, and what is in a folder after them."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from demo.server import Server

ROOT: Final = Path(__file__).parents[2]
# Settings of every run, so that nothing waits.
FAST: Final = (
    *("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False"),
    *("-s", "RETRY_DELAY=0"),
)
_NO_NETWORK: Final = """
import socket, sys
from scrapy.cmdline import execute

def refuse(*args, **kwargs):
    sys.exit("something wanted to reach the network")

socket.getaddrinfo = socket.socket.connect = socket.socket.connect_ex = refuse
execute(["scrapy", *sys.argv[1:]])
"""


class Run(NamedTuple):
    code: int
    out: str
    err: str


def scrapy(
    *arguments: str | Path,
    server: Server | None = None,
    environment: Mapping[str, str] | None = None,
) -> Run:
    """Run a command; what it asks for is answered by *server* alone.

    Or by the proxy that *environment* tells of.
    """
    if server is not None:
        environment = server.environment()
    return _run("-m", "scrapy", *map(str, arguments), environment=environment)


def scrapy_offline(*arguments: str | Path) -> Run:
    """Run a command in a process that cannot open a connection."""
    return _run("-c", _NO_NETWORK, *map(str, arguments), environment=None)


def _run(*arguments: str, environment: Mapping[str, str] | None) -> Run:
    run = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, *arguments],
        cwd=ROOT,
        env=_environment(environment),
        capture_output=True,
        text=True,
        check=False,
    )
    return Run(run.returncode, run.stdout, run.stderr)


def _environment(more: Mapping[str, str] | None) -> Mapping[str, str]:
    proxies = {"http_proxy", "https_proxy", "no_proxy"}
    own = {name: value for name, value in os.environ.items() if name not in proxies}
    return {**own, **(more or {})}


def dump(folder: Path) -> list[str]:
    """Return all statements that make the database in *folder*."""
    uri = f"{(folder / 'blog.db').absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as db:
        return list(db.iterdump())


def query(folder: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "blog.db")) as db:
        return list(db.execute(sql))


def outputs(folder: Path) -> dict[str, bytes]:
    """Return the files that a run leaves, but for the database and the web archive."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
        and "warc" not in path.relative_to(folder).parts
        and path.name not in {"blog.db", ".lock"}
    }
