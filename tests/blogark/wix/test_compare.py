"""Two readings are compared thing by thing, and one fills what the other lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from benchmarks.corpus import recorded_posts
from blogark.document import (
    Audio,
    Block,
    Button,
    Cell,
    Collapsible,
    CollapsibleItem,
    Document,
    Embed,
    File,
    Gallery,
    Heading,
    Image,
    Link,
    List,
    ListItem,
    Map,
    Paragraph,
    Poll,
    Quote,
    Row,
    Style,
    Table,
    Text,
    Unknown,
    Video,
)
from blogark.findings import Finding, finding
from blogark.wix.body import Body
from blogark.wix.compare import compare, merged
from blogark.wix.measures import MEASURES
from blogark.wix.page import WixPage
from blogark.wix.page_json import read_page_json
from blogark.wix.viewer import read_viewer
from tests.documents import documents

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PICTURE = (
    "https://static.wixstatic.com/media/a1b2c3_0123456789abcdef0123456789abcdef~mv2"
)


def paragraph(text: str, url: str | None = None) -> Paragraph:
    return Paragraph((Text(text, link=Link(url=url) if url else None),))


def listed(*texts: str) -> List:
    return List(tuple(ListItem(blocks=(paragraph(text),)) for text in texts))


def table(*texts: str) -> Table:
    cells = tuple(Cell(blocks=(paragraph(text),)) for text in texts)
    return Table((Row(cells=cells),))


def body(*blocks: Block, source: str = "dom", findings: Sequence[Finding] = ()) -> Body:
    return Body(document=Document(blocks), source=source, findings=tuple(findings))


WHOLE: tuple[Block, ...] = (
    paragraph("Calm is a skill"),
    Heading(2, (Text("Why"),)),
    paragraph("See", "https://study.example/é"),
    listed("one", "two"),
    table("a", "b"),
    Image(f"{PICTURE}.jpg"),
    Video(url="https://www.youtube.com/watch?v=aBcDeFgHiJk", provider="youtube"),
    Embed(html="<form></form>"),
)


def with_block(number: int, block: Block) -> tuple[Block, ...]:
    return (*WHOLE[:number], block, *WHOLE[number + 1 :])


PLANTED: dict[str, tuple[tuple[Block, ...], str]] = {
    "words": (with_block(0, paragraph("Calm is skill")), "“a”"),
    "headings": (with_block(1, Heading(3, (Text("Why"),))), "“h2 Why”"),
    "links": (with_block(2, paragraph("See", "https://b.example")), "study.example/é"),
    "list items": (with_block(3, listed("one two")), "“one”"),
    "table cells": (with_block(4, table("a b")), "“a”"),
    "images": (with_block(5, Image(f"{PICTURE}.png")), "mv2.jpg"),
    "videos": (with_block(6, Video()), "aBcDeFgHiJk"),
    "embeds": (with_block(7, Embed()), "embed <form></form>"),
}


def test_every_measure_has_a_planted_difference() -> None:
    assert PLANTED.keys() == MEASURES.keys()


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_difference_is_found_and_named(name: str) -> None:
    other, named = PLANTED[name]
    agreement = compare(body(*WHOLE), body(*other, source="json"))
    assert not agreement.equal
    assert [m.name for m in agreement.measures if not m.equal] == [name]
    (reason,) = agreement.findings()
    assert reason.code == "readings-differ"
    assert reason.detail == name
    assert named in reason.message


def test_equal_readings_confirm_each_other() -> None:
    agreement = compare(body(*WHOLE), body(*WHOLE, source="json"))
    assert agreement.equal
    assert agreement.findings() == ()
    assert all(measure.share == 1.0 for measure in agreement.measures)


def test_looks_and_spelling_of_addresses_are_no_difference() -> None:
    bold = Style(bold=True)
    link = Link(url="https://study.example/%C3%A9/", target="_blank")
    runs = (Text("S", link=link), Text("ee", bold, link))
    other = with_block(2, Paragraph(runs, anchor="viewer-x", align="center"))
    assert compare(body(*WHOLE), body(*other)).equal


def test_a_share_is_of_the_larger_reading() -> None:
    ours, theirs = body(paragraph("a b c d")), body(paragraph("a b c"), source="json")
    words = next(m for m in compare(ours, theirs).measures if m.name == "words")
    assert (words.left, words.right, words.share) == (4, 3, 0.75)
    assert (words.only_left, words.only_right) == (("d",), ())


def test_a_long_difference_is_cut_to_what_can_be_read() -> None:
    ours = body(paragraph(" ".join(f"word{number}" for number in range(100))))
    (reason,) = compare(ours, body(source="json")).findings()
    assert "and 95 more" in reason.message
    assert len(reason.message) < 300


GAP = finding("block-empty", "The page leaves a video empty.", "viewer-v")


@pytest.mark.parametrize(
    ("left", "right", "better"),
    [
        (body(paragraph("a b")), body(paragraph("a"), source="json"), "dom"),
        (body(paragraph("a")), body(paragraph("a b"), source="json"), "json"),
        (body(paragraph("a")), body(paragraph("a"), source="json"), "dom"),
        (body(findings=[GAP]), body(source="json"), "json"),
        (body(), body(source="json", findings=[GAP]), "dom"),
    ],
    ids=["left has more", "right has more", "even", "left has gaps", "right has gaps"],
)
def test_the_better_reading_is_the_one_that_lacks_less(
    left: Body, right: Body, better: str
) -> None:
    assert compare(left, right).better == better


@given(documents)
@settings(max_examples=50)
def test_a_document_agrees_with_itself(document: Document) -> None:
    one = Body(document=document, source="dom")
    assert compare(one, one).equal
    assert merged(one, Body(document=Document(), source="json")) is one


# Filling

VIDEO = Video(url="https://vimeo.com/1", provider="vimeo", anchor="viewer-k")
FILLED: dict[str, tuple[Block, Block, str]] = {
    "video": (Video(anchor="viewer-k"), VIDEO, "block-empty"),
    "audio": (
        Embed(anchor="viewer-k"),
        Audio(html="<i>", anchor="viewer-k"),
        "block-empty",
    ),
    "embed": (
        Embed(anchor="viewer-k"),
        Embed(html="<b>", anchor="viewer-k"),
        "block-empty",
    ),
    "gallery": (
        Gallery((Image("https://a.example/1"),), complete=False, anchor="viewer-k"),
        Gallery((Image("https://a.example/1"), VIDEO), anchor="viewer-k"),
        "gallery-incomplete",
    ),
    "file": (
        File("a.pdf", anchor="viewer-k"),
        File("a.pdf", url="https://a.example/a.pdf", anchor="viewer-k"),
        "link-missing",
    ),
    "button": (
        Button("Go", anchor="viewer-k"),
        Button("Go", link=Link(url="https://a.example"), anchor="viewer-k"),
        "link-missing",
    ),
    "poll": (
        Unknown("poll", raw="<div>", text="Tea?", anchor="viewer-k"),
        Poll("Tea?", anchor="viewer-k"),
        "block-unknown",
    ),
    "map": (
        Unknown("map", raw="<div>", anchor="viewer-k"),
        Map("Here", anchor="viewer-k"),
        "block-empty",
    ),
}


@pytest.mark.parametrize("name", FILLED)
def test_what_one_reading_leaves_open_is_taken_from_the_other(name: str) -> None:
    ours, theirs, code = FILLED[name]
    kept = finding("block-empty", "Another block.", "viewer-other")
    gone = finding(code, "This block.", "viewer-k")
    dom = body(paragraph("a"), ours, findings=[kept, gone])
    filled = merged(dom, body(theirs, source="json"))
    assert filled.document.blocks == (paragraph("a"), theirs)
    assert filled.findings == (kept,)
    assert filled.source == "dom+json"


def test_a_block_inside_of_another_is_filled() -> None:
    def around(inner: Block) -> Block:
        item = CollapsibleItem(blocks=(Quote((inner,)),))
        return Collapsible((item,))

    filled = merged(body(around(Video(anchor="viewer-k"))), body(around(VIDEO)))
    assert filled.document.blocks == (around(VIDEO),)


def test_blocks_without_anchor_are_filled_in_their_order() -> None:
    first, second = (Embed(html=f"<p>{number}") for number in (1, 2))
    dom = body(Embed(), paragraph("a"), Embed())
    filled = merged(dom, body(first, second, paragraph("a")))
    assert filled.document.blocks == (first, paragraph("a"), second)


def test_nothing_is_filled_where_the_order_is_not_sure() -> None:
    dom = body(Embed(), Embed(), findings=[GAP])
    assert merged(dom, body(Embed(html="<p>"), source="json")) is dom


def test_what_the_other_reading_leaves_open_too_stays_a_finding() -> None:
    dom = body(Video(anchor="viewer-v"), findings=[GAP])
    assert merged(dom, body(Video(anchor="viewer-v"), source="json")) is dom


# Real pages

BOTH = ("www.advancemoving.ca", "www.izenimplantusa.com")
# Post → measure in which page and data differ, and why.
EXPLAINED = {
    "how-to-use-the-zenex-multi-plus-fixture-package-video": "videos",  # empty player
    "zenex-multi-plus-implant-system": "embeds",  # a file without its address
}


@pytest.fixture(scope="module")
def both_readings(shared: Path) -> dict[str, tuple[Body, Body]]:
    readings: dict[str, tuple[Body, Body]] = {}
    for recorded in recorded_posts(shared / "corpus" / "wix-sites.tar.xz"):
        if recorded.host in BOTH:
            page = WixPage(recorded.html, recorded.url)
            dom, data = read_viewer(page), read_page_json(page)
            assert dom is not None
            assert data is not None
            readings[recorded.url.rpartition("/")[2]] = (dom, data)
    return readings


def test_page_and_data_of_eleven_real_posts_agree(
    both_readings: dict[str, tuple[Body, Body]],
) -> None:
    assert len(both_readings) == 11
    for slug, (dom, data) in both_readings.items():
        differ = [m.name for m in compare(dom, data).measures if not m.equal]
        assert differ == [name for key, name in EXPLAINED.items() if key == slug]
        assert data.findings == ()


def test_data_fills_every_gap_of_eleven_real_pages(
    both_readings: dict[str, tuple[Body, Body]],
) -> None:
    for slug, (dom, data) in both_readings.items():
        filled = merged(dom, data)
        assert filled.findings == ()
        assert (filled is not dom) == (slug in EXPLAINED)
        assert compare(filled, data).equal
