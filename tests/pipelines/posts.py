"""Small posts for tests of the cleaning passes, by hand and by hypothesis."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from blogark.document import (
    Block,
    Button,
    Cell,
    Collapsible,
    CollapsibleItem,
    Document,
    Gallery,
    Heading,
    Image,
    Inlines,
    LineBreak,
    Link,
    List,
    ListItem,
    Paragraph,
    Quote,
    Row,
    Style,
    Table,
    Text,
)
from blogark.post import Post
from blogark.walking import inlines, walk
from pipelines.strip_characters import strip_characters

BOLD = Style(bold=True)
ITALIC = Style(italic=True)
CODE = Style(code=True)
LINK = Link(url="https://example.org/")
BR = LineBreak()


def post_of(*blocks: Block, title: str = "", hashtags: tuple[str, ...] = ()) -> Post:
    return Post(
        id="1",
        url="https://example.org/post/one",
        slug="one",
        title=title,
        document=Document(blocks),
        body_source="test",
        hashtags=hashtags,
    )


def text_of(content: Inlines) -> str:
    """Return the characters of *content*, runs parted by ``|``, breaks as ``/``."""
    return "|".join("/" if isinstance(i, LineBreak) else i.text for i in content)


def words_of(post: Post) -> list[str]:
    """Return the words of the body in reading order, invisible characters apart."""
    lines = (_visible(c) for b in walk(post.document.blocks) for c in inlines(b))
    return [word for line in lines for word in line.split()]


def _visible(content: Inlines) -> str:
    return "".join(
        "\n" if isinstance(i, LineBreak) else strip_characters(i.text)[0]
        for i in content
    )


# What the passes look at, and a few characters that they must not.
_alphabet = st.sampled_from(
    "aBc1é字ك\u0e01#:«.' \t\n\xa0\u202f\u3000\u200b\u200d\u200c\u00ad\u200e\ufeff😀"
)
_strings = st.text(_alphabet, max_size=8) | st.sampled_from(
    ["Title", "title ", "#tag", "#one #two", "  ", "   ", " a ", "\xa0", "\u200b"]
)
_styles = st.sampled_from([Style(), BOLD, ITALIC, CODE, Style(color="red", bold=True)])
_links = st.sampled_from(
    [
        LINK,
        Link(url="https://example.org/?utm_source=a"),
        Link(url="#here", kind="anchor"),
        Link(url="https://example.org/blog/hashtags/tag", kind="hashtag"),
    ]
)
_texts = st.builds(Text, _strings, _styles, st.none() | _links)
_inlines: st.SearchStrategy[Inlines] = st.lists(
    st.one_of(_texts, _texts, st.just(BR)), max_size=5
).map(tuple)
_anchors = st.sampled_from([None, "here", "there"])
_images = st.builds(
    Image,
    st.just("https://static.wixstatic.com/media/a.jpg"),
    alt=_strings,
    caption=_inlines,
    link=st.none() | _links,
)
_leaves: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, _inlines, _anchors),
    st.builds(Heading, st.integers(1, 6), _inlines, _anchors),
    _images,
    st.builds(Gallery, st.lists(_images, max_size=2).map(tuple)),
    st.builds(Button, _strings, st.none() | _links),
)


def _containers(blocks: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    sequence = st.lists(blocks, max_size=3).map(tuple)
    items = st.builds(ListItem, blocks=sequence)
    cells = st.builds(Cell, blocks=sequence)
    rows = st.builds(Row, cells=st.lists(cells, min_size=1, max_size=2).map(tuple))
    folds = st.builds(CollapsibleItem, title=_inlines, blocks=sequence)
    return st.one_of(
        st.builds(List, st.lists(items, min_size=1, max_size=3).map(tuple)),
        st.builds(Quote, sequence),
        st.builds(Table, st.lists(rows, min_size=1, max_size=2).map(tuple)),
        st.builds(Collapsible, st.lists(folds, min_size=1, max_size=2).map(tuple)),
    )


_blocks = st.recursive(_leaves, _containers, max_leaves=6)
posts = st.builds(
    lambda blocks, title, excerpt: replace(
        post_of(*blocks, title=title), excerpt=excerpt
    ),
    st.lists(_blocks, max_size=6),
    _strings,
    _strings,
)
