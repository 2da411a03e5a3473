from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from blogark.archive.store import Archive
from blogark.findings import finding
from blogark.post import SiteFinding
from commands.summary import Ending, is_complete, summary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FINISHED = Ending(
    url="https://www.example.com/", seconds=75, was_stopped=False, logged_errors=0
)
STOPPED = Ending(
    url="https://www.example.com/", seconds=3, was_stopped=True, logged_errors=0
)
FAULTY = Ending(
    url="https://www.example.com/", seconds=3, was_stopped=False, logged_errors=2
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path) as archive:
        archive.start_crawl(
            version="1", arguments={}, at=datetime(2026, 1, 1, tzinfo=UTC)
        )
        yield archive


def _lines(ending: Ending, archive: Archive) -> list[str]:
    return list(summary(ending, archive))


def test_an_archive_that_misses_nothing_is_complete(archive: Archive) -> None:
    assert is_complete(FINISHED, archive.totals())
    assert _lines(FINISHED, archive) == [
        "Archived https://www.example.com/ after 1 min 15 s:",
        "  posts     0",
        "  files     0 (0 bytes)",
        "  findings  none",
        f"In {archive.folder}:",
        "  blog.db     SQLite, for scripts; all findings are in its table `findings`",
    ]


def test_a_warning_is_counted_and_is_no_loss(archive: Archive) -> None:
    archive.save_site_finding(SiteFinding(finding=finding("feed-lost", "No feed.")))
    assert is_complete(FINISHED, archive.totals())
    assert "  findings  1 warning" in _lines(FINISHED, archive)


def test_what_is_missing_is_told_by_kind_with_examples(archive: Archive) -> None:
    for number in range(5):
        lost = finding("page-failed", f"Page {number} is lost.", str(number))
        archive.save_site_finding(SiteFinding(finding=lost))
    escape = finding("sitemap-lost", "\x1b[2JA sitemap is lost.")
    archive.save_site_finding(SiteFinding(finding=escape))

    lines = _lines(FINISHED, archive)

    assert not is_complete(FINISHED, archive.totals())
    start = lines.index("  findings  6 errors") + 1
    assert lines[start : start + 5] == [
        "  The page could not be fetched, after all retries. (5 times)",
        "    - Page 0 is lost.",
        "    - Page 1 is lost.",
        "    - Page 2 is lost.",
        "    - and 2 more",
    ]
    assert lines[start + 6] == "    - [2JA sitemap is lost."


def test_a_crawl_that_was_stopped_says_how_to_go_on(archive: Archive) -> None:
    lines = _lines(STOPPED, archive)
    assert not is_complete(STOPPED, archive.totals())
    assert lines[0] == "Stopped archiving https://www.example.com/ after 3 s:"
    assert lines[-1].startswith("Run the same command to go on")


def test_a_fault_of_the_program_is_not_kept_quiet(archive: Archive) -> None:
    assert not is_complete(FAULTY, archive.totals())
    assert "  2 faults of the program itself: see the log above" in _lines(
        FAULTY, archive
    )


def test_a_doubt_about_the_whole_site_is_told_without_being_a_loss(
    archive: Archive,
) -> None:
    doubt = finding("sources-differ", "2 posts are in the sitemap but not in the feed.")
    archive.save_site_finding(SiteFinding(finding=doubt))
    assert is_complete(FINISHED, archive.totals())
    assert "    - 2 posts are in the sitemap but not in the feed." in _lines(
        FINISHED, archive
    )


def test_a_listed_post_that_is_gone_stands_beside_the_number_of_posts(
    archive: Archive,
) -> None:
    gone = finding("listed-gone", "A source still names a post that is gone.")
    archive.save_site_finding(SiteFinding(finding=gone))
    line = "  posts     0 (1 more is named by the site's lists but deleted there)"
    assert line in _lines(FINISHED, archive)


def test_a_limit_is_named_so_that_the_archive_is_not_taken_for_whole(
    archive: Archive,
) -> None:
    line = "  posts     0; this run read 3 at most"
    assert line in _lines(replace(FINISHED, limit=3), archive)


def test_a_day_is_named_so_that_the_archive_is_not_taken_for_whole(
    archive: Archive,
) -> None:
    line = (
        "  posts     0; this run read only posts published or changed since 2024-01-31"
    )
    since = replace(FINISHED, since=date(2024, 1, 31))
    assert line in _lines(since, archive)
    assert f"{line}, 3 at most" in _lines(replace(since, limit=3), archive)


def test_the_web_archive_is_among_what_there_is(archive: Archive) -> None:
    (archive.folder / "warc").mkdir()
    line = "  warc        what the site sent, to read again with --offline"
    assert _lines(FINISHED, archive)[-1] == line
