"""A blog whose pages have changed ends the command with exit code 2 and says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from blogark.findings import CODES
from demo.many import make_blog
from demo.server import Server
from demo.site import Response, build_site
from tests.archives import query
from tests.commands.scrapy_runs import scrapy

if TYPE_CHECKING:
    from pathlib import Path


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
        run = scrapy("archive", blog.root, "--out", tmp_path, server=server)
    rows = query(tmp_path, "SELECT code FROM findings WHERE severity = 'error'")
    assert [name for (name,) in rows] == found, run.out
    assert run.code == code, run.out
    assert all(CODES[name][1] in run.out for name in found), run.out
