"""Post pages: the address, the id, the body, and pages that have no post to read."""

from __future__ import annotations

import json

import pytest

from blogark.document import Video
from blogark.wix.page import Problem, WixPage
from blogark.wix.post_page import PageUnreadable, read_post
from tests.blogark.wix.post_pages import (
    GUID,
    URL,
    listed,
    page,
)


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        (
            "https://example.com/post/other?utm_source=x",
            "https://example.com/post/other",
        ),
        ("https://elsewhere.example/post/a-post", URL),
        ("https://www.example.com/", URL),
        ("nonsense", URL),
    ],
)
def test_the_canonical_address_is_one_of_the_site(named: str, expected: str) -> None:
    head = f'<link rel="canonical" href="{named}">'
    assert read_post(page(head=head)).url == expected


def test_without_an_id_the_url_gives_one_that_stays() -> None:
    first, second = read_post(page()), read_post(page())
    assert first.platform_id is None
    assert first.id == second.id


def test_a_post_without_a_body_says_so() -> None:
    body = '<div data-id="content-viewer"></div>'
    post = read_post(page(body=body))
    assert post.document.blocks == ()
    assert "post-empty" in {f.code for f in post.findings}


def test_an_empty_body_of_a_post_with_an_excerpt_is_an_error() -> None:
    body = '<div data-id="content-viewer"></div>'
    post = read_post(page(body=body), listed=[listed(excerpt="There is text")])
    severities = {f.code: f.severity for f in post.findings}
    assert severities["body-empty"] == "error"


def test_a_page_without_a_body_is_not_a_post() -> None:
    with pytest.raises(PageUnreadable) as caught:
        read_post(page(body="<p>something else</p>"))
    assert caught.value.finding.code == "body-not-found"
    assert URL in caught.value.finding.detail


def data_of(*nodes: object) -> str:
    """Return the script that holds a whole post, as pages of 2024 have it."""
    post = {"richContent": {"nodes": nodes}}
    answer = json.dumps({"data": {"postPage": {"id": GUID, "post": post}}})
    app = {"14bcded7-0066-7c35-14d7-466cb3f09103": {"OldPostPageWarmupData-a": answer}}
    warmup = json.dumps({"appsWarmupData": app})
    return f'<script type="application/json" id="wix-warmup-data">{warmup}</script>'


def paragraph_node(words: str) -> object:
    text = {"type": "TEXT", "textData": {"text": words, "decorations": []}}
    return {"type": "PARAGRAPH", "id": "a", "nodes": [text]}


def video_node() -> object:
    video = {"src": {"url": "https://www.youtube.com/watch?v=AbCdEf12345"}}
    return {"type": "VIDEO", "id": "v", "videoData": {"video": video}}


PARAGRAPH = (
    '<p id="viewer-a">Words</p><div type="paragraph" data-hook="rcv-block1"></div>'
)
PLAYER = (
    '<div id="viewer-v"><figure data-hook="figure-VIDEO"></figure></div>'
    '<div type="video" data-hook="rcv-block2"></div>'
)


def test_what_the_page_leaves_empty_is_filled_from_its_data() -> None:
    body = f'<div data-id="content-viewer"><div>{PARAGRAPH}{PLAYER}</div></div>'
    head = data_of(paragraph_node("Words"), video_node())
    post = read_post(page(head=head, body=body))
    video = post.document.blocks[-1]
    assert isinstance(video, Video)
    assert video.url == "https://www.youtube.com/watch?v=AbCdEf12345"
    assert post.body_source == "ricos-dom+page-json"
    assert not {f.code for f in post.findings} & {"block-empty", "readings-differ"}


def test_two_readings_that_differ_are_a_finding_and_the_fuller_one_is_taken() -> None:
    body = f'<div data-id="content-viewer"><div>{PARAGRAPH}</div></div>'
    head = data_of(paragraph_node("Words and more words"))
    post = read_post(page(head=head, body=body))
    assert post.body_source == "page-json"
    assert [f.detail for f in post.findings if f.code == "readings-differ"] == ["words"]


@pytest.mark.parametrize(
    ("hook", "problem"),
    [
        ("not-found-page", Problem.NOT_FOUND),
        ("too-many-requests-page", Problem.THROTTLED),
        ("server-error-page", Problem.SERVER_ERROR),
        ("post-page", None),
    ],
)
def test_pages_that_say_that_something_is_wrong_are_known(
    hook: str, problem: Problem | None
) -> None:
    html = f'<div data-hook="{hook}">x</div>'
    assert WixPage(html, URL).problem == problem


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<meta name="generator" content="Wix.com Website Builder">', True),
        ('<meta http-equiv="X-Wix-Meta-Site-Id" content="x">', True),
        ('<meta name="generator" content="WordPress 7">', False),
        ("", False),
    ],
)
def test_wix_pages_are_told_from_others(html: str, expected: bool) -> None:  # noqa: FBT001
    assert WixPage(html, URL).is_wix is expected
