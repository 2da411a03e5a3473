"""Runs of text as one paragraph of Markdown.

Emphasis is written with asterisks wherever CommonMark reads them back as emphasis.
Where it does not (``**Note:**text``, Chinese without spaces), HTML tags say it.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Literal, assert_never

from blogark.document import LineBreak, Link
from blogark.render.escape import address, is_blank
from blogark.render.markdown_escape import (
    code_span,
    destination,
    escape,
    escape_label,
    guard_edges,
    guard_line_start,
    is_autolink,
)
from blogark.render.runs import Node, Span, has_text, nest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blogark.document import Inlines

_DELIMITERS = {"strong": ("**", "__"), "em": ("*", "_"), "s": ("~~",)}


def paragraph_markdown(content: Inlines, anchor: str = "") -> str:
    """Return *content* as a paragraph with *anchor*, an element, at its start."""
    if not has_text(content):
        return anchor
    nodes = nest(content)
    end = _end_of_text(nodes)
    # A backslash that ends a paragraph is a backslash.
    breaks = "<br>" * sum(isinstance(node, LineBreak) for node in nodes[end:])
    before, after = anchor[-1:] or "\n", breaks[:1] or " "
    body = _write(nodes[:end], before, after, line_break="\\\n")
    return guard_edges((anchor + body + breaks).strip(" "))


def line_markdown(content: Inlines, anchor: str = "") -> str:
    """Return *content* for where a line is all there is: in a heading or a cell."""
    if not has_text(content):
        return anchor
    body = _write(nest(content), anchor[-1:] or " ", " ", line_break="<br>")
    return guard_edges((anchor + body).strip(" "))


def _end_of_text(nodes: list[Node]) -> int:
    end = len(nodes)
    while isinstance(last := nodes[end - 1], LineBreak) or (
        isinstance(last, str) and is_blank(last)
    ):
        end -= 1
    return end


def _write(
    nodes: Sequence[Node],
    before: str,
    after: str,
    *,
    line_break: str,
    in_link: bool = False,
) -> str:
    """Return *nodes* as Markdown that stands between the characters given.

    *before* is a line end if *nodes* begin a line that could begin a block.
    """
    written = ""
    for index, node in enumerate(nodes):
        left = written[-1] if written else before
        match node:
            case str():
                following = nodes[index + 1] if index + 1 < len(nodes) else None
                written += _text(node, left, following, in_link=in_link)
            case LineBreak():
                written += line_break
            case Span():
                right = _first_character(nodes, index + 1, after)
                written += _span(node, left, right, line_break, in_link=in_link)
            case _:
                assert_never(node)
    return written


def _first_character(nodes: Sequence[Node], index: int, after: str) -> str:
    """Return what follows a span, for what it is: space, punctuation, or neither."""
    if index == len(nodes):
        return after
    match nodes[index]:
        case str(node):
            return node[0]
        case Span("s"):
            return "~"
        case _:
            return "<"


def _text(text: str, left: str, following: Node | None, *, in_link: bool) -> str:
    begins_line = left == "\n"
    if begins_line:
        text = text.lstrip(" ")
    text = escape_label(text) if in_link else escape(text)
    if begins_line:
        text = guard_line_start(text)
    if text.endswith(("!", "]")) and _is_link(following):
        return f"{text[:-1]}\\{text[-1]}"
    return text


def _is_link(node: Node | None) -> bool:
    return isinstance(node, Span) and isinstance(node.mark, Link)


def _span(span: Span, left: str, right: str, line_break: str, *, in_link: bool) -> str:
    def inner(before: str, after: str, *, in_link: bool = in_link) -> str:
        return _write(
            span.children, before, after, line_break=line_break, in_link=in_link
        )

    match span.mark:
        case Link():
            url = address(span.mark.url)
            if span.children == [url] and is_autolink(url):
                return f"<{url}>"
            return f"[{inner('[', ']', in_link=True)}]({destination(url)})"
        case "code":
            return code_span("".join(_strings(span.children)))
        case "strong" | "em":
            return _delimited(span.mark, inner("*", "*"), left, right)
        case "s":
            return _delimited(span.mark, inner("~", "~"), left, right)
        case "u" | "sup" | "sub":
            return f"<{span.mark}>{inner('>', '<')}</{span.mark}>"
        case _:
            assert_never(span.mark)


def _strings(nodes: list[Node]) -> Iterator[str]:
    """Yield the text of a code span, which has no other children."""
    return (node for node in nodes if isinstance(node, str))


def _delimited(
    tag: Literal["strong", "em", "s"], inner: str, left: str, right: str
) -> str:
    """Return *inner* between the delimiters that work here, else between tags."""
    for delimiter in _DELIMITERS[tag]:
        if _works(delimiter[0], inner, left, right):
            return f"{delimiter}{inner}{delimiter}"
    return f"<{tag}>{inner}</{tag}>"


def _works(character: str, inner: str, left: str, right: str) -> bool:
    """Whether delimiters of *character* around *inner* are read as emphasis.

    Stricter than CommonMark where its versions differ about what is punctuation.
    """
    return (
        character not in (left, right, inner[0], inner[-1])
        and _faces(left, inner[0])
        and _faces(right, inner[-1])
        and (character != "_" or (_is_outside(left) and _is_outside(right)))
    )


def _faces(outer: str, inner: str) -> bool:
    """Whether a delimiter between the two belongs to the side of *inner*.

    This is CommonMark's left-flanking and, mirrored, right-flanking.
    """
    if inner.isspace():
        return False
    return unicodedata.category(inner)[0] not in "PS" or _is_outside(outer)


def _is_outside(character: str) -> bool:
    """Whether *character* is white space or punctuation to every parser.

    What GitHub's takes a tilde for depends on what is behind it.
    """
    if character.isascii():
        return not character.isalnum() and character != "~"
    return unicodedata.category(character) == "Zs" or (
        unicodedata.category(character)[0] == "P"
    )
