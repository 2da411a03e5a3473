"""What walking over a document sees, and what a change of it leaves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings

from blogark.document import (
    Blocks,
    Cell,
    Collapsible,
    CollapsibleItem,
    Divider,
    Document,
    Gallery,
    Heading,
    Image,
    Inlines,
    List,
    ListItem,
    Paragraph,
    Poll,
    PollOption,
    Quote,
    Row,
    Table,
    Text,
)
from blogark.walking import inlines, map_blocks, map_inlines, walk
from tests.documents import documents

if TYPE_CHECKING:
    from collections.abc import Iterator


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def image(name: str) -> Image:
    return Image(f"{name}.jpg", caption=(Text(name),))


NESTED = (
    paragraph("1"),
    List(
        (
            ListItem(blocks=(paragraph("2"), Quote((paragraph("3"),)))),
            ListItem(blocks=(paragraph("4"),)),
        )
    ),
    Table(
        (
            Row(cells=(Cell(blocks=(paragraph("5"),)), Cell(blocks=(paragraph("6"),)))),
            Row(cells=(Cell(blocks=(image("7"),)),)),
        )
    ),
    Gallery((image("8"), image("9"))),
    Collapsible((CollapsibleItem(title=(Text("10"),), blocks=(paragraph("11"),)),)),
    Poll("", (PollOption(image=image("13")),), image=image("12")),
    Heading(2, (Text("14"),)),
)


def words(blocks: Blocks) -> Iterator[str]:
    for block in walk(blocks):
        for content in inlines(block):
            yield from (i.text for i in content if isinstance(i, Text))


def test_walk_goes_in_reading_order() -> None:
    assert list(words(NESTED)) == [str(number) for number in range(1, 15)]


@settings(max_examples=50)
@given(documents)
def test_to_map_nothing_is_to_keep_everything(document: Document) -> None:
    blocks = document.blocks
    assert map_blocks(blocks, lambda sequence: sequence) == blocks
    assert map_inlines(blocks, lambda content: content) == blocks


def test_what_does_not_change_is_not_copied() -> None:
    mapped = map_blocks(NESTED, lambda sequence: sequence)
    assert all(new is old for new, old in zip(mapped, NESTED, strict=True))


def test_blocks_are_mapped_innermost_first_at_every_depth() -> None:
    seen: list[int] = []

    def change(sequence: Blocks) -> Blocks:
        seen.append(len(sequence))
        return (*sequence, Divider())

    mapped = map_blocks(NESTED[:2], change)
    assert seen == [1, 2, 1, 2]
    assert sum(isinstance(block, Divider) for block in walk(mapped)) == 4


def test_inlines_are_mapped_in_captions_titles_and_at_every_depth() -> None:
    def change(content: Inlines) -> Inlines:
        return tuple(Text(i.text + "!") for i in content if isinstance(i, Text))

    assert list(words(map_inlines(NESTED, change))) == [f"{n}!" for n in range(1, 15)]
