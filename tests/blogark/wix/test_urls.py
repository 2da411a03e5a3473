from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogark.wix.urls import (
    Site,
    blog_page,
    canonical,
    classify,
    last_part,
    link,
    list_root,
    post_slug,
    without_language,
)

SITE = Site(base="https://www.example.com", languages=frozenset({"es"}))
FREE = Site(base="https://ann.wixsite.com/site")

paths = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="?#\\"))


@pytest.mark.parametrize(
    ("spelling", "form"),
    [
        ("https://www.example.com", "https://www.example.com/"),
        ("HTTP://WWW.EXAMPLE.COM:80/", "https://www.example.com/"),
        ("https://example.com/post/a/", "https://www.example.com/post/a"),
        ("https://example.com//post//a", "https://www.example.com/post/a"),
        ("https://example.com/post/señal", "https://www.example.com/post/se%C3%B1al"),
        (
            "https://example.com/post/se%c3%b1al",
            "https://www.example.com/post/se%C3%B1al",
        ),
        ("https://example.com/post/a b", "https://www.example.com/post/a%20b"),
        ("https://example.com/%7Eann", "https://www.example.com/~ann"),
        ("https://example.com/a%2Fb", "https://www.example.com/a%2Fb"),
        ("https://example.com/100%", "https://www.example.com/100%25"),
        ("https://example.com/%E9", "https://www.example.com/%E9"),
        ("https://example.com/post/a#top", "https://www.example.com/post/a"),
        ("https://example.com/post/a?lightbox=c1", "https://www.example.com/post/a"),
        ("https://example.com/post/a?commentId=1", "https://www.example.com/post/a"),
        ("https://example.com/post/a?utm_source=x", "https://www.example.com/post/a"),
        (
            "https://example.com/post/a?fbclid=1&lang=es",
            "https://www.example.com/post/a?lang=es",
        ),
        ("https://example.com/a?b=2&a=1", "https://www.example.com/a?a=1&b=2"),
        ("https://other.example/a", "https://other.example/a"),
        ("https://example.com:8443/a", "https://example.com:8443/a"),
        ("http://other.example:80/a", "http://other.example/a"),
    ],
)
def test_every_spelling_of_an_address_has_one_form(spelling: str, form: str) -> None:
    assert canonical(spelling, SITE) == form


