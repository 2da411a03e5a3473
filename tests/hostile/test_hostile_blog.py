"""A blog that wants to do harm, archived by the real command."""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest
from lxml import html
from markdown_it import MarkdownIt
from ruamel.yaml import YAML

from demo.server import Exchange, Server
from tests.archives import query
from tests.commands.scrapy_runs import FAST, Run, scrapy
from tests.hostile_blog import HOST, INSIDE, MARKUP, ROOT, SLUGS, TITLES, TRAPS
from tests.hostile_blog import hostile_site as build

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_RESERVED: Final = re.compile(
    r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE
)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_ACTIVE: Final = frozenset(
    {"script", "style", "object", "embed", "base", "form", "meta"}
)
_SCHEMES: Final = re.compile(
    r"[\s\x00-\x20]*(?:javascript|vbscript|data|file):", re.IGNORECASE
)


class Crawl(NamedTuple):
    run: Run
    folder: Path
    log: list[Exchange]

    def rows(self, sql: str, *values: str) -> list[tuple[str, ...]]:
        return query(self.folder, sql, *values)

    def pairs(self, sql: str) -> dict[str, str]:
        return {str(key): str(value) for key, value in self.rows(sql)}


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    folder = tmp_path_factory.mktemp("hostile") / "archive"
    with Server(build()) as server:
        run = scrapy("archive", ROOT, "--out", folder, *FAST, server=server)
        return Crawl(run, folder, server.log)


# Nothing hangs, nothing runs, all of it is told


def test_the_run_ends_as_one_that_misses_something(crawl: Crawl) -> None:
    assert crawl.run.code == 2
    assert "Traceback" not in crawl.run.err


def test_every_post_is_archived(crawl: Crawl) -> None:
    slugs = {slug for (slug,) in crawl.rows("select slug from posts")}
    gone = {"..", "..%2F..%2Fetc%2Fpasswd", "trailing "}  # no server can mean these
    assert {*TITLES, *MARKUP, *SLUGS} - slugs <= gone


def test_every_trap_is_a_failure_or_a_redirect_with_a_finding(crawl: Crawl) -> None:
    states = crawl.pairs("select url, state from pages")
    told = " ".join(detail for (detail,) in crawl.rows("select detail from findings"))
    for slug in TRAPS:
        url = f"{ROOT}/post/{slug}"
        assert states[url] in {"failed", "redirected"}, slug
        assert url in told or slug in {"to-b", "to-c"}, slug
    assert "/post/to-b" in told or "/post/to-c" in told  # they lead in a circle


@pytest.mark.parametrize(
    ("slug", "code"),
    [
        ("many-links", "body-too-large"),
        ("deep", "nesting-cut"),
        ("attributes", "attributes-cut"),
        ("links", "link-unsafe"),
        ("images", "media-failed"),
    ],
)
def test_what_is_beyond_measure_is_told_of(crawl: Crawl, slug: str, code: str) -> None:
    found = crawl.rows(
        "select code, slug from findings join posts on posts.id = findings.post_id"
    )
    assert (code, slug) in found


def test_sitemaps_that_unpack_or_expand_without_end_are_lost(crawl: Crawl) -> None:
    lost = {
        detail
        for (detail,) in crawl.rows(
            "select detail from findings where code = 'sitemap-lost'"
        )
    }
    assert f"{ROOT}/blog-categories-sitemap.xml" in lost
    assert f"{ROOT}/pages-sitemap.xml" in lost


def test_no_entity_is_expanded_in_what_is_kept(crawl: Crawl) -> None:
    kept = (crawl.folder / "blog.db").read_bytes()
    assert b"root:x:0:0" not in kept
    assert b"hahahahaha" not in kept


# Nothing but the blog is asked


def test_no_host_but_the_blog_and_its_cdn_is_asked(crawl: Crawl) -> None:
    hosts = {one.url.split("/")[2] for one in crawl.log}
    assert hosts == {HOST, "static.wixstatic.com"}


