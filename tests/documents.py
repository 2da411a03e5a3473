"""Documents for hypothesis to draw: everything the tree can hold, at its nastiest."""

from __future__ import annotations

from hypothesis import strategies as st

from blogark.document import (
    Audio,
    Block,
    Button,
    Cell,
    Code,
    Collapsible,
    CollapsibleItem,
    Direction,
    Divider,
    Document,
    Embed,
    File,
    Gallery,
    Heading,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    LinkPreview,
    List,
    ListItem,
    Map,
    Paragraph,
    Poll,
    PollOption,
    Quote,
    Row,
    Style,
    Table,
    Text,
    Unknown,
    Video,
)

# Each has been, or could be, read as markup by a Markdown parser.
NASTY = (
    *("# a", "#", "####### a", "a #", "- a", "-", "+ a", "* a", "1. a", "1) a", "12."),
    *("> a", "===", "=", "---", "- - -", "***", "* * *", "___", "--", "```", "~~~"),
    *("`", "``", "`a`", "*a*", "**", "_a_", "__a__", "a_b", "a_b_", "_", "~~a~~", "~"),
    *("[a](b)", "[a]", "[a]: /b", "[ ] a", "[x] a", "![a](b)", "!", "[", "]", "]("),
    *("<b>", "</p>", "<!-- a", "<?a", "<", "< a", "<https://a.example>", "a <- b"),
    *("&amp;", "&nbsp;", "&#35;", "&", "&copy", "\\", "\\*", "\\\\", "a\\"),
    *("|", "a | b", "| a |", "|---|", ":--", "--- | ---", "\\|", "    a", "\ta", "a  "),
    *("\n", "\r\n", "\r", "a\nb", "\n\n", "\x0b", "\x0c", "\x1f", "\x85", "\x00"),
    *("\u2028", "\u2029", "\xa0", "\xa0a", "a\xa0", "\u3000", "\u200b", "\ufeff"),
    *("中文", "\uff08注\uff09", "日本語。", "한국어", "שלום", "العربية", "🎉", "é"),
    *("e\u0301", "\xad", "€", "“a”", "…", "a", "b c", "5", "2024", ".", ",", ":"),
    *("(", ")", "'", '"', " ", "  ", "javascript:a"),
)  # fmt: skip

URLS = (
    *("https://a.example/b", "https://a.example/b(c)", "https://a.example/b)", "#here"),
    *("https://a.example/?q=a b&c=d", "https://a.example/?a=1&copy;=2", "mailto:a@b.c"),
    *("https://a.example/é", "https://a.example/a|b", "https://a.example/%C3%A9", "/b"),
    *("https://a.example/<b>", 'https://a.example/"b"', "https://a.example/a\\*b*_c_"),
    *("javascript:alert(1)", " JavaScript:a", "data:text/html,a", "java\nscript:a", ""),
    *("https://xn--mnchen-3ya.example/", "https://MÜNCHEN.example/", "tel:+1 555"),
    *("https://a.example/`a`", "https://a.example/((((((a))))))", "https://a.example/a\n"),
)  # fmt: skip


# What a document is made of is sampled, not built: hypothesis is 10 times slower with
# a draw for every field. Functions, because it prints a strategy with all its parts.
@st.composite
def _texts(draw: st.DrawFn) -> str:
    parts = st.lists(st.sampled_from(NASTY), max_size=4).map("".join)
    return draw(parts | parts | st.text(st.characters(codec="utf-8"), max_size=4))


@st.composite
def _urls(draw: st.DrawFn) -> str:
    return draw(st.sampled_from(URLS))


@st.composite
def _styles(draw: st.DrawFn) -> Style:
    return draw(st.sampled_from(STYLES))


@st.composite
def _links(draw: st.DrawFn) -> Link:
    return draw(st.sampled_from(LINKS))


STYLES = (
    *(Style(), Style(bold=True), Style(italic=True), Style(bold=True, italic=True)),
    *(Style(underline=True), Style(strike=True), Style(bold=True, underline=True)),
    *(Style(superscript=True), Style(subscript=True), Style(code=True)),
    *(Style(italic=True, strike=True), Style(code=True, bold=True, italic=True)),
    *(Style(color="rgb(0, 0, 0)"), Style(background="#ff0", bold=True), Style()),
    Style(bold=True, italic=True, underline=True, strike=True, spoiler=True),
)
LINKS = (
    *(Link(url=url) for url in URLS),
    *(Link(url="#here", kind="anchor"),) * 8,
    *(Link(url="https://a.example/", target="_blank", rel=("nofollow", "ugc")),) * 8,
)

texts = _texts()
urls = _urls()
styles = _styles()
links = _links()
anchors = st.sampled_from((None, None, "here", 'the "other" <one>'))
directions: st.SearchStrategy[Direction] = st.sampled_from(("ltr", "ltr", "rtl"))
switches = st.booleans()

