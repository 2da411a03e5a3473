"""HTML as a tree that can be compared: what a reader would call the same is equal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_SPACE = re.compile(r"[ \t\n\r\f]+")
_PHRASING = {"a", "strong", "em", "u", "s", "sup", "sub", "code", "img"}
# Markdown has no way to give these, or gives them in another place.
_LEFT_OUT = {"width", "height", "rel", "target", "class", "id"}


class Element(NamedTuple):
    tag: str
    attributes: tuple[tuple[str, str], ...]
    children: tuple[Node, ...]


Node: TypeAlias = "Element | str"


def markdown_to_html(markdown: str) -> str:
    """Return *markdown* as an independent CommonMark parser renders it."""
    return str(_PARSER.render(markdown))


def tree(html: str) -> tuple[Node, ...]:
    """Return the elements and text of *html* without what is allowed to differ.

    White space counts as HTML shows it. Sizes, ``rel``, ``target``, ``id``, anchors
    and the empty head of a table are left out.
    """
    return _children(_body(html), keep_space=False)


def ids(html: str) -> list[tuple[str, int]]:
    """Return each ``id`` of *html* and how many characters of text stand before it."""
    found: list[tuple[str, int]] = []
    seen = 0
    for node in _body(html).traverse(include_text=True):
        if node.is_text_node:
            seen += len("".join((node.text_content or "").split()))
        elif node.attributes.get("id"):
            found.append((node.attributes["id"] or "", seen))
    return found


def text_of(nodes: tuple[Node, ...]) -> str:
    """Return all text in *nodes*."""
    return "".join(n if isinstance(n, str) else text_of(n.children) for n in nodes)


def _body(html: str) -> LexborNode:
    body = LexborHTMLParser(f"<!doctype html><body>{html}").body
    assert body is not None
    return body


def _children(parent: LexborNode, *, keep_space: bool) -> tuple[Node, ...]:
    nodes: list[Node] = []
    for child in parent.iter(include_text=True):
        node = _node(child, keep_space=keep_space)
        if isinstance(node, str) and nodes and isinstance(nodes[-1], str):
            nodes[-1] = _collapsed(nodes[-1] + node, keep_space=keep_space)
        elif node:
            nodes.append(node)
    return tuple(nodes if keep_space else _without_edges(parent, nodes))


def _node(node: LexborNode, *, keep_space: bool) -> Node | None:
    if node.is_text_node:
        return _collapsed(node.text_content or "", keep_space=keep_space)
    tag = {"del": "s"}.get(node.tag or "", node.tag or "")
    children = _children(node, keep_space=keep_space or tag == "pre")
    attributes = {name: value or "" for name, value in node.attributes.items()}
    if tag == "a" and "href" not in attributes and not children:
        return None
    if tag == "p" and not children:
        return None
    if tag == "thead" and not text_of(children) and "img" not in (node.html or ""):
        return None
    if tag == "pre":
        children = (text_of(children),)
    return Element(tag, _attributes(attributes), children)


def _collapsed(text: str, *, keep_space: bool) -> str:
    return text if keep_space else _SPACE.sub(" ", text)


def _attributes(values: dict[str, str]) -> tuple[tuple[str, str], ...]:
    kept = {name: v for name, v in values.items() if name not in _LEFT_OUT}
    for name in "href", "src":
        if name in kept:
            kept[name] = _PARSER.normalizeLink(kept[name])
    return tuple(sorted(kept.items()))


def _without_edges(parent: LexborNode, nodes: list[Node]) -> list[Node]:
    """Return *nodes* without the white space that no reader can see."""

    def shows_space(node: Node | None) -> bool:
        if node is None:
            return parent.tag in _PHRASING
        return isinstance(node, str) or node.tag in _PHRASING

    result: list[Node] = []
    around = [None, *nodes, None]
    for before, node, after in zip(around, nodes, around[2:], strict=False):
        if isinstance(node, str):
            shown = node if shows_space(before) else node.lstrip(" ")
            shown = shown if shows_space(after) else shown.rstrip(" ")
            if shown:
                result.append(shown)
        else:
            result.append(node)
    return result
