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
    home: Path = ROOT,
) -> Run:
    """Run a command in the folder *home*; what it asks for, *server* alone answers.

    Or the proxy that *environment* tells of.
    """
    command = (sys.executable, "-m", "scrapy", *map(str, arguments))
    return run(*command, environment=environment_of(server, environment), home=home)


def scrapy_offline(*arguments: str | Path) -> Run:
    """Run a command in a process that cannot open a connection."""
    return run(sys.executable, "-c", _NO_NETWORK, *map(str, arguments))


def run(
    *command: str, environment: Mapping[str, str] | None = None, home: Path = ROOT
) -> Run:
    """Run any program, by default with no proxy."""
    done = subprocess.run(  # noqa: S603 - our own commands
        command,
        cwd=home,
        env=without_proxies() if environment is None else environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    return Run(done.returncode, done.stdout, done.stderr)


def environment_of(
    server: Server | None, more: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the environment of a process whose only proxy is *server*."""
    return {
        **without_proxies(),
        **(server.environment() if server else {}),
        **(more or {}),
    }


def without_proxies() -> dict[str, str]:
    """Return this process's environment, but for the proxies that it names."""
    proxies = {"http_proxy", "https_proxy", "no_proxy"}
    return {k: v for k, v in os.environ.items() if k.lower() not in proxies}


def dump(folder: Path) -> list[str]:
    """Return all statements that make the database in *folder*."""
    uri = f"{(folder / 'blog.db').absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as db:
        return list(db.iterdump())


def outputs(folder: Path) -> dict[str, bytes]:
    """Return the files that a run leaves, but for the database and the web archive."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
        and "warc" not in path.relative_to(folder).parts
        and path.name not in {"blog.db", ".lock"}
    }
