"""A feed page carries the same list whatever the encoding of its time."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from demo.blog import FeedEncoding
from demo.render.data import BLOG_APP
from demo.render.feed_data import encoded
from demo.sample import sample_blog
from demo.site import build_site


def decoded(value: Any, encoding: FeedEncoding) -> Any:
    """Undo *encoding*, JavaScript's ``unescape`` being written from its definition."""
    match encoding:
        case FeedEncoding.OBJECT:
            return value
        case FeedEncoding.STRING:
            return json.loads(value)
        case FeedEncoding.ESCAPED:
            pattern = r"%u([0-9A-F]{4})|%([0-9A-F]{2})"
            text = re.sub(
                pattern,
                lambda code: chr(int(code[1] or code[2], 16)),
                base64.b64decode(value).decode("ascii"),
            )
            return json.loads(text.encode("utf-16", "surrogatepass").decode("utf-16"))


@pytest.mark.parametrize("encoding", FeedEncoding)
def test_a_page_lists_all_its_posts(encoding: FeedEncoding) -> None:
    blog = replace(sample_blog(), feed_encoding=encoding)
    html = build_site(blog).respond(f"{blog.root}/blog").body.decode()
    script = LexborHTMLParser(html).css_first('script[id="wix-warmup-data"]')
    assert script is not None
    [(key, value)] = json.loads(script.text())["appsWarmupData"][BLOG_APP].items()
    assert key.startswith("feed-page-TPASection_")
    feed = decoded(value, encoding)["feedResponse"]["postFeedPage"]
    assert [post["slug"] for post in feed["posts"]["posts"]] == [
        post.slug for post in blog.newest_first[: blog.page_size]
    ]
    assert feed["posts"]["pagingMetaData"]["total"] == len(blog.posts)


def test_the_escaped_form_starts_as_real_ones_do() -> None:
    assert str(encoded({"a": 1}, FeedEncoding.ESCAPED)).startswith("JTdCJTIy")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_all_encodings_say_the_same(text: str) -> None:
    for encoding in FeedEncoding:
        assert decoded(encoded({"text": text}, encoding), encoding) == {"text": text}