@pytest.mark.parametrize(
    "text", ["", "/post/a", "ftp://example.com", "https://", "http://[", "data:,x"]
)
def test_what_is_no_absolute_web_address_has_no_form(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        canonical(text)


@given(paths)
def test_the_canonical_form_is_its_own(path: str) -> None:
    once = canonical(f"https://example.com/{path}", SITE)
    assert canonical(once, SITE) == once
    assert once.isascii()


@given(paths)
def test_raw_and_percent_encoded_paths_are_the_same(path: str) -> None:
    # a percent sign stands for itself only where it is encoded
    raw = path.strip().replace("%", "")
    raw = "".join(c for c in raw if c not in "\t\r\n")
    encoded = canonical(f"https://example.com/a{quote(raw)}b", SITE)
    assert canonical(f"https://example.com/a{raw}b", SITE) == encoded


def test_an_alias_is_the_same_site() -> None:
    site = Site(base="https://www.example.com", aliases=frozenset({"example.org"}))
    form = "https://www.example.com/post/a"
    assert canonical("http://www.example.org/post/a", site) == form


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://www.example.com/", "home"),
        ("https://www.example.com/es/", "home"),
        ("https://www.example.com/blog", "other"),
        ("https://www.example.com/blog/page/2", "feed"),
        ("https://www.example.com/es/blog/page/2", "feed"),
        ("https://www.example.com/blog/categories/news", "category"),
        ("https://www.example.com/blog/categories/news/page/2", "category"),
        ("https://www.example.com/blog/tags/a%2Fb", "tag"),
        ("https://www.example.com/blog/hashtags/sun", "other"),
        ("https://www.example.com/blog/archive/2024/05", "other"),
        ("https://www.example.com/blog/search/sun", "other"),
        ("https://www.example.com/post/a", "post"),
        ("https://www.example.com/post/2019/08/01/a", "post"),
        ("https://www.example.com/single-post/2016/11/29/A-Day", "post"),
        ("https://www.example.com/blog/single-post/2016/11/29/A-Day", "post"),
        ("https://www.example.com/blog/posts/a", "post"),
        ("https://www.example.com/es/post/a", "post"),
        ("https://www.example.com/pt-br/post/a", "post"),
        ("https://www.example.com/post/a?lang=es", "post"),
        ("https://www.example.com/post", "other"),
        ("https://www.example.com/profile/ann/profile", "other"),
        ("https://www.example.com/blog-posts-sitemap.xml", "sitemap"),
        ("https://www.example.com/es/blog-feed.xml", "rss"),
        ("https://www.example.com/robots.txt", "robots"),
        ("https://other.example/post/a", "other"),
    ],
)
def test_the_path_says_what_a_page_is(url: str, kind: str) -> None:
    assert classify(canonical(url, SITE), SITE) == kind


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://ann.wixsite.com/site", "home"),
        ("https://ann.wixsite.com/site/post/a", "post"),
        ("https://ann.wixsite.com/site/blog/tags/a", "tag"),
        ("https://ann.wixsite.com/other/post/a", "other"),
        ("https://ann.wixsite.com/sites/post/a", "other"),
    ],
)
def test_a_free_site_lives_in_its_folder(url: str, kind: str) -> None:
    assert classify(canonical(url, FREE), FREE) == kind


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("https://example.com/post/se%C3%B1al", "señal"),
        ("https://example.com/post/2019/08/01/a-b?lang=es", "a-b"),
        ("https://ann.wixsite.com/site/es/post/a", "a"),
        ("https://example.com/blog", ""),
        ("https://example.com/post/", ""),
    ],
)
def test_the_slug_is_the_last_part_decoded(url: str, slug: str) -> None:
    assert post_slug(url) == slug


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/post/a", "https://www.example.com/post/a"),
        ("a?lang=es", "https://www.example.com/blog/a?lang=es"),
        ("http://example.com/x", "https://www.example.com/x"),
        ("https://other.example/x", None),
        ("mailto:ann@example.com", None),
        ("javascript:void(0)", None),
        ("http://[", None),
        ("", None),
        (None, None),
    ],
)
def test_a_link_leads_to_a_page_of_the_site_or_nowhere(
    href: str | None, url: str | None
) -> None:
    assert link(href, "https://www.example.com/blog/", SITE) == url


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://www.example.com/insights/categories/news", "/insights"),
        ("https://www.example.com/es/blog/tags/a/page/2", "/es/blog"),
        ("https://www.example.com/news-1/page/3", "/news-1"),
        ("https://www.example.com/post/a", None),
        ("https://www.example.com/insights", None),
    ],
)
def test_a_list_names_the_blogs_own_page(url: str, page: str | None) -> None:
    assert blog_page(url, SITE) == (page and f"https://www.example.com{page}")


def test_pages_of_one_list_have_one_root() -> None:
    root = "https://www.example.com/blog"
    assert list_root(f"{root}/page/12") == root
    assert list_root(f"{root}/page/2?lang=es") == f"{root}?lang=es"
    assert list_root(root) == root


@pytest.mark.parametrize(
    ("url", "part"),
    [
        ("https://www.example.com/post/a", "a"),
        ("https://www.example.com/post/2019/08/01/%C3%A9t%C3%A9", "été"),
        ("https://www.example.com/articles/100%25-sure?lang=es", "100%-sure"),
        ("https://www.example.com/", ""),
    ],
)
def test_the_last_part_of_any_address_is_known(url: str, part: str) -> None:
    assert last_part(url) == part


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.com/post/a?lang=es",
        "https://www.example.com/es/post/a",
        "https://www.example.com/nl/post/a",  # no page names that language
        "https://www.example.com/post/a",
    ],
)
def test_addresses_in_several_languages_have_a_common_part(url: str) -> None:
    assert without_language(url, SITE) == "https://www.example.com/post/a"
