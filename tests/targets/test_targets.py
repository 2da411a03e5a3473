"""Exports become sites in the programs that they are made for."""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from blogark.archive.read import ArchiveReader
from blogark.render.html import to_html
from exports.link_map import LinkMap
from tests.commands.scrapy_runs import FAST, scrapy
from tests.exports.export_cases import CASES, make_archive_of
from tests.exports.link_check import broken_links
from tests.recorded_sites import recorded
from tests.targets.programs import PROGRAMS, Program, Site, build
from tests.targets.reading import comparable, read, text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from blogark.archive.load import StoredPost

RECORDED: Final = "www.makigo.org"
"""The smallest recorded blog with accents in its addresses."""
ARCHIVES: Final = ("cases", "sample", RECORDED)
_ROOT: Final = "https://site.invalid"


class Built(NamedTuple):
    """A site, and what should be on it."""

    program: Program
    site: Site
    pages: Mapping[str, str]
    files: Mapping[str, bytes]
    posts: Mapping[str, StoredPost]
    """Published posts by the path that each should have."""
    paths: Mapping[str, str]
    """Those paths by the ids of the posts."""
    hidden: frozenset[str]
    """Paths of posts that should not be there."""
    media: Mapping[str, bytes]
    """Files of the archive by their addresses on the old site."""


@pytest.fixture(scope="module", params=ARCHIVES)
def archive(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    name: str = request.param
    folder = tmp_path_factory.mktemp("archive")
    if name == "cases":
        return make_archive_of(CASES, folder)
    if name == "sample":
        run = scrapy("archive", "--demo", "--out", folder)
    else:
        shared: Path = request.getfixturevalue("shared")
        address = f"https://{name}"
        with recorded(shared, tmp_path_factory.mktemp("server")) as environment:
            run = scrapy(
                "archive", address, "--out", folder, *FAST, environment=environment
            )
    assert run.code in {0, 2}, run.err
    return folder


@pytest.fixture(scope="module", params=PROGRAMS)
def built(
    request: pytest.FixtureRequest,
    archive: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Built:
    program = PROGRAMS[request.param]
    if reason := program.missing():
        pytest.skip(reason)
    site = build(program, archive, tmp_path_factory.mktemp("site") / program.site)
    with ArchiveReader.open(archive) as reader:
        paths = LinkMap.of(reader, lambda _, stem: f"/post/{stem}/").paths
        posts = list(reader.posts())
    shown = {one.post.id for one in posts if one.status == "published"}
    return Built(
        program=program,
        site=site,
        pages=site.pages(),
        files=site.files(),
        posts={paths[one.post.id]: one for one in posts if one.post.id in shown},
        paths={post_id: paths[post_id] for post_id in shown},
        hidden=frozenset(paths.values()) - {paths[post_id] for post_id in shown},
        media={
            unquote(media.url): (archive / media.path).read_bytes()
            for one in posts
            for media in one.post.media
            if media.path
        },
    )


def test_an_export_builds_without_a_warning(built: Built) -> None:
    assert (built.site.exit_code, built.site.warnings()) == (0, []), built.site.said


def test_every_post_is_at_its_address(built: Built) -> None:
    """With its title and its day; posts that are gone are not shown."""
    assert built.posts
    assert built.posts.keys() <= built.pages.keys()
    assert not built.hidden & built.pages.keys()
    for path, stored in built.posts.items():
        body = BeautifulSoup(built.pages[path], "html.parser").body
        assert body is not None
        title, time = body.h1, body.time
        assert title is not None
        assert text(title) == comparable(stored.post.title)
        if stored.post.published_at:
            assert time is not None
            assert time.get_text() == f"{stored.post.published_at:%Y-%m-%d}"


def test_every_post_is_whole(built: Built) -> None:
    """Words, headings, items, cells, code, links, pictures and players, in order."""
    for path, stored in built.posts.items():
        article = BeautifulSoup(built.pages[path], "html.parser").article
        assert article is not None
        meant = partial(_meant, stored=stored, built=built)
        expected = read(to_html(stored.post.document), meant)
        found = read(
            article.decode_contents(),
            partial(_there, page=path, files=built.files),
            expected.links if built.program.links_addresses else None,
        )
        assert found == expected, path


def test_no_link_of_a_site_is_broken(built: Built) -> None:
    assert broken_links(built.pages, built.files) == []


def _meant(url: str, stored: StoredPost, built: Built) -> str:
    """Return what an address of the old site should lead to."""
    url = unquote(url)
    targets = {unquote(old): post_id for old, post_id in stored.targets.items()}
    target = targets.get(url)
    if url.startswith("#") or ("#" in url and target == stored.post.id):
        return "#"
    if target is not None and target in built.paths:
        return built.paths[target]
    return sha256(built.media[url]).hexdigest() if url in built.media else url


def _there(url: str, page: str, files: Mapping[str, bytes]) -> str:
    """Return what an address of the built site leads to."""
    if url.startswith("#"):
        return "#"
    parts = urlsplit(urljoin(_ROOT + page, url))
    if f"{parts.scheme}://{parts.netloc}" != _ROOT:
        return unquote(url)
    path = unquote(parts.path)
    return sha256(files[path]).hexdigest() if path in files else path
