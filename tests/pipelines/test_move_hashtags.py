from __future__ import annotations

import pytest

from blogark.document import Heading, Inlines, Link, Paragraph, Quote, Text
from pipelines.move_hashtags import hashtags, is_hashtag_line, move_hashtags
from tests.pipelines.posts import BR, LINK, post_of

TAG = Link(url="https://example.org/blog/hashtags/one", kind="hashtag")
TO_HERE = Text("up", link=Link(url="#here", kind="anchor"))


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#one and #Two_3, (#three).", ["one", "Two_3", "three"]),
        ("#příběh #हिन्दी #日本", ["příběh", "हिन्दी", "日本"]),
        ("\uff03全角", ["全角"]),
        ("we are #1, C# and item#4", []),
        ("https://example.org/#part &#39; # alone ##twice", []),
    ],
)
def test_hashtags_are_found_in_text(text: str, tags: list[str]) -> None:
    assert hashtags(text) == tags


@pytest.mark.parametrize(
    ("content", "is_line"),
    [
        ((Text("#one #two"),), True),
        ((Text("#one, "), BR, Text("#two", link=TAG)), True),
        ((Text("#one two"),), False),
        ((Text("#one #2"),), False),
        ((Text("#one", link=LINK),), False),
        ((Text(" "),), False),
        ((), False),
    ],
)
def test_a_line_of_hashtags_holds_nothing_else(
    content: Inlines, *, is_line: bool
) -> None:
    assert is_hashtag_line(content) is is_line


def test_hashtags_keep_their_order_and_are_listed_once() -> None:
    post = post_of(
        Paragraph((Text("A #second thing"),)),
        Paragraph((Text("#First #third #SECOND"),)),
        hashtags=("first",),
    )

    cleaned, count = move_hashtags(post)

    assert cleaned.hashtags == ("First", "second", "third")
    assert cleaned.document.blocks == post.document.blocks[:1]
    assert count == 4  # one line, two hashtags that were not listed, one not so spelled


def test_a_hashtag_is_spelled_as_readers_see_it() -> None:
    """Wix lists hashtags in small letters: `#GlowBar` is `glowbar` in its data."""
    post = post_of(Paragraph((Text("#OpenDay #DIY"),)), hashtags=("diy", "openday"))

    cleaned, _ = move_hashtags(post)

    assert cleaned.hashtags == ("DIY", "OpenDay")
    assert move_hashtags(cleaned) == (cleaned, 0)


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(Heading(2, (Text("#one"),)), id="heading"),
        pytest.param(Quote((Paragraph((Text("#one"),)),)), id="inside a quote"),
        pytest.param(Paragraph((Text("#one"),), anchor="here"), id="a link's goal"),
        pytest.param(Paragraph((Text("#one", link=LINK),)), id="linked elsewhere"),
    ],
)
def test_hashtags_that_are_content_stay_and_are_listed(
    block: Heading | Quote | Paragraph,
) -> None:
    post = post_of(block, Paragraph((TO_HERE,)))

    cleaned, count = move_hashtags(post)

    assert cleaned.document == post.document
    assert (cleaned.hashtags, count) == (("one",), 1)