def test_pictures_from_inside_a_network_are_refused_one_by_one(crawl: Crawl) -> None:
    failed = crawl.pairs("select url, reason from media")
    for url in INSIDE:
        assert "is not a host of the public internet" in failed[url]
    assert not any((crawl.folder / "media").glob("*"))


# Nothing leaves the folder


def test_every_file_is_in_the_folder_under_a_name_that_any_system_takes(
    crawl: Crawl,
) -> None:
    assert [path.name for path in crawl.folder.parent.iterdir()] == ["archive"]
    for path in crawl.folder.rglob("*"):
        assert path.name.isprintable()
        assert len(path.name.encode()) <= 255
        assert _RESERVED.fullmatch(path.name) is None
        assert not path.name.startswith("-")
        assert not path.is_symlink()


# No output is broken, or does harm


def test_the_terminal_obeys_nothing_that_a_title_says(crawl: Crawl) -> None:
    for line in (*crawl.run.out.splitlines(), *crawl.run.err.splitlines()):
        assert line.isprintable()


def test_the_database_is_sound_and_can_be_searched(crawl: Crawl) -> None:
    assert crawl.rows("pragma integrity_check") == [("ok",)]
    found = "select title from posts_fts where posts_fts match ?"
    for title in TITLES.values():
        words = re.findall(r"\b[a-zA-Z]{3,}\b", title)
        if words:
            assert crawl.rows(found, " ".join(f'"{word}"' for word in words)), title


def test_every_document_is_json_again(crawl: Crawl) -> None:
    for (document,) in crawl.rows("select document from posts"):
        assert json.loads(document)["blocks"] is not None


def test_front_matter_gives_back_the_titles(crawl: Crawl) -> None:
    yaml = YAML(typ="safe", pure=True)
    titles = {title for (title,) in crawl.rows("select title from posts")}
    shown = set()
    for path in (crawl.folder / "markdown").glob("*.md"):
        head = path.read_text(encoding="utf-8").split("\n---\n")[0]
        shown.add(yaml.load(head.removeprefix("---\n"))["title"])
    assert shown == {" ".join(title.split()) for title in titles} or shown == titles


def test_markdown_shown_with_html_on_runs_nothing(crawl: Crawl) -> None:
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    for path in (crawl.folder / "markdown").glob("*.md"):
        body = path.read_text(encoding="utf-8").split("\n---\n", 1)[1]
        assert not list(_harm(parser.render(body))), path.name


def test_the_html_of_posts_runs_nothing(crawl: Crawl) -> None:
    for slug, body in crawl.rows("select slug, html from posts"):
        assert not list(_harm(body)), slug


def test_the_report_runs_nothing_but_its_own(crawl: Crawl) -> None:
    page = (crawl.folder / "report.html").read_text(encoding="utf-8")
    for script in html.fromstring(page).iter("script"):
        is_data = script.get("type") == "application/json"
        assert is_data or "alert(" not in (script.text or "")
    assert not [
        harm for harm in _harm(page) if not harm.startswith(("script", "style", "meta"))
    ]
    json.loads((crawl.folder / "report.json").read_text(encoding="utf-8"))


def test_no_cell_of_the_report_is_a_formula(crawl: Crawl) -> None:
    with (crawl.folder / "report.csv").open(newline="", encoding="utf-8-sig") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert len(cells) > 50
    assert not [cell for cell in cells if cell.startswith(_FORMULA)]


def _harm(text: str) -> Iterator[str]:
    """Yield what a browser would run, or load into the page, in *text*."""
    for element in html.fromstring(f"<div>{text}</div>").iter("*"):
        if element.tag in _ACTIVE:
            yield str(element.tag)
        for name, value in element.attrib.items():
            if name.startswith("on") or name == "srcdoc":
                yield str(name)
            if name in {"href", "src", "action"} and _SCHEMES.match(value):
                yield str(value)
