"""The views, and the search for words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from blogark.post import PageState
from tests.archives import (
    PHOTO,
    SITE,
    a_page,
    a_post,
    an_agreement,
    crawl,
    full_post,
    query,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_the_flat_view_has_names_in_the_author_s_order(tmp_path: Path) -> None:
    crawl(tmp_path, [full_post(), a_post()])
    rows = query(
        tmp_path, "SELECT author, categories, tags, cover_url, cover_path FROM v_posts"
    )
    assert rows == [
        (None, "[]", "[]", None, None),
        ("Ana", '["Zeta","Alfa"]', '["año"]', PHOTO, "media/cover.jpg"),
    ]


def test_the_view_of_confirmation_has_a_share_for_each_measure(tmp_path: Path) -> None:
    apart = an_agreement("words", left_count=4, right_count=3, common=3)
    none = an_agreement("images", left_count=0, right_count=0, common=0)
    differing = replace(full_post(), agreements=(apart, none))
    equal = replace(
        a_post("b"),
        agreements=(none, replace(none, left_source="ricos-dom", right_source="rss")),
    )
    crawl(tmp_path, [differing, equal, a_post("c")])
    rows = query(
        tmp_path,
        "SELECT url, sources, chosen, confirmed, words, images, embeds"
        " FROM v_confirmation ORDER BY post_id",
    )
    both = '["ricos-dom","visitor-api"]'
    assert sorted(rows) == sorted(
        [
            (differing.url, both, differing.body_source, 0, 0.75, 1.0, None),
            (equal.url, f'{both[:-1]},"rss"]', equal.body_source, 1, None, 1.0, None),
            (
                a_post("c").url,
                f'["{a_post("c").body_source}"]',
                a_post("c").body_source,
                *(None, None, None, None),
            ),
        ]
    )


def test_the_view_of_what_is_missing_names_file_block_and_page(tmp_path: Path) -> None:
    lost = a_page(f"{SITE}/post/lost", PageState.FAILED, reason="it answers 500")
    crawl(tmp_path, [full_post()], [lost])
    assert query(tmp_path, "SELECT what, url, reason FROM v_missing") == [
        ("page", lost.url, "it answers 500"),
        ("block", None, "A block is empty. viewer-1"),
        ("media", f"{SITE}/_files/film.mp4", "the server answers 403"),
    ]


SEARCH = "SELECT rowid FROM posts_fts WHERE posts_fts MATCH ?"


def test_full_text_search_follows_every_change(tmp_path: Path) -> None:
    crawl(tmp_path, [a_post(title="Ñandú")])
    assert len(query(tmp_path, SEARCH, "nandu")) == 1
    crawl(tmp_path, [a_post(title="Emu")])
    assert query(tmp_path, SEARCH, "nandu") == []
    assert len(query(tmp_path, SEARCH, "emu AND body")) == 1


def test_full_text_search_survives_a_vacuum(tmp_path: Path) -> None:
    """SQLite may give new rowids to a table that has no integer key; it does not."""
    crawl(tmp_path, [a_post(slug) for slug in "abcd"])
    query(tmp_path, "DELETE FROM posts WHERE slug = 'b'")
    query(tmp_path, "VACUUM")
    found = query(
        tmp_path,
        "SELECT slug FROM posts JOIN posts_fts ON posts_fts.rowid = posts.rowid"
        " WHERE posts_fts MATCH 'd'",
    )
    assert found == [("d",)]
