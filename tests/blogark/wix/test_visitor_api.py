"""Addresses and answers of the API that visitors' browsers ask."""

from __future__ import annotations

import tarfile
from typing import TYPE_CHECKING

import msgspec
import pytest

from blogark.document import File, Video
from blogark.walking import walk
from blogark.wix.feed import parse_feed
from blogark.wix.page import WixPage
from blogark.wix.post_page import read_sources
from blogark.wix.post_sources import PostSources
from blogark.wix.site import site_of
from blogark.wix.urls import Site
from blogark.wix.visitor_api import post_url, read_answer, read_token, token_url

if TYPE_CHECKING:
    from pathlib import Path

    from blogark.post import Post

OWN = Site(base="https://www.example.org")
FREE = Site(base="https://someone.wixsite.com/clinic", languages=frozenset({"es"}))
APP = "14bcded7-0066-7c35-14d7-466cb3f09103"


def test_a_free_site_has_its_api_in_its_folder() -> None:
    assert token_url(OWN) == "https://www.example.org/_api/v1/access-tokens"
    assert token_url(FREE) == (
        "https://someone.wixsite.com/clinic/_api/v1/access-tokens"
    )


@pytest.mark.parametrize(
    ("site", "page", "slug"),
    [
        (OWN, "https://www.example.org/post/a-post", "a-post"),
        (OWN, "https://www.example.org/post/d%C3%ADa?lang=es", "d%C3%ADa"),
        (OWN, "https://www.example.org/post/2019/08/01/a", "2019%2F08%2F01%2Fa"),
        (OWN, "https://www.example.org/single-post/a%3Fb", "a%3Fb"),
        (FREE, "https://someone.wixsite.com/clinic/es/post/a", "a"),
        (OWN, "https://www.example.org/articles/a", "a"),
    ],
)
def test_a_post_is_asked_for_by_its_slug(site: Site, page: str, slug: str) -> None:
    assert post_url(site, page, "es") == (
        f"{site.base}/_api/blog-frontend-adapter-public/v2/post-page/{slug}"
        f"?postId={slug}&translationsName=main&languageCode=es&loadRichContent=true"
    )


def encoded(value: object) -> bytes:
    return msgspec.json.encode(value)


@pytest.mark.parametrize(
    ("answer", "token"),
    [
        ({"apps": {APP: {"instance": "abc.def"}}}, "abc.def"),
        ({"apps": {APP: {"accessToken": "abc.def"}}}, "abc.def"),
        ({"apps": {"another-app": {"instance": "abc"}}}, None),
        ({"apps": {APP: {"instance": ""}}}, None),
        ({"apps": {APP: {"instance": "abc\r\nHost: evil.example"}}}, None),
        ({"apps": {APP: {"instance": 7}}}, None),
        ({"apps": []}, None),
        ([], None),
    ],
)
def test_the_blogs_token_is_taken_out_of_the_answer(
    answer: object, token: str | None
) -> None:
    assert read_token(encoded(answer)) == token


URL = "https://www.example.org/post/2019/08/01/a"
POST = {"title": "A", "slug": "a", "richContent": {"nodes": []}}


@pytest.mark.parametrize("slug", ["a", "2019/08/01/a", "2019%2F08%2F01%2Fa", ""])
def test_a_post_answers_to_its_slug_with_and_without_its_date(slug: str) -> None:
    answer = encoded({"postPage": {"post": {**POST, "slug": slug}}})
    record = read_answer(answer, URL)
    assert record is not None
    assert record.title == "A"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<!DOCTYPE html><title>Oops</title>",
        b"[" * 99_999,
        b"\xff\xfe",
        encoded({"postPage": {}}),
        encoded({"message": "not found"}),
        encoded({"postPage": {"post": {**POST, "slug": "another"}}}),
    ],
)
def test_what_is_not_the_post_is_no_answer(body: bytes) -> None:
    assert read_answer(body, URL) is None
    assert read_token(body) is None


HOSTS = ("www.izenimplantusa.com", "www.advancemoving.ca")


@pytest.fixture(scope="module")
def files(shared: Path) -> dict[str, bytes]:
    """The recorded files of two sites, by host and path."""
    found: dict[str, bytes] = {}
    with tarfile.open(shared / "corpus" / "wix-sites.tar.xz") as tar:
        for member in tar:
            name = member.name.removeprefix("sites/").removeprefix("./")
            if name.startswith(HOSTS) and (file := tar.extractfile(member)):
                found[name] = file.read()
    return found


def sources_of(files: dict[str, bytes], *, with_api: bool) -> dict[str, PostSources]:
    """Return the sources of each recorded post, without the data in its page."""
    found: dict[str, PostSources] = {}
    for name in (name for name in files if "/post/" in name):
        url = f"https://{name.removesuffix('.html')}"
        html = files[name].decode().replace("OldPostPageWarmupData-", "Nothing-")
        sources = PostSources(WixPage(html, url))
        if with_api:
            found_at = post_url(site_of(sources.page), url, "en").partition("?")[0]
            answer = files[f"{found_at.removeprefix('https://')}.json"]
            sources.answer = read_answer(answer, url)
        found[url] = sources
    return found


def posts_of(files: dict[str, bytes], *, with_api: bool) -> dict[str, Post]:
    sources = sources_of(files, with_api=with_api)
    return {url: read_sources(one) for url, one in sources.items()}


def test_all_that_recorded_answers_have_is_in_the_posts(
    files: dict[str, bytes],
) -> None:
    posts = posts_of(files, with_api=True)
    assert len(posts) == 11
    blocks = [b for post in posts.values() for b in walk(post.document.blocks)]
    (video,) = (block for block in blocks if isinstance(block, Video))
    (file,) = (block for block in blocks if isinstance(block, File))
    assert video.url
    assert file.url
    for post in posts.values():
        assert post.agreements
        assert all(a.left_count == a.right_count == a.common for a in post.agreements)
        assert not {f.code for f in post.findings} & {
            *("block-empty", "link-missing", "gallery-incomplete", "readings-differ"),
        }


def test_without_them_the_findings_name_what_is_missing(
    files: dict[str, bytes],
) -> None:
    posts = posts_of(files, with_api=False)
    missing = {
        found.code: found.message
        for post in posts.values()
        for found in post.findings
        if found.code in {"block-empty", "link-missing", "gallery-incomplete"}
    }
    assert missing.keys() == {"block-empty", "link-missing"}
    assert "video" in missing["block-empty"]
    assert ".pdf" in missing["link-missing"]
    assert all(post.agreements == () for post in posts.values())


def test_the_feed_confirms_recorded_posts_and_fills_the_video(
    files: dict[str, bytes],
) -> None:
    for host in HOSTS:
        site = Site(base=f"https://{host}")
        listed = {
            p.url: p for p in parse_feed(files[f"{host}/blog-feed.xml"], site).posts
        }
        for url, sources in sources_of(files, with_api=False).items():
            if url in listed:
                post = read_sources(PostSources(sources.page, [listed[url]]))
                assert {a.right_source for a in post.agreements} == {"rss"}
                codes = {found.code for found in post.findings}
                assert not codes & {"readings-differ", "block-empty"}
