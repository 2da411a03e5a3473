"""What `scrapy history` says of a post."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest
from rich.console import Console

from blogark.archive.comparison import compare
from blogark.archive.read import ArchiveReader
from blogark.archive.rows import Rendered
from blogark.archive.store import Archive
from commands.history import _styled
from tests.archives import LATER, NOW, SITE, a_post
from tests.commands.scrapy_runs import Run, scrapy

if TYPE_CHECKING:
    from pathlib import Path

    from blogark.archive.revisions import Version

URL: Final = f"{SITE}/post/one"


def save(folder: Path, title: str, markdown: str) -> None:
    post = replace(a_post(), title=title)
    with Archive.open(folder) as archive:
        form = Rendered(html=f"<p>{markdown}</p>", markdown=markdown, text=markdown)
        archive.save_post(post, form, seen_at=NOW if title == "First" else LATER)


def history(*arguments: str) -> Run:
    return scrapy("history", *arguments)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("history")
    save(path, "First", "Same.\n\nOld words.\n")
    save(path, "Second", "Same.\n\nNew \x1b[2Jwords.\n")
    return path


def test_the_last_two_versions_are_compared(folder: Path) -> None:
    code, out, err = history("www.example.com/post/one", "--archive", str(folder))
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Second",
        URL,
        "  1  until 2026-04-01 12:00 UTC, when another was found: title, body",
        "  2  now, published",
        "",
        "--- version 1",
        "+++ version 2",
        "@@ -1,7 +1,7 @@",
        "-title: First",
        "+title: Second",
        " status: published",
        f" url: {URL}",
        " ",
        " Same.",
        " ",
        "-Old words.",
        "+New [2Jwords.",
    ]


def test_equal_versions_are_told_to_be_equal(folder: Path) -> None:
    code, out, _ = history(URL, "--archive", str(folder), "--from", "2", "--to", "2")
    assert code == 0
    assert out.endswith("Both versions say the same.\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "Give the address or the slug of one post"),
        ((URL, "--nope"), "There is no option --nope: see `scrapy history -h`."),
        (("none", "--archive", "{}"), "There is no post “none” in"),
        ((f"{SITE}/post/none", "--archive", "{}"), "There is no post"),
        ((URL, "--archive", "{}", "--to", "3"), "--to takes the number of a version"),
        ((URL, "--archive", "{}", "--from"), "--from takes the number of a version"),
        ((URL, "--archive"), "--archive needs the folder"),
        ((URL, "--archive", "{}/none"), "There is no archive in"),
    ],
)
def test_what_cannot_be_shown_ends_in_one_sentence(
    folder: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    code, out, err = history(*(one.format(folder) for one in arguments))
    assert (code, out) == (1, "")
    assert err.startswith(f"Error: {sentence}")
    assert err.count("\n") == 1


def test_a_slug_is_enough(folder: Path) -> None:
    by_slug = history("one", "--archive", str(folder))
    assert by_slug == history(URL, "--archive", str(folder))
    assert by_slug[0] == 0


def test_a_post_that_never_changed_has_nothing_to_compare(tmp_path: Path) -> None:
    save(tmp_path, "First", "Words.\n")
    code, out, _ = history(URL, "--archive", str(tmp_path))
    assert code == 0
    assert out.endswith("It has not changed since it was archived.\n")


def test_a_terminal_shows_a_difference_in_colours() -> None:
    console = Console(force_terminal=True, color_system="standard", width=80)
    with console.capture() as capture:
        console.print(_styled("+new"))
        console.print(_styled("-old\x1b[31m"))
    assert capture.get() == "\x1b[32m+new\x1b[0m\n\x1b[31m-old[31m\x1b[0m\n"


def test_what_an_older_version_did_not_keep_is_no_difference(folder: Path) -> None:
    with ArchiveReader.open(folder) as archive:
        _, now = archive.versions("id-one")
    older: Version = replace(now, metadata={})
    assert compare(older, now, names=("1", "2")) == []
