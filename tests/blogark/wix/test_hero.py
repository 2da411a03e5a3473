"""The picture above a post's title."""

from __future__ import annotations

from blogark.document import Image
from blogark.wix.page import WixPage
from blogark.wix.post_page import read_post
from tests.viewer_pages import MEDIA, PHOTO, URL, figure, page, wow_image

HERO = "0a1b2c_" + "7" * 32 + "~mv2.jpg"
RENDITION = f"{MEDIA}/{HERO}/v1/fill/w_1024,h_683,al_c,q_85,enc_avif/{HERO}"
TEXT = ("paragraph", '<p id="viewer-a">Hello</p>')
PICTURE = ("image", figure(wow_image()))


def with_hero(html: str, uri: str = RENDITION) -> WixPage:
    """Return the page *html* with a picture above the title, as Wix has it."""
    section = f'<section data-hook="post-hero-image">{wow_image(uri)}</section>'
    article = '<article data-hook="post">'
    return WixPage(html.replace(article, article + section), URL)


def pictures(shown: WixPage) -> list[str]:
    blocks = read_post(shown).document.blocks
    return [block.url for block in blocks if isinstance(block, Image)]


def test_a_picture_above_the_title_begins_the_body() -> None:
    shown = with_hero(page(TEXT, PICTURE).html)

    assert pictures(shown) == [f"{MEDIA}/{HERO}", f"{MEDIA}/{PHOTO}"]
    assert f"{MEDIA}/{HERO}" in {media.url for media in read_post(shown).media}


def test_a_picture_that_the_body_has_is_not_there_twice() -> None:
    shown = with_hero(page(TEXT, PICTURE).html, f"{MEDIA}/{PHOTO}/v1/fill/w_1/{PHOTO}")

    assert pictures(shown) == [f"{MEDIA}/{PHOTO}"]


def test_a_cover_above_the_title_stays_the_cover() -> None:
    meta = f'<meta property="og:image" content="{RENDITION}">'
    html = page(TEXT).html.replace("<body>", f"{meta}<body>")
    shown = with_hero(html)

    assert pictures(shown) == []
    cover = read_post(shown).cover
    assert cover is not None
    assert cover.url == f"{MEDIA}/{HERO}"


def test_an_empty_place_above_the_title_is_nothing() -> None:
    html = page(TEXT).html.replace(
        "<header>", '<section data-hook="post-hero-image"></section><header>'
    )

    assert pictures(WixPage(html, URL)) == []
