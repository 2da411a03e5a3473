"""Text as Markdown that reads as itself, with no more backslashes than that takes."""

from __future__ import annotations

import re

# What means something inside a line. What is left alone on purpose: ``_`` between
# letters, ``*`` and ``~`` between spaces, brackets that no destination follows,
# ``&`` that begins no entity, a backslash before a letter. The conditions look back
# at the character, because a pattern that begins with a set is searched for fastest.
_CONDITIONS = r"""
    (?<=\\) (?=[!-/:-@\[-`{-~]|[^\S\ ]|\ufeff|\Z)
  | (?<=`)
  | (?<=[*~]) (?: (?<!\ .) | (?!\ ) )
  | (?<=_) (?: (?<![^\W_].) | (?![^\W_]) )
  | (?<=<) (?=[A-Za-z/!?]|\Z)
  | (?<=&) (?=[A-Za-z0-9\#]+;)
"""
_TEXT = re.compile(
    rf"[\\`*~_<&\]] (?: {_CONDITIONS} | (?<=\]) (?=[(\[:]) )", re.VERBOSE
)
_LABEL = re.compile(rf"[\\`*~_<&\[\]] (?: {_CONDITIONS} | (?<=[\[\]]) )", re.VERBOSE)

# What makes a line a heading, quotation, list, underline or row of dashes.
_LINE_START = re.compile(
    r"""
    \d{1,9}(?=[.)](?:\ |\Z))                  # 1. 1)
  | (?=
        > | \#{1,6}(?:\ |\Z) | [-+](?:\ |\Z)
      | =+\ *\Z                               # the line above as a heading
      | [-|:][-|:\ ]*\Z                       # a break, a heading, a table's second row
      | \[[ xX]\](?:\ |\Z)                    # a task
    )
    """,
    re.VERBOSE,
)

_BACKTICKS = re.compile(r"`+")
_ENTITY = re.compile(r"&(?=[A-Za-z0-9#]+;)")
# Always equal to the percent-encoded form, and no parser can mistake that.
_URL_ENCODED = str.maketrans({" ": "%20", "<": "%3C", ">": "%3E", "\\": "%5C"})
# No escape, entity or percent-encoding in it: parsers disagree on how to show those.
_AUTOLINK = re.compile(
    r"https?://(?!\S*xn--)[a-z0-9.-]+(?::\d+)?(?:[/?#][\w/.~!$&'()*+,=:@?#-]*)?"
)

# Parsers allow 32 levels of parentheses; no real address needs this many.
_DEEPEST = 3


def escape(text: str) -> str:
    """Return *text*, one line of plain text, as Markdown."""
    return _TEXT.sub(r"\\\g<0>", text)


def escape_label(text: str) -> str:
    """Return *text* as Markdown for between the brackets of a link or image."""
    return _LABEL.sub(r"\\\g<0>", text)


def guard_line_start(line: str) -> str:
    """Return *line* so that it begins no block other than a paragraph."""
    if match := _LINE_START.match(line):
        return f"{line[: match.end()]}\\{line[match.end() :]}"
    return line


def guard_edges(line: str) -> str:
    """Return *line* with a Unicode space at either end as a character reference.

    CommonMark keeps them, but many parsers strip whatever Unicode calls a space.
    """
    if line and _is_odd(line[0]):
        line = _reference(line[0]) + line[1:]
    if line and _is_odd(line[-1]):
        line = line[:-1] + _reference(line[-1])
    return line


def _is_odd(character: str) -> bool:
    return character == "\ufeff" or (character != " " and character.isspace())


def _reference(character: str) -> str:
    return "&nbsp;" if character == "\xa0" else f"&#x{ord(character):X};"


def longest_run(text: str) -> int:
    """Return the number of backticks in the longest run of them in *text*."""
    return max(map(len, _BACKTICKS.findall(text)), default=0)


def code_span(text: str) -> str:
    """Return *text* as inline code."""
    fence = "`" * (longest_run(text) + 1)
    pad = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def destination(url: str) -> str:
    """Return *url* for between the parentheses of a link or image."""
    url = _ENTITY.sub("&amp;", url.translate(_URL_ENCODED))
    if "(" in url or ")" in url:
        depth = 0
        for character in url:
            depth += (character == "(") - (character == ")")
            if not 0 <= depth <= _DEEPEST:
                break
        if depth:
            url = url.replace("(", "\\(").replace(")", "\\)")
    return url


def is_autolink(url: str) -> bool:
    """Whether ``<url>`` shows and links *url*, the same in every parser."""
    return url.isascii() and _AUTOLINK.fullmatch(url) is not None
