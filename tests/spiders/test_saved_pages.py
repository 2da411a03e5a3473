"""Folders of saved pages, read without Scrapy; the command's own test runs it all."""

from __future__ import annotations

import os
import tarfile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import pytest

from blogark.errors import SavedPagesError
from blogark.post import PageState
from blogark.wix.page import WixPage
from demo.render.post import not_found_page, too_many_requests_page
from demo.sample import sample_blog
from demo.site import build_site
from tests import mirrors
from tests.saved_blogs import Read, comparable, read_live

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.mirrors import Maker

ROOT: Final = "https://www.ketaminecentralga.com"
ADDICTION: Final = f"{ROOT}/post/is-ketamine-addictive"
TOOLS: Final = (
    mirrors.httrack,
    mirrors.wget,
    mirrors.wget_for_windows,
    mirrors.browser,
)
# One tool for each host: all four with all posts of all hosts take two minutes. They
# were tried, and gave no other result.
HOSTS: Final = {
    "alessandromcs1.wixsite.com": mirrors.browser,
    "revistaclustermx.wixsite.com": mirrors.httrack,
    "www.advancemoving.ca": mirrors.wget,
    "www.crvhomes.com": mirrors.wget_for_windows,
    "www.ecron.uk": mirrors.httrack,
    "www.fenicio.es": mirrors.wget,
    "www.izenimplantusa.com": mirrors.browser,
    "www.kaiglobal.sg": mirrors.httrack,
    "www.karamullaneauthor.com": mirrors.wget,
    "www.makigo.org": mirrors.httrack,
    "www.makywrite.cz": mirrors.wget_for_windows,
    "www.nw-its.com": mirrors.browser,
    "www.theglowbarldn.com": mirrors.wget,
}
_POSTS_OF_A_HOST: Final = 2


@pytest.fixture(scope="module")
def sample() -> dict[str, str]:
    """The pages of the sample blog that answer with 200, by address."""
    site = build_site(sample_blog())
    found: dict[str, str] = {}
    for url in site.urls():
        if url.startswith(ROOT) and not url.endswith((".xml", ".txt")):
            answer = site.respond(url)
            if answer.status == 200 and "html" in answer.content_type:
                found[url] = answer.body.decode()
    return found


@pytest.fixture(scope="module")
def post(sample: dict[str, str]) -> str:
    return sample[ADDICTION]


def pictures(pages: Mapping[str, str]) -> dict[str, bytes]:
    addresses = {
        url for html in pages.values() for url in mirrors.picture_addresses(html)
    }
    return {url: mirrors.JPEG + url.encode() for url in addresses if len(url) < 240}


@pytest.mark.parametrize("tool", TOOLS)
def test_posts_of_a_mirror_equal_those_of_the_site(
    tool: Maker, sample: dict[str, str], tmp_path: Path
) -> None:
    tool(tmp_path, sample, pictures(sample))

    found = Read(tmp_path).posts

    wanted = read_live(sample)
    assert len(wanted) >= 14
    assert found.keys() == wanted.keys()
    for url, post in wanted.items():
        assert comparable(found[url]) == comparable(post)


def test_pages_of_single_file_lose_only_what_scripts_held(
    sample: dict[str, str], tmp_path: Path
) -> None:
    mirrors.single_file(tmp_path, sample, pictures(sample))

    found = Read(tmp_path).posts

    for url, post in read_live(sample).items():
        assert comparable(found[url]).document == comparable(post).document
        assert found[url].published_at == post.published_at
        assert found[url].author == post.author


