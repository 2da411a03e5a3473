"""Files of a mirror and their addresses."""

from __future__ import annotations

from typing import Final

import pytest

from blogark.wix.saved_layout import Layout

SITE: Final = "https://www.example.com"
MIRROR: Final = Layout(
    {
        "www.example.com/post/a.html": f"{SITE}/post/a",
        "www.example.com/post/b5f3.html": f"{SITE}/post/b?lang=es",
        "www.example.com/index.html": f"{SITE}/",
    }
)
MEDIA: Final = "https://static.wixstatic.com/media/11062b_" + "0" * 32


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("www.example.com/post/a.html", f"{SITE}/post/a"),
        ("www.example.com/post/b5f3.html", f"{SITE}/post/b?lang=es"),
        ("www.example.com/post/c.html", f"{SITE}/post/c"),
        ("www.example.com/post/é.html", f"{SITE}/post/%C3%A9"),
        (
            "www.example.com/post/e\N{COMBINING ACUTE ACCENT}.html",
            f"{SITE}/post/%C3%A9",
        ),
        ("www.example.com/post/c?lang=es.html", f"{SITE}/post/c?lang=es"),
        ("www.example.com/post/c@lang=es.html", f"{SITE}/post/c?lang=es"),
        ("www.example.com/post/c%3Flang=es.html", f"{SITE}/post/c%3Flang=es"),
        ("www.example.com/blog/index.html", f"{SITE}/blog"),
        ("www.example.com/blog-feed.xml", f"{SITE}/blog-feed.xml"),
        (
            f"static.wixstatic.com/media/11062b_{'0' * 32}_mv2.jpg",
            f"{MEDIA}~mv2.jpg",
        ),
        ("elsewhere/photo.jpg", None),
    ],
)
def test_the_place_of_a_file_tells_its_address(path: str, url: str | None) -> None:
    assert MIRROR.address(path) == url


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("../index.html", f"{SITE}/"),
        (
            "../blog/categories/pov%c3%addky.html",
            f"{SITE}/blog/categories/pov%C3%ADdky",
        ),
        ("b5f3.html", f"{SITE}/post/b?lang=es"),
        ("b5f3.html#viewer-x", f"{SITE}/post/b?lang=es#viewer-x"),
        ("a.html#viewer-x", "#viewer-x"),
        ("a.html", f"{SITE}/post/a"),
        ("c%3Flang=es.html", f"{SITE}/post/c?lang=es"),
        (
            f"../../static.wixstatic.com/media/11062b_{'0' * 32}_mv2.jpg/v1/a%2cb.jpg",
            f"{MEDIA}~mv2.jpg/v1/a,b.jpg",
        ),
        ("https://www.example.com/post/b", None),
        ("//www.example.com/post/b", None),
        ("/post/b", None),
        ("#viewer-x", None),
        ("?lightbox=1", None),
        ("mailto:a@example.com", None),
        ("data:image/png;base64,AA", None),
        ("", None),
    ],
)
def test_what_a_tool_rewrote_leads_back_and_the_rest_is_left(
    href: str, url: str | None
) -> None:
    path, own = "www.example.com/post/a.html", f"{SITE}/post/a"
    assert MIRROR.resolve(href, path, own) == url


@pytest.mark.parametrize(
    ("path", "href", "url"),
    [
        # the folder given is one of the site's own
        ("a.html", "../blog.html", f"{SITE}/blog"),
        ("a/index.html", "../../blog/index.html", f"{SITE}/blog"),
        ("a.html", "../../static.wixstatic.com/media/b.jpg",
         "https://static.wixstatic.com/media/b.jpg"),
        # no name that its address has
        ("Title of the page.html", "b.html", f"{SITE}/post/b"),
    ],
)  # fmt: skip
def test_a_link_out_of_the_folder_is_understood_by_the_page_s_address(
    path: str, href: str, url: str
) -> None:
    layout = Layout({path: f"{SITE}/post/a"})
    assert layout.resolve(href, path, f"{SITE}/post/a") == url


def test_a_mirror_without_a_folder_for_the_host_is_understood() -> None:
    layout = Layout({"backup/post/a.html": "https://ann.wixsite.com/blog/post/a"})
    assert layout.address("backup/news.html") == "https://ann.wixsite.com/blog/news"
    assert layout.address("other.org/x.html") is None


def test_most_pages_decide_where_the_site_is() -> None:
    layout = Layout(
        {
            "wrong/a.html": f"{SITE}/post/a",
            "x/post/b.html": f"{SITE}/post/b",
            "x/post/c.html": f"{SITE}/post/c",
        }
    )
    assert layout.address("x/blog.html") == f"{SITE}/blog"
