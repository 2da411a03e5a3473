"""What the sources of the recorded sites name; the pages are not in the repository."""

from __future__ import annotations

import tarfile
from collections import defaultdict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

import pytest

from blogark.wix.feed import parse_feed
from blogark.wix.listing import is_feed_page, read_listing
from blogark.wix.page import Problem, WixPage
from blogark.wix.robots import sitemaps
from blogark.wix.site import site_of
from blogark.wix.sitemap import parse_sitemap
from blogark.wix.urls import Site, classify, link

if TYPE_CHECKING:
    from pathlib import Path

# site: posts in the sitemap, in RSS, on the recorded feed pages; what the feed says
RECORDED: Final[dict[str, tuple[int, int, int, int | None]]] = {
    "alessandromcs1.wixsite.com/unitycredito": (2, 2, 2, None),
    "revistaclustermx.wixsite.com/misitio-2": (8, 20, 40, 213),
    "www.advancemoving.ca": (4, 14, 12, None),
    "www.crvhomes.com": (6, 18, 18, None),
    "www.ecron.uk": (6, 0, 40, None),
    "www.fenicio.es": (21, 20, 21, 21),
    "www.izenimplantusa.com": (7, 8, 8, 8),
    "www.kaiglobal.sg": (17, 17, 17, 17),
    "www.karamullaneauthor.com": (1, 0, 1, 1),
    "www.makigo.org": (7, 20, 40, None),
    "www.makywrite.cz": (22, 20, 27, 27),
    "www.nw-its.com": (6, 20, 16, None),
    "www.theglowbarldn.com": (6, 9, 9, 9),
}


@pytest.fixture(scope="module")
def files(shared: Path) -> dict[str, dict[str, bytes]]:
    """Everything but the posts: by site, then by path."""
    found: dict[str, dict[str, bytes]] = defaultdict(dict)
    with tarfile.open(shared / "corpus" / "wix-sites.tar.xz") as archive:
        for member in archive:
            path = PurePosixPath(*PurePosixPath(member.name).parts[1:])
            depth = 2 if str(path).partition("/")[0].endswith(".wixsite.com") else 1
            site = "/".join(path.parts[:depth])
            wanted = path.suffix in {".html", ".xml", ".txt"}
            if member.isfile() and wanted and "post" not in path.parts:
                inner = "/".join(path.parts[depth:])
                content = archive.extractfile(member)
                found[site][inner] = content.read() if content is not None else b""
    return dict(found)


def pages(files: dict[str, bytes], base: str) -> dict[str, WixPage]:
    return {
        path: WixPage(body.decode(), f"{base}/{path.removesuffix('.html')}")
        for path, body in files.items()
        if path.endswith(".html")
    }


def site_at(name: str, files: dict[str, bytes]) -> Site:
    own = [site_of(page) for page in pages(files, f"https://{name}").values()]
    aliases = frozenset[str]().union(*(site.aliases for site in own))
    assert {site.base for site in own} == {f"https://{name}"}
    return Site(base=f"https://{name}", aliases=aliases)


@pytest.mark.parametrize("name", RECORDED)
def test_each_source_names_its_posts(
    files: dict[str, dict[str, bytes]], name: str
) -> None:
    own = files[name]
    site = site_at(name, own)
    in_sitemap = {
        url
        for entry in parse_sitemap(own["blog-posts-sitemap.xml"]).entries
        if (url := link(entry.url, site.home, site)) is not None
    }
    rss = own.get("blog-feed.xml")
    in_rss = {post.url for post in parse_feed(rss, site).posts} if rss else set()
    feed = [
        read_listing(page, site)
        for path, page in pages(own, site.base).items()
        if is_feed_page(page)
        and page.problem is None
        and not {"categories", "tags"} & set(path.split("/"))
    ]
    in_feed = {post.url for listing in feed for post in listing.posts}
    totals = {listing.total for listing in feed}
    assert (len(in_sitemap), len(in_rss), len(in_feed)) == RECORDED[name][:3]
    assert totals == {RECORDED[name][3]}
    for url in in_sitemap | in_rss | in_feed:
        assert classify(url, site) == "post"
        assert "$" not in url


def test_every_page_is_known_as_made_with_wix(
    files: dict[str, dict[str, bytes]],
) -> None:
    for name in RECORDED:
        for path, page in pages(files[name], f"https://{name}").items():
            assert page.is_wix, path
            assert page.problem in {None, Problem.NOT_FOUND}


def test_every_recorded_robots_txt_names_the_sitemap(
    files: dict[str, dict[str, bytes]],
) -> None:
    found = [own for own in files.values() if "robots.txt" in own]
    assert found
    for own in found:
        (sitemap,) = sitemaps(own["robots.txt"].decode())
        assert sitemap.endswith("/sitemap.xml")
