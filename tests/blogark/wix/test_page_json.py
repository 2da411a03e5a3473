"""The whole post in a page's data, in each of its shapes, and nothing secret of it."""

from __future__ import annotations

import tarfile
from base64 import b64encode
from typing import TYPE_CHECKING

import msgspec
import pytest

from benchmarks.corpus import recorded_posts
from blogark.dates import read_date
from blogark.document import Heading, Paragraph, Text
from blogark.post import Author, Media, Term
from blogark.wix.page import WixPage
from blogark.wix.page_json import (
    PostRecord,
    page_record,
    post_record,
    read_page_json,
    read_record_body,
)
from blogark.wix.pagedata import BLOG_APP
from blogark.wix.post_page import read_post

if TYPE_CHECKING:
    from pathlib import Path

SLUG = "čaj-calm"
URL = f"https://www.clinic.example/post/{SLUG}"
SECRET = "never-keep-this"  # noqa: S105  looked for in what is read

POST: dict[str, object] = {
    "id": "0a1b2c3d-1111-2222-3333-444455556666",
    "internalId": "0123456789abcdef01234567",
    "title": " Calm ",
    "slug": SLUG,
    "url": {"base": "https://www.clinic.example", "path": f"/post/{SLUG}"},
    "excerpt": "Calm is a skill…",
    "createdDate": "2026-01-01T00:00:00.000Z",
    "firstPublishedDate": "2021-02-03T04:05:06.789Z",
    "lastPublishedDate": "2022-02-17T04:05:06.789Z",
    "categoryIds": ["c2", "c1", "gone"],
    "tagIds": ["t1"],
    "hashtags": ["calm", 7],
    "media": {
        "displayed": True,
        "altText": "A chair",
        "wixMedia": {
            "image": {
                "id": "a1b2c3_0123456789abcdef0123456789abcdef~mv2.jpg",
                "url": "https://static.wixstatic.com/media/x~mv2.jpg/v1/fit/w_9/file.jpg",
                "width": 1600,
                "height": 900,
                "filename": "chair.jpg",
            }
        },
    },
    "owner": {"siteMemberId": "m1", "name": "Dr Lane", "slug": "dr-lane"},
    "minutesToRead": 4,
    "language": "en",
    "seoData": {
        "tags": [
            {"type": "title", "children": "Calm | Clinic", "disabled": False},
            {"type": "meta", "props": {"property": "og:title", "content": "No"}},
            {"type": "meta", "props": {"name": "description", "content": "How"}},
        ]
    },
    "richContent": {
        "nodes": [
            {
                "type": "HEADING",
                "id": "h1",
                "nodes": [{"type": "TEXT", "textData": {"text": "Why 😎"}}],
                "headingData": {"level": 2},
            }
        ]
    },
}
PAGE = {
    "id": "0a1b2c3d-1111-2222-3333-444455556666",
    "post": POST,
    "categories": [
        {
            "id": "c1",
            "label": "Care",
            "slug": "care",
            "url": {
                "base": "https://www.clinic.example",
                "path": "/blog/categories/care",
            },
        },
        {"id": "c2", "label": "Čaj", "slug": "%C4%8Daj"},
        {"id": "c3", "label": "Of another post", "slug": "other"},
    ],
    "tags": [{"id": "t1", "label": "Sleep", "slug": "sleep"}],
}
REQUEST = {"config": {"headers": {"authorization": SECRET}}, "status": 200}
SHAPES = {
    "March 2024": {"data": {"postPage": PAGE}, **REQUEST},
    "June 2024": {
        "postPageResponse": {"data": {"postPage": PAGE}, **REQUEST},
        "postPageMetadataResponse": {"data": {}},
    },
    "visitor API": {"postPage": PAGE},
    "page": PAGE,
}
RECORD = PostRecord(
    platform_id="0a1b2c3d-1111-2222-3333-444455556666",
    title="Calm",
    slug=SLUG,
    url="https://www.clinic.example/post/%C4%8Daj-calm",
    excerpt="Calm is a skill…",
    published_raw="2021-02-03T04:05:06.789Z",
    updated_raw="2022-02-17T04:05:06.789Z",
    categories=(
        Term(name="Čaj", slug="čaj"),
        Term(
            name="Care",
            slug="care",
            url="https://www.clinic.example/blog/categories/care",
        ),
    ),
    tags=(Term(name="Sleep", slug="sleep"),),
    hashtags=("calm",),
    author=Author(
        name="Dr Lane",
        slug="dr-lane",
        url="https://www.clinic.example/profile/dr-lane/profile",
        platform_id="m1",
    ),
    cover=Media(
        url="https://static.wixstatic.com/media/a1b2c3_0123456789abcdef0123456789abcdef~mv2.jpg",
        kind="image",
        role="cover",
        name="chair.jpg",
        width=1600,
        height=900,
        alt="A chair",
    ),
    reading_minutes=4,
    language="en",
    seo_title="Calm | Clinic",
    seo_description="How",
    rich_content=POST["richContent"],
)


