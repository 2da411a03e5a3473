"""The files of a post."""

from __future__ import annotations

from blogark.assets import media_of
from blogark.document import (
    Audio,
    Document,
    File,
    Gallery,
    Image,
    List,
    ListItem,
    Text,
    Video,
)
from blogark.post import Media

COVER = Media(url="https://m.example/c.jpg", kind="image", role="cover")


def test_files_are_listed_in_order_the_cover_first() -> None:
    document = Document(
        (
            Image("https://m.example/1.jpg", alt="One", caption=(Text("Cap"),)),
            Gallery(
                (Image("https://m.example/2.jpg"), Video("https://m.example/3.mp4"))
            ),
            List((ListItem(blocks=(Image("https://m.example/4.jpg"),)),)),
            Audio("https://m.example/5.mp3", title="Song"),
            File("a.pdf", url="https://m.example/6.pdf"),
        )
    )
    found = [(m.url[-5:], m.kind, m.role) for m in media_of(document, COVER)]
    assert found == [
        ("c.jpg", "image", "cover"),
        ("1.jpg", "image", "inline"),
        ("2.jpg", "image", "gallery"),
        ("3.mp4", "video", "gallery"),
        ("4.jpg", "image", "inline"),
        ("5.mp3", "audio", "attachment"),
        ("6.pdf", "file", "attachment"),
    ]


def test_alt_and_caption_go_with_the_file() -> None:
    image = Image("https://m.example/1.jpg", alt="One", caption=(Text("Cap"),))
    (media,) = media_of(Document((image,)))
    assert (media.alt, media.caption) == ("One", "Cap")


def test_a_video_file_brings_its_fallbacks_and_poster() -> None:
    video = Video(
        "https://m.example/hd", fallbacks=("https://m.example/sd",), poster="p"
    )
    file, poster = media_of(Document((video,)))
    assert file.fallbacks == ("https://m.example/sd",)
    assert (poster.url, poster.kind, poster.role) == ("p", "image", "attachment")


def test_what_plays_elsewhere_or_is_missing_is_no_file() -> None:
    document = Document(
        (
            Video("https://www.youtube.com/watch?v=x", provider="youtube", poster="p"),
            Video(),
            Audio("https://open.example/embed", html="<iframe></iframe>"),
            Audio(),
            File("a.pdf"),
        )
    )
    assert media_of(document) == ()
