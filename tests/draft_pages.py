"""Post pages of the years 2019 to 2023, made by hand in the shape of the real ones."""

from __future__ import annotations

from blogark.wix.page import WixPage

URL = "https://www.example.com/post/a"
MEDIA = "https://static.wixstatic.com/media"
PHOTO = "0a1b2c_" + "3" * 32 + "~mv2.jpg"
OTHER_PHOTO = "0a1b2c_" + "5" * 32 + "~mv2.png"
VIDEO = "0a1b2c_" + "4" * 32

_TEXT_CLASS = "mm8Nw public-DraftStyleDefault-block-depth{} fixed-tab-size"
_HEAD = (
    '<!doctype html><html lang="en"><head><title>Site | A post</title></head><body>'
    '<article data-hook="recent-post-list-item"><h2 data-hook="post-title">Other</h2>'
    '<p data-hook="post-description">Words of another post</p></article>'
    '<div data-hook="post-page"><article data-hook="post"><header>'
    '<span class="H6b5e user-name" data-hook="user-name">Ann Author</span>'
    '<span data-hook="time-ago" title="Feb 1, 2019">Feb 1, 2019</span>'
    '<p>Updated: <span data-hook="time-ago">Mar 2, 2019</span></p>'
    '<div data-hook="post-title"><h1 class="blog-post-title-font" '
    'data-hook="post-title"><span class="post-title__text">A post</span></h1></div>'
    "</header>"
)
_FOOT = (
    '<div id="post-footer"><ul class="post-categories-list"><li>'
    '<a href="https://www.example.com/blog/categories/garden" '
    'data-hook="category-label-list__item">Garden</a></li></ul></div></article></div>'
    '<section><div data-hook="post-description">Words of a card</div></section>'
    "</body></html>"
)


def text_block(key: str, html: str, tag: str = "p", depth: int = 0) -> str:
    """Return a block of text as the Draft.js viewer draws it."""
    return (
        f'<{tag} id="viewer-{key}" class="{_TEXT_CLASS.format(depth)}">'
        f'<span class="public-DraftStyleDefault-ltr">{html}</span></{tag}>'
    )


def empty_line(key: str) -> str:
    return text_block(key, '<br role="presentation">', "div")


def media_block(key: str, html: str, style: str = "") -> str:
    """Return a picture, video or the like in its two wrappers."""
    return (
        f'<div id="viewer-{key}"><div class="_3CWa-" style="{style}">{html}</div></div>'
    )


def picture(photo: str = PHOTO, caption: str = "", attributes: str = "") -> str:
    rendition = f"{MEDIA}/{photo}/v1/fit/w_1000%2Ch_1000%2Cal_c%2Cq_80/file.jpg"
    shown = f'<span dir="auto" class="EilAw">{caption}</span>' if caption else ""
    return (
        '<div data-hook="imageViewer" role="button" tabindex="0"><div class="_3WJnn">'
        f'<img aria-hidden="true" data-pin-media="{rendition}" '
        f'src="{MEDIA}/{photo}/v1/fit/w_300,h_300,al_c,q_5/file.jpg" {attributes}>'
        f'<div></div></div><div class=""></div>{shown}</div>'
    )


def draft_page(*blocks: tuple[str, str]) -> WixPage:
    """Return a page of 2022: *blocks* are (kind of the marker or ``""``, markup)."""
    body = '<div type="first" data-hook="rcv-block-first"></div>'
    for number, (kind, html) in enumerate(blocks, 1):
        marker = f'<div type="{kind}" data-hook="rcv-block{number}"></div>'
        body += html + (marker if kind else "")
    body += '<div type="last" data-hook="rcv-block-last"></div>'
    return WixPage(
        f'{_HEAD}<div data-hook="post-description"><article><div '
        'class="post-content__body"><div><div data-rce-version="9.6.3">'
        f'<div data-id="rich-content-viewer" dir="ltr"><div>{body}</div></div>'
        f"</div></div></div></article></div>{_FOOT}",
        URL,
    )


def santa_page(*blocks: str) -> WixPage:
    """Return a page of 2021 and before: *blocks* are markup, without any marker."""
    return WixPage(
        f'{_HEAD}<div class="yF0IC" data-hook="post-description"><article>'
        '<div class="post-content__body"><div data-rce-version="8.17.5">'
        f'<div class="kcuBq" dir="ltr"><div class="kaqlz">{"".join(blocks)}</div>'
        f"</div></div></div></article></div>{_FOOT}",
        URL,
    )
