"""The body of a post in a text, as blocks.

Blank lines part blocks, one or several alike; lines without one between them are one
paragraph with line breaks. Marks of lists and styles are not in such a text, so that
nothing but headings is inferred, by the rule of `is_heading`.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import category

from blogark.document import Document, Heading, LineBreak, Link, Paragraph, Text
from blogark.wix.text_lines import width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blogark.document import Block, Inline, Inlines
    from blogark.wix.text_lines import Line

LEVEL: Final = 2
"""Of inferred headings: the title is the page's first, and no text tells levels."""
_HEADING_WIDTH: Final = 80
_PARAGRAPH_WIDTH: Final = 80
_QUESTION_MARKS: Final = "?\N{ARABIC QUESTION MARK}\N{FULLWIDTH QUESTION MARK}"
_OPENING_MARKS: Final = "¿¡"
_URL: Final = re.compile(r"""https?://[^\s<>"“”«»]+""", re.IGNORECASE)
_AFTER_URL: Final = ".,;:!?'’*_~…。、\N{FULLWIDTH COMMA}"
_PAIRS: Final = (("(", ")"), ("[", "]"), ("{", "}"))


class TextBody(NamedTuple):
    """The blocks of a body, and what was inferred or left out for it."""

    document: Document
    headings: tuple[str, ...]
    """Those inferred: all there are."""
    repeated: tuple[str, ...]
    """Lines that stood twice, and are kept once."""


def read_body(lines: Sequence[Line]) -> TextBody:
    """Return the blocks of *lines*, which have no blank lines but know their place."""
    groups = [_texts(group) for group in _groups(lines)]
    headings: list[str] = []
    repeated: list[str] = []
    blocks: list[Block] = []
    for group, following in zip(groups, [*groups[1:], ()], strict=False):
        if is_heading(group, following):
            headings.append(group[0])
            blocks.append(Heading(LEVEL, linked(group[0])))
        elif is_caption(group):
            repeated.append(group[0])
            blocks.append(Paragraph(linked(group[0])))
        else:
            blocks.append(Paragraph(_content(group)))
    return TextBody(Document(tuple(blocks)), tuple(headings), tuple(repeated))


def is_heading(group: Sequence[str], following: Sequence[str]) -> bool:
    """Tell whether *group*, between blank lines, is a heading over *following*.

    It is one short line that does not end as a sentence does, but may be a question,
    does not begin in lower case or with a mark, and stands over running text. Two
    such lines below each other are too few to tell; the upper one stays a paragraph.
    """
    if len(group) != 1 or not following:
        return False
    text = group[0]
    return (
        width(text) <= _HEADING_WIDTH
        and _may_begin(text[0])
        and _may_end(text[-1])
        and any(character.isalpha() for character in text)
        and _URL.search(text) is None
        and width(" ".join(following)) > max(_PARAGRAPH_WIDTH, width(text))
    )


def _may_begin(character: str) -> bool:
    """Whether a heading may begin so: not in lower case, nor with a bullet or quote."""
    kind = category(character)
    is_upper = kind[0] in "LN" and not character.islower()
    return is_upper or kind == "So" or character in _OPENING_MARKS  # So: emoji


def _may_end(character: str) -> bool:
    """Whether a heading may end so: with a question or a bracket, not as a sentence."""
    kind = category(character)
    return kind[0] != "P" or kind in {"Pe", "Pf"} or character in _QUESTION_MARKS


def is_caption(group: Sequence[str]) -> bool:
    """Tell whether *group* is a picture's alt text and the caption that repeats it.

    Wix copies a caption into the alt text. Two equal lines and nothing else: a refrain
    has more.
    """
    return len(group) == 2 and group[0] == group[1]  # noqa: PLR2004 - alt, caption


def linked(text: str) -> Inlines:
    """Return *text* with the web addresses in it as links."""
    runs: list[Inline] = []
    done = 0
    for match in _URL.finditer(text):
        url = _without_punctuation(match[0])
        if "://" not in url or url.endswith("://"):
            continue
        if match.start() > done:
            runs.append(Text(text[done : match.start()]))
        runs.append(Text(url, link=Link(url=url)))
        done = match.start() + len(url)
    if done < len(text):
        runs.append(Text(text[done:]))
    return tuple(runs)


def _without_punctuation(url: str) -> str:
    """Return *url* without what belongs to the sentence around it."""
    before = None
    while url != before:
        before = url
        url = url.rstrip(_AFTER_URL)
        for opening, closing in _PAIRS:
            if url.endswith(closing) and url.count(closing) > url.count(opening):
                url = url[:-1]
    return url


def _content(group: Sequence[str]) -> Inlines:
    content: list[Inline] = []
    for text in group:
        content.extend((*linked(text), LineBreak()))
    return tuple(content[:-1])


def _groups(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Yield the lines between blank ones."""
    if not lines:
        return
    breaks = [
        i
        for i, (one, next_one) in enumerate(pairwise(lines), start=1)
        if next_one.number - one.number > 1
    ]
    for start, end in pairwise([0, *breaks, len(lines)]):
        yield lines[start:end]


def _texts(group: Sequence[Line]) -> tuple[str, ...]:
    return tuple(line.text for line in group)
