"""A page that stops looking like what is known says so, and no known page does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from benchmarks.corpus import recorded_posts
from blogark.document import Document
from blogark.findings import CODES, Severity
from blogark.wix.body import Body
from blogark.wix.drift import KIND_HOOKS, NEWEST_VIEWER, drift
from blogark.wix.listed import ListedPost
from blogark.wix.page import WixPage
from blogark.wix.post_page import read_post
from blogark.wix.viewer import read_viewer
from blogark.wix.viewer_blocks import _BY_HOOK
from blogark.wix.viewer_reading import KINDS
from demo.sample import sample_blog
from demo.site import build_site
from tests.draft_pages import (
    PHOTO,
    draft_page,
    media_block,
    picture,
    santa_page,
    text_block,
)

if TYPE_CHECKING:
    from pathlib import Path

    from blogark.findings import Finding

ALARMS = {
    "frame-changed",
    "markers-gone",
    "kind-new",
    "markup-changed",
    "body-short",
    "pictures-not-read",
    "viewer-newer",
}
BLOG = sample_blog()
SITE = build_site(BLOG)
URLS = {post.slug: BLOG.encoded_url(post) for post in BLOG.posts}
LONG = max(BLOG.posts, key=lambda post: post.minutes).slug


def html_of(slug: str) -> str:
    return SITE.respond(URLS[slug]).body.decode()


def alarms(html: str, slug: str, *excerpts: str) -> dict[str, Finding]:
    """Return the alarms of a changed page, by code."""
    url = URLS[slug]
    lists = [ListedPost(url=url, source="rss", excerpt=text) for text in excerpts]
    found = read_post(WixPage(html, url), listed=lists).findings
    return {entry.code: entry for entry in found if entry.code in ALARMS}


def without_body_after(html: str, blocks: int) -> str:
    """Return *html* whose body ends after a number of blocks."""
    start = html.index(f'data-hook="rcv-block{blocks + 1}"')
    start = html.rindex("<div", 0, start)
    end = html.index('data-hook="rcv-block-last"')
    return html[:start] + html[html.rindex("<div", 0, end) :]


@pytest.mark.parametrize("slug", URLS)
def test_no_page_of_the_sample_blog_raises_an_alarm(slug: str) -> None:
    assert alarms(html_of(slug), slug) == {}


def test_no_recorded_page_raises_an_alarm(shared: Path) -> None:
    archive = shared / "corpus" / "wix-sites.tar.xz"
    found = [
        (recorded.url, entry.message)
        for recorded in recorded_posts(archive)
        for entry in read_post(WixPage(recorded.html, recorded.url)).findings
        if entry.code in ALARMS
    ]
    assert found == []


# Hooks


@pytest.mark.parametrize("hook", ["post", "post-description", "post-title"])
def test_a_renamed_hook_of_the_frame_is_named(hook: str) -> None:
    html = html_of(LONG).replace(f'data-hook="{hook}"', f'data-hook="{hook}-2027"')
    found = alarms(html, LONG)["frame-changed"]
    assert found.severity is Severity.ERROR
    assert found.detail == f'data-hook="{hook}"'


def test_a_title_that_the_owner_hides_is_no_change() -> None:
    html = re.sub(r"<h1[^>]*>.*?</h1>", "", html_of(LONG), count=1, flags=re.DOTALL)
    hidden = html.replace('data-hook="post-title"', "")
    assert alarms(hidden, LONG) == {}


@pytest.mark.parametrize(
    ("kind", "hooks"),
    [
        ("image", ("figure-IMAGE", "image-viewer")),
        ("gallery", ("gallery-viewer",)),
        ("video", ("figure-VIDEO", "video-player")),
        ("audio", ("audio-viewer",)),
        ("html", ("html-component",)),
        ("file", ("fileUploadViewer", "file-upload-viewer")),
        ("button", ("button-viewer",)),
        ("divider", ("divider",)),
    ],
)
def test_a_renamed_hook_of_a_block_names_the_kind(
    kind: str, hooks: tuple[str, ...]
) -> None:
    marker = f'<div type="{kind}" data-hook="rcv-block'
    slug = next(slug for slug in URLS if marker in html_of(slug))
    html = html_of(slug)
    for hook in hooks:
        html = html.replace(f'data-hook="{hook}', f'data-hook="new-{hook}')
    assert kind in alarms(html, slug)["markup-changed"].detail.split("\n")


def test_a_known_kind_in_unknown_markup_is_named() -> None:
    slug = next(slug for slug in URLS if "<table" in html_of(slug))
    html = re.sub(r"<(/?)(?:table|tbody|tr|td)\b", r"<\1div", html_of(slug))
    assert alarms(html, slug)["markup-changed"].detail == "table"


# Markers


@pytest.mark.parametrize("viewer", ["content-viewer", "some-new-name"])
def test_a_page_without_markers_is_named(viewer: str) -> None:
    html = html_of(LONG).replace('data-hook="rcv-block', 'data-hook="x-block')
    html = html.replace('data-id="content-viewer"', f'data-id="{viewer}"')
    assert "markers-gone" in alarms(html, LONG)


def test_pages_before_markers_are_no_change() -> None:
    page = santa_page(text_block("a", "Words"))
    assert [f.code for f in read_post(page).findings if f.code in ALARMS] == []


def test_a_kind_that_nobody_has_seen_is_named() -> None:
    html = html_of(LONG).replace('type="heading"', 'type="hologram"')
    assert alarms(html, LONG)["kind-new"].detail == "hologram"


@pytest.mark.parametrize("kind", ["poll", "collapsible_list", "collapsible-list"])
def test_a_kind_that_wix_names_but_nobody_reads_is_no_change(kind: str) -> None:
    page = draft_page((kind, "<div>Words</div>"))
    codes = [entry.code for entry in read_post(page).findings]
    assert "block-unknown" in codes
    assert ALARMS.isdisjoint(codes)


# Words and pictures


def test_a_body_too_short_for_its_reading_time_is_named() -> None:
    html = without_body_after(html_of(LONG), 2)
    html = re.sub(r"\d+ min read", "5 min read", html)
    assert "5 min" in alarms(html, LONG)["body-short"].message


def test_a_body_without_the_words_of_the_teaser_is_named() -> None:
    html = re.sub(r'data-hook="time-to-read">[^<]*', ">", html_of(LONG))
    cut = without_body_after(html, 0)
    assert "body-short" in alarms(cut, LONG, "The first words of quite a long post...")


@pytest.mark.parametrize(
    ("text", "minutes", "excerpts", "alarm"),
    [
        ("word " * 449, 4, [], True),
        ("word " * 450, 4, [], False),
        ("", 1, [], True),
        ("", None, [], False),
        ("one", 1, [], False),
        ("字" * 450, 4, [], False),
        ("the text goes on and on", None, ["The text goes on…"], False),
        ("other matter of the same length", None, ["The text goes on…"], True),
        ("Words.", None, ["An author wrote a teaser"], True),
        ("A long text with words of its own", None, ["My own few"], False),
        ("A text that is longer than it", None, ["Nobody wrote these here"], False),
        ("看见一个人在公园里散步", None, ["看见一个人在公…"], False),
    ],
)
def test_what_is_too_short(
    text: str,
    minutes: int | None,
    excerpts: list[str],
    alarm: bool,  # noqa: FBT001  a column of the table
) -> None:
    page = draft_page(("paragraph", text_block("a", text)))
    body = read_viewer(page)
    assert body is not None
    found = drift(page, body, minutes=minutes, excerpts=excerpts)
    assert [entry.code for entry in found] == ["body-short"] * alarm


def test_a_picture_that_no_reader_took_is_named() -> None:
    page = draft_page(("image", media_block("a", picture())))
    body = Body(document=Document(), source="draft-dom")
    (found,) = drift(page, body, minutes=None, excerpts=[])
    assert (found.code, found.detail) == ("pictures-not-read", PHOTO)


# The viewer's version


def test_a_newer_viewer_is_named_beside_an_alarm_and_never_alone() -> None:
    newer = f"{NEWEST_VIEWER[0] + 1}.0.0"
    html = re.sub(
        r'data-rce-version="[^"]*"', f'data-rce-version="{newer}"', html_of(LONG)
    )
    assert alarms(html, LONG) == {}
    found = alarms(html.replace('type="heading"', 'type="hologram"'), LONG)
    assert found["viewer-newer"].severity is Severity.INFO
    assert newer in found["viewer-newer"].message


# The tables


def test_every_hook_of_a_kind_has_a_reader() -> None:
    assert {hook for hooks in KIND_HOOKS.values() for hook in hooks} <= _BY_HOOK.keys()
    assert KIND_HOOKS.keys() <= KINDS


def test_every_alarm_but_the_version_ends_the_run_with_exit_code_2() -> None:
    assert {code for code in ALARMS if CODES[code][0] is not Severity.ERROR} == {
        "viewer-newer"
    }
