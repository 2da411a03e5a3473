"""XML from strangers: no entity is expanded, nothing loaded, size does not matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator


_OTHER_ENCODING: Final = re.compile(rb"encoding\s*=\s*[\"'](?!utf-?8)", re.IGNORECASE)
_BOMBS: Final = frozenset({"ERR_RESOURCE_LIMIT", "ERR_ENTITY_LOOP"})
_PROLOGUE: Final = 200
_REFERENCE: Final = re.compile(rb"&#(x[0-9a-f]{1,9}|[0-9]{1,9});?", re.IGNORECASE)
_HALVES: Final = range(0xD800, 0xE000)


class XMLError(ValueError):
    """Raised for bytes that are no well-formed XML; the message says where."""


def parse_xml(body: bytes, *, recover: bool = False) -> etree._Element:
    """Return the root element of *body*.

    With *recover*, what is not well-formed is skipped, such as control characters.
    Raises `XMLError`, with *recover* only if nothing can be made of *body*.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )
    # libxml2 lets some bytes pass that are no letters: lxml raises when they are asked
    # for.
    if _OTHER_ENCODING.search(body[:_PROLOGUE]) is None:
        body = _letters(body, recover=recover)
    try:
        root = etree.fromstring(body.strip(), parser)
    except etree.XMLSyntaxError as error:
        raise XMLError(error.msg) from error
    if any(entry.type_name in _BOMBS for entry in parser.error_log):
        raise XMLError("its entities expand without end")
    if root is None:  # lxml's answer to hopeless bytes when it recovers
        raise XMLError("it is empty")
    return root


def _letters(body: bytes, *, recover: bool) -> bytes:
    try:
        body.decode()
    except UnicodeDecodeError as error:
        if not recover:
            raise XMLError(f"byte {error.start} is no letter of UTF-8") from error
        body = body.decode(errors="replace").encode()
    return _REFERENCE.sub(_named, body) if recover else body


def _named(reference: re.Match[bytes]) -> bytes:
    """Return a reference to a character, half an emoji as what stands for none."""
    digits = reference[1].lower()
    number = int(digits[1:], 16) if digits.startswith(b"x") else int(digits)
    return b"\xef\xbf\xbd" if number in _HALVES else reference[0]


def name(element: etree._Element) -> str:
    """Return the element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the children named *tag* in the namespace of *parent*."""
    # Not with QName: it raises for names that a recovering parser lets pass.
    namespace, brace, _ = str(parent.tag).rpartition("}")
    yield from parent.iterchildren(f"{namespace}{brace}{tag}")


def text(parent: etree._Element, tag: str) -> str:
    """Return the text of the first child *tag* in the namespace of *parent*."""
    child = next(children(parent, tag), None)
    return (child.text or "").strip() if child is not None else ""
