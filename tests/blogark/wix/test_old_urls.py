"""Every path that a post may have had."""

from __future__ import annotations

from datetime import date

import pytest

from blogark.wix.old_urls import blog_path, free_folder, language_folder, post_paths

SITE = "https://www.example.com"
FREE = "https://ana.wixsite.com/notes"


@pytest.mark.parametrize(
    ("url", "published", "expected"),
    [
        (
            f"{SITE}/post/d%C3%ADa/",
            date(2024, 2, 3),
            ["/post/día", "/single-post/día", "/single-post/2024/02/03/día"],
        ),
        (f"{SITE}/post/a", None, ["/post/a", "/single-post/a", "/blog/single-post/a"]),
        (
            f"{SITE}/post/2017/03/02/a",
            date(2020, 1, 1),
            [
                *("/post/2017/03/02/a", "/post/a", "/single-post/a"),
                *("/single-post/2017/03/02/a", "/single-post/2020/01/01/a"),
            ],
        ),
        (f"{SITE}/es/post/a", None, ["/es/post/a", "/es/single-post/a"]),
        (
            f"{FREE}/post/a",
            None,
            ["/notes/post/a", "/post/a", "/single-post/a", "/blog/single-post/a"],
        ),
        (
            f"{SITE}/thoughts/a",
            date(2024, 2, 3),
            ["/thoughts/a", "/single-post/a", "/single-post/2024/02/03/a"],
        ),
    ],
)
def test_a_post_has_the_paths_of_all_of_wixs_times(
    url: str, published: date | None, expected: list[str]
) -> None:
    assert list(post_paths(url, published, ["/blog"])) == expected


@pytest.mark.parametrize(
    ("url", "folder"),
    [
        (f"{FREE}/post/a", "/notes"),
        ("https://ana.wixsite.com/", ""),
        (f"{SITE}/notes/post/a", ""),
        ("https://wixsite.com.example.com/notes/post/a", ""),
    ],
)
def test_a_free_site_is_in_a_folder(url: str, folder: str) -> None:
    assert free_folder(url) == folder


@pytest.mark.parametrize(
    ("url", "folder"),
    [
        (f"{SITE}/es/post/a", "/es"),
        (f"{SITE}/pt-br/post/a", "/pt-br"),
        (f"{SITE}/post/a", ""),
        (f"{SITE}/blog/post/a", ""),
    ],
)
def test_a_language_is_a_folder_before_the_posts(url: str, folder: str) -> None:
    assert language_folder(url) == folder


@pytest.mark.parametrize(
    ("path", "blog"),
    [
        ("/blog/categories/news", "/blog"),
        ("/blog/categories/news/page/2", "/blog"),
        ("/es/noticias/tags/a", "/es/noticias"),
        ("/blog/page/2", "/blog"),
        ("/blog", None),
        ("/post/a", None),
    ],
)
def test_the_blogs_own_page_is_above_its_lists(path: str, blog: str | None) -> None:
    assert blog_path(path) == blog
