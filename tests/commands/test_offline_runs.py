"""``--offline`` after several runs: each is read again as it was, in its order."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

import pytest

from demo.changes import edited, find, renamed, with_post, without_post
from demo.faults import failing
from demo.sample import sample_blog
from demo.server import Server
from demo.site import Site, build_site
from demo.write import p
from tests.archives import query
from tests.commands.scrapy_runs import dump, outputs, scrapy_offline
from tests.robustness.runs import KILLED, Point, Runner
from tests.spiders.test_later_runs import NEW, SLUG

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from demo.blog import Blog
    from demo.faults import Fault

BLOG: Final = sample_blog()
ROOT: Final = BLOG.root
GONE: Final = BLOG.posts[1].slug
OTHER: Final = next(
    post.slug for post in BLOG.posts[2:] if post.slug.isascii() and post.slug != SLUG
)
ONE_TRY: Final = {"RETRY_TIMES": "0"}


class Live:
    """An archive in a folder, and live runs into it."""

    def __init__(self, runner: Runner, folder: Path) -> None:
        self._runner = runner
        self.folder = folder

    def run(
        self,
        blog: Blog | Site = BLOG,
        *options: str,
        faults: Mapping[str, Sequence[Fault]] | None = None,
        kill_at: Point | None = None,
    ) -> None:
        site = blog if isinstance(blog, Site) else build_site(blog)
        with Server(site, faults) as server:
            run = self._runner.archive(
                server, self.folder, *options, kill_at=kill_at, settings=ONE_TRY
            )
        assert run.code in ({KILLED} if kill_at else {0, 2}), run.err

    def count(self, table: str) -> object:
        ((number,),) = query(self.folder, f"SELECT count(*) FROM {table}")  # noqa: S608  a name of ours
        return number


def read_again(folder: Path, out: Path) -> Path:
    """Read an archive into another folder, and return that."""
    run = scrapy_offline("archive", "--offline", folder, "--out", out)
    assert run.code == 2, run.err
    return out


def same(one: Path, other: Path) -> bool:
    """Tell, by asserting it, that two archives are byte for byte the same."""
    assert dump(one) == dump(other)
    assert outputs(one) == outputs(other)
    return True


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    with Runner() as running:
        yield running


@pytest.fixture(scope="module")
def live(runner: Runner, tmp_path_factory: pytest.TempPathFactory) -> Live:
    """An archive of many runs of a blog that changed."""
    live = Live(runner, tmp_path_factory.mktemp("live") / "archive")
    changed = edited(BLOG, SLUG, p("One more paragraph."), title="Another title")
    without = with_post(without_post(changed, GONE), NEW)
    more = edited(edited(without, SLUG, p("And one more.")), OTHER, p("Here, too."))
    picture = next(url for url in build_site(BLOG).urls() if url.endswith(".png"))
    first = build_site(BLOG).override(picture, failing(404))
    post, other = f"{ROOT}/post/{SLUG}", f"{ROOT}/post/{OTHER}"
    live.run(first, faults={other: [failing(500)] * 3})
    live.run()  # repairs both
    live.run()  # nothing has changed
    live.run(without)
    live.run(more, "--limit", "1")
    live.run(more, "--since", "2030-01-01")
    live.run(more, faults={post: [failing(500)] * 3})
    back = with_post(more, find(BLOG, GONE))
    tokens = f"{ROOT}/_api/v1/access-tokens"
    live.run(build_site(renamed(back, OTHER, "moved")).override(tokens, failing(500)))
    live.run(back, "--refresh", "--no-visitor-api")
    live.run(without_post(back, NEW.slug), "--refresh")
    assert live.count("crawls") == 10
    assert live.count("posts WHERE status = 'gone'") == 1
    assert live.count("revisions") == 13
    return live


def test_into_another_folder_all_runs_come_back(live: Live, tmp_path: Path) -> None:
    assert same(live.folder, read_again(live.folder, tmp_path / "other"))


def test_a_lost_database_comes_back_with_all_runs(live: Live, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(live.folder, copy)
    (copy / "blog.db").unlink()
    run = scrapy_offline("crawl", "wix_blog", "-a", f"offline={copy}")
    assert run.code == 2, run.err
    assert same(live.folder, copy)


def test_in_place_it_changes_nothing(live: Live, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(live.folder, copy)
    run = scrapy_offline("archive", "--offline", copy)
    assert run.code == 2, run.err
    assert same(live.folder, copy)


@pytest.mark.parametrize(
    "point",
    [("sql INSERT", 60), ("os.rename media", 5), ("os.rename warc", 1)],
    ids=["storing", "saving a file", "closing the web archive"],
)
def test_a_run_that_was_killed_comes_back_too(
    runner: Runner, tmp_path: Path, point: tuple[str, int]
) -> None:
    live = Live(runner, tmp_path / "live")
    live.run(kill_at=Point(*point))
    live.run()
    assert live.count("crawls") == 2
    assert same(live.folder, read_again(live.folder, tmp_path / "other"))


def test_after_a_later_run_was_killed_at_most_dates_of_revisions_differ(
    runner: Runner, tmp_path: Path
) -> None:
    live = Live(runner, tmp_path / "live")
    blog = with_post(without_post(edited(BLOG, SLUG, p("More.")), GONE), NEW)
    live.run()
    live.run(blog, kill_at=Point("sql INSERT", 5))
    live.run(blog)
    other = read_again(live.folder, tmp_path / "other")
    assert outputs(other) == outputs(live.folder)
    assert but_revisions(other) == but_revisions(live.folder)
    sql = "SELECT post_id, markdown, changed FROM revisions ORDER BY post_id"
    assert query(other, sql) == query(live.folder, sql)
    assert len(query(other, sql)) == 2


def but_revisions(folder: Path) -> list[str]:
    return [line for line in dump(folder) if 'INTO "revisions"' not in line]


def test_a_run_that_was_stopped_comes_back_too(runner: Runner, tmp_path: Path) -> None:
    live = Live(runner, tmp_path / "live")
    live.run(BLOG, "-s", "CLOSESPIDER_PAGECOUNT=16")
    assert live.count("pages WHERE state = 'skipped'")
    run = scrapy_offline("archive", "--offline", live.folder, "--out", tmp_path / "one")
    assert run.code == 2, run.err
    assert run.out.endswith("read all: archive the blog again.\n")
    assert same(live.folder, tmp_path / "one")
    live.run()
    assert same(live.folder, read_again(live.folder, tmp_path / "finished"))


def test_later_runs_are_added_to_a_database_that_has_the_earlier_ones(
    runner: Runner, tmp_path: Path
) -> None:
    live = Live(runner, tmp_path / "live")
    other = tmp_path / "o"
    live.run()
    read_again(live.folder, other)
    live.run(without_post(BLOG, GONE))
    live.run(with_post(BLOG, NEW))
    assert same(live.folder, read_again(live.folder, other))


def test_newer_code_reads_every_version_better(runner: Runner, tmp_path: Path) -> None:
    blog = edited(BLOG, SLUG, p("One more paragraph."))
    old, new = Live(runner, tmp_path / "old"), Live(runner, tmp_path / "new")
    for live, options in ((old, ("-s", "CLEANING_PASSES={}")), (new, ())):
        live.run(BLOG, *options)
        live.run(blog, *options)
    sql = "SELECT post_id, markdown, html, changed FROM revisions"
    assert query(old.folder, sql) != query(new.folder, sql)
    other = read_again(old.folder, tmp_path / "other")
    assert query(other, sql) == query(new.folder, sql)
