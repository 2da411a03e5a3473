"""Flat runs of text as a tree of spans, with as few spans as the runs allow.

White space and line breaks at the edge of a mark stay outside of it: ``<b>a </b>b``
and ``<b>a</b> b`` look the same, and only the second can be written in Markdown.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from blogark.document import PLAIN, Inlines, LineBreak, Link, Style, Text
from blogark.render.escape import address, is_blank, one_line

Tag: TypeAlias = Literal["strong", "em", "u", "s", "sup", "sub", "code"]
Mark: TypeAlias = Tag | Link
Marks: TypeAlias = tuple[Mark, ...]
Node: TypeAlias = "str | LineBreak | Span"


class Span(NamedTuple):
    """What has one mark in common."""

    mark: Mark
    children: list[Node]


class _Piece(NamedTuple):
    node: str | LineBreak
    marks: Marks
    neutral: bool
    """White space or a line break: marked only if both its neighbours are."""


def has_text(inlines: Inlines) -> bool:
    """Whether *inlines* show anything."""
    return any(isinstance(i, Text) and not is_blank(i.text) for i in inlines)


def nest(inlines: Inlines) -> list[Node]:
    """Return *inlines* as a tree in which neighbours share their marks.

    Of two marks that start together the one that reaches further is outside. Code is
    always innermost. Links that may not be written are left out, their text stays.
    """
    match inlines:
        case [Text(text, style, link)] if not _marks(style, link):
            return [one_line(text)]
    pieces: list[_Piece] = []
    for inline in inlines:
        match inline:
            case Text():
                _split(one_line(inline.text), _marks(inline.style, inline.link), pieces)
            case LineBreak():
                pieces.append(_Piece(inline, (), neutral=True))
    if any(piece.neutral for piece in pieces):
        _mark_neutral(pieces)
    return _group([(piece.node, piece.marks) for piece in pieces])


def _marks(style: Style, link: Link | None) -> Marks:
    if style == PLAIN:
        return (link,) if link is not None and address(link.url) else ()
    marks: list[Mark] = []
    if link is not None and address(link.url):
        marks.append(link)
    if style.bold:
        marks.append("strong")
    if style.italic:
        marks.append("em")
    if style.underline:
        marks.append("u")
    if style.strike:
        marks.append("s")
    if style.superscript:
        marks.append("sup")
    if style.subscript:
        marks.append("sub")
    if style.code:
        marks.append("code")
    return tuple(marks)


def _split(text: str, marks: Marks, pieces: list[_Piece]) -> None:
    """Add *text* to *pieces*, white space at its edges apart if it is marked.

    No-break spaces too: authors make the space after a bold word bold without
    knowing. Underlined ones can be seen, and stay.
    """
    white = " " if "u" in marks else None
    core = text.strip(white) if marks else text
    before, _, after = text.partition(core) if core else (text, "", "")
    if before:
        pieces.append(_Piece(before, marks, neutral=True))
    if core:
        pieces.append(_Piece(core, marks, neutral=False))
    if after:
        pieces.append(_Piece(after, marks, neutral=True))


def _mark_neutral(pieces: list[_Piece]) -> None:
    """Give each neutral piece the marks that it shares with both neighbours."""
    after: list[Marks] = []
    marks: Marks = ()
    for piece in reversed(pieces):
        after.append(marks)
        if not piece.neutral:
            marks = piece.marks
    after.reverse()
    before: Marks = ()
    for index, piece in enumerate(pieces):
        if not piece.neutral:
            before = piece.marks
            continue
        shared = tuple(mark for mark in before if mark in after[index])
        if isinstance(piece.node, LineBreak):
            # A code span of Markdown cannot hold a line break.
            shared = tuple(mark for mark in shared if mark != "code")
        else:
            shared = tuple(mark for mark in shared if mark in piece.marks)
        pieces[index] = piece._replace(marks=shared)


def _group(pieces: list[tuple[str | LineBreak, Marks]]) -> list[Node]:
    nodes: list[Node] = []
    index = 0
    while index < len(pieces):
        node, marks = pieces[index]
        if marks:
            mark, end = _widest(pieces, index)
            inner = [
                (node, tuple(m for m in marks if m != mark))
                for node, marks in pieces[index:end]
            ]
            nodes.append(Span(mark, _group(inner)))
            index = end
            continue
        if isinstance(node, str) and nodes and isinstance(nodes[-1], str):
            nodes[-1] += node
        else:
            nodes.append(node)
        index += 1
    return nodes


def _widest(
    pieces: list[tuple[str | LineBreak, Marks]], start: int
) -> tuple[Mark, int]:
    """Return the mark at *start* that reaches furthest, and where it ends."""
    marks = pieces[start][1]
    best, best_end = marks[0], start
    for mark in marks:
        if mark == "code" and len(marks) > 1:
            continue
        end = start + 1
        while end < len(pieces) and _has(pieces[end][1], mark):
            end += 1
        if end > best_end:
            best, best_end = mark, end
    return best, best_end


def _has(marks: Marks, mark: Mark) -> bool:
    """Whether text with *marks* may be in a span of *mark*: nothing else is in code."""
    return marks == ("code",) if mark == "code" else mark in marks
