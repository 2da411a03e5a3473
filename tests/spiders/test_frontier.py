from __future__ import annotations

import pickle
from itertools import permutations

from blogark.post import Page, PageState
from blogark.wix.listed import ListedPost
from spiders.frontier import Frontier

URL = "https://www.example.com/post/a"


def listed(slug: str, published: str = "", source: str = "rss") -> ListedPost:
    url = f"https://www.example.com/post/{slug}"
    return ListedPost(url=url, source=source, published_raw=published)


def test_an_address_is_new_once_and_keeps_all_its_sources() -> None:
    frontier = Frontier()
    assert frontier.name(URL, "post", "sitemap")
    assert not frontier.name(URL, "post", "rss")
    assert not frontier.name(URL, "other", "rss")
    assert frontier.found_in(URL) == ("rss", "sitemap")
    assert frontier.kind(URL) == "post"
    assert frontier.named_by("rss") == {URL}


def test_what_was_asked_for_is_no_longer_pending() -> None:
    frontier = Frontier()
    frontier.name(URL, "post", "sitemap")
    assert frontier.pending("post") == [URL]
    assert frontier.ask(URL)
    assert not frontier.ask(URL)
    assert frontier.pending("post") == []
    assert frontier.unfinished() == [URL]
    frontier.finish(URL, PageState.ARCHIVED)
    assert frontier.unfinished() == []
    assert frontier.state(URL) is PageState.ARCHIVED


def test_the_newest_post_comes_first_whichever_source_was_faster() -> None:
    posts = [
        listed("b", "Sun, 16 Jul 2023 09:14:21 GMT"),
        listed("c", "2023-07-16T09:14:22.000Z", "feed-data"),
        listed("a", "2022-01-01T00:00:00.000Z", "feed-data"),
        listed("e"),
        listed("d"),
    ]
    for order in permutations(posts):
        frontier = Frontier()
        for post in order:
            frontier.name(post.url, "post", post.source)
            frontier.hint(post)
        assert [url[-1] for url in frontier.pending("post")] == list("cbade")


def test_a_date_of_publication_counts_more_than_one_of_change() -> None:
    for order in permutations(("hint", "change")):
        frontier = Frontier()
        frontier.name(URL, "post", "rss")
        other = "https://www.example.com/post/b"
        frontier.name(other, "post", "sitemap")
        frontier.note_change(other, "2024-01-01")
        for step in order:
            if step == "hint":
                frontier.hint(listed("a", "Sun, 16 Jul 2023 09:14:21 GMT"))
            else:
                frontier.note_change(URL, "2025-01-01")
        assert frontier.pending("post") == [other, URL]


def test_hints_come_best_first_and_once() -> None:
    frontier = Frontier()
    for source in ("category", "feed-cards", "rss", "feed-data", "rss"):
        frontier.hint(listed("a", source=source))
    sources = [hint.source for hint in frontier.take_hints(URL)]
    assert sources == ["feed-data", "rss", "feed-cards", "category"]
    assert frontier.take_hints(URL) == ()


def test_posts_that_moved_or_were_skipped_do_not_count_as_fetched() -> None:
    frontier = Frontier()
    states = (PageState.ARCHIVED, PageState.REDIRECTED, PageState.SKIPPED, None)
    for number, state in enumerate(states):
        url = f"{URL}{number}"
        frontier.name(url, "post", "rss")
        frontier.ask(url)
        if state is not None:
            frontier.finish(url, state)
    assert frontier.fetched_posts() == 2


def test_the_pages_of_a_list_are_one_walk() -> None:
    frontier = Frontier()
    walk = frontier.walk("https://www.example.com/blog", "feed")
    assert walk.add(["a", "b"])
    assert frontier.walk("https://www.example.com/blog/page/2", "feed") is walk
    assert walk.add(["b", "c"])
    assert not walk.add(["c"])
    walk.is_over = True
    assert walk.is_complete
    frontier.break_walk("https://www.example.com/blog/page/3")
    assert not walk.is_complete
    assert frontier.walks("feed") == [walk]


def test_a_list_that_was_never_read_has_no_walk() -> None:
    frontier = Frontier()
    frontier.break_walk("https://www.example.com/blog")
    assert frontier.walks("feed") == []


def test_a_stopped_crawl_goes_on_with_what_was_not_finished() -> None:
    frontier = Frontier()
    for slug in ("a", "b"):
        frontier.name(listed(slug).url, "post", "rss")
        frontier.hint(listed(slug))
        frontier.ask(listed(slug).url)
    frontier.finish(URL, PageState.ARCHIVED)
    again: Frontier = pickle.loads(pickle.dumps(frontier))  # noqa: S301  as JOBDIR does
    again.reopen()
    assert again.pending("post") == [listed("b").url]
    assert again.take_hints(listed("b").url) == (listed("b"),)


def test_a_chain_of_moves_that_comes_back_is_seen() -> None:
    frontier = Frontier()
    for name in "abc":
        frontier.name(name, "post", "rss")
    frontier.finish("a", PageState.REDIRECTED, "b")
    frontier.finish("b", PageState.REDIRECTED, "c")
    assert frontier.leads_back("a", "c")
    assert frontier.leads_back("c", "c")
    assert not frontier.leads_back("a", "d")
    frontier.finish("c", PageState.REDIRECTED, "b")
    assert not frontier.leads_back("a", "d")


def test_the_first_address_of_a_post_has_it() -> None:
    frontier = Frontier()
    assert frontier.claim("id", "a", "1") == ("a", "1")
    assert frontier.claim("id", "b", "2") == ("a", "1")
    assert frontier.claim("id", "a", "3") == ("a", "1")


def test_what_became_of_a_list_names_all_that_led_to_it() -> None:
    frontier = Frontier()
    frontier.name(URL, "feed", "page")
    state = PageState.ARCHIVED
    frontier.record(Page(url=URL, kind="feed", state=state, reason="read"))
    frontier.name(URL, "feed", "category")
    (page,) = frontier.records()
    assert page.found_in == ("category", "page")
