"""Ricos documents: every kind, either name, and nothing lost whatever they hold."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from blogark.document import (
    Document,
    Gallery,
    Image,
    Link,
    List,
    Paragraph,
    Text,
    Unknown,
    Video,
)
from blogark.render.markdown import to_markdown
from blogark.walking import map_blocks, walk
from blogark.wix.ricos import read_ricos
from blogark.wix.ricos_nodes import KINDS, all_nodes, kind_of, texts_of
from blogark.wix.ricos_text import DECORATIONS
from blogark.wix.values import list_at, text_at
from tests.golden import BASE_URL, check, content_of
from tests.markup import markdown_to_html, text_of, tree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from blogark.wix.body import Body

CASES = sorted((Path(__file__).parent / "cases" / "ricos").iterdir())


def read(content: object) -> Body:
    return read_ricos(content, base_url=BASE_URL, source="ricos-json")


def text_node(text: str, *decorations: object) -> dict[str, object]:
    data = {"text": text, "decorations": list(decorations)}
    return {"type": "TEXT", "id": "", "nodes": [], "textData": data}


def paragraph(key: str, *nodes: object) -> dict[str, object]:
    return {"type": "PARAGRAPH", "id": key, "nodes": list(nodes), "paragraphData": {}}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_node_is_read_as_reviewed(case: Path, request: pytest.FixtureRequest) -> None:
    update = request.config.getoption("--update-golden")
    check(case, read(content_of(case)), update=update)


def test_every_kind_and_every_decoration_has_a_case() -> None:
    kinds: set[str] = set()
    decorations: set[str] = set()
    for case in CASES:
        for node in all_nodes(list_at(content_of(case), "nodes")):
            kinds.add(kind_of(node))
            marks = list_at(node, "textData", "decorations")
            decorations.update(text_at(mark, "type") for mark in marks)
    assert set(KINDS) <= kinds
    assert set(DECORATIONS) <= decorations


@pytest.mark.parametrize("number", range(len(KINDS)), ids=KINDS)
def test_a_number_is_the_kind_of_that_place(number: int) -> None:
    assert kind_of({"type": number}) == KINDS[number]


# Where the data names one of a set by a number, too.
ENUMS: dict[str, tuple[str, ...]] = {
    "textAlignment": ("AUTO", "LEFT", "RIGHT", "CENTER", "JUSTIFY"),
    "target": ("SELF", "BLANK", "PARENT", "TOP"),
    "lineStyle": ("SINGLE", "DOUBLE", "DASHED", "DOTTED"),
}


def numbered(value: object) -> object:
    """Return a document with numbers for names, as the node API had them."""
    match value:
        case {"type": str(name), **rest} if name in DECORATIONS and "nodes" not in rest:
            return {**entries(rest), "type": DECORATIONS.index(name)}
        case {"type": str(name), "id": key, **rest} if name in KINDS:
            return {**entries(rest), "type": KINDS.index(name), "key": key}
        case dict():
            return entries(value)
        case list():
            return [numbered(inner) for inner in value]
        case _:
            return value


def entries(value: Mapping[Any, object]) -> dict[str, object]:
    return {
        key: ENUMS[key].index(inner)
        if key in ENUMS and isinstance(inner, str) and inner in ENUMS[key]
        else numbered(inner)
        for key, inner in value.items()
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_numbers_for_names_and_keys_for_ids_are_the_same_document(case: Path) -> None:
    named, counted = read(content_of(case)), read(numbered(content_of(case)))
    assert replaced(counted) == replaced(named)
    assert counted.findings == named.findings


def replaced(body: Body) -> Document:
    """Return the document without the raw form, which keeps names and numbers."""
    return Document(
        map_blocks(
            body.document.blocks,
            lambda blocks: (
                replace(b, raw="", kind=b.kind.upper()) if isinstance(b, Unknown) else b
                for b in blocks
            ),
        )
    )


@pytest.mark.parametrize(
    "content",
    [None, {}, [], "text", 5, True, {"nodes": None}, {"nodes": 5}, {"nodes": {}}, [[]]],
)
def test_content_of_another_shape_raises_nothing(content: object) -> None:
    assert isinstance(read(content), object)


@pytest.mark.parametrize("content", ["text", 5, {"nodes": 5}, {"blocks": []}])
def test_content_that_is_no_document_is_kept_as_it_was(content: object) -> None:
    body = read(content)
    (block,) = body.document.blocks
    assert isinstance(block, Unknown)
    assert msgspec.json.decode(block.raw) == content
    assert [entry.code for entry in body.findings] == ["block-unknown"]


def test_no_content_is_an_empty_document() -> None:
    assert read(None).document == read({"nodes": []}).document == Document()


def test_what_is_nested_too_deep_is_kept_raw_with_its_text() -> None:
    node = paragraph("p", text_node("at the bottom"))
    for _ in range(300):
        node = {"type": "BLOCKQUOTE", "id": "q", "nodes": [node]}
    body = read({"nodes": [node]})
    assert "at the bottom" in to_markdown(body.document)
    assert Counter(entry.code for entry in body.findings) == {"block-unknown": 1}


@pytest.mark.parametrize("key", ["siteToken", "accessToken", "token"])
def test_a_token_is_not_kept_in_what_is_kept_raw(key: str) -> None:
    value = 'never "keep" this'
    content = {"nodes": [{"type": "ODD", "id": "a", "oddData": {key: value, "b": 1}}]}
    (block,) = read(content).document.blocks
    assert isinstance(block, Unknown)
    assert "never" not in block.raw
    assert msgspec.json.decode(block.raw)["oddData"] == {key: "", "b": 1}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("www.a.example", "https://www.a.example"),
        ("a.example/b", "https://a.example/b"),
        ("/contact", "https://clinic.example/contact"),
        ("//a.example", "https://a.example"),
        ("http://a.example", "http://a.example"),
        ("me@a.example", "mailto:me@a.example"),
        ("tel:+15550100", "tel:+15550100"),
        ("localhost:8000/x", "https://localhost:8000/x"),
        ("#here", "#here"),
        ("http://[half", "http://[half"),
    ],
)
def test_a_link_is_absolute_as_the_viewer_makes_it(url: str, expected: str) -> None:
    link = {"type": "LINK", "linkData": {"link": {"url": url}}}
    body = read({"nodes": [paragraph("p", text_node("x", link))]})
    (block,) = body.document.blocks
    assert isinstance(block, Paragraph)
    assert isinstance(block.content[0], Text)
    assert block.content[0].link is not None
    assert block.content[0].link.url == expected


def test_a_mention_on_a_site_in_a_folder_leads_to_a_profile_of_that_site() -> None:
    mention = {"type": "MENTION", "mentionData": {"name": "Ana", "slug": "ana ruiz"}}
    body = read_ricos(
        {"nodes": [paragraph("p", text_node("@Ana", mention))]},
        base_url="https://ana.wixsite.com/blog/post/x",
        source="ricos-json",
    )
    (block,) = body.document.blocks
    assert isinstance(block, Paragraph)
    url = "https://ana.wixsite.com/blog/profile/ana%20ruiz/profile"
    assert block.content == (Text("@Ana", link=Link(url=url, kind="mention")),)


# Laws

words = st.text(st.sampled_from("abcé中ש🎉 \n*_[]<>&|#`\\"), max_size=8)
decorations = st.lists(
    st.one_of(
        st.sampled_from([*DECORATIONS, "INVENTED"]).map(lambda name: {"type": name}),
        st.integers(0, 15).map(lambda number: {"type": number}),
        st.builds(
            lambda url: {"type": "LINK", "linkData": {"link": {"url": url}}},
            st.sampled_from(["https://a.example", "b.example", "", "#x"]),
        ),
    ),
    max_size=2,
)
texts = st.builds(lambda text, marks: text_node(text, *marks), words, decorations)
KEYS = (
    *("type", "id", "nodes", "textData", "text", "decorations", "link", "level", "src"),
    *("imageData", "image", "url", "galleryData", "items", "videoData", "video"),
    *("pollData", "poll", "options", "tableData", "headingData", "fileData", "size"),
)
DATA_KEYS = (
    *("nodes", "textData", "headingData", "imageData", "gifData", "shapeData"),
    *("galleryData", "videoData", "audioData", "htmlData", "embedData", "fileData"),
    *("linkPreviewData", "buttonData", "mapData", "pollData", "appEmbedData"),
    *("tableData", "tableCellData", "orderedListData", "codeBlockData"),
)
junk = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 50) | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(KEYS),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
kinds = st.sampled_from([kind for kind in KINDS if kind != "TEXT"]) | st.just(
    "INVENTED"
)


# Without their data these nodes are unknown; with it, what is in them is read on.
DATA: dict[str, dict[str, object]] = {
    "IMAGE": {"imageData": {"image": {"src": {"id": "a1b2c3.jpg"}}}},
    "VIDEO": {"videoData": {"video": {"src": {"url": "https://youtu.be/abcdefghijk"}}}},
    "AUDIO": {"audioData": {"audio": {"src": {"id": "mp3/a.mp3"}}}},
    "GIF": {"gifData": {"original": {"gif": "https://media.example/a.gif"}}},
    "FILE": {"fileData": {"src": {"id": "ugd/a.pdf"}, "name": "a"}},
    "HTML": {"htmlData": {"html": "<b>x</b>"}},
    "EMBED": {"embedData": {"src": "https://a.example"}},
    "GALLERY": {"galleryData": {"items": []}},
    "BUTTON": {"buttonData": {"text": "go"}},
    "SHAPE": {"shapeData": {"shape": {"media": {"src": {"id": "a.svg"}}}}},
    "MAP": {"mapData": {"mapSettings": {"address": "here"}}},
    "POLL": {"pollData": {"poll": {"title": "?"}}},
    "APP_EMBED": {"appEmbedData": {"name": "n"}},
    "LINK_PREVIEW": {"linkPreviewData": {"title": "t"}},
    "TABLE": {"tableData": {"rowHeader": True, "columnHeader": True}},
    "CODE_BLOCK": {"codeBlockData": {"language": "c"}},
}


def node(kind: str, key: str, nodes: list[object]) -> dict[str, object]:
    return {"type": kind, "id": key, "nodes": nodes, **DATA.get(kind, {})}


trees = st.recursive(
    texts,
    lambda inner: st.builds(
        node, kinds, st.text("ab1", max_size=2), st.lists(inner, max_size=4)
    ),
    max_leaves=10,
)


def letters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


@given(st.lists(trees, max_size=4))
@settings(max_examples=250)
def test_every_character_of_every_text_node_is_in_the_markdown(
    nodes: list[object],
) -> None:
    body = read({"nodes": nodes})
    shown = letters(text_of(tree(markdown_to_html(to_markdown(body.document)))))
    assert letters("".join(texts_of(nodes))) - shown == Counter()
    assert all(entry.code != "text-not-read" for entry in body.findings)


@given(st.lists(trees, max_size=4))
@settings(max_examples=100)
def test_every_unknown_block_is_counted_and_kept_raw(nodes: list[object]) -> None:
    body = read({"nodes": nodes})
    unknown = [b for b in walk(body.document.blocks) if isinstance(b, Unknown)]
    findings = [entry for entry in body.findings if entry.code == "block-unknown"]
    assert len(unknown) == len(findings)
    assert all(msgspec.json.decode(block.raw)["type"] for block in unknown)


@given(junk)
@settings(max_examples=100)
def test_no_shape_of_json_raises_an_error(content: object) -> None:
    to_markdown(read(content).document)
    for kind in KINDS:
        data = dict.fromkeys(DATA_KEYS, content)
        to_markdown(read({"nodes": [{"type": kind, **data}]}).document)


# Wix's own


def test_nothing_of_wix_s_own_documents_is_lost(shared: Path) -> None:
    corpus = shared / "corpus"
    files = [
        *(corpus / "ricos-fixtures").rglob("*.json"),
        *corpus.glob("samples/*.json"),
    ]
    read_files = 0
    for file in files:
        content = msgspec.json.decode(file.read_bytes())
        if not isinstance(content, dict) or not isinstance(content.get("nodes"), list):
            continue
        read_files += 1
        body = read(content)
        wanted = letters("".join(texts_of(content["nodes"])))
        shown = letters(text_of(tree(markdown_to_html(to_markdown(body.document)))))
        assert wanted - shown == Counter(), file.name
        lost = {entry.code for entry in body.findings} - {"link-missing"}
        assert lost == set(), file.name
    assert read_files == 7


def test_a_gallery_keeps_what_it_understands_and_says_that_it_is_not_all() -> None:
    content = content_of(next(case for case in CASES if case.name == "gallery"))
    whole, part = read(content).document.blocks
    assert isinstance(whole, Gallery)
    assert [type(item) for item in whole.items] == [Image, Image, Video]
    assert whole.complete
    assert isinstance(part, Gallery)
    assert len(part.items) == 1
    assert not part.complete


def test_nested_lists_stay_nested() -> None:
    content = content_of(next(case for case in CASES if case.name == "bulleted-list"))
    lists = [b for b in walk(read(content).document.blocks) if isinstance(b, List)]
    assert [(len(entry.items), entry.ordered) for entry in lists] == [
        (2, False),
        (2, False),
        (1, True),
    ]