def page_with(data: dict[str, object], url: str = URL) -> WixPage:
    warmup = msgspec.json.encode({"appsWarmupData": {BLOG_APP: data}}).decode()
    script = f'<script id="wix-warmup-data" type="application/json">{warmup}</script>'
    return WixPage(f"<!doctype html><html><body>{script}</body></html>", url)


def as_json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def as_escaped(value: object) -> str:
    """Return *value* as pages of 2025 have it: base64 of JavaScript's ``escape()``."""
    units = as_json(value).encode("utf-16-be")
    codes = [int.from_bytes(units[i : i + 2]) for i in range(0, len(units), 2)]
    return b64encode("".join(f"%u{code:04X}" for code in codes).encode()).decode()


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_gives_the_same_post(shape: str) -> None:
    assert post_record(SHAPES[shape]) == RECORD


@pytest.mark.parametrize("shape", ["March 2024", "June 2024"])
@pytest.mark.parametrize("encode", [as_json, as_escaped, lambda value: value])
def test_a_page_gives_its_post_in_every_encoding(shape: str, encode: object) -> None:
    assert callable(encode)
    page = page_with({f"OldPostPageWarmupData-{SLUG}": encode(SHAPES[shape])})
    assert page_record(page) == RECORD
    body = read_page_json(page)
    assert body is not None
    assert body.source == "page-json"
    assert body.document.blocks == (Heading(2, (Text("Why 😎"),), anchor="viewer-h1"),)


def test_no_token_is_in_what_is_read() -> None:
    for shape in SHAPES.values():
        assert SECRET not in repr(post_record(shape))


def test_the_page_s_own_post_is_taken() -> None:
    other = {"data": {"postPage": {"post": {**POST, "title": "Another"}}}}
    page = page_with(
        {
            "OldPostPageWarmupData-another": as_json(other),
            f"OldPostPageWarmupData-{SLUG}": as_json(SHAPES["March 2024"]),
        }
    )
    record = page_record(page)
    assert record is not None
    assert record.title == "Calm"


@pytest.mark.parametrize(
    "data",
    [
        {},
        {SLUG: "0a1b2c3d-1111-2222-3333-444455556666"},
        {f"OldPostPageWarmupData-{SLUG}": "not JSON"},
        {f"OldPostPageWarmupData-{SLUG}": '{"data": {"postPage": 5}}'},
        {f"OldPostPageWarmupData-{SLUG}": None},
        {f"OldPostPageWarmupData-{SLUG}": "[" * 100_000},
    ],
)
def test_a_page_without_the_post_gives_nothing(data: dict[str, object]) -> None:
    assert page_record(page_with(data)) is None
    assert read_page_json(page_with(data)) is None


@pytest.mark.parametrize("value", [None, 5, "text", [], {}, {"postPage": {"post": []}}])
def test_what_is_no_answer_is_an_empty_record(value: object) -> None:
    assert post_record(value) == PostRecord()
    assert read_record_body(post_record(value), base_url=URL, source="x") is None


def test_a_post_without_content_has_no_body_here() -> None:
    page = page_with(
        {f"OldPostPageWarmupData-{SLUG}": {"postPage": {"post": {"title": "A"}}}}
    )
    assert page_record(page) == PostRecord(title="A")
    assert read_page_json(page) is None