runs = (
    st.builds(Text, texts)
    | st.builds(Text, texts, styles)
    | st.builds(Text, texts, styles, links)
    | urls.map(lambda url: Text(url, link=Link(url=url)))
)
breaks = st.builds(LineBreak)
some_inlines: st.SearchStrategy[Inline] = st.one_of(runs, runs, breaks, breaks)
inlines: st.SearchStrategy[Inlines] = st.lists(some_inlines, max_size=5).map(tuple)

images = st.builds(
    Image,
    urls,
    alt=texts,
    caption=st.just(()) | inlines,
    link=st.none() | links,
    width=st.none() | st.just(640),
    anchor=anchors,
)
videos = st.builds(
    Video,
    url=st.none() | urls,
    provider=st.none() | st.just("youtube"),
    poster=st.none() | urls,
    title=texts,
    caption=st.just(()) | inlines,
    anchor=anchors,
)
paragraphs = st.builds(Paragraph, inlines, anchor=anchors, dir=directions)
leaves: st.SearchStrategy[Block] = st.one_of(
    paragraphs,
    paragraphs,
    paragraphs,
    st.builds(Heading, st.integers(0, 7), inlines, anchor=anchors, dir=directions),
    st.builds(
        Code,
        st.lists(texts, max_size=4).map("\n".join),
        st.none() | st.sampled_from(("python", "c++", "a `b`", "")),
        anchor=anchors,
    ),
    images,
    videos,
    st.builds(
        Gallery, st.lists(images | videos, max_size=3).map(tuple), anchor=anchors
    ),
    st.builds(
        Audio, url=st.none() | urls, title=texts, author=texts, html=st.none() | texts
    ),
    st.builds(File, texts, st.none() | urls, size=texts, anchor=anchors),
    st.builds(Embed, html=st.none() | texts, url=st.none() | urls, anchor=anchors),
    st.builds(Button, texts, st.none() | links, anchor=anchors),
    st.builds(Divider, anchor=anchors),
    st.builds(
        LinkPreview,
        texts,
        st.none() | urls,
        description=texts,
        html=st.none() | texts,
        anchor=anchors,
    ),
    st.builds(
        Map,
        texts,
        address=texts,
        latitude=st.none() | st.just(-33.86),
        longitude=st.just(151.21),
        anchor=anchors,
    ),
    st.builds(
        Poll,
        texts,
        st.lists(
            st.builds(PollOption, title=texts, image=st.none() | images), max_size=2
        ).map(tuple),
        image=st.none() | images,
        anchor=anchors,
    ),
    st.builds(Unknown, texts, raw=texts, text=texts, anchor=anchors),
)


def _containers(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    blocks = st.lists(inner, max_size=3).map(tuple)
    one = st.lists(inner, min_size=1, max_size=1).map(tuple)
    items = st.lists(st.builds(ListItem, blocks=blocks | one), max_size=3).map(tuple)
    spans = st.sampled_from((1, 1, 1, 1, 1, 1, 2))
    spanned = st.builds(
        Cell, blocks=blocks, header=switches, colspan=spans, rowspan=spans
    )
    lines = st.builds(Cell, blocks=paragraphs.map(lambda block: (block,)))
    heads = st.builds(
        Cell, blocks=paragraphs.map(lambda block: (block,)), header=st.just(value=True)
    )
    simple = st.tuples(
        st.lists(heads, max_size=3), st.lists(st.lists(lines, max_size=3), max_size=3)
    ).map(lambda drawn: [drawn[0], *drawn[1]])
    rows = (simple | st.lists(st.lists(spanned, max_size=3), max_size=3)).map(
        lambda table: tuple(Row(cells=tuple(cells)) for cells in table)
    )
    answers = st.builds(CollapsibleItem, title=inlines, blocks=blocks)
    return st.one_of(
        st.builds(
            List,
            items,
            ordered=switches,
            start=st.sampled_from((1, 1, 1, 0, 7, 10, -1, 10**9)),
            anchor=anchors,
            dir=directions,
        ),
        st.builds(Quote, blocks, anchor=anchors, dir=directions),
        st.builds(Table, rows, anchor=anchors, dir=directions),
        st.builds(
            Collapsible,
            st.lists(answers, max_size=2).map(tuple),
            anchor=anchors,
            dir=directions,
        ),
    )


blocks: st.SearchStrategy[Block] = st.recursive(leaves, _containers, max_leaves=8)
lists: st.SearchStrategy[Block] = st.recursive(
    paragraphs,
    lambda inner: st.builds(
        List,
        st.lists(
            st.builds(ListItem, blocks=st.lists(inner, max_size=3).map(tuple)),
            max_size=3,
        ).map(tuple),
        ordered=switches,
        start=st.sampled_from((1, 1, 3)),
    ),
    max_leaves=10,
)
documents = st.lists(blocks | lists, max_size=4).map(
    lambda drawn: Document(tuple(drawn))
)
