from __future__ import annotations

from blogark.post import Term
from blogark.wix import feeddata
from blogark.wix.listed import ListedPost
from blogark.wix.pagedata import list_data
from blogark.wix.urls import Site
from tests.blogark.wix.feed_pages import GUID, KEY, entry, feed, page

SITE = Site(base="https://www.example.com")
CATEGORY = {
    "id": "c1",
    "label": "Kitchen",
    "slug": "kitchen",
    "url": {"base": "https://www.example.com", "path": "/blog/categories/kitchen"},
}
KITCHEN = Term(
    name="Kitchen",
    slug="kitchen",
    url="https://www.example.com/blog/categories/kitchen",
)


def posts(*entries: object) -> list[ListedPost]:
    data = next(list_data(page({KEY: feed(*entries, categories=[CATEGORY, 3])})))
    return list(feeddata.posts(data, SITE))


def test_an_entry_becomes_a_listed_post() -> None:
    cover = {"url": "https://static.wixstatic.com/media/a~mv2.jpg"}
    full = entry(
        "señal",
        excerpt="How to...",
        firstPublishedDate="2023-07-16T09:14:21.030Z",
        lastPublishedDate="2023-07-17T09:14:21.030Z",
        owner={"name": "Ann"},
        categoryIds=["c1", "unknown"],
        hashtags=["sun", 3],
        minutesToRead=2,
        language="es",
        media={"displayed": True, "wixMedia": {"image": cover}},
    )
    assert posts(full) == [
        ListedPost(
            url="https://www.example.com/post/se%C3%B1al",
            source="feed-data",
            title="Señal",
            platform_id=GUID,
            excerpt="How to...",
            published_raw="2023-07-16T09:14:21.030Z",
            updated_raw="2023-07-17T09:14:21.030Z",
            author="Ann",
            categories=(KITCHEN,),
            hashtags=("sun",),
            reading_minutes=2,
            cover_url="https://static.wixstatic.com/media/a~mv2.jpg",
            language="es",
        )
    ]


def test_a_cover_that_readers_do_not_see_is_none() -> None:
    image = {"url": "https://static.wixstatic.com/media/a~mv2.jpg"}
    hidden = entry("a", media={"displayed": False, "wixMedia": {"image": image}})
    first_image = entry("b", heroImage=image)
    assert [post.cover_url for post in posts(hidden, first_image)] == [None, None]


def test_an_entry_without_an_address_on_the_site_is_no_post() -> None:
    elsewhere = entry("a", url={"base": "https://other.example", "path": "/post/a"})
    for odd in (elsewhere, entry("b", url=None), {}, "text", None):
        assert posts(odd) == []


def test_fields_of_another_type_are_left_out() -> None:
    odd = entry("a", title=3, owner=[], categoryIds={"a": 1}, minutesToRead="two")
    assert posts(odd) == [
        ListedPost(
            url="https://www.example.com/post/a", source="feed-data", platform_id=GUID
        )
    ]


def test_a_list_says_how_long_it_is() -> None:
    data = next(list_data(page({KEY: feed(entry("a"), total=213, offset=20)})))
    assert feeddata.total(data) == 213
    assert feeddata.end(data) == 21


def test_a_list_may_say_nothing_of_itself() -> None:
    answer: object = {"feedResponse": {"postFeedPage": {"posts": []}}}
    data = next(list_data(page({KEY: answer})))
    assert feeddata.total(data) is None
    assert feeddata.end(data) is None
    assert list(feeddata.posts(data, SITE)) == []
    assert feeddata.categories(data, SITE) == {}
