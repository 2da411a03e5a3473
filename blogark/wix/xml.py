"""XML from strangers: no entity is expanded, nothing loaded, size does not matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator


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
    try:
        root = etree.fromstring(body.strip(), parser)
    except etree.XMLSyntaxError as error:
        raise XMLError(error.msg) from error
    if root is None:  # lxml's answer to hopeless bytes when it recovers
        raise XMLError("it is empty")
    return root


def name(element: etree._Element) -> str:
    """Return the element's name without its namespace."""
    return etree.QName(element).localname


def children(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the children named *tag* in the namespace of *parent*."""
    yield from parent.iterchildren(etree.QName(etree.QName(parent).namespace, tag))


def text(parent: etree._Element, tag: str) -> str:
    """Return the text of the first child *tag* in the namespace of *parent*."""
    child = next(children(parent, tag), None)
    return (child.text or "").strip() if child is not None else ""
