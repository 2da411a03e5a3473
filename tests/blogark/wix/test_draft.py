"""Draft.js raw content: flat blocks and ranges become a tree, nothing lost."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blogark.document import Document, Paragraph, Text, Unknown
from blogark.render.markdown import to_markdown
from blogark.walking import walk
from blogark.wix.compare import compare
from blogark.wix.draft import read_draft
from blogark.wix.draft_entities import READERS
from blogark.wix.draft_ranges import ranges_of
from blogark.wix.draft_text import INLINE, plugin_name
from blogark.wix.pagedata import dig
from blogark.wix.ricos import read_ricos
from blogark.wix.values import list_at, strings_in, text_at
from tests.golden import BASE_URL, check, content_of
from tests.markup import markdown_to_html, text_of, tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogark.wix.body import Body

CASES = sorted((Path(__file__).parent / "cases" / "draft").iterdir())


def read(content: object) -> Body:
    return read_draft(content, base_url=BASE_URL, source="draft-json")


def letters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


def letters_shown(body: Body) -> Counter[str]:
    return letters(text_of(tree(markdown_to_html(to_markdown(body.document)))))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_raw_content_is_read_as_reviewed(
    case: Path, request: pytest.FixtureRequest
) -> None:
    update = request.config.getoption("--update-golden")
    check(case, read(content_of(case)), update=update)


def entities(content: object) -> Iterator[str]:
    yield from map(plugin_name, strings_in(content, lambda key: key == "type"))


def test_every_entity_has_a_case() -> None:
    seen = {name for case in CASES for name in entities(content_of(case))}
    # Names that Wix gave the same entity at another time.
    aliases = {"custom-link", "external-link", "external-mentions", "emoji", "hashtag"}
    aliases |= {"external-hashtags", "audio", "gif", "file", "button", "app-embed"}
    assert {*READERS, *INLINE} - aliases - seen == set()


@pytest.mark.parametrize("content", [None, {}, [], "text", 5, {"blocks": 5}])
def test_content_of_another_shape_raises_nothing(content: object) -> None:
    body = read(content)
    assert [type(b) for b in body.document.blocks] == [Unknown] * bool(content)


def test_no_content_is_an_empty_document() -> None:
    assert read(None).document == read({"blocks": []}).document == Document()


def runs_of(block: object) -> list[Text]:
    (paragraph,) = read({"blocks": [block], "entityMap": {}}).document.blocks
    assert isinstance(paragraph, Paragraph)
    return [run for run in paragraph.content if isinstance(run, Text)]


def units(text: str) -> int:
    """Return the length of *text* as JavaScript counts it."""
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("before", "marked"),
    [("a ", "b"), ("😎 ", "bold"), ("👨‍👩‍👦 é ", "🎉"), ("", "x"), ("🎉", "所以")],
)
def test_offsets_count_code_points(before: str, marked: str) -> None:
    style = {"offset": len(before), "length": len(marked), "style": "BOLD"}
    block = {"text": f"{before}{marked}!", "inlineStyleRanges": [style]}
    assert [run.text for run in runs_of(block) if run.style.bold] == [marked]


@pytest.mark.parametrize(
    ("before", "marked", "after"),
    [
        ("a 😎 ", "bold", " word"),
        ("😎😎 one ", "two 🎉", " three"),
        ("שלום 🎉 ", "עולם", "!"),
        ("it ends with ", "🎉", ""),
    ],
)
def test_offsets_that_fit_the_words_in_utf_16_units_alone_are_such(
    before: str, marked: str, after: str
) -> None:
    style = {"offset": units(before), "length": units(marked), "style": "BOLD"}
    block = {"text": f"{before}{marked}{after}", "inlineStyleRanges": [style]}
    assert [run.text for run in runs_of(block) if run.style.bold] == [marked]


def test_content_nested_too_deep_is_kept_raw_with_its_text() -> None:
    content: object = {"blocks": [{"text": "at the bottom"}], "entityMap": {}}
    for _ in range(60):
        data = {"pairs": [{"title": None, "content": content}]}
        name = "wix-rich-content-plugin-collapsible-list"
        atomic = {"type": "atomic", "text": " ", "entityRanges": [{"key": 0}]}
        entity = {"type": name, "data": data}
        content = {"blocks": [atomic], "entityMap": {"0": entity}}
    body = read(content)
    assert letters("at the bottom") - letters_shown(body) == Counter()
    assert [entry.code for entry in body.findings] == ["block-unknown"]


# Laws

KINDS = (
    *("unstyled", "header-two", "unordered-list-item", "ordered-list-item", "odd"),
    *("blockquote", "code-block", "atomic"),
)
STYLES = ("BOLD", "ITALIC", "UNDERLINE", '{"FG":"#fff"}', '{"', "color3", "16", "ODD")
words = st.text(st.sampled_from("abcé中ש🎉 \n*_[]<>&|#`\\"), max_size=8)
numbers = st.integers(-2, 9)
blocks = st.fixed_dictionaries(
    {
        "key": st.text("ab1", max_size=3),
        "text": words,
        "type": st.sampled_from(KINDS),
        "depth": numbers,
        "inlineStyleRanges": st.lists(
            st.fixed_dictionaries(
                {
                    "offset": numbers,
                    "length": numbers,
                    "style": st.sampled_from(STYLES),
                }
            ),
            max_size=3,
        ),
        "entityRanges": st.lists(
            st.fixed_dictionaries(
                {"offset": numbers, "length": numbers, "key": numbers}
            ),
            max_size=2,
        ),
    }
)
junk = st.recursive(
    st.none() | st.booleans() | numbers | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ("src", "url", "config", "rows", "columns", "items", "poll")
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)
names = st.sampled_from([*sorted(READERS), *sorted(INLINE), "table", "odd"])
maps = st.lists(st.builds(lambda name, data: {"type": name, "data": data}, names, junk))


@given(st.lists(blocks, max_size=5), maps)
@settings(max_examples=250)
def test_every_character_of_every_block_is_in_the_markdown(
    drawn: list[dict[str, object]], entity_map: list[object]
) -> None:
    body = read({"blocks": drawn, "entityMap": entity_map})
    written = "".join(str(block["text"]) for block in drawn)
    assert letters(written) - letters_shown(body) == Counter()
    unknown = [b for b in walk(body.document.blocks) if isinstance(b, Unknown)]
    codes = Counter(entry.code for entry in body.findings)
    assert codes["block-unknown"] == len(unknown)
    assert codes["text-not-read"] == 0


@given(junk)
@settings(max_examples=200)
def test_no_shape_of_json_raises_an_error(content: object) -> None:
    to_markdown(read(content).document)
    to_markdown(read({"blocks": content, "entityMap": content}).document)
    to_markdown(read({"blocks": [content]}).document)


# Wix's own


def test_nothing_of_wix_s_own_raw_content_is_lost(shared: Path) -> None:
    corpus = shared / "corpus"
    files = [
        *(corpus / "ricos-fixtures").rglob("*.json"),
        *corpus.glob("samples/*.json"),
    ]
    unknown = Counter[str]()
    read_files = 0
    for file in files:
        content = msgspec.json.decode(file.read_bytes())
        if not isinstance(dig(content, "blocks"), list):
            continue
        read_files += 1
        body = read(content)
        texts = strings_in(dig(content, "blocks"), lambda key: key == "text")
        assert letters("".join(texts)) - letters_shown(body) == Counter(), file.name
        codes = {entry.code for entry in body.findings}
        assert codes <= {"link-missing", "block-unknown"}, file.name
        unknown.update(
            block.kind
            for block in walk(body.document.blocks)
            if isinstance(block, Unknown)
        )
    assert read_files == 109
    # An image without a file, and a block that the fixture calls unsupported.
    assert unknown == {"image": 1, "an-unsupported-block": 1}


def blocks_in(value: object) -> Iterator[object]:
    """Yield every block of raw content in *value*, of those in entities too."""
    match value:
        case {"text": str(), "inlineStyleRanges": list()}:
            yield value
        case dict():
            for inner in value.values():
                yield from blocks_in(inner)
        case list():
            for inner in value:
                yield from blocks_in(inner)
        case _:
            pass


def test_all_ranges_of_wix_s_own_after_an_emoji_count_code_points(shared: Path) -> None:
    measured = 0
    for file in (shared / "corpus").rglob("*.json"):
        for block in blocks_in(msgspec.json.decode(file.read_bytes())):
            text = text_at(block, "text")
            first = next((i for i, c in enumerate(text) if c > "\uffff"), len(text))
            for key, value in (("inlineStyleRanges", "style"), ("entityRanges", "key")):
                entries = list_at(block, key)
                read_as = [(a, b) for a, b, _what in ranges_of(block, key, value)]
                counted = [
                    (entry["offset"], entry["offset"] + entry["length"])
                    for entry in entries
                    if isinstance(entry, dict)
                ]
                assert read_as == [(a, min(b, len(text))) for a, b in counted]
                measured += sum(first < min(b, len(text)) for _a, b in counted)
    assert measured == 77


def test_both_dialects_of_one_document_say_the_same(shared: Path) -> None:
    """Wix's own migration of a raw content to a Ricos document, read both ways."""
    samples = shared / "corpus" / "samples"
    draft, ricos = (
        msgspec.json.decode((samples / name).read_bytes())
        for name in (
            "draft-migration-content.json",
            "ricos-nodes-migration-content.json",
        )
    )
    agreement = compare(
        read(draft), read_ricos(ricos, base_url=BASE_URL, source="ricos-json")
    )
    assert agreement.findings() == ()
    assert {measure.name: measure.left for measure in agreement.measures} == {
        "words": 338,
        "headings": 1,
        "links": 4,
        "list items": 17,
        "table cells": 0,
        "images": 11,
        "videos": 2,
        "embeds": 10,
    }
