"""A post's fields outside of its body, each with its source."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from blogark.post import Author, Media, Term, Translation
from blogark.wix.page import WixPage
from blogark.wix.post_page import read_post
from tests.blogark.wix.post_pages import (
    GUID,
    PHOTO,
    URL,
    json_ld,
    listed,
    meta,
    page,
)


def test_the_page_gives_every_field_with_its_source() -> None:
    post = read_post(
        page(
            head="<title>A post | Site</title>"
            '<meta name="description" content="For search engines">'
            f'<link rel="canonical" href="{URL}">'
            + meta(
                og__title="Other title",
                og__description="Joined.Paragraphs",
                og__image=f"{PHOTO}/v1/fill/w_1000,h_800,al_c/x.jpg",
                og__image__width="3000",
                og__image__height="2400",
                article__published_time="2023-03-13T12:57:00.925Z",
                article__modified_time="2024-02-17T08:00:00.000Z",
            )
            + '<link rel="alternate" hreflang="en-us" href="https://www.example.com/x">'
            '<link rel="alternate" hreflang="es-es" href="https://www.example.com/es/x">'
            '<link rel="alternate" hreflang="x-default" href="https://www.example.com">',
            header='<div data-hook="post-title"><h1 data-hook="post-title">A\npost</h1>'
            '</div><a data-hook="profile-link" href="/profile/ann/profile">'
            '<span data-hook="user-name">Ann Other</span></a>'
            '<span data-hook="time-to-read">1 min read</span>'
            f'<button id="more-button-{GUID}"></button>',
            footer='<a href="https://www.example.com/blog/categories/m%C3%A9dico">Médico'
            '</a><nav><a href="https://www.example.com/blog/tags/sea">Sea</a></nav>',
        )
    )
    assert post.id == post.platform_id == GUID
    assert (post.url, post.slug, post.title) == (URL, "a-post", "A post")
    assert post.published_at == datetime(2023, 3, 13, 12, 57, 0, 925000, UTC)
    assert post.published_raw == "2023-03-13T12:57:00.925Z"
    assert post.updated_at == datetime(2024, 2, 17, 8, tzinfo=UTC)
    assert post.author == Author(
        name="Ann Other", slug="ann", url="https://www.example.com/profile/ann/profile"
    )
    assert post.categories == (
        Term(
            name="Médico",
            slug="médico",
            url="https://www.example.com/blog/categories/m%C3%A9dico",
        ),
    )
    assert [tag.name for tag in post.tags] == ["Sea"]
    assert post.cover == Media(
        url=PHOTO, kind="image", role="cover", width=3000, height=2400
    )
    assert post.language == "en"
    assert post.translations == (
        Translation(language="es-es", url="https://www.example.com/es/x"),
    )
    assert post.reading_minutes == 1
    assert (post.seo_title, post.seo_description) == (
        "A post | Site",
        "For search engines",
    )
    assert post.provenance == {
        "body": "ricos-dom",
        "title": "page",
        "platform_id": "page",
        "published_at": "article:published_time",
        "updated_at": "article:modified_time",
        "author": "page",
        "categories": "page",
        "tags": "page",
        "excerpt": "og:description",
        "cover": "og:image",
        "language": "html[lang]",
        "translations": "hreflang",
        "reading_minutes": "page",
        "seo_title": "title",
        "seo_description": "meta description",
    }
    assert post.findings == ()


def test_json_ld_fills_what_the_page_hides_unescaped() -> None:
    post = read_post(
        page(
            head=json_ld(
                headline="Q &amp; A",
                datePublished="2023-03-13T12:57:00.925Z",
                dateModified="2023-03-14T12:57:00.925Z",
                author={"name": "Ann &quot;O&quot;", "url": "https://p/{userName}/p"},
                image={"url": PHOTO + "/v1/fill/w_10,h_8/x.jpg", "width": "882"},
            )
        )
    )
    assert post.title == "Q & A"
    assert post.published_at is not None
    assert post.author == Author(name='Ann "O"', slug="ann-o")
    assert post.cover is not None
    assert (post.cover.url, post.cover.width) == (PHOTO, 882)
    assert post.provenance["author"] == "json-ld"


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"@type": "BlogPosting"', "null"])
def test_broken_json_ld_is_as_if_it_were_not_there(text: str) -> None:
    head = f'<script type="application/ld+json">{text} "BlogPosting"</script>'
    assert read_post(page(head=head)).author is None


def test_json_ld_nested_beyond_measure_does_no_harm() -> None:
    deep: object = json.loads("[" * 900 + "]" * 900)
    posting = json_ld(author={"name": "Ann"}).replace("{", f'{{"x":{deep},', 1)
    assert read_post(page(head=posting)).author == Author(name="Ann", slug="ann")


def test_lists_fill_what_the_page_leaves_out() -> None:
    term = Term(name="News", slug="news")
    post = read_post(
        page(),
        listed=[
            listed(
                title="Listed",
                platform_id=GUID,
                excerpt="Whole words.",
                published_raw="2023-03-13T12:57:00.925Z",
                author="handle",
                categories=(term,),
                hashtags=("sea",),
                reading_minutes=2,
                cover_url=PHOTO,
            )
        ],
    )
    assert (post.title, post.excerpt, post.id) == ("Listed", "Whole words.", GUID)
    assert post.categories == (term,)
    assert post.hashtags == ("sea",)
    assert post.reading_minutes == 2
    assert post.cover == Media(url=PHOTO, kind="image", role="cover")
    assert set(post.provenance.values()) >= {"feed-data", "ricos-dom"}


def test_a_missing_date_stays_missing_and_is_a_finding() -> None:
    post = read_post(page())
    assert (post.published_at, post.published_raw) == (None, "")
    assert {f.code for f in post.findings} == {"date-missing", "author-missing"}


def test_a_date_without_a_zone_is_kept_as_text_and_reported() -> None:
    head = meta(article__published_time="2023-03-13T12:57:00")
    post = read_post(page(head=head))
    assert post.published_at is None
    assert post.published_raw == "2023-03-13T12:57:00"
    assert "date-unreadable" in {f.code for f in post.findings}


def test_a_profile_of_numbers_is_an_id_not_a_slug() -> None:
    header = (
        f'<a data-hook="profile-link" href="https://www.example.com/profile/{GUID}'
        '/profile"><span data-hook="user-name">Ann Other</span></a>'
    )
    author = read_post(page(header=header)).author
    assert author is not None
    assert (author.slug, author.platform_id) == ("ann-other", GUID)


def test_arabic_digits_of_the_reading_time_are_a_number() -> None:
    header = '<span data-hook="time-to-read">٦ دقائق قراءة</span>'
    assert read_post(page(header=header)).reading_minutes == 6


def test_the_preview_picture_of_a_video_is_no_cover() -> None:
    head = meta(og__image="https://i.ytimg.com/vi/AbCdEf12345/hqdefault.jpg")
    assert read_post(page(head=head)).cover is None


def test_a_page_with_two_articles_is_read_from_both() -> None:
    whole = page(header='<span data-hook="time-to-read">3 min</span>')
    empty = '<article data-hook="post"></article>'
    two = WixPage(whole.html.replace("<body>", f"<body>{empty}"), URL)
    assert read_post(two).reading_minutes == 3


def test_an_exact_date_is_taken_before_one_that_a_better_source_has_as_text() -> None:
    head = meta(article__published_time="2023-03-13T12:57:00")
    exact = "2023-03-13T12:57:00.925Z"
    post = read_post(page(head=head + json_ld(datePublished=exact)))
    assert post.published_raw == exact
    assert post.provenance["published_at"] == "json-ld"
    assert "date-unreadable" not in {f.code for f in post.findings}
