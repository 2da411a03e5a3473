"""A second run as a person starts it: what it touches, and what it says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from demo.changes import edited, with_post, without_post
from demo.sample import sample_blog
from demo.server import Server
from demo.site import build_site
from demo.write import p
from tests.commands.scrapy_runs import FAST, scrapy
from tests.spiders.test_later_runs import NEW, QUIET, SLUG

if TYPE_CHECKING:
    from demo.blog import Blog

BLOG: Final = sample_blog()


def run(folder: Path, blog: Blog, *options: str) -> tuple[list[str], list[str]]:
    """Return the lines of the summary, and what the server was asked for."""
    with Server(build_site(blog)) as server:
        to = ("--out", str(folder))
        done = scrapy("archive", blog.root, *to, *FAST, *options, server=server)
        asked = [exchange.url for exchange in server.log]
    return [*done.out.splitlines(), *done.err.splitlines()], asked


def times(folder: Path) -> dict[str, int]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(f.relative_to(folder)): f.stat().st_mtime_ns for f in files}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("again") / "archive"
    run(folder, BLOG)
    return folder


def test_a_second_run_touches_the_database_and_adds_to_the_warc_and_nothing_else(
    archive: Path,
) -> None:
    before = times(archive)
    lines, asked = run(archive, BLOG)
    after = times(archive)
    assert sorted(asked) == sorted(QUIET)
    assert "  this run  0 new, 0 changed, 15 unchanged" in lines
    touched = {name for name in before if after.get(name) != before[name]}
    assert touched == {"blog.db"}
    assert {Path(name).parts[0] for name in after.keys() - before} <= {"warc"}


def test_a_run_says_what_changed_and_whose_edits_it_left_alone(archive: Path) -> None:
    file = archive / "markdown" / f"{SLUG}.md"
    file.write_text("By hand.\n", encoding="utf-8")
    gone = BLOG.posts[1].slug
    blog = with_post(without_post(edited(BLOG, SLUG, p("More.")), gone), NEW)

    lines, _ = run(archive, blog)

    assert "  this run  1 new, 1 changed, 13 unchanged, 1 gone" in lines
    assert f"    - {SLUG}.md" in lines
    assert file.read_text(encoding="utf-8") == "By hand.\n"
    assert "More." in (file.parent / f"{SLUG}.md.new~").read_text(encoding="utf-8")
    kept = (archive / "markdown" / f"{gone}.md").read_text(encoding="utf-8")
    assert 'status: "gone"' in kept


def test_a_day_that_is_none_ends_in_one_sentence(tmp_path: Path) -> None:
    lines, asked = run(tmp_path / "none", BLOG, "--since", "soon")
    assert lines == ["Error: since takes a day as in 2024-01-31, not “soon”."]
    assert asked == []
