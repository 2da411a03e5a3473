"""Recorded pages whose markup is changed without changing what readers see."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest

from benchmarks.corpus import recorded_posts
from blogark.wix.page import WixPage
from blogark.wix.post_page import read_post

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.corpus import RecordedPost

_ATTRIBUTE = r"""[\w:@.-]+(?:=(?:"[^"]*"|'[^']*'))?"""
_TAG = re.compile(rf"<([a-zA-Z][\w-]*)((?:\s+{_ATTRIBUTE})+)\s*(/?)>")
_NO_MARKUP = re.compile(
    r"(<script\b.*?</script>|<style\b.*?</style>|<!--.*?-->)", re.DOTALL
)
_JSON_LD = re.compile(r"<script[^>]*ld\+json.*?</script>", re.DOTALL)
_CARD = '<div data-hook="post-description"><p>Of another post</p></div>'


@pytest.fixture(scope="module")
def recorded(shared: Path) -> list[RecordedPost]:
    """The first two posts of each site."""
    found: dict[str, list[RecordedPost]] = {}
    for post in recorded_posts(shared / "corpus" / "wix-sites.tar.xz"):
        found.setdefault(post.url.split("/")[2], []).append(post)
    return [post for posts in found.values() for post in posts[:2]]


def in_another_order(html: str) -> str:
    """Return *html* with the attributes of every tag shuffled."""
    order = random.Random(1)  # noqa: S311  no secret

    def shuffled(tag: re.Match[str]) -> str:
        attributes = re.findall(_ATTRIBUTE, tag[2])
        order.shuffle(attributes)
        return f"<{tag[1]} {' '.join(attributes)}{' /' * bool(tag[3])}>"

    pieces = _NO_MARKUP.split(html)
    pieces[::2] = [_TAG.sub(shuffled, piece) for piece in pieces[::2]]
    return "".join(pieces)


def without_hooks_of_the_article(html: str) -> str:
    for hook in ("post", "post-page", "post-title"):
        html = html.replace(f'data-hook="{hook}"', "")
    return html


def with_more_descriptions(html: str) -> str:
    """Return *html* with the hook of the body before, around and after the article."""
    before = html.replace("<main", f"{_CARD}<main", 1)
    first = before.replace("<article", f"{_CARD}<article", 1)
    return first.replace("</main>", f"{_CARD}</main>", 1)


def in_single_quotes(html: str) -> str:
    return re.sub(r"""(data-hook|data-id|id|content)="([^"']*)\"""", r"\1='\2'", html)


@pytest.mark.parametrize(
    "change",
    [
        in_another_order,
        without_hooks_of_the_article,
        with_more_descriptions,
        in_single_quotes,
    ],
)
def test_a_post_is_read_the_same(
    recorded: list[RecordedPost], change: Callable[[str], str]
) -> None:
    assert len(recorded) >= 20
    for post in recorded:
        html = change(post.html)
        assert html != post.html
        before = read_post(WixPage(post.html, post.url))
        after = read_post(WixPage(html, post.url))
        for field in before.__dataclass_fields__:
            if field not in {"findings", "provenance"}:
                assert getattr(after, field) == getattr(before, field), (
                    post.url,
                    field,
                )


def test_json_ld_that_is_not_there_costs_no_field_that_readers_see(
    recorded: list[RecordedPost],
) -> None:
    for post in recorded:
        html = _JSON_LD.sub("", post.html)
        before = read_post(WixPage(post.html, post.url))
        after = read_post(WixPage(html, post.url))
        assert after.document == before.document
        assert (after.title, after.published_at) == (before.title, before.published_at)
        assert after.author is not None or before.author is None
        assert (after.categories, after.tags) == (before.categories, before.tags)
