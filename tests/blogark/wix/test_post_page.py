"""Post pages: metadata with its sources, and pages that have no post to read."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from html import escape

import pytest

from blogark.document import Video
from blogark.post import Author, Media, Term, Translation
from blogark.wix.listed import ListedPost
from blogark.wix.page import Problem, WixPage
from blogark.wix.post_page import PageUnreadable, read_post

URL = "https://www.example.com/post/a-post"
GUID = "8ba11636-8acb-4758-bd18-470653c39f03"
PHOTO = "https://static.wixstatic.com/media/0a1b2c_" + "3" * 32 + "~mv2.jpg"
BODY = (
    '<div data-id="content-viewer"><div data-hook="rcv-block-first" type="first"></div>'
    '<p id="viewer-a">Words</p><div type="paragraph" data-hook="rcv-block1"></div>'
    '<a href="https://www.example.com/blog/tags/inner">inner</a>'
    '<div type="paragraph" data-hook="rcv-block2"></div></div>'
)


def meta(**properties: str) -> str:
    return "".join(
        f'<meta property="{name.replace("__", ":")}" content="{escape(content)}">'
        for name, content in properties.items()
    )


def page(
    *,
    head: str = "",
    header: str = "",
    body: str = BODY,
    footer: str = "",
    lang: str = "en",
) -> WixPage:
    return WixPage(
        f'<!doctype html><html lang="{lang}"><head>'
        '<meta name="generator" content="Wix.com Website Builder">'
        f"{head}</head><body><article data-hook=post><header>{header}</header>"
        f'<section data-hook="post-description">{body}</section>'
        f'<footer data-hook="post-footer">{footer}</footer></article>'
        '<section data-hook="recent-posts"><h2>Recent</h2><a href="https://www.example'
        '.com/blog/categories/other">Other</a></section></body></html>',
        URL,
    )


def json_ld(**values: object) -> str:
    posting = {"@context": "https://schema.org", "@type": "BlogPosting", **values}
    return f'<script type="application/ld+json">{json.dumps(posting)}</script>'


def listed(**values: object) -> ListedPost:
    return ListedPost(url=URL, source="feed-data", **values)  # type: ignore[arg-type]


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