@pytest.mark.parametrize(("host", "tool"), HOSTS.items())
def test_posts_of_a_recorded_site_survive_a_mirror(
    host: str, tool: Maker, recorded: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    pages = recorded[host]
    tool(tmp_path, pages, pictures(pages))

    found = Read(tmp_path).posts

    wanted = read_live(pages)
    assert wanted
    for url, post in wanted.items():
        assert comparable(found[url]) == comparable(post)


@pytest.fixture(scope="module")
def recorded(shared: Path) -> dict[str, dict[str, str]]:
    """The first posts of each recorded site and its lists, by host and address."""
    found: dict[str, dict[str, str]] = {host: {} for host in HOSTS}
    with tarfile.open(shared / "corpus" / "wix-sites.tar.xz") as archive:
        for member in archive:
            host, *steps = PurePosixPath(member.name).parts[1:] or ("",)
            if not member.isfile() or host not in found or member.name[-5:] != ".html":
                continue
            address = quote("/".join(steps).removesuffix(".html"))
            address = address.removesuffix("index.htm").removesuffix("index")
            so_far = sum("/post/" in url for url in found[host])
            content = archive.extractfile(member)
            if content is not None and (
                "post" not in steps or so_far < _POSTS_OF_A_HOST
            ):
                text = content.read().decode("utf-8-sig")
                found[host][f"https://{host}/{address}".rstrip("/")] = text
    return found


def test_a_copy_is_offered_where_the_original_was_not_saved(
    sample: dict[str, str], tmp_path: Path
) -> None:
    mirrors.browser(tmp_path, {ADDICTION: sample[ADDICTION]}, pictures(sample))

    (post,) = Read(tmp_path).posts.values()

    shown = next(one for one in post.media if one.role == "inline")
    assert shown.fallbacks == (f"{shown.url}#saved-copy",)
    assert "media-reduced" in [one.code for one in post.findings]


def test_an_original_among_the_files_needs_no_copy(
    sample: dict[str, str], tmp_path: Path
) -> None:
    image = next(
        one.url for one in read_live(sample)[ADDICTION].media if one.kind == "image"
    )
    mirrors.wget(tmp_path, {ADDICTION: sample[ADDICTION]}, {image: mirrors.JPEG})

    (post,) = Read(tmp_path).posts.values()

    assert all(not one.fallbacks for one in post.media if one.url == image)


def save(folder: Path, name: str, content: str | bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def test_each_other_file_is_skipped_with_its_reason(
    sample: dict[str, str], post: str, tmp_path: Path
) -> None:
    blog = sample_blog()
    host = "www.ketaminecentralga.com"
    save(tmp_path, f"{host}/post/is-ketamine-addictive.html", post)
    save(tmp_path, f"{host}/post/e.html", not_found_page(blog, f"{ROOT}/post/e"))
    save(tmp_path, f"{host}/treatments.html", sample[f"{ROOT}/treatments"])
    save(tmp_path, "empty.html", "")
    save(tmp_path, "index.html", "<html><title>Local index</title></html>")
    save(tmp_path, "page.mhtml", "MIME-Version: 1.0")

    read = Read(tmp_path)

    assert [*read.posts] == [ADDICTION]
    reasons = {url: page.reason for url, page in read.pages.items()}
    assert reasons == {
        ADDICTION: f"read from {host}/post/is-ketamine-addictive.html",
        f"file:{host}/post/e.html": "it is the site's “not found” page",
        f"{ROOT}/treatments": "no post is on it",
        "file:empty.html": "the file is empty",
        "file:index.html": "it is no page of a Wix site",
        "file:page.mhtml": "pages in a container are not read: save them as HTML",
    }
    assert read.findings == []


def test_a_folder_that_cannot_be_looked_into_is_an_error(
    post: str, tmp_path: Path
) -> None:
    save(tmp_path, "a.html", post)
    deep = os.open(tmp_path, os.O_RDONLY)
    name = "d" * 200
    for _ in range(21):  # longer than any path may be, whoever runs the test
        os.mkdir(name, dir_fd=deep)
        above, deep = deep, os.open(name, os.O_RDONLY, dir_fd=deep)
        os.close(above)
    os.close(deep)

    read = Read(tmp_path)

    assert [*read.posts] == [ADDICTION]
    (lost,) = (page for page in read.rows if page.state is PageState.FAILED)
    assert lost.url.startswith("file:ddd")
    assert lost.reason.startswith("it cannot be read (")
    assert read.codes() == ["page-failed"]


def test_the_fullest_copy_of_a_post_is_taken(post: str, tmp_path: Path) -> None:
    save(tmp_path, "a short one.html", post[: len(post) // 2])
    save(tmp_path, "b.html", post)
    save(tmp_path, "c.html", post)

    read = Read(tmp_path)

    assert read.pages[ADDICTION].reason == "read from b.html"
    for name in ("a%20short%20one.html", "c.html"):
        row = read.pages[f"file:{name}"]
        assert row.state is PageState.SKIPPED
        assert row.reason == "b.html has the same post, no less full"


def test_every_file_has_one_row(sample: dict[str, str], tmp_path: Path) -> None:
    mirrors.httrack(tmp_path, sample, {})
    mirrors.browser(tmp_path / "again", sample, {})

    rows = Read(tmp_path).rows

    assert len({row.url for row in rows}) == len(rows)
    assert len(rows) == 2 * len(sample) + 1  # and HTTrack's own index


def test_a_post_that_lists_name_but_nobody_saved_is_an_error(
    sample: dict[str, str], post: str, tmp_path: Path
) -> None:
    mirrors.wget(
        tmp_path, {ADDICTION: post, f"{ROOT}/blog": sample[f"{ROOT}/blog"]}, {}
    )

    read = Read(tmp_path)

    (found,) = (one for one in read.findings if one.code == "post-not-saved")
    missing = f"{ROOT}/post/five-questions-patients-ask"
    assert missing in found.detail.splitlines()
    assert read.pages[missing].state is PageState.FAILED
    assert ADDICTION not in found.detail.splitlines()


def test_an_error_page_saved_in_place_of_a_post_is_an_error(
    post: str, tmp_path: Path
) -> None:
    lost = f"{ROOT}/post/five-questions-patients-ask"
    page = too_many_requests_page(sample_blog(), lost)
    mirrors.wget(tmp_path, {ADDICTION: post, lost: page}, {})

    read = Read(tmp_path)

    assert read.codes() == ["page-throttled"]
    assert read.pages[lost].state is PageState.FAILED


def test_a_post_that_hides_its_address_is_an_error_and_the_others_are_read(
    post: str, tmp_path: Path
) -> None:
    save(tmp_path, "known.html", post)
    save(tmp_path, "elsewhere/unknown.html", '<p data-hook="post-page">A post</p>')

    read = Read(tmp_path)

    # `known.html` has not the name of its address, so that no folder is the site's
    assert read.codes() == ["address-unknown"]
    assert [*read.posts] == [ADDICTION]


def test_a_page_cut_off_in_the_middle_is_an_error(post: str, tmp_path: Path) -> None:
    end = post.index('data-hook="post-footer"')
    save(tmp_path, "a.html", post[:end])

    (found,) = Read(tmp_path).posts.values()

    assert "page-cut" in [one.code for one in found.findings]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_a_page_in_another_encoding_is_read(
    encoding: str, sample: dict[str, str], tmp_path: Path
) -> None:
    url = f"{ROOT}/post/" + quote("cómo-prepararse-para-su-primera-visita")
    body = sample[url].encode(encoding, "xmlcharrefreplace")
    save(tmp_path, "a.html", body)

    (found,) = Read(tmp_path).posts.values()

    wanted = read_live({url: sample[url]})[url]
    assert found.document == wanted.document
    assert "letters-damaged" not in [one.code for one in found.findings]


def test_damaged_letters_are_a_warning(post: str, tmp_path: Path) -> None:
    save(tmp_path, "a.html", post.encode().replace(b"ketamine", b"ket\xffmine", 1))

    (found,) = Read(tmp_path).posts.values()

    assert "letters-damaged" in [one.code for one in found.findings]


def test_posts_of_another_site_are_left_out_with_a_warning(
    sample: dict[str, str], post: str, tmp_path: Path
) -> None:
    mirrors.wget(tmp_path, sample, {})
    other = post.replace("www.ketaminecentralga.com", "www.example.org")
    save(tmp_path, "www.example.org/post/is-ketamine-addictive.html", other)

    read = Read(tmp_path)

    assert all(url.startswith(ROOT) for url in read.posts)
    assert "other-blog" in read.codes()


def test_a_link_out_of_the_folder_is_not_followed(post: str, tmp_path: Path) -> None:
    picture = next(iter(sorted(mirrors.picture_addresses(post))))
    save(tmp_path, "secret.jpg", mirrors.JPEG)
    folder = tmp_path / "saved"
    save(folder, "a.html", post.replace(picture, "../secret.jpg"))
    (folder / "b.jpg").symlink_to(tmp_path / "secret.jpg")

    (found,) = Read(folder).posts.values()

    assert all("#saved-copy" not in url for one in found.media for url in one.fallbacks)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "There is no HTML file in"),
        ("<html><p>Hello</p></html>", "was made with Wix"),
        (
            '<html><meta name="generator" content="Wix.com Website Builder"></html>',
            "none of them is a post",
        ),
        ('<html><p data-hook="post-page">A</p></html>', "says what its address was"),
    ],
)
def test_a_folder_with_nothing_to_read_is_one_sentence(
    content: str | None, sentence: str, tmp_path: Path
) -> None:
    if content is not None:
        save(tmp_path, "page.html", content)
    with pytest.raises(SavedPagesError, match=sentence):
        Read(tmp_path)


def test_what_is_no_folder_is_one_sentence(tmp_path: Path) -> None:
    save(tmp_path, "page.html", "")
    with pytest.raises(SavedPagesError, match="is a file"):
        Read(tmp_path / "page.html")
    with pytest.raises(SavedPagesError, match="no folder"):
        Read(tmp_path / "missing")


def test_the_makers_of_mirrors_do_rewrite(post: str, tmp_path: Path) -> None:
    """Else the tests above would compare pages with themselves."""
    mirrors.wget(tmp_path, {ADDICTION: post}, {})
    (path,) = tmp_path.rglob("*.html")
    page = WixPage(path.read_text("utf-8"), "")
    canonical = page.attribute('link[rel="canonical"]', "href")
    assert canonical == "is-ketamine-addictive.html"
