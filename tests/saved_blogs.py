"""What reading a folder of saved pages gives, and what it should give."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from blogark.post import Page, Post, SiteFinding
from blogark.rewrite import rewrite
from blogark.wix.listing import is_post_page
from blogark.wix.page import WixPage
from blogark.wix.post_page import read_post
from blogark.wix.site import site_of
from blogark.wix.urls import canonical, classify
from spiders.discovery import Discovery
from spiders.frontier import Frontier
from spiders.saved_folder import by_post
from spiders.saved_pages import SavedArguments, SavedPagesSpider

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Read:
    """What came out of a folder of saved pages."""

    def __init__(self, folder: Path) -> None:
        spider = SavedPagesSpider(SavedArguments.parse(str(folder), "unused"))
        groups = dict(by_post(spider.folder))
        found: list[Post | Page | SiteFinding] = []
        for url in groups:
            spider.frontier.name(url, "post", "files")
        found += spider.read_lists()
        found += spider.sort_out(groups)
        for url, files in groups.items():
            found += spider.read_files(url, files)
        found += spider.conclusion()
        self.posts = {one.url: one for one in found if isinstance(one, Post)}
        self.rows = [one for one in found if isinstance(one, Page)]
        self.pages = {row.url: row for row in self.rows}
        self.findings = [one.finding for one in found if isinstance(one, SiteFinding)]

    def codes(self) -> list[str]:
        """Return the codes of what is said of the folder, not of one post."""
        return [one.code for one in self.findings]


def read_live(pages: Mapping[str, str]) -> dict[str, Post]:
    """Return the posts on *pages* as a crawl that fetches all of them reads them."""
    wix = {url: WixPage(html, url) for url, html in pages.items()}
    posts = {url: page for url, page in wix.items() if is_post_page(page)}
    site = site_of(next(iter(posts.values())))
    frontier = Frontier()
    discovery = Discovery(site, frontier)
    for url in posts:
        frontier.name(canonical(url, site), "post", "files")
    for url, page in wix.items():
        if url not in posts and page.is_wix and page.problem is None:
            own = canonical(url, site)
            frontier.name(own, classify(own, site), "files")
            discovery.learn_list(own, WixPage(page.html, own))
    found: dict[str, Post] = {}
    for url, page in posts.items():
        own = canonical(url, site)
        if page.problem is None:
            post = read_post(WixPage(page.html, own), listed=frontier.take_hints(own))
            found[own] = replace(post, url=own)
    return found


def comparable(post: Post) -> Post:
    """Return *post* without what a tool that rewrites links destroys.

    That is how an address was spelled: percent-encoded or not, with a slash at its
    end. Which copies of pictures were saved is left out too.
    """
    document = rewrite(post.document, media=lambda url: url, link=_spelled)
    media = tuple(replace(one, fallbacks=()) for one in post.media)
    findings = tuple(one for one in post.findings if one.code != "media-reduced")
    return replace(post, document=document, media=media, findings=findings)


def _spelled(url: str) -> str:
    _, hash_, fragment = url.partition("#")
    with suppress(ValueError):
        return f"{canonical(url)}{hash_}{fragment}"
    return url
