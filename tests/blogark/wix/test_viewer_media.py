"""Galleries, videos and embeds as the viewer renders them, and what is left of them."""

from __future__ import annotations

import pytest

from blogark.document import (
    Audio,
    Block,
    Embed,
    Gallery,
    Video,
)
from tests.viewer_pages import (
    MEDIA,
    VIDEO,
    codes,
    gallery_item,
    only,
    read,
)


def test_a_gallery_gives_each_item_once_and_says_that_there_may_be_more() -> None:
    items = gallery_item(1) + gallery_item(2) + gallery_item(1)
    body = read(
        (
            "gallery",
            f'<div id="viewer-g"><div data-hook="gallery-viewer">{items}</div></div>',
        )
    )
    (block,) = body.document.blocks
    assert isinstance(block, Gallery)
    urls = [item.url for item in block.items]
    assert urls == [f"{MEDIA}/0a1b2c_{n:032x}~mv2.jpg" for n in (1, 2)]
    assert codes(body) == ["gallery-incomplete"]


def test_large_pictures_of_a_gallery_have_the_size_that_their_id_says() -> None:
    large = gallery_item(1).replace("~mv2.", "~mv2_d_4000_3000_s_4_2.")
    html = f'<div id="viewer-g"><div data-hook="gallery-viewer">{large}</div></div>'
    block = only("gallery", html)
    assert isinstance(block, Gallery)
    (item,) = block.items
    assert (item.width, item.height) == (4000, 3000)


def player(poster: str) -> str:
    return (
        '<div id="viewer-v"><figure data-hook="figure-VIDEO"><div '
        'data-hook="video-player"><button aria-label="Play video" '
        f'style="width:100%;background-image:url({poster});border:none"></button>'
        "</div></figure></div>"
    )


@pytest.mark.parametrize(
    ("html", "url", "provider"),
    [
        (
            player("https://i.ytimg.com/vi/AbCdEf12345/maxresdefault.jpg"),
            "https://www.youtube.com/watch?v=AbCdEf12345",
            "youtube",
        ),
        (
            player(f"{MEDIA}/{VIDEO}f000.jpg"),
            f"https://video.wixstatic.com/video/{VIDEO}/1080p/mp4/file.mp4",
            None,
        ),
        (
            (
                '<div id="viewer-v"><div data-hook="reactPlayerWrapper"><video '
                f'src="https://video.wixstatic.com/video/{VIDEO}/720p/mp4/file.mp4">'
                "</video></div></div>"
            ),
            f"https://video.wixstatic.com/video/{VIDEO}/720p/mp4/file.mp4",
            None,
        ),
        (
            (
                '<div id="viewer-v"><div data-hook="video-player"><iframe '
                'src="https://player.vimeo.com/video/12345"></iframe></div></div>'
            ),
            "https://vimeo.com/12345",
            "vimeo",
        ),
    ],
)
def test_a_video_is_found_by_what_the_page_still_has(
    html: str, url: str, provider: str | None
) -> None:
    body = read(("video", html))
    (block,) = body.document.blocks
    assert isinstance(block, Video)
    assert (block.url, block.provider, block.anchor) == (url, provider, "viewer-v")
    assert codes(body) == []


@pytest.mark.parametrize(
    ("kind", "html", "expected", "words"),
    [
        (
            "video",
            '<div id="viewer-x"><figure data-hook="figure-VIDEO"></figure></div>',
            Video(anchor="viewer-x"),
            "video viewer-x",
        ),
        (
            "video",
            player("https://i.vimeocdn.com/video/99_295x166").replace("-v", "-x"),
            Video(
                provider="vimeo",
                poster="https://i.vimeocdn.com/video/99_295x166",
                anchor="viewer-x",
            ),
            "video viewer-x",
        ),
        (
            "html",
            (
                '<div id="viewer-x"><div style="width:200;height:60px" '
                'data-hook="html-component"></div></div>'
            ),
            Embed(width="200", height="60px", anchor="viewer-x"),
            "HTML embed viewer-x",
        ),
        (
            "audio",
            (
                '<div id="viewer-x"><div data-hook="audio-viewer"><div '
                'data-hook="html-component"></div></div></div>'
            ),
            Audio(anchor="viewer-x"),
            "audio viewer-x",
        ),
        (
            "gallery",
            '<div id="viewer-x"><div data-hook="galleryViewer"></div></div>',
            Gallery(complete=False, anchor="viewer-x"),
            "gallery viewer-x",
        ),
    ],
)
def test_what_the_page_leaves_empty_is_a_finding_that_names_the_block(
    kind: str, html: str, expected: Block, words: str
) -> None:
    body = read((kind, html))
    assert body.document.blocks == (expected,)
    (finding,) = body.findings
    assert finding.code == "block-empty"
    assert words in finding.message


def test_an_embed_that_the_page_still_has_is_kept_as_it_is() -> None:
    frame = '<iframe src="https://www.example.org/map"></iframe>'
    html = f'<div id="viewer-x"><div data-hook="html-component">{frame}</div></div>'
    block = only("html", html)
    assert block == Embed(
        html=frame, url="https://www.example.org/map", anchor="viewer-x"
    )


@pytest.mark.parametrize(
    ("kind", "html"),
    [
        (
            "button",
            '<div id="viewer-x"><a data-hook="buttonViewer"><div>Go</div></a></div>',
        ),
        (
            "file-upload",
            (
                '<div id="viewer-x"><div data-hook="fileUploadViewer"><div>Form</div>'
                '<div>.pdf</div><a href="#0" style="display:none"></a></div></div>'
            ),
        ),
    ],
)
def test_a_missing_address_is_a_finding(kind: str, html: str) -> None:
    assert codes(read((kind, html))) == ["link-missing"]
