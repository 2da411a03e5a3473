"""Every address goes through the function for its kind, and nothing else changes."""

from __future__ import annotations

import re
from typing import NoReturn

import pytest
from hypothesis import given, settings

from blogark.document import (
    Audio,
    Block,
    Button,
    Cell,
    Document,
    Embed,
    File,
    Gallery,
    Image,
    Link,
    LinkPreview,
    List,
    ListItem,
    Paragraph,
    Poll,
    PollOption,
    Row,
    Table,
    Text,
    Video,
    encode,
)
from blogark.rewrite import rewrite
from tests.documents import documents

MEDIA = "https://media.example/"
LINK = Link(url="https://link.example/", rel=("nofollow",))
IMAGE = Image(
    f"{MEDIA}a.jpg", caption=(Text("a", link=LINK),), link=LINK, name="not-a-url.jpg"
)


def every_address() -> tuple[Block, ...]:
    return (
        Paragraph((Text("a", link=LINK), Text("b"))),
        IMAGE,
        Gallery((IMAGE, Video(f"{MEDIA}b.mp4", poster=f"{MEDIA}b.jpg"))),
        Video(f"{MEDIA}c.mp4", fallbacks=(f"{MEDIA}c2.mp4",), poster=f"{MEDIA}c.jpg"),
        Video(LINK.url, provider="youtube"),
        Audio(f"{MEDIA}d.mp3"),
        File("e.pdf", f"{MEDIA}e.pdf"),
        Embed(url=LINK.url),
        Button("f", LINK),
        LinkPreview("g", LINK.url, thumbnail=f"{MEDIA}g.jpg"),
        Poll("h", (PollOption(title="i", image=IMAGE),), image=IMAGE),
        List((ListItem(blocks=(IMAGE,)),)),
        Table((Row(cells=(Cell(blocks=(Button("j", LINK),)),)),)),
    )


def test_media_and_links_are_told_apart_and_none_is_left_out() -> None:
    old = Document(every_address())
    new = rewrite(old, media=lambda _: "media/x", link=lambda _: "../y")
    expected = encode(old).replace(LINK.url, "../y")
    assert encode(new) == re.sub(f"{MEDIA}[a-z0-9.]+", "media/x", expected)


def test_what_has_no_address_gets_none() -> None:
    blocks = (Video(), Audio(), File("a"), Embed(), Button("a"), LinkPreview("a"))

    def refuse(url: str) -> NoReturn:
        pytest.fail(f"there is no address, but {url!r}")

    document = Document(blocks)
    assert rewrite(document, media=refuse, link=refuse) == document


@settings(max_examples=50)
@given(documents)
def test_to_change_nothing_is_to_change_nothing(document: Document) -> None:
    assert rewrite(document, media=str, link=str) == document
