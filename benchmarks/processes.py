"""Whole crawls as processes of their own, with their time and peak memory."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CHECKOUT: Final = Path(__file__).parents[1]
BLOG: Final = "https://www.many-posts.example"
_KIBIBYTES: Final = 1 if sys.platform == "linux" else 1024
"""``ru_maxrss`` counts kibibytes on Linux, bytes on macOS."""
# A process counts as its own the memory of the one that started it. The benchmark has
# more than a crawl, so that a small one stands between.
_LAUNCHER: Final = """
import os, subprocess, sys, time
start = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
seconds = time.perf_counter() - start
print([os.waitstatus_to_exitcode(status), seconds, usage.ru_maxrss])
"""
# The server is ours: politeness would be all that is measured.
_FULL_SPEED: Final = (
    *("-s", "DOWNLOAD_DELAY=0"),
    *("-s", "AUTOTHROTTLE_ENABLED=False"),
    *("-s", "LOG_LEVEL=ERROR"),
)


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took."""

    seconds: float
    peak: float
    """Megabytes of memory at most."""


def crawl(out: Path, environment: Mapping[str, str], posts: int) -> Run:
    """Archive the blog into *out*.

    Raises ``RuntimeError`` if fewer than *posts* posts are in the archive.
    """
    # Without the visitor API: both sides are to fetch the same pages.
    arguments = ("-a", f"url={BLOG}", "-a", f"out={out}", "-a", "visitor_api=0")
    run = _scrapy("crawl", "wix_blog", *arguments, folder=CHECKOUT, env=environment)
    with closing(sqlite3.connect(out / "blog.db")) as database:
        ((stored,),) = database.execute("SELECT count(*) FROM posts")
    if stored != posts:
        raise RuntimeError(f"{stored} of {posts} posts are in {out / 'blog.db'}")
    return run


def download(urls: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Run:
    """Download *urls* with a bare Scrapy spider, outside of the project's settings."""
    names = folder / "urls.txt"
    names.write_text("\n".join(urls), encoding="utf-8")
    spider = str(CHECKOUT / "benchmarks" / "bare_spider.py")
    return _scrapy(
        "runspider", spider, "-a", f"urls={names}", folder=folder, env=environment
    )


def export(profile: str, archive: Path, to: Path) -> Run:
    """Export *archive* for the target *profile* into the folder *to*."""
    arguments = ("--archive", str(archive), "--to", str(to))
    return _scrapy("export", profile, *arguments, folder=CHECKOUT, env={})


def crawled_urls(out: Path) -> list[str]:
    """Return the pages that a crawl into *out* fetched."""
    with closing(sqlite3.connect(out / "blog.db")) as database:
        rows = database.execute("SELECT url FROM pages WHERE status = 200")
        return [url for (url,) in rows]


def _scrapy(*arguments: str, folder: Path, env: Mapping[str, str]) -> Run:
    done = subprocess.run(  # noqa: S603  our own spiders
        [
            sys.executable,
            "-S",
            "-c",
            _LAUNCHER,
            sys.executable,
            "-m",
            "scrapy",
            *arguments,
            *_FULL_SPEED,
        ],
        cwd=folder,
        env={**os.environ, **env},
        stdout=subprocess.PIPE,
        check=True,
    )
    status, seconds, peak = json.loads(done.stdout)
    if status:
        raise RuntimeError(f"scrapy {arguments[0]} ended with {status}")
    return Run(seconds, peak / _KIBIBYTES / 1024)
