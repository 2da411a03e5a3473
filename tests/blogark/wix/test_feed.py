import pytest

from blogark.wix.feed import FeedError, parse_feed
from blogark.wix.listed import ListedPost
from blogark.wix.urls import Site

SITE = Site(base="https://www.example.com")


def rss(*items: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>A blog</title>'
        "<link>https://www.example.com/blog</link>"
        f"{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>"
    ).encode()


def test_an_item_becomes_a_listed_post() -> None:
    item = (
        "<title><![CDATA[Salt &#38; pepper]]></title>"
        "<description><![CDATA[How to season...]]></description>"
        "<link>https://www.example.com/post/sal-y-pimient%C3%B3n</link>"
        '<guid isPermaLink="false">64b3b2b2aca5e0a079ef5803</guid>'
        "<category><![CDATA[Kitchen]]></category>"
        "<pubDate>Sun, 16 Jul 2023 09:14:21 GMT</pubDate>"
        '<enclosure url="https://static.wixstatic.com/media/a~mv2.jpg/v1/fit/file.png"'
        ' length="0" type="image/png"/><dc:creator>ann</dc:creator>'
    )
    assert parse_feed(rss(item), SITE).posts == (
        ListedPost(
            url="https://www.example.com/post/sal-y-pimient%C3%B3n",
            source="rss",
            title="Salt & pepper",
            excerpt="How to season...",
            published_raw="Sun, 16 Jul 2023 09:14:21 GMT",
            author="ann",
            cover_url="https://static.wixstatic.com/media/a~mv2.jpg/v1/fit/file.png",
        ),
    )


def test_the_page_of_a_video_is_no_cover() -> None:
    item = (
        "<link>https://www.example.com/post/a</link>"
        '<enclosure url="https://www.youtube.com/watch?v=x" length="0" type="video"/>'
    )
    (post,) = parse_feed(rss(item), SITE).posts
    assert post.cover_url is None
    assert post.cover_video == "https://www.youtube.com/watch?v=x"


def test_items_of_other_sites_are_told_but_not_taken() -> None:
    feed = parse_feed(
        rss("<link>https://other.example/post/a</link>", "<title>no link</title>"), SITE
    )
    assert feed.posts == ()
    assert feed.elsewhere == ("https://other.example/post/a", "(no address)")


def named(host: str, path: str = "/blog-feed.xml") -> bytes:
    """Return a feed with one post that says that it is at *host*."""
    itself = (
        '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self"'
        f' href="https://{host}{path}"/>'
    )
    item = f"<link>https://{host}{path.rpartition('/')[0]}/post/a</link>"
    return rss(item).replace(b"<item>", f"{itself}<item>".encode(), 1)


def test_a_feed_of_the_site_may_give_it_another_host() -> None:
    feed = parse_feed(named("www.Example.org"), SITE, is_own=True)
    assert [post.url for post in feed.posts] == ["https://www.example.com/post/a"]
    assert feed.elsewhere == ()


@pytest.mark.parametrize(
    ("body", "is_own"),
    [
        pytest.param(named("www.example.org"), False, id="not served by the site"),
        pytest.param(
            named("copies.example", "/a/blog-feed.xml"), True, id="of another folder"
        ),
        pytest.param(named("[half"), True, id="no address"),
    ],
)
def test_other_feeds_are_not_taken_at_their_word(body: bytes, *, is_own: bool) -> None:
    feed = parse_feed(body, SITE, is_own=is_own)
    assert feed.posts == ()
    assert len(feed.elsewhere) == 1


def test_an_empty_feed_is_a_feed() -> None:
    assert parse_feed(rss(), SITE).posts == ()


def test_characters_that_xml_forbids_are_skipped() -> None:
    item = (
        "<link>https://www.example.com/post/a</link>"
        "<description><![CDATA[one\x0btwo]]></description>"
    )
    assert parse_feed(rss(item), SITE).posts[0].excerpt == "onetwo"


@pytest.mark.parametrize("body", [b"", b"<html><p>404</html>", b"<rss/>", b"{}"])
def test_what_is_no_feed_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(FeedError):
        parse_feed(body, SITE)
