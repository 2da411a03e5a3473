from __future__ import annotations

from blogark.document import (
    Cell,
    Document,
    Embed,
    Image,
    LineBreak,
    Link,
    Paragraph,
    Row,
    Style,
    Table,
    Text,
    Video,
)
from blogark.render.text import inline_text, to_text


def test_a_row_is_a_line_with_tabs() -> None:
    cells = tuple(
        Cell(blocks=tuple(Paragraph((Text(word),)) for word in words))
        for words in ("ab", "c", "")
    )
    assert to_text(Document((Table((Row(cells=cells),)),))) == "a b\tc"


def test_a_line_of_a_block_is_a_line() -> None:
    verses = Paragraph((Text("one"), LineBreak(), Text("two", Style(bold=True))))
    cell = Cell(blocks=(verses,))
    document = Document((verses, Table((Row(cells=(cell, cell)),))))

    assert to_text(document) == "one\ntwo\none two\tone two"


def test_captions_are_read_and_alternative_texts_and_placeholders_are_not() -> None:
    image = Image("https://a.example/b.jpg", alt="alt", caption=(Text("caption"),))
    assert to_text(Document((image, Video(), Embed(html="<b>")))) == "caption"


def test_inline_text_is_one_line_without_styles() -> None:
    content = (
        Text(" a\n", Style(bold=True)),
        LineBreak(),
        Text("b", link=Link(url="https://a.example/")),
        Text("c  d\xa0"),
    )
    assert inline_text(content) == "a bc d\xa0"
