"""The laws that every cleaning pass, and the chain of them, must hold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from scrapy.utils.test import get_crawler

from blogark.document import Document, Heading, Paragraph, Text
from blogark.post import Cleaning, Page, PageState, Post
from blogark.settings import CLEANING_PASSES
from pipelines.clean_post import CleanPostPipeline
from pipelines.cleaning import (
    CleaningPass,
    clean,
    cleaning_passes,
    same_words,
)
from tests.documents import documents
from tests.pipelines.posts import post_of, posts, words_of

PASSES = cleaning_passes(CLEANING_PASSES)
ONLY_MERGE = {"pipelines.merge_runs.MergeRuns": 1}
REMOVES_WORDS = ("move_hashtags", "drop_repeated_title")
each_pass = pytest.mark.parametrize("each", PASSES, ids=lambda p: p.name())
quick = settings(max_examples=60)
thorough = settings(max_examples=200)


@each_pass
@quick
@given(posts)
def test_a_pass_has_nothing_to_do_after_itself(
    each: type[CleaningPass], post: Post
) -> None:
    once, _ = each.clean(post)

    assert each.clean(once) == (once, 0)


@each_pass
@quick
@given(posts)
def test_a_count_of_nothing_means_the_same_post(
    each: type[CleaningPass], post: Post
) -> None:
    cleaned, count = each.clean(post)

    assert (cleaned is post) == (count == 0)
    assert (cleaned == post) == (count == 0)


@thorough
@given(posts)
def test_the_chain_has_nothing_to_do_after_itself(post: Post) -> None:
    once = clean(post, PASSES)

    assert clean(once, PASSES) == once


@quick
@given(documents)
def test_the_chain_is_done_with_any_document_after_one_run(document: Document) -> None:
    once = clean(post_of(*document.blocks, title="a"), PASSES)

    assert clean(once, PASSES) == once


@thorough
@given(posts)
def test_no_word_is_lost_or_moved(post: Post) -> None:
    passes = [p for p in PASSES if p.name() not in REMOVES_WORDS]

    assert words_of(clean(post, passes)) == words_of(post)


@thorough
@given(posts)
def test_words_that_leave_the_body_are_in_the_title_or_the_hashtags(post: Post) -> None:
    cleaned = clean(post, PASSES)

    left = set(words_of(post)) - set(words_of(cleaned))
    elsewhere = [cleaned.title, *cleaned.hashtags]
    assert all(
        any(_letters(word) in _letters(text) for text in elsewhere) for word in left
    )


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def test_the_passes_run_in_the_order_of_the_settings() -> None:
    names = [each.name() for each in PASSES]

    assert names == [
        "strip_characters",
        "drop_tracking",
        "drop_empty_links",
        "drop_link_underlines",
        "trim_whitespace",
        "move_emphasis",
        "merge_runs",
        "move_hashtags",
        "join_verses",
        "drop_spacers",
        "join_lists",
        "drop_heading_bold",
        "drop_repeated_title",
        "drop_repeated_alt",
    ]


@thorough
@given(posts)
def test_passes_that_share_a_walk_do_what_they_do_one_by_one(post: Post) -> None:
    one_by_one = post
    for each in PASSES:
        one_by_one = clean(one_by_one, [each])

    assert clean(post, PASSES) == one_by_one


def test_each_pass_that_changed_something_is_noted_with_its_count() -> None:
    post = post_of(
        Heading(2, (Text("Hello"),)),
        Paragraph(),
        Paragraph((Text("a"), Text("b"))),
        Paragraph(),
        title="Hello",
    )

    assert clean(post, PASSES).cleanings == (
        Cleaning(name="merge_runs", count=1),
        Cleaning(name="drop_spacers", count=2),
        Cleaning(name="drop_repeated_title", count=1),
    )


def test_scrapy_counts_what_a_pass_changed() -> None:
    crawler = get_crawler(settings_dict={"CLEANING_PASSES": ONLY_MERGE})
    pipeline = CleanPostPipeline.from_crawler(crawler)

    pipeline.process_item(post_of(Paragraph((Text("a"), Text("b"), Text("c")))))
    pipeline.process_item(post_of(Paragraph((Text("a"), Text("b")))))
    pipeline.process_item(post_of())

    assert crawler.stats.get_stats() == {"cleaned/merge_runs": 3}


def test_what_is_no_post_goes_through_untouched() -> None:
    pipeline = CleanPostPipeline.from_crawler(get_crawler())
    page = Page(
        url="https://example.org/",
        kind="home",
        state=PageState.SKIPPED,
        reason="not a post",
    )

    assert pipeline.process_item(page) is page


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Is it so?", "IS IT SO", True),
        ("Ünï  code", "ünï code", True),
        ("It is", "Is it", False),
        ("", "", False),
        ("!!!", "???", False),
    ],
)
def test_words_are_the_same_in_any_case_spacing_and_punctuation(
    one: str, other: str, *, same: bool
) -> None:
    assert same_words(one, other) is same
