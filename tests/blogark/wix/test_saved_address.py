"""The address of a saved page, from what each tool leaves of it."""

from __future__ import annotations

from typing import Final

import pytest

from blogark.wix.page import WixPage
from blogark.wix.saved_address import saved_address

POST: Final = "https://www.example.com/post/a"
LINK: Final = '<link rel="canonical" href="{}">'
HTTRACK: Final = (
    "<!-- Mirrored from www.example.com/post/a by HTTrack Website Copier/3.x "
    "[XR&CO'2014], Thu, 01 May 2025 10:00:00 GMT -->"
)
SINGLE_FILE: Final = (
    "<!--\n Page saved with SingleFile \n url: https://www.example.com/post/a \n"
    " saved date: Thu May 01 2025 10:00:00 GMT+0200 \n-->"
)
JSON_LD: Final = (
    '<script type="application/ld+json">{{"@type":"BlogPosting",{}}}</script>'
)


@pytest.mark.parametrize(
    "html",
    [
        LINK.format(POST),
        LINK.format("a.html") + f'<meta property="og:url" content="{POST}">',
        HTTRACK + LINK.format("a.html"),
        SINGLE_FILE,
        f"<!-- saved from url=(0030){POST} -->",
        JSON_LD.format(f'"mainEntityOfPage":{{"@id":"{POST}"}}'),
        JSON_LD.format(f'"mainEntityOfPage":"{POST}"'),
        JSON_LD.format(f'"url":"{POST}"'),
        f'<div data-hook="post-description"><img data-pin-url="{POST}"></div>',
    ],
)
def test_each_source_alone_tells_the_address(html: str) -> None:
    assert saved_address(WixPage(html, "")) == POST


@pytest.mark.parametrize(
    ("told", "named", "address"),
    [
        pytest.param(f"{POST}?utm_source=x", POST, POST, id="tracking"),
        pytest.param("https://www.example.com/amp/a", POST, POST, id="an AMP page"),
        pytest.param(POST, "https://b.example/post/b", POST, id="another site's"),
        pytest.param(f"{POST}?lang=es", POST, POST, id="the page's own word counts"),
        pytest.param(
            "https://www.example.com/blog/page/2",
            "https://www.example.com/blog",
            "https://www.example.com/blog/page/2",
            id="not for lists, whose pages share a canonical link",
        ),
        pytest.param("about:internet", POST, POST, id="no address"),
        pytest.param(
            "https://www.example.com/index.html",
            "",
            "https://www.example.com/",
            id="a tool's name for the front page",
        ),
    ],
)
def test_a_post_s_own_word_counts_before_the_tool_s(
    told: str, named: str, address: str
) -> None:
    html = f"<!-- saved from url=(0000){told} -->{LINK.format(named)}"
    assert saved_address(WixPage(html, "")) == address


@pytest.mark.parametrize(
    "html",
    [
        "",
        LINK.format("a.html"),
        "<!-- saved from url=(0014)about:internet -->",
        JSON_LD.format('"url":7'),
        '<script type="application/ld+json">{"BlogPosting"</script>',
    ],
)
def test_nothing_is_made_up(html: str) -> None:
    assert saved_address(WixPage(html, "")) is None
