"""Which links a document has, and what kind of place each leads to."""

from __future__ import annotations

import pytest

from blogark.archive.links import address_key, classify, links_of
from blogark.document import (
    Button,
    Cell,
    Collapsible,
    CollapsibleItem,
    Document,
    Embed,
    File,
    Gallery,
    Image,
    LineBreak,
    Link,
    LinkPreview,
    List,
    ListItem,
    Paragraph,
    Row,
    Style,
    Table,
    Text,
    Video,
)
from tests.archives import linked

POST = "https://www.example.com/post/one"


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://www.example.com/post/two", "post"),
        ("http://example.com/post/two?utm_source=x#part", "post"),
        ("https://www.example.com/post/d%C3%ADa/", "post"),
        ("https://www.example.com/post/2019/08/01/old", "post"),
        ("https://www.example.com/es/post/dos", "post"),
        ("https://www.example.com/pt-br/post/dois", "post"),
        ("https://www.example.com/post/one#part", "anchor"),
        ("#part", "anchor"),
        ("#", "anchor"),
        ("https://www.example.com/post/one", "post"),
        ("https://www.example.com/", "page"),
        ("https://www.example.com", "page"),
        ("https://www.example.com/post", "page"),
        ("https://www.example.com/blog/categories/news", "page"),
        ("https://www.example.com/blog/hashtags/news", "page"),
        ("https://www.example.com/_files/ugd/a1_b2.pdf", "file"),
        ("https://docs.wixstatic.com/ugd/a1_b2.PDF?dn=Price%20list.pdf", "file"),
        ("https://static.wixstatic.com/media/a1.jpg/v1/fill/w_1/a.jpg", "file"),
        ("https://example.org/post/two", "external"),
        ("https://example.org/index.html", "external"),
        ("https://www.example.com.evil.example/post/two", "external"),
        ("mailto:a@example.com", "mail"),
        ("tel:+1-555-0100", "phone"),
        ("javascript:alert(1)", "external"),
        ("http://[your name]", "external"),
        ("", "external"),
    ],
)
def test_kinds(url: str, kind: str) -> None:
    assert classify(url, POST) == kind


@pytest.mark.parametrize(
    ("post_url", "url", "kind"),
    [
        (
            "https://a.wixsite.com/site/post/x",
            "https://a.wixsite.com/site/post/y",
            "post",
        ),
        (
            "https://a.wixsite.com/site/post/x",
            "https://a.wixsite.com/site/blog",
            "page",
        ),
        ("https://a.example/news/x", "https://a.example/news/y", "post"),
        ("https://a.example/news/x", "https://a.example/news/page/2", "page"),
        ("https://a.example/es/post/x", "https://a.example/post/y", "post"),
        ("https://a.example/post/2019/08/01/x", "https://a.example/post/y", "post"),
        ("https://a.example/x", "https://a.example/y", "page"),
    ],
)
def test_posts_lie_where_the_post_itself_does(
    post_url: str, url: str, kind: str
) -> None:
    assert classify(url, post_url) == kind


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/post/día",
        "https://WWW.example.com/post/d%C3%ADa/",
        "https://www.example.com/post/di%CC%81a?utm_source=x#part",
    ],
)
def test_ways_to_write_one_address_have_one_key(url: str) -> None:
    assert address_key(url) == "example.com/post/día"


def test_languages_of_one_path_have_keys_of_their_own() -> None:
    assert address_key(f"{POST}?lang=es&a=1") != address_key(f"{POST}?lang=en")


def test_runs_with_one_address_are_one_link() -> None:
    bold = Text("half", Style(bold=True), Link(url="a"))
    content = (linked("one ", "a"), bold, Text(" "), linked("again", "a"))
    found = links_of(Document((Paragraph((*content, linked("next", "b"))),)))
    assert [(link.text, link.url) for link in found] == [
        ("one half", "a"),
        ("again", "a"),
        ("next", "b"),
    ]


def test_a_line_break_ends_a_link() -> None:
    content = (linked("a", "x"), LineBreak(), linked("b", "x"))
    found = links_of(Document((Paragraph(content),)))
    assert [link.text for link in found] == ["a", "b"]


def test_links_of_every_block_come_in_reading_order() -> None:
    def words(number: int) -> Paragraph:
        return Paragraph((linked("", f"{number}"),))

    blocks = (
        words(1),
        List((ListItem(blocks=(words(2), List((ListItem(blocks=(words(3),)),)))),)),
        Table((Row(cells=(Cell(blocks=(words(4),)), Cell(blocks=(words(5),)))),)),
        Image("no link", link=Link(url="6"), caption=(linked("", "7"),)),
        Gallery((Image("no link", link=Link(url="8")), Video("no link"))),
        Collapsible((CollapsibleItem(title=(linked("", "9"),), blocks=(words(10),)),)),
        Button("", link=Link(url="11")),
        LinkPreview("", url="12"),
        File("", url="13"),
        Embed(url="no link"),
    )
    found = [link.url for link in links_of(Document(blocks))]
    assert found == [str(number) for number in range(1, 14)]
