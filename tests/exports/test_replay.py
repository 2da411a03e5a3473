"""A player of web archives shows a post in a browser that reaches nothing else."""

from __future__ import annotations

import socket
import subprocess
from contextlib import contextmanager, suppress
from time import monotonic
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

import pytest

from blogark.archive.store import Archive
from exports.exporter import run_export
from exports.wacz import FILE_NAME, Wacz
from tests.commands.scrapy_runs import FAST, ROOT, scrapy, without_proxies
from tests.recorded_sites import recorded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Route

POST: Final = "https://www.ketaminecentralga.com/post/is-ketamine-addictive"
HOST: Final = "www.fenicio.es"
PLAYERS: Final = ROOT / ".venv-targets" / "bin"
# The page alone, without the player's own frame around it.
_WIDTHS: Final = """async () => {
    const shown = [...document.images].filter(i => i.getAttribute("src"));
    for (const image of shown) image.loading = "eager";
    await Promise.all(shown.map(i => i.decode().catch(() => {})));
    return shown.map(i => i.naturalWidth);
}"""
_CONFIG: Final = "framed_replay: false\nenable_banner: false\n"

pytestmark = pytest.mark.skipif(
    not (PLAYERS / "wayback").exists(), reason="no pywb: run `make targets`"
)


class Shown(NamedTuple):
    """What a person sees."""

    title: str
    text: str
    widths: list[int]
    """Of the images, in pixels as they are in the file; 0 for one that is not there."""
    refused: list[str]
    """What the page wanted from elsewhere."""


@contextmanager
def played(wacz: Path, folder: Path) -> Iterator[str]:
    """Serve the archive with pywb on the loopback; yields where its pages are."""
    folder.mkdir()
    (folder / "config.yaml").write_text(_CONFIG)
    manager = PLAYERS / "wb-manager"
    for command in (["init", "blog"], ["add", "--unpack-wacz", "blog", wacz]):
        done = subprocess.run(  # noqa: S603  ours
            [manager, *command], cwd=folder, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(  # noqa: S603  ours
            [PLAYERS / "wayback", "-b", "127.0.0.1", "-p", str(port)],
            cwd=folder,
            env=without_proxies(),  # another test's, which it would ask itself through
            stdout=log,
            stderr=log,
        )
    try:
        root = f"http://127.0.0.1:{port}"
        _wait_for(root, server)
        yield f"{root}/blog/2mp_/"
    finally:
        server.terminate()
        server.wait()


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = monotonic() + 60
    while monotonic() < deadline:
        assert server.poll() is None
        with suppress(URLError, ConnectionError):
            build_opener(ProxyHandler({})).open(url).close()
            return
        with suppress(subprocess.TimeoutExpired):
            server.wait(0.1)
    pytest.fail(f"nothing answers at {url}")


def look(browser: Browser, url: str) -> Shown:
    """Open *url* in a browser that can reach nothing but the loopback."""
    refused: list[str] = []

    def only_here(route: Route) -> None:
        if route.request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            route.continue_()
        else:
            refused.append(route.request.url)
            route.abort()

    with browser.new_page() as page:
        page.route("**/*", only_here)
        page.goto(url, wait_until="load", timeout=60_000)
        return Shown(
            title=page.title(),
            text=page.evaluate("document.body.textContent"),
            widths=page.evaluate(_WIDTHS),
            refused=refused,
        )


def exported(folder: Path, to: Path) -> Path:
    with Archive.open(folder) as archive:
        run_export(Wacz(), archive, to)
    return to / FILE_NAME


def first_paragraph(folder: Path, url: str) -> tuple[str, str]:
    """Return the title of the post, and the first words of its text."""
    with Archive.open(folder) as archive:
        stored = next(one for one in archive.posts() if one.post.url == url)
    lines = [line for line in stored.text.splitlines() if len(line) > 40]
    return stored.post.title, lines[0][:40]


def test_a_post_of_the_sample_blog_is_shown_with_its_images(
    browser: Browser, tmp_path: Path
) -> None:
    folder = tmp_path / "archive"
    run = scrapy("archive", "--demo", "--out", folder, *FAST)
    assert run.code == 2, run.err
    with played(exported(folder, tmp_path / "wacz"), tmp_path / "player") as root:
        shown = look(browser, f"{root}{POST}")
    title, words = first_paragraph(folder, POST)
    assert title in shown.title
    assert words in shown.text
    assert shown.widths
    assert all(shown.widths)
    assert shown.refused == []


def test_a_post_of_a_recorded_site_is_shown(
    browser: Browser, shared: Path, tmp_path: Path
) -> None:
    """Its pages want programs of Wix, which nobody has captured; its text is there."""
    folder = tmp_path / "archive"
    with recorded(shared, tmp_path) as environment:
        to = ("--out", folder)
        url = f"https://{HOST}"
        run = scrapy("archive", url, *to, *FAST, environment=environment)
    assert run.code in {0, 2}, run.err
    with Archive.open(folder) as archive:
        url = max(archive.posts(), key=lambda one: len(one.text)).post.url
    with played(exported(folder, tmp_path / "wacz"), tmp_path / "player") as root:
        shown = look(browser, f"{root}{url}")
    title, words = first_paragraph(folder, url)
    assert title in shown.title
    assert words in shown.text
    assert all(shown.widths)
