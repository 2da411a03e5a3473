"""Removes white space that no reader was meant to see, and keeps what is layout.

Wix shows white space as typed, Markdown and HTML do not, so each stretch of it, taken
across runs, becomes what it stands for:

- at the start or end of a block and around a line break: nothing;
- three or more in a row, a tab counting as four: layout (a poem, an indent), so as
  many no-break spaces, except at the end of a line and where a newline of the
  source's own formatting is among them;
- a no-break space where typography asks for one: itself, see `_is_typographic`;
  others are a habit of text editors, which make one of every second space;
- all else: one space.

Inline code is left alone. So are the other Unicode spaces (thin, ideographic …).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from blogark.document import LineBreak
from pipelines.cleaning import (
    LinePass,
    join_lines,
    split_lines,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from blogark.document import Inline, Inlines, Text

_NO_BREAK: Final = "\xa0\u202f\u2007"
_LINE_ENDS: Final = frozenset("\n\r\f\v\x85\u2028\u2029")
_ODD: Final = f"\t{_NO_BREAK}{''.join(sorted(_LINE_ENDS))}"
_ODD_SPACE: Final = re.compile(f"[{_ODD}]")
# A single plain space between words, the usual case, does not match. A pattern that
# begins with a set is searched for fastest: half the time of one with alternatives.
_SPACES: Final = re.compile(rf"[ {_ODD}](?:[ {_ODD}]+|(?<! )|(?<=\A )|\Z)")
_NOT_SPACE: Final = "\ufffc"
_TAB_WIDTH: Final = 4
_LAYOUT_WIDTH: Final = 3

_BEFORE_THESE: Final = frozenset(":;!?»%‰€$£°—…\N{EN DASH}")
_AFTER_THESE: Final = frozenset("«—€$£§№\N{EN DASH}")
_IN_WORD: Final = frozenset("'\N{RIGHT SINGLE QUOTATION MARK}")


def trim_whitespace(inlines: Inlines) -> tuple[Inlines, int]:
    """Return *inlines* with tidy spaces, and how many places were tidied.

    A line break at the start or end is such a place, too.
    """
    if all(map(_is_tidy, inlines)):  # two of three in real posts
        return inlines, 0
    lines = split_lines(inlines)
    tidied = [_tidy(line) for line in lines]
    kept = _without_blank_ends([line for line, _ in tidied])
    breaks = len(lines) - max(len(kept), 1)
    total = sum(count for _, count in tidied) + breaks
    return (join_lines(kept) if total else inlines), total


def _is_tidy(inline: Inline) -> bool:
    if isinstance(inline, LineBreak):
        return False
    text = inline.text
    return (
        "  " not in text
        and text[:1] != " " != text[-1:]
        and _ODD_SPACE.search(text) is None
    )


def _tidy(line: list[Text]) -> tuple[list[Text], int]:
    text = "".join(_NOT_SPACE * len(r.text) if r.style.code else r.text for r in line)
    changes = [
        (match, tidy)
        for match in _SPACES.finditer(text)
        if (tidy := _tidied(match)) != match[0]
    ]
    if not changes:
        return line, 0
    if len(line) == 1:  # two of three: nothing to share out
        tidied = _replaced(text, changes)
        run = msgspec.structs.replace(line[0], text=tidied)
        return [run] if tidied else [], len(changes)
    characters = list("".join(run.text for run in line))
    for match, tidy in changes:
        blanks = [""] * (match.end() - match.start())
        characters[match.start() : match.end()] = [tidy, *blanks[1:]]
    return _redistribute(line, characters), len(changes)


def _replaced(text: str, changes: Iterable[tuple[re.Match[str], str]]) -> str:
    parts: list[str] = []
    end = 0
    for match, tidy in changes:
        parts += (text[end : match.start()], tidy)
        end = match.end()
    return "".join([*parts, text[end:]])


def _redistribute(line: list[Text], characters: list[str]) -> list[Text]:
    runs: list[Text] = []
    end = 0
    for run in line:
        start, end = end, end + len(run.text)
        text = "".join(characters[start:end])
        if text == run.text:
            runs.append(run)
        elif text:
            runs.append(msgspec.structs.replace(run, text=text))
    return runs


def _tidied(match: re.Match[str]) -> str:
    spaces, line = match[0], match.string
    if match.end() == len(line):
        return ""
    formatting = not _LINE_ENDS.isdisjoint(spaces)
    width = len(spaces) + spaces.count("\t") * (_TAB_WIDTH - 1)
    if width >= _LAYOUT_WIDTH and not formatting:
        return "\xa0" * width
    if match.start() == 0:
        return ""
    no_break = spaces.strip(" \t" + "".join(_LINE_ENDS))
    before, after = line[: match.start()], line[match.end()]
    return no_break[0] if no_break and _is_typographic(before, after) else " "


def _is_typographic(before: str, after: str) -> bool:
    """Whether typography asks for a no-break space between *before* and *after*.

    It does next to a digit (10 000 km), before French double punctuation, percent
    signs, currencies and dashes, inside guillemets, after a word of one letter
    (Czech, Slovak, Polish) and after an initial (J. Smith).
    """
    last = before[-1]
    if last.isdigit() or after.isdigit():
        return True
    if last in _AFTER_THESE or after in _BEFORE_THESE:
        return True
    if last == "." and before[-2:-1].isupper():
        return _is_word_start(before, len(before) - 2)
    return last.isalpha() and _is_word_start(before, len(before) - 1)


def _is_word_start(text: str, at: int) -> bool:
    return at == 0 or not (text[at - 1].isalnum() or text[at - 1] in _IN_WORD)


def _without_blank_ends(lines: list[list[Text]]) -> list[list[Text]]:
    shown = [i for i, line in enumerate(lines) if any(run.text for run in line)]
    return lines[shown[0] : shown[-1] + 1] if shown else []


class TrimWhitespace(LinePass):
    @staticmethod
    def clean_line(line: Inlines) -> tuple[Inlines, int]:
        return trim_whitespace(line)
