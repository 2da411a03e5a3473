"""Frames that a browser has filled, in pages that SingleFile has saved."""

from __future__ import annotations

from html import escape

import pytest

from blogark.document import Audio, Block, Document, Embed, Video
from blogark.render.markdown import to_markdown
from blogark.wix.page import WixPage
from blogark.wix.saved_links import restored
from blogark.wix.viewer import read_viewer
from tests.viewer_pages import page


def saved(kind: str, hook: str, inner: str) -> Block:
    """Return the block whose frame carries the page *inner*."""
    frame = f'<iframe srcdoc="{escape(inner)}"></iframe>'
    html = f'<div id="viewer-x"><div data-hook="{hook}">{frame}</div></div>'
    body = read_viewer(restored(page((kind, html)), lambda _: None))
    assert body is not None
    assert body.findings == ()
    (block,) = body.document.blocks
    return block


def player(url: str) -> str:
    return f'<html><head><link rel="canonical" href="{url}"></head><body>Play'


def test_a_video_is_the_one_that_its_frame_names() -> None:
    video = saved(
        "video", "video-player", player("https://www.youtube.com/watch?v=abcdefghijk")
    )
    assert isinstance(video, Video)
    assert video.url == "https://www.youtube.com/watch?v=abcdefghijk"


def test_a_player_is_the_page_that_its_frame_names() -> None:
    sound = saved("audio", "audio-viewer", player("https://open.spotify.com/episode/x"))
    assert isinstance(sound, Audio)
    assert sound.url == "https://open.spotify.com/episode/x"


def test_an_html_embed_without_address_is_the_markup_in_its_frame() -> None:
    embed = saved("html", "html-component", "<p>Sign up <b>here</b></p>")
    assert isinstance(embed, Embed)
    assert (embed.html, embed.url) == ("<p>Sign up <b>here</b></p>", None)
    assert "Sign up" in to_markdown(Document((embed,)))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "/relative", ""])
def test_what_is_no_web_address_is_not_taken_for_one(url: str) -> None:
    html = f'<iframe srcdoc="{escape(player(url))}"></iframe>'
    frame = restored(WixPage(html, "https://a.example"), lambda _: None).first("iframe")
    assert frame is not None
    assert "src" not in frame.attributes
    assert "srcdoc" in frame.attributes
