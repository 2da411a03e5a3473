"""What is said of a post that visitors cannot see, or that is no part of it."""

from __future__ import annotations

import json

import pytest

from blogark.findings import Severity
from blogark.wix.beyond import comments_of
from blogark.wix.feeddata import posts
from blogark.wix.page_json import post_record
from blogark.wix.pagedata import ListData
from blogark.wix.post_page import read_post
from blogark.wix.urls import Site
from tests.blogark.wix.post_pages import GUID, listed, page

SITE = Site(base="https://www.example.com")
FILM = "https://youtu.be/AbCdEf12345"
APP = "14bcded7-0066-7c35-14d7-466cb3f09103"


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        ({"metrics": {"comments": 3, "likes": 9}}, 3),
        ({"postCountInfo": {"comments": 2}}, 2),
        ({"metrics": {"comments": 0}, "postCountInfo": {"comments": 0}}, 0),
        ({"metrics": {"comments": "many"}}, 0),
        ({"metrics": {"comments": -1}}, 0),
        ({}, 0),
        (None, 0),
    ],
)
def test_comments_are_counted_where_the_data_says_it(
    post: object, expected: int
) -> None:
    assert comments_of(post) == expected


def test_a_list_and_the_post_s_own_data_tell_it_alike() -> None:
    entry = {
        "id": GUID,
        "url": {"base": "https://www.example.com", "path": "/post/a-post"},
        "metrics": {"comments": 4},
        "pricingPlanIds": [GUID],
        "media": {"displayed": True, "embedMedia": {"video": {"url": FILM}}},
    }
    data = ListData(request="ALL_POSTS", answer={"posts": {"posts": [entry]}})
    (listed_post,), record = posts(data, SITE), post_record(entry)
    assert (listed_post.comments, listed_post.is_paid) == (4, True)
    assert (record.comments, record.is_paid) == (4, True)
    assert listed_post.cover_video == record.cover_video == FILM


def test_a_post_with_comments_says_how_many_are_left() -> None:
    hints = [listed(comments=12), listed(comments=11)]
    (found,) = (
        f for f in read_post(page(), listed=hints).findings if f.code == "comments-left"
    )
    assert (found.severity, found.detail) == (Severity.INFO, "12")
    assert "12 comments" in found.message


def test_a_post_for_those_who_pay_is_not_taken_for_whole() -> None:
    post = {"id": GUID, "title": "A post", "pricingPlanIds": [GUID]}
    answer = json.dumps({"data": {"postPage": {"post": post}}})
    data = {"appsWarmupData": {APP: {"OldPostPageWarmupData-a-post": answer}}}
    head = f'<script id="wix-warmup-data">{json.dumps(data)}</script>'
    for read in (
        read_post(page(), listed=[listed(is_paid=True)]),
        read_post(page(head=head)),
    ):
        severities = {f.code: f.severity for f in read.findings}
        assert severities["post-paid"] is Severity.ERROR


def test_nothing_is_said_where_nothing_is_left() -> None:
    codes = {f.code for f in read_post(page(), listed=[listed()]).findings}
    assert codes.isdisjoint({"comments-left", "post-paid", "cover-video"})


def test_a_video_as_cover_is_told_unless_the_body_plays_it() -> None:
    player = (
        '<div data-id="content-viewer"><div id="viewer-v"><figure data-hook='
        '"figure-VIDEO"><iframe src="https://www.youtube.com/embed/AbCdEf12345">'
        "</iframe></figure></div></div>"
    )
    hints = [listed(cover_video=FILM)]
    (found,) = (
        f for f in read_post(page(), listed=hints).findings if f.code == "cover-video"
    )
    assert (found.severity, found.detail) == (Severity.INFO, FILM)
    playing = read_post(page(body=player), listed=hints)
    assert "cover-video" not in {f.code for f in playing.findings}


def test_a_cover_that_is_not_shown_is_none() -> None:
    media = {"displayed": False, "embedMedia": {"video": {"url": FILM}}}
    assert post_record({"media": media}).cover_video == ""
