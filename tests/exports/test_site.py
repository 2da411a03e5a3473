"""The site to browse, opened from disk in Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from blogark.archive.read import ArchiveReader
from exports.exporter import run_export
from exports.site import Site
from tests.exports.export_cases import CASES, make_archive

axe = pytest.importorskip("axe_playwright_python.sync_playwright")

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sites")
    for case in CASES:
        with ArchiveReader.open(make_archive(case, folder / f"{case}-blog")) as archive:
            run_export(Site(), archive, folder / case)
    return folder


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    """A phone, on which each picture is there, and far wider than the screen."""
    photo = '<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="1000"/>'

    def answer(route: Route) -> None:
        if route.request.resource_type == "image":
            route.fulfill(content_type="image/svg+xml", body=photo)
        elif route.request.url.startswith("file://"):
            route.continue_()
        else:
            route.abort()

    page = browser.new_page(viewport={"width": 360, "height": 780})
    page.route("**/*", answer)
    return page


@pytest.fixture
def seen(page: Page) -> Iterator[list[str]]:
    """Everything that the page asks for beyond the disk, and every message of it."""
    found: list[str] = []

    def on_request(request: Any) -> None:
        # Media that the archive does not have keep their address on the old site.
        if not request.url.startswith("file://") and request.resource_type != "image":
            found.append(request.url)

    page.on("request", on_request)
    page.on("pageerror", lambda error: found.append(str(error)))
    yield found
    page.remove_listener("request", on_request)


@pytest.mark.parametrize("case", CASES)
def test_pages_are_accessible_quiet_and_fit_a_phone(
    case: str, sites: Path, page: Page, seen: list[str]
) -> None:
    for path in sorted((sites / case).rglob("*.html")):
        page.goto(path.as_uri())
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360, path
        found = axe.Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa"]})
        wrong = [each["id"] for each in found.response["violations"]]
        # What an author did not describe, we do not make up.
        assert set(wrong) <= {"image-alt", "link-name", "video-caption"}, path
    assert seen == []


def test_a_search_shows_the_posts_that_have_all_words(sites: Path, page: Page) -> None:
    page.goto((sites / "links" / "index.html").as_uri())
    posts = page.locator(".posts li")
    total = posts.count()
    title = posts.first.locator("a").inner_text()
    page.get_by_label("Search all posts").fill(title.upper())
    assert page.locator(".posts li:not([hidden])").count() >= 1
    assert posts.first.is_visible()
    page.get_by_label("Search all posts").fill("no such words anywhere")
    assert page.locator(".posts li:not([hidden])").count() == 0
    page.get_by_label("Search all posts").fill("")
    assert page.locator(".posts li:not([hidden])").count() == total


def test_a_link_leads_from_post_to_post(sites: Path, page: Page) -> None:
    page.goto((sites / "links" / "index.html").as_uri())
    page.locator(".posts a").first.click()
    assert page.locator("article h1").count() == 1
    page.get_by_role("navigation", name="Blog").get_by_role("link").click()
    assert page.url.endswith("index.html")


def test_strangers_markup_stays_text(sites: Path, page: Page, seen: list[str]) -> None:
    for path in sorted((sites / "hostile").rglob("*.html")):
        page.goto(path.as_uri())
        assert (
            page.evaluate("document.querySelectorAll('script:not([src])').length") == 0
        )
    assert seen == []
