"""The link checker finds what is broken, and only that."""

from __future__ import annotations

import pytest

from tests.exports.link_check import BrokenLink, broken_links

PAGES = {
    "/": "<a href='post/día/'>x</a>",
    "/post/día/": '<p id="here"></p><a name="old"></a>',
}


@pytest.mark.parametrize(
    "url",
    [
        *("/", "/post/día/", "/post/d%C3%ADa/", "/post/día", "/post/día/index.html"),
        *("/post/día/#here", "/post/día/#old", "../día/", "#", "#top", "/media/a.jpg"),
        *("https://example.org/no", "mailto:a@example.com", "tel:1", "http://[x"),
    ],
)
def test_a_link_that_leads_somewhere_is_fine(url: str) -> None:
    pages = {**PAGES, "/post/x/": f'<a href="{url}">x</a>'}
    assert broken_links(pages, {"/media/a.jpg"}) == []


@pytest.mark.parametrize(
    ("html", "url"),
    [
        ('<a href="/no/">x</a>', "/no/"),
        ('<a href="/post/día/#no">x</a>', "/post/día/#no"),
        ('<a href="#no">x</a>', "#no"),
        ('<a href="no.md">x</a>', "no.md"),
        ('<img src="/media/no.jpg">', "/media/no.jpg"),
        ('<video src="/no.mp4"></video>', "/no.mp4"),
    ],
)
def test_a_link_that_leads_nowhere_is_found(html: str, url: str) -> None:
    (broken,) = broken_links({**PAGES, "/post/x/": html})
    assert isinstance(broken, BrokenLink)
    assert (broken.page, broken.url) == ("/post/x/", url)
