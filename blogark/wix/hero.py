"""The picture above the title of a post, which is no part of its body.

Seen on 4 of 21 posts of one blog of 2026: neither their body nor their cover has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogark.document import Document, Image
from blogark.walking import walk
from blogark.wix.soup import soup
from blogark.wix.viewer_media import read_image

if TYPE_CHECKING:
    from blogark.post import Media
    from blogark.wix.page import WixPage


def with_hero(body: Document, page: WixPage, cover: Media | None) -> Document:
    """Return *body* after the picture that *page* shows above it, if it has one.

    It is *body* if that picture is the *cover*, or stands in it as well.
    """
    section = page.first_in_article('[data-hook="post-hero-image"]')
    hero = read_image(soup(section), page.url) if section is not None else None
    if hero is None or (cover is not None and cover.url == hero.url):
        return body
    if any(isinstance(b, Image) and b.url == hero.url for b in walk(body.blocks)):
        return body
    return Document((hero, *body.blocks))
