"""The law holds for what real authors wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.corpus import recorded_posts
from blogark.document import decode, encode
from blogark.render.html import to_html
from blogark.render.markdown import to_markdown
from blogark.wix.page import WixPage
from blogark.wix.post_page import read_post
from tests.markup import ids, markdown_to_html, tree

if TYPE_CHECKING:
    from pathlib import Path


def test_markdown_of_every_recorded_post_read_back_is_its_html(shared: Path) -> None:
    count = 0
    for page in recorded_posts(shared / "corpus" / "wix-sites.tar.xz"):
        document = read_post(WixPage(page.html, page.url)).document
        html, read_back = to_html(document), markdown_to_html(to_markdown(document))
        assert tree(read_back) == tree(html), page.url
        assert ids(read_back) == ids(html), page.url
        assert decode(encode(document)) == document, page.url
        count += 1
    assert count == 113