@pytest.mark.parametrize(
    "wrap", [lambda value: value, as_json], ids=["object", "string"]
)
def test_the_old_node_api_s_content_is_draft_js(wrap: object) -> None:
    assert callable(wrap)
    raw = {"blocks": [{"key": "a", "text": "Old", "type": "unstyled"}], "entityMap": {}}
    record = post_record(
        {"post": {"title": "A", "content": wrap(raw), "timeToRead": 3}}
    )
    assert record.reading_minutes == 3
    body = read_record_body(record, base_url=URL, source="node-api")
    assert body is not None
    assert body.document.blocks == (Paragraph((Text("Old"),), anchor="viewer-a"),)


@pytest.mark.parametrize(
    ("changed", "cover"),
    [
        (
            {"media": {"displayed": False, "wixMedia": {"image": {"id": "a~mv2.jpg"}}}},
            "",
        ),
        (
            {
                "media": {
                    "embedMedia": {"thumbnail": {"url": "https://a.example/t.jpg"}}
                }
            },
            "",
        ),
        ({"media": {}, "coverMedia": {"image": {"id": "b~mv2.jpg"}}}, "b~mv2.jpg"),
        ({"media": {}, "coverImage": {"src": {"id": "c~mv2.jpg"}}}, "c~mv2.jpg"),
        ({"media": {}, "heroImage": {"src": {"id": "d~mv2.jpg"}}}, ""),
    ],
    ids=["hidden", "a video's", "2024", "node API", "the body's first"],
)
def test_the_cover_is_the_picture_that_is_shown(
    changed: dict[str, object], cover: str
) -> None:
    found = post_record({"post": {**POST, **changed}}).cover
    assert (found.url.rpartition("/")[2] if found else "") == cover


def test_a_member_s_guid_is_not_a_slug() -> None:
    owner = {"name": "Žofie Malá", "slug": "780d5c51-9b34-4a36-bbeb-1210dfcf096a"}
    author = post_record({"post": {**POST, "owner": owner}}).author
    assert author is not None
    assert author.slug == "zofie-mala"
    assert author.url is not None
    assert author.url.endswith("/profile/780d5c51-9b34-4a36-bbeb-1210dfcf096a/profile")


# Real data


@pytest.fixture(scope="module")
def pages(shared: Path) -> dict[str, WixPage]:
    return {
        recorded.url: WixPage(recorded.html, recorded.url)
        for recorded in recorded_posts(shared / "corpus" / "wix-sites.tar.xz")
    }


@pytest.fixture(scope="module")
def answers(shared: Path) -> dict[str, PostRecord]:
    """What the recorded answers of the visitor API say, by the post's address."""
    records: dict[str, PostRecord] = {}
    with tarfile.open(shared / "corpus" / "wix-sites.tar.xz") as tar:
        for member in tar:
            if "/v2/post-page/" in member.name and (file := tar.extractfile(member)):
                record = post_record(msgspec.json.decode(file.read()))
                records[record.url or ""] = record
    return records


def test_eleven_recorded_pages_hold_what_the_visitor_api_answers(
    pages: dict[str, WixPage], answers: dict[str, PostRecord]
) -> None:
    held = {
        url: record
        for url, page in pages.items()
        if (record := page_record(page)) is not None
    }
    assert len(held) == 11
    assert held.keys() == answers.keys()
    for url, record in held.items():
        assert record.rich_content == answers[url].rich_content
        assert record.categories == answers[url].categories
        assert record.tags == answers[url].tags


def test_recorded_answers_and_their_pages_say_the_same_of_the_post(
    pages: dict[str, WixPage], answers: dict[str, PostRecord]
) -> None:
    for url, record in answers.items():
        post = read_post(pages[url])
        assert record.title == post.title
        assert record.slug == post.slug
        assert read_date(record.published_raw) == post.published_at
        assert read_date(record.updated_raw) == post.updated_at
        assert {term.slug for term in record.categories} == {
            term.slug for term in post.categories
        }
        assert {term.slug for term in record.tags} == {term.slug for term in post.tags}
