"""A document is kept as JSON, and is the same again."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings

from blogark.document import Divider, Document, Paragraph, Text, decode, encode
from tests.documents import documents


@settings(max_examples=50)
@given(documents)
def test_decode_gives_back_what_encode_was_given(document: Document) -> None:
    json = encode(document)
    assert decode(json) == document
    assert encode(decode(json)) == json


@pytest.mark.parametrize("json", ["", "[]", '{"blocks":[{"type":"new"}]}'])
def test_decode_refuses_what_is_no_document(json: str) -> None:
    with pytest.raises(msgspec.DecodeError):
        decode(json)


def test_the_kind_of_each_node_is_named_and_defaults_are_left_out() -> None:
    assert encode(Document((Paragraph((Text("a"),)), Divider()))) == (
        '{"blocks":[{"type":"paragraph","content":[{"type":"text","text":"a"}]},'
        '{"type":"divider"}]}'
    )
