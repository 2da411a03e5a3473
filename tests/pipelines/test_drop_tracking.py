from __future__ import annotations

from blogark.document import (
    Button,
    Cell,
    Gallery,
    Image,
    Link,
    LinkPreview,
    Paragraph,
    Row,
    Table,
    Text,
)
from pipelines.drop_tracking import DropTracking
from tests.pipelines.posts import post_of

TRACKED = Link(url="https://example.org/?a=1&utm_source=x", target="_blank")
CLEAN = Link(url="https://example.org/?a=1", target="_blank")
FILE = "https://static.wixstatic.com/media/a.jpg"


def test_every_kind_of_link_is_cleaned_and_counted() -> None:
    post = post_of(
        Table((Row(cells=(Cell(blocks=(Paragraph((Text("a", link=TRACKED),)),)),)),)),
        Image(FILE, caption=(Text("b", link=TRACKED),), link=TRACKED),
        Gallery((Image(FILE, link=TRACKED),)),
        Button("c", TRACKED),
        LinkPreview("d", TRACKED.url),
    )

    cleaned, count = DropTracking.clean(post)

    assert count == 6
    assert cleaned.document.blocks == (
        Table((Row(cells=(Cell(blocks=(Paragraph((Text("a", link=CLEAN),)),)),)),)),
        Image(FILE, caption=(Text("b", link=CLEAN),), link=CLEAN),
        Gallery((Image(FILE, link=CLEAN),)),
        Button("c", CLEAN),
        LinkPreview("d", CLEAN.url),
    )
