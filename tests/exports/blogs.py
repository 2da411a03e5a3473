"""Blogs to export, and what a reader sees of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from blogark.archive.store import Archive
from tests.archives import save

if TYPE_CHECKING:
    from pathlib import Path

    from blogark.post import Post


def blog(folder: Path, *posts: Post) -> Path:
    """Write the archive of *posts* into *folder*."""
    with Archive.open(folder) as archive:
        for post in posts:
            save(archive, post)
        archive.resolve_links()
    return folder


def words(html: str) -> list[str]:
    """Return the words of *html* as a browser shows them."""
    body = LexborHTMLParser(re.sub("<!--.*?-->", " ", html, flags=re.DOTALL)).body
    return body.text(separator=" ").split() if body else []
