"""Addresses of smaller copies of images are found wherever a page has them."""

from __future__ import annotations

import pytest

from blogark.wix.renditions import renditions

ORIGINAL = (
    "https://static.wixstatic.com/media/11062b_0123456789abcdef0123456789abcdef~mv2.jpg"
)
SMALL = f"{ORIGINAL}/v1/fill/w_147,h_97,al_c,q_80,blur_2/photo.jpg"
LARGE = f"{ORIGINAL}/v1/fill/w_740,h_493,al_c/photo.jpg"


@pytest.mark.parametrize(
    "html",
    [
        f'<img src="{SMALL}">',
        f"<img src='{SMALL}'>",
        f'<div style="background:url({SMALL})">',
        f'<div style="background:url(&quot;{SMALL}&quot;)">'.replace("&quot;", "'"),
        '{"url":"' + SMALL.replace("/", "\\/") + '"}',
        f"{SMALL} {SMALL}, {SMALL}",
        f'<img src="{ORIGINAL}"><img src="{SMALL}">',
    ],
)
def test_a_rendition_leads_to_its_original(html: str) -> None:
    assert list(renditions(html)) == [(SMALL, ORIGINAL)]


def test_all_candidates_of_a_srcset_are_found() -> None:
    html = f'<img srcset="{SMALL} 1x, {LARGE} 2x">'
    assert list(renditions(html)) == [(SMALL, ORIGINAL), (LARGE, ORIGINAL)]


def test_entities_are_letters_of_the_address() -> None:
    html = f'<img src="{ORIGINAL}/v1/fill/w_1/a&amp;b.jpg">'
    assert list(renditions(html)) == [(f"{ORIGINAL}/v1/fill/w_1/a&b.jpg", ORIGINAL)]


def test_a_page_without_images_has_none() -> None:
    assert list(renditions(f'<a href="{ORIGINAL}">the original</a>')) == []
