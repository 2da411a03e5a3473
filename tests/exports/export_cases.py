"""Small archives that every exporter is tried on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from blogark.archive.rows import Rendered
from blogark.archive.store import Archive
from blogark.document import (
    Audio,
    Button,
    Cell,
    Code,
    Collapsible,
    CollapsibleItem,
    Divider,
    Document,
    Embed,
    File,
    Gallery,
    Heading,
    Image,
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
from blogark.post import Author, Media, PageState, Post, Term
from blogark.render.html import to_html
from blogark.render.markdown import to_markdown
from blogark.render.text import to_text
from tests.archives import NOW, SITE, a_file, a_page, a_post

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from blogark.document import Block, Blocks

FILES: Final = "https://files.example.net"


def runs(text: str, **style: Any) -> Text:
    return Text(text, Style(**style))


def to(text: str, url: str) -> Text:
    return Text(text, link=Link(url=url))


def paragraph(*content: Text | LineBreak | str, **facts: Any) -> Paragraph:
    return Paragraph(
        tuple(Text(c) if isinstance(c, str) else c for c in content), **facts
    )


def stored(name: str, **facts: Any) -> Media:
    content = name.encode()
    return a_file(
        f"{FILES}/{name}",
        status="stored",
        fetched_url=f"{FILES}/{name}",
        path=f"media/{name}",
        sha256=sha256(content).hexdigest(),
        bytes=len(content),
        **facts,
    )


def _cell(*content: Text | str, **facts: Any) -> Cell:
    return Cell(blocks=(paragraph(*content),), **facts)


def _item(*blocks: Block) -> ListItem:
    return ListItem(blocks=blocks)


BLOCKS: Final = (
    paragraph("Plain words, with a ", runs("bold", bold=True), " one."),
    paragraph(
        runs("italic", italic=True),
        " ",
        runs("both", bold=True, italic=True),
        " ",
        runs("under", underline=True),
        runs("2", superscript=True),
        runs("3", subscript=True),
        " ",
        runs("struck", strike=True),
        " ",
        runs("a | b", code=True),
    ),
    paragraph("First line", LineBreak(), "second line"),
    Heading(2, (Text("A heading"),), anchor="heading"),
    Heading(3, (Text("One with # and | in it"),)),
    List((_item(paragraph("one")), _item(paragraph("two")))),
    List(
        (
            _item(paragraph("three"), List((_item(paragraph("inner")),))),
            _item(paragraph("four")),
        ),
        ordered=True,
        start=3,
    ),
    Quote((paragraph("Said once."), paragraph("Said twice."))),
    Code('print("{{ x }}")\n\nif a < b:\n    pass', language="python"),
    Table(
        (
            Row(cells=(_cell("Name", header=True), _cell("Dose", header=True))),
            Row(cells=(_cell("a | b"), _cell("5 mg"))),
        )
    ),
    Table(
        (Row(cells=(_cell("wide", colspan=2),)), Row(cells=(_cell("1"), _cell("2"))))
    ),
    Image(f"{FILES}/photo.jpg", alt='A "photo"', width=640, height=480),
    Image(f"{FILES}/photo.jpg", alt="Again", caption=(Text("By the sea"),)),
    Image(f"{FILES}/lost.jpg", alt="Lost"),
    Gallery((Image(f"{FILES}/a.png", alt="A"), Image(f"{FILES}/b.png", alt="B"))),
    Video(
        "https://www.youtube.com/watch?v=abcdefghijk",
        provider="youtube",
        caption=(Text("A talk"),),
    ),
    Video(f"{FILES}/film.mp4", title="Film"),
    Video(),
    Audio(f"{FILES}/song.mp3", title="Song"),
    File("Prices 2024.pdf", f"{FILES}/prices.pdf", size="1 kB"),
    Embed(url="https://player.vimeo.com/video/76979871"),
    Embed(html="<b>Kept</b><script>alert(1)</script>"),
    Button("Book now", Link(url=f"{SITE}/book")),
    Divider(),
    Collapsible(
        (CollapsibleItem(title=(Text("Why?"),), blocks=(paragraph("Because."),)),)
    ),
    LinkPreview("Another page", "https://example.org/", description="It is said."),
    Map("Clinic", address="1 Main St", latitude=33.7, longitude=-84.4),
    Poll("Tea?", (PollOption(title="Yes"), PollOption(title="No"))),
    Unknown("countdown", '{"to": 1}', text="3 days left"),
    paragraph("Back to ", to("the heading", "#heading"), "."),
)


def every_block() -> list[Post]:
    cover = stored("photo.jpg", role="cover", alt='A "photo"')
    media = (
        cover,
        stored("a.png", role="gallery"),
        stored("b.png", role="gallery"),
        stored("film.mp4", kind="video"),
        stored("song.mp3", kind="audio"),
        stored("prices.pdf", kind="file", role="attachment"),
        a_file(f"{FILES}/lost.jpg", status="failed", reason="the server answers 404"),
    )
    return [
        a_post(
            "every-block",
            title="Every kind of block",
            document=Document(BLOCKS),
            published_at=datetime(2024, 2, 17, 10, 30, tzinfo=UTC),
            updated_at=datetime(2024, 3, 1, tzinfo=UTC),
            author=Author(name="Ana Díaz", slug="ana-diaz"),
            categories=(Term(name="News", slug="news"), Term(name="R&D", slug="r-d")),
            tags=(Term(name="año", slug="año"), Term(name="a, b", slug="a-b")),
            hashtags=("calm",),
            excerpt="In short: everything.",
            cover=cover,
            language="es",
            reading_minutes=2,
            seo_title="Blocks",
            seo_description="All about blocks",
            media=media,
        )
    ]


_HOSTILE: Final = (
    'No: "yes" - it\'s 50% off, #1 & <b>bold</b> 🎉',
    "--- | {{ title }} {% raw %} {{< ref >}}",
    "12:30",
    "null",
    "import x from 'y'; export default {}",
    "Two\nlines\ttab \\ back \u202eslash\x07",
)
_TEXTS: Final = (
    *("{{ site.title }} and {% include x %} and {% endraw %}", "{{< youtube x >}}"),
    *("{{% note %}}", "import x from 'y'", "export const a = {b: 1};", "a | b"),
    *("1986. A year", "- no list", "# no heading", "<div>no tag</div>", "$$x$$ [^1]"),
    *("{: .class} {#id}", ": no definition", "*[abbr]: x", "==mark== ^up^ ~down~"),
    *("\\(math\\) `tick`", "https://example.org/a_b_c?x={y}", "~~~", "&amp; &copy;"),
)


def hostile_text() -> list[Post]:
    blocks: Blocks = (
        *(paragraph(text) for text in _TEXTS),
        paragraph(*(runs(f"{text} ", code=True) for text in _TEXTS[:4])),
        Code("\n".join(_TEXTS[:5])),
        List(tuple(_item(paragraph(text)) for text in _TEXTS)),
    )
    return [
        a_post(
            f"hostile-{number}",
            title=title,
            document=Document(blocks if number == 1 else (paragraph(title),)),
            published_at=datetime(2024, 1, number, tzinfo=UTC),
            excerpt=title,
            tags=(Term(name=title, slug=f"t{number}"),),
            author=Author(name=title, slug=f"a{number}"),
        )
        for number, title in enumerate(_HOSTILE, start=1)
    ]


def names_and_links() -> list[Post]:
    near_midnight = datetime(2024, 2, 29, 23, 30, tzinfo=UTC)
    hebrew = (
        Heading(2, (Text("כותרת"),), dir="rtl"),
        paragraph("שלום עולם: (100%)", dir="rtl"),
    )
    links = (
        f"{SITE}/post/día-de-playa",
        "http://example.com/post/d%C3%ADa-de-playa/?utm_source=x#part",
        f"{SITE}/single-post/2019/08/01/beach",
        f"{SITE}/post/שלום",
        f"{SITE}/post/gone",
        f"{SITE}/post/never-was",
        f"{SITE}/es/post/same",
        f"{SITE}/post/start#nowhere",
        f"{SITE}/post/start#here",
        "#here",
        "#nowhere",
        f"{SITE}/about",
        f"{SITE}/blog/categories/news",
        "mailto:a@example.com",
        "https://example.org/(a)_b",
    )
    start = (
        paragraph("Here.", anchor="here"),
        *(paragraph(to(f"to {url}", url)) for url in links),
    )
    days = (near_midnight + timedelta(hours=hour) for hour in range(9))
    posts = (
        a_post("start", document=Document(start), excerpt="Start"),
        a_post(
            "día-de-playa",
            document=Document((paragraph("Parte.", anchor="part"),)),
        ),
        a_post("שלום", document=Document(hebrew), language="he", title="שלום עולם"),
        a_post("same"),
        a_post("same", id="same-es", url=f"{SITE}/es/post/same", language="es"),
        a_post("con"),
        a_post("日本語 🎉", title="日本語 🎉"),
        a_post("gone"),
        a_post("x" * 120),
    )
    dated = [
        replace(post, published_at=when) for post, when in zip(posts, days, strict=True)
    ]
    return [*dated, a_post("undated", document=Document())]


CASES: Final[dict[str, Callable[[], list[Post]]]] = {
    "blocks": every_block,
    "hostile": hostile_text,
    "links": names_and_links,
}


def make_archive(case: str, folder: Path) -> Path:
    """Write the archive of *case* into *folder*, with its files."""
    return make_archive_of((case,), folder)


def make_archive_of(cases: Collection[str], folder: Path) -> Path:
    """Write one archive of all *cases* into *folder*, with its files."""
    with Archive.open(folder) as archive:
        for post in chain.from_iterable(CASES[case]() for case in cases):
            rendered = Rendered(
                html=to_html(post.document),
                markdown=to_markdown(post.document),
                text=to_text(post.document),
            )
            archive.save_post(post, rendered, seen_at=NOW)
            for media in post.media:
                if media.path:
                    path = folder / media.path
                    path.parent.mkdir(exist_ok=True)
                    path.write_bytes(media.path.removeprefix("media/").encode())
        if "links" in cases:
            _add_pages(archive)
            archive.settle_gone(seen_at=NOW)
        archive.resolve_links()
    return folder


def _add_pages(archive: Archive) -> None:
    archive.save_page(a_page(f"{SITE}/post/gone", PageState.GONE))
    archive.save_page(
        a_page(
            f"{SITE}/single-post/2019/08/01/beach",
            PageState.REDIRECTED,
            redirected_to=f"{SITE}/post/d%C3%ADa-de-playa",
        )
    )
