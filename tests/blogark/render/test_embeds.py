"""Foreign markup: nothing of it runs or loads, and nothing that shows is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogark.document import Audio, Document, Embed
from blogark.render.embeds import embedded
from blogark.render.html import to_html
from blogark.render.markdown import to_markdown
from blogark.render.text import to_text


@pytest.mark.parametrize(
    ("source", "page"),
    [
        (
            "https://www.youtube-nocookie.com/embed/AbCdEf12345?rel=0",
            "https://www.youtube.com/watch?v=AbCdEf12345",
        ),
        ("//player.vimeo.com/video/12345", "https://vimeo.com/12345"),
        (
            "https://open.spotify.com/embed/episode/4rOoJ6Egrf8K2IrywzwOMk",
            "https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk",
        ),
        (
            "https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/a/b&color=x",
            "https://soundcloud.com/a/b",
        ),
        (
            "https://www.google.com/maps/embed?pb=!1m18",
            "https://www.google.com/maps/embed?pb=!1m18",
        ),
        ("https://forms.example/f/1", "https://forms.example/f/1"),
    ],
)
def test_a_frame_becomes_a_link_to_the_page_that_plays_the_same(
    source: str, page: str
) -> None:
    markup = f'<iframe src="{source}" width="560"></iframe>'
    assert embedded(markup).links == (page,)
    assert to_markdown(Document((Embed(html=markup),))) == f"<{page}>\n"


def test_a_tweet_keeps_its_words_and_its_link() -> None:
    tweet = (
        '<blockquote class="twitter-tweet"><p lang="en">Hello &amp; bye</p>&mdash; Ann '
        '<a href="https://twitter.com/a/status/1">May 1</a></blockquote>'
        '<script async src="https://platform.twitter.com/widgets.js"></script>'
    )
    document = Document((Embed(html=tweet),))
    assert to_html(document) == (
        '<div><blockquote><p lang="en">Hello &amp; bye</p>— Ann '
        '<a href="https://twitter.com/a/status/1">May 1</a></blockquote></div>'
    )
    assert to_text(document) == "Hello & bye — Ann May 1"


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)">',
        '<a href="javascript:alert(1)">x</a>',
        '<iframe src="javascript:alert(1)"></iframe>',
        '<iframe src="data:text/html,x"></iframe>',
        '<svg onload="alert(1)"><style>*{}</style></svg>',
        '<form action="https://evil.example"><input name="card"></form>',
        '<object data="javascript:alert(1)"></object>',
        "<style>body{display:none}</style>",
    ],
)
def test_nothing_of_it_can_run(markup: str) -> None:
    html = to_html(Document((Embed(html=markup),))).lower()
    for harm in ("<script", "javascript:", "onerror", "onload", "<form", "<style"):
        assert harm not in html


def test_markup_that_shows_nothing_leaves_a_placeholder() -> None:
    document = Document((Embed(html="<script>x</script>", anchor="viewer-a"),))
    assert to_html(document) == "<p>[Embed: viewer-a]</p>"


def test_a_player_of_another_site_is_a_link() -> None:
    audio = Audio(
        html='<iframe src="https://open.spotify.com/embed/track/1a"></iframe>'
    )
    assert to_markdown(Document((audio,))) == "<https://open.spotify.com/track/1a>\n"


def test_the_address_of_a_frame_is_that_of_its_page_too() -> None:
    frame = Embed(url="https://www.youtube.com/embed/AbCdEf12345")
    audio = Audio(
        "https://open.spotify.com/embed/track/1a",
        html="<iframe></iframe>",
        title="Song",
    )
    assert to_markdown(Document((frame, audio))) == (
        "<https://www.youtube.com/watch?v=AbCdEf12345>\n\n"
        "[Song](https://open.spotify.com/track/1a)\n"
    )


def test_lines_and_blank_lines_do_not_end_the_markup_in_markdown() -> None:
    markup = "<p>one</p>\n\n<p>two\n\n# three</p>"
    document = Document((Embed(html=markup),))
    assert to_markdown(document) == "<div><p>one</p> <p>two # three</p></div>\n"


@given(st.text(alphabet="<>/ab \"'=&;\n!-", max_size=60))
def test_any_markup_can_be_written(markup: str) -> None:
    found = embedded(markup)
    assert "\n" not in found.html
    assert "<script" not in found.html
