"""Post pages with what a test is about, and no more."""

from __future__ import annotations

import json
from html import escape

from blogark.wix.listed import ListedPost
from blogark.wix.page import WixPage

URL = "https://www.example.com/post/a-post"
GUID = "8ba11636-8acb-4758-bd18-470653c39f03"
PHOTO = "https://static.wixstatic.com/media/0a1b2c_" + "3" * 32 + "~mv2.jpg"
BODY = (
    '<div data-id="content-viewer"><div data-hook="rcv-block-first" type="first"></div>'
    '<p id="viewer-a">Words</p><div type="paragraph" data-hook="rcv-block1"></div>'
    '<a href="https://www.example.com/blog/tags/inner">inner</a>'
    '<div type="paragraph" data-hook="rcv-block2"></div></div>'
)


def meta(**properties: str) -> str:
    return "".join(
        f'<meta property="{name.replace("__", ":")}" content="{escape(content)}">'
        for name, content in properties.items()
    )


def page(
    *,
    head: str = "",
    header: str = "",
    body: str = BODY,
    footer: str = "",
    lang: str = "en",
) -> WixPage:
    return WixPage(
        f'<!doctype html><html lang="{lang}"><head>'
        '<meta name="generator" content="Wix.com Website Builder">'
        f"{head}</head><body><article data-hook=post><header>{header}</header>"
        f'<section data-hook="post-description">{body}</section>'
        f'<footer data-hook="post-footer">{footer}</footer></article>'
        '<section data-hook="recent-posts"><h2>Recent</h2><a href="https://www.example'
        '.com/blog/categories/other">Other</a></section></body></html>',
        URL,
    )


def json_ld(**values: object) -> str:
    posting = {"@context": "https://schema.org", "@type": "BlogPosting", **values}
    return f'<script type="application/ld+json">{json.dumps(posting)}</script>'


def listed(**values: object) -> ListedPost:
    return ListedPost(url=URL, source="feed-data", **values)  # type: ignore[arg-type]
