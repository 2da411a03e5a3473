"""The page as people have it before them: in Chromium, opened from disk."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from blogark.archive.store import Archive
from blogark.report.write import write_report
from tests.archives import NOW, SITE
from tests.reports import HOSTILE, fill, keep, many

axe = pytest.importorskip("axe_playwright_python.sync_playwright")

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 780}
TITLES = "tbody:not([hidden]) .open"
_DRAWN = (
    "requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)))"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    with closing(Archive.open(folder)) as archive:
        fill(archive, folder)
        write_report(archive, {"id-whole": "markdown/día 1.md"})
    return folder


@contextmanager
def opened(browser: Browser, folder: Path, **context: Any) -> Iterator[Page]:
    """Open a report; anything that it complains of or asks the network for fails."""
    faults: list[str] = []
    tab = browser.new_context(**{"viewport": WIDE, **context})
    page = tab.new_page()
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    page.on("request", lambda r: None if _is_local(r.url) else faults.append(r.url))
    page.goto((folder / "report.html").as_uri())
    yield page
    tab.close()
    assert faults == []


def _is_local(url: str) -> bool:
    return url.startswith("file:")


def titles(page: Page) -> list[str]:
    return page.locator(TITLES).all_inner_texts()


def test_posts_are_listed_as_they_are_newest_first(
    browser: Browser, folder: Path
) -> None:
    with opened(browser, folder) as page:
        assert page.locator("h1").inner_text() == "www.example.com"
        assert page.locator("#verdict").inner_text() == (
            "1 of 4 posts is complete, 1 should be looked at by a person, "
            "and in 2 something is missing."
        )
        assert page.locator(TITLES).all_text_contents() == [
            "lost",
            "Everything is calm",
            HOSTILE,
            "Zebras have no film",
        ]


def test_the_table_is_sorted_by_its_heads(browser: Browser, folder: Path) -> None:
    with opened(browser, folder) as page:
        page.get_by_role("button", name="Words").click()
        head = page.get_by_role("columnheader", name="Words")
        assert head.get_attribute("aria-sort") == "descending"
        assert titles(page)[-1] == "lost"  # it has no words
        page.get_by_role("button", name="Words").click()
        assert titles(page)[0] == "lost"
        page.get_by_role("button", name="Post", exact=True).click()
        assert [title[:4] for title in titles(page)] == ["</sc", "Ever", "lost", "Zebr"]
        page.get_by_role("button", name="State").click()
        states = page.locator("tbody .c-state").all_inner_texts()
        assert [state.split("\n")[-1] for state in states] == [
            *("Incomplete", "Incomplete"),
            *("Please check", "Complete"),
        ]


def test_posts_are_filtered_and_searched(browser: Browser, folder: Path) -> None:
    with opened(browser, folder) as page:
        status = page.get_by_role("status")
        page.get_by_label("Please check").check(force=True)
        assert page.locator(TITLES).all_text_contents() == [HOSTILE]
        assert status.inner_text() == "1 of 4 posts is shown."
        page.get_by_label("All").check(force=True)
        page.get_by_label("Search").fill("CÁLM rest")  # title and category
        assert titles(page) == ["Everything is calm"]
        page.get_by_label("Search").fill("nothing like it")
        assert status.inner_text().startswith("No post fits.")
        page.get_by_label("Search").fill("")
        page.get_by_label("With this note").select_option("media-failed")
        assert titles(page) == ["Zebras have no film"]


def test_a_post_is_opened_and_closed_by_keyboard(
    browser: Browser, folder: Path
) -> None:
    with opened(browser, folder) as page:
        assert page.locator("tr.details").count() == 0
        title = page.get_by_role("button", name="Everything is calm")
        title.focus()
        page.keyboard.press("Enter")
        assert title.get_attribute("aria-expanded") == "true"
        details = page.locator(f"#{title.get_attribute('aria-controls')}")
        assert "tea" in details.locator(".text").inner_text()
        assert "Empty lines taken out" in details.inner_text()
        assert details.get_by_role("link", name="Live page").get_attribute("href") == (
            f"{SITE}/post/whole"
        )
        markdown = details.get_by_role("link", name="Markdown file")
        assert markdown.get_attribute("href") == "markdown/d%C3%ADa%201.md"
        picture = details.locator("img")
        picture.scroll_into_view_if_needed()
        page.wait_for_function("document.querySelector('.details img').complete")
        assert picture.evaluate("image => image.naturalWidth") == 1
        page.keyboard.press("Space")
        assert not details.is_visible()


def test_what_to_do_is_said_in_plain_words(browser: Browser, folder: Path) -> None:
    with opened(browser, folder) as page:
        page.get_by_role("button", name="Zebras have no film").click()
        details = page.locator("tr.details").inner_text()
        assert "A picture or file could not be fetched." in details
        assert "What to do: Archive the blog again." in details
        assert f"{SITE}/film.mp4" in details


def test_hostile_text_stays_text(browser: Browser, folder: Path) -> None:
    with opened(browser, folder) as page:
        for title in page.locator(TITLES).all():
            title.click()
        assert HOSTILE in (page.locator(".text").nth(1).text_content() or "")
        assert page.locator("img").count() == 1  # the cover
        assert page.evaluate("document.scripts.length") == 6


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_an_accessibility_checker_finds_nothing(
    browser: Browser, folder: Path, scheme: str, viewport: dict[str, int]
) -> None:
    with opened(browser, folder, color_scheme=scheme, viewport=viewport) as page:
        for title in page.locator(TITLES).all():
            title.click()
        for fold in page.locator("summary").all():
            fold.click()
        results = axe.Axe().run(page)
        assert len(results.response["passes"]) > 20
        assert results.violations_count == 0, results.generate_report()


def test_a_phone_needs_no_scrolling_sideways(browser: Browser, folder: Path) -> None:
    with opened(browser, folder, viewport=PHONE) as page:
        for title in page.locator(TITLES).all():
            title.click()
        assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_on_paper_posts_that_need_a_person_are_open(
    browser: Browser, folder: Path
) -> None:
    with opened(browser, folder) as page:
        seen = (
            "window.seen = document.querySelectorAll('tr.details:not([hidden])').length"
        )
        page.evaluate(f"addEventListener('beforeprint', () => {{ {seen} }})")
        assert page.pdf().startswith(b"%PDF")
        assert page.evaluate("window.seen") == 3
        assert page.locator("tr.details:visible").count() == 0


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    with closing(Archive.open(folder)) as archive:
        archive.start_crawl(version="1", arguments={"url": f"{SITE}/"}, at=NOW)
        keep(archive, *many(1000))
        write_report(archive, {})
    return folder


def test_a_thousand_posts_open_at_once_and_stay_usable(
    browser: Browser, large: Path
) -> None:
    """The reach is 2 s and 0.2 s; a busy machine gets twice that."""
    with opened(browser, large) as page:
        opening = page.evaluate(
            "performance.getEntriesByType('navigation')[0].duration"
        )
        assert opening < 4000
        for action in (
            "document.querySelector('#table [data-number] button').click()",
            "document.querySelector('input[value=check]').click()",
            "document.querySelector('input[value=\"\"]').click()",
            "document.querySelector('.open').click()",
        ):
            wait = f"{{ const begun = performance.now(); {action}; {_DRAWN} }}"
            taken = page.evaluate(f"() => new Promise(done => {wait})")
            assert taken < 400, action
        assert page.locator("tr.details").count() == 1
