"""A blog whose pages have changed ends the command with exit code 2 and says why."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from blogark.findings import CODES
from demo.many import make_blog
from demo.server import Server
from demo.site import Response, build_site

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("old", "new", "code", "found"),
    [
        ('data-hook="rcv-block', 'data-hook="rcv-block', 0, []),
        ('data-hook="rcv-block', 'data-hook="content-block', 2, ["markers-gone"]),
    ],
    ids=["as-ever", "changed"],
)
def test_a_change_of_the_pages_is_said_loudly(
    tmp_path: Path, old: str, new: str, code: int, found: list[str]
) -> None:
    blog = make_blog(1)
    site = build_site(blog)
    url = blog.encoded_url(blog.posts[0])
    page = site.respond(url).body.decode().replace(old, new)
    with Server(site.override(url, Response(body=page.encode()))) as server:
        run = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "scrapy", "archive", blog.root, "--out", tmp_path],
            cwd=ROOT,
            env={**os.environ, **server.environment()},
            capture_output=True,
            text=True,
            check=False,
        )
    with closing(sqlite3.connect(tmp_path / "blog.db")) as database:
        rows = database.execute("SELECT code FROM findings WHERE severity = 'error'")
        assert [row[0] for row in rows] == found, run.stdout
    assert run.returncode == code, run.stdout
    assert all(CODES[name][1] in run.stdout for name in found), run.stdout
