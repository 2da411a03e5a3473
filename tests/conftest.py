"""Fixtures that tests of every folder share."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from demo.sample import sample_blog
from demo.server import Server
from demo.site import build_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser


# The same examples in every run, and none fails for a busy machine or a large document.
settings.register_profile(
    "steady",
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what is now expected, to be reviewed as a diff",
    )


@pytest.fixture(scope="session")
def sample_server() -> Iterator[Server]:
    """The sample blog, served through a proxy.

    Its log is shared: make a `Server` of your own to look at requests or to inject
    faults.
    """
    with Server(build_site(sample_blog())) as server:
        yield server


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of test data beside the checkout, which is no part of it."""
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip(f"there is no {folder}: real pages are no part of the repository")
    return folder


@pytest.fixture(scope="module")  # its event loop is in the way of tests with their own
def browser() -> Iterator[Browser]:
    """Chromium, which asks the network for nothing of its own."""
    playwright = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("there is no chromium")
    quiet = ("background-networking", "component-update", "gpu")
    with playwright.sync_playwright() as program:
        started = program.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", *(f"--disable-{each}" for each in quiet)],
        )
        yield started
        started.close()
