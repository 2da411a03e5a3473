"""Recorded sites, served under their real names to clients that use a proxy."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager, suppress
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def recorded(shared: Path, folder: Path) -> Iterator[dict[str, str]]:
    """Serve the recorded sites; yields what tells a client of their proxy."""
    certificate = folder / "ca.pem"
    with (folder / "replay.out").open("wb") as out:
        server = subprocess.Popen(  # noqa: S603  ours
            [
                sys.executable,
                "-u",
                shared / "tools" / "replay.py",
                shared / "corpus" / "wix-sites.tar.xz",
                *("--port", "0", "--ca-file", certificate),
                *("--log", folder / "replay.log"),
            ],
            stdout=out,
            stderr=out,
        )
    try:
        said = folder / "replay.out"
        deadline = monotonic() + 120
        while "listening on " not in said.read_text():
            assert server.poll() is None, said.read_text()
            assert monotonic() < deadline
            with suppress(subprocess.TimeoutExpired):
                server.wait(0.1)
        proxy = said.read_text().partition("listening on ")[2].split()[0]
        names = ("http_proxy", "https_proxy")
        yield {**dict.fromkeys(names, proxy), "SSL_CERT_FILE": str(certificate)}
    finally:
        server.terminate()
        server.wait()
