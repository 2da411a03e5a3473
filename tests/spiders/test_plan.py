"""Which posts a later run asks for: the dates of sitemaps, and what became of each."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from blogark.archive.memory import KnownPost, Memory
from blogark.findings import finding
from blogark.post import PageState
from blogark.wix.feed import Feed
from blogark.wix.listed import ListedPost
from blogark.wix.sitemap import Sitemap, SitemapEntry
from blogark.wix.urls import Site
from spiders.frontier import Frontier
from spiders.plan import (
    Known,
    Plan,
    feed_digest,
    is_before,
    kept_again,
    sitemap_digest,
)
from tests.archives import a_post, full_post

URL = "https://www.example.com/post/one"
OTHER = "https://www.example.com/post/two"
READ_AT = datetime(2026, 3, 10, 15, tzinfo=UTC)


def known(url: str = URL, **changes: Any) -> KnownPost:
    values: dict[str, Any] = {
        "url": url,
        "state": PageState.ARCHIVED,
        "reason": "read",
        "read_at": READ_AT,
        "digest": "sha256:1",
        "target": None,
        "shows_target": False,
        "is_partial": False,
        "post_id": "id-one",
        "read_digest": "sha256:2",
    }
    return KnownPost(**{**values, **changes})


def plan(*posts: KnownPost, **changes: Any) -> Plan:
    checked_at = changes.pop("checked_at", None)
    memory = Memory(posts={p.url: p for p in posts}, checked_at=checked_at)
    return Plan(memory=memory, **changes)


@pytest.mark.parametrize(
    ("day", "moment", "expected"),
    [
        ("2026-03-09", "2026-03-10T15:00", True),
        ("2026-03-10", "2026-03-10T15:00", False),
        ("2026-03-11", "2026-03-10T15:00", False),
        # In the far west it is still the day before.
        ("2026-03-09", "2026-03-10T11:59", False),
        ("2026-03-09", "2026-03-10T12:00", True),
        ("2026-03-09T23:59:59.999Z", "2026-03-10T15:00", True),
        ("", "2026-03-10T15:00", False),
        ("yesterday", "2026-03-10T15:00", False),
        ("2026-02-30", "2026-03-10T15:00", False),
    ],
)
def test_the_day_of_a_crawl_counts_as_changed(
    day: str, moment: str, *, expected: bool
) -> None:
    assert is_before(day, datetime.fromisoformat(f"{moment}+00:00")) is expected


@pytest.mark.parametrize(
    ("post", "changed_on", "expected"),
    [
        (known(), "2026-03-01", True),
        (known(), "2026-03-10", False),
        (known(), "", False),
        (known(state=PageState.FAILED), "2026-03-01", False),
        (known(state=PageState.SKIPPED, read_at=None), "2026-03-01", False),
        (known(state=PageState.GONE), "2026-03-01", False),
        (known(is_partial=True), "2026-03-01", False),
        (known(read_digest=""), "2026-03-01", False),
        (known(read_at=None), "2026-03-01", False),
    ],
)
def test_a_post_is_passed_over_if_it_was_surely_read_after_its_last_change(
    post: KnownPost, changed_on: str, *, expected: bool
) -> None:
    assert plan(post).is_unchanged(URL, changed_on) is expected


def test_a_run_that_looked_at_everything_need_not_have_read_it() -> None:
    later = plan(known(), checked_at=datetime(2026, 4, 1, tzinfo=UTC))
    assert later.is_unchanged(URL, "2026-03-10")
    assert not later.is_unchanged(URL, "2026-04-01")


def test_a_post_that_another_address_shows_stays_with_it() -> None:
    alias = known(
        OTHER, state=PageState.REDIRECTED, target=URL, shows_target=True, post_id=None
    )
    assert plan(known(), alias).is_unchanged(OTHER, "2026-03-01")
    lost = known(state=PageState.FAILED)
    assert not plan(lost, alias).is_unchanged(OTHER, "2026-03-01")


def test_without_the_api_what_it_did_not_give_is_not_missed() -> None:
    partial = known(is_partial=True)
    assert plan(partial, asks_api=False).is_unchanged(URL, "2026-03-01")


def test_a_refresh_passes_over_nothing() -> None:
    assert not plan(known(), is_refresh=True).is_unchanged(URL, "2026-03-01")


@pytest.mark.parametrize(
    ("post", "changed_on", "expected"),
    [
        (known(state=PageState.GONE, post_id=None), "", False),
        (known(state=PageState.GONE, post_id=None), "2026-03-01", False),
        (known(state=PageState.GONE, post_id=None), "2026-03-12", True),
        (known(state=PageState.GONE), "", True),
        (known(state=PageState.FAILED), "2026-03-01", True),
        (known(), "", True),
        (known(), "2026-03-01", False),
    ],
)
def test_what_is_due_though_the_lists_are_as_they_were(
    post: KnownPost, changed_on: str, *, expected: bool
) -> None:
    assert plan(post).is_due(URL, changed_on) is expected
    assert plan().is_due(URL, changed_on)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("2026-03-01", "2026-02-28T10:00:00+00:00"), True),
        (("2026-02-28", "2026-03-01T10:00:00+00:00"), True),
        (("2026-02-28", ""), False),
        (("", ""), True),
    ],
)
def test_a_post_is_in_range_if_it_was_published_or_changed_since(
    days: tuple[str, str], *, expected: bool
) -> None:
    assert plan(since=date(2026, 3, 1)).is_in_range(*days) is expected
    assert plan().is_in_range(*days)


def test_what_is_known_comes_back_as_it_was_written() -> None:
    site = Site(
        base="https://www.example.com",
        aliases=frozenset({"example.net", "a.example"}),
        languages=frozenset({"es", "de"}),
    )
    found = Known(site=site, entry=URL, lists={"https://www.example.com/a": "sha256:1"})
    assert Known.parse(found.text()) == found


@pytest.mark.parametrize("text", ["", "{}", "[]", "1", '{"site": 1}', "no JSON"])
def test_what_is_not_understood_is_not_known(text: str) -> None:
    with pytest.raises(ValueError, match=r"nothing is known|Expecting value"):
        Known.parse(text)


def test_nothing_is_known_after_a_list_was_lost() -> None:
    frontier = Frontier()
    url = "https://www.example.com/sitemap.xml"
    site = Site(base="https://www.example.com")
    frontier.name(URL, "post", "sitemap")
    frontier.name(url, "sitemap", "robots")
    frontier.lists[url] = "sha256:1"
    found = Known.of(site, URL, frontier)
    assert found is not None
    assert found.holds(frontier)
    frontier.name(f"{site.base}/blog", "feed", "sitemap")
    frontier.finish(f"{site.base}/blog", PageState.FAILED)
    assert Known.of(site, URL, frontier) is None


def entry(name: str, day: str) -> SitemapEntry:
    return SitemapEntry(url=f"https://www.example.com/{name}.xml", last_modified=day)


def test_an_index_changes_with_the_blog_and_not_with_the_shop() -> None:
    def digest(*entries: SitemapEntry) -> str:
        return sitemap_digest(Sitemap(is_index=True, entries=entries, by_wix=True))

    first = digest(entry("blog-posts-sitemap", "1"), entry("store-sitemap", "1"))
    shop = digest(entry("store-sitemap", "2"), entry("blog-posts-sitemap", "1"))
    blog = digest(entry("blog-posts-sitemap", "2"), entry("store-sitemap", "1"))
    assert first == shop
    assert first != blog


def test_a_feed_is_what_its_items_say() -> None:
    one = Feed(posts=(ListedPost(url=URL, source="rss", title="One"),))
    other = Feed(posts=(ListedPost(url=URL, source="rss", title="Two"),))
    assert feed_digest(one) == feed_digest(one)
    assert feed_digest(one) != feed_digest(other)


def test_a_post_that_is_kept_again_has_its_files_before_it() -> None:
    again = kept_again(full_post())
    assert {media.status for media in again.media} == {"pending"}
    assert {media.path for media in again.media} == {None}
    assert [found.code for found in again.findings] == ["block-empty", "block-empty"]
    lost = a_post(findings=(finding("link-dead", "Dead.", URL),))
    assert kept_again(lost).findings == ()
