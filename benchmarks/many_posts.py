"""A blog of many posts, served by a process of its own.

    python -m benchmarks.many_posts POSTS [--keep]

prints, as one line of JSON, the environment variables that lead a client to it, and
serves until its standard input ends.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from benchmarks.pages import PADDING
from demo.many import make_blog
from demo.server import Server
from demo.site import HTML, Response, Site, build_site

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class KeptSite(Site):
    """Gives each page from memory the second time, compressed already.

    So that it is the client which is timed, not the server.
    """

    kept: dict[str, Response] = field(default_factory=dict)

    def respond(self, url: str) -> Response:
        if url not in self.kept:
            self.kept[url] = _compressed(Site.respond(self, url))
        return self.kept[url]


def _compressed(response: Response) -> Response:
    if response.content_type != HTML:
        return response
    return replace(
        response,
        body=gzip.compress(response.body, 1, mtime=0),
        # In capitals, the server does not know it as something to compress.
        content_type=HTML.upper(),
        headers=MappingProxyType({**response.headers, "Content-Encoding": "gzip"}),
    )


@contextmanager
def served(posts: int, *, keep: bool = False) -> Iterator[dict[str, str]]:
    """Serve a blog of *posts* posts; yield the environment of its clients."""
    arguments = [sys.executable, "-m", "benchmarks.many_posts", str(posts)]
    server = subprocess.Popen(  # noqa: S603  our own module
        [*arguments, "--keep"] if keep else arguments,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with server:
        assert server.stdout is not None  # noqa: S101  asked for above
        yield json.loads(server.stdout.readline())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("posts", type=int)
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    site = build_site(make_blog(options.posts, padding=PADDING))
    if options.keep:
        site = KeptSite(site.blog, site.routes)
    with Server(site) as server:
        print(json.dumps(server.environment()), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
