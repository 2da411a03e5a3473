"""Removes characters that nobody can see.

They come with text pasted from chats, PDFs and office programs, and break search,
links and comparison. Invisible characters that a script or an emoji needs stay:

- zero-width (non-)joiners next to an emoji or a script whose letters join;
- zero-width spaces next to Thai, Lao, Burmese or Khmer, where they part words;
- direction marks, variation selectors and tag characters, always.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import msgspec

from blogark.document import LineBreak, Text
from pipelines.cleaning import LinePass

if TYPE_CHECKING:
    from collections.abc import Callable

    from blogark.document import Inline, Inlines
    from blogark.post import Post, Term

_INVISIBLE: Final = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls; trim_whitespace has the spaces
    "\xad"  # soft hyphen
    "\u200b-\u200d\u2060\ufeff"  # zero-width space, joiners, no-break spaces
    "\ufff9-\ufffc"  # annotation marks, and the stand-in for a pasted object
    "\ufffe\uffff\ud800-\udfff"  # no characters at all
    "]"
)
_JOINERS: Final = "\u200c\u200d"
_JOINING: Final = re.compile(
    "["
    "\u0590-\u1cff\ua800-\uabff\ufb1d-\ufefc"  # from Hebrew to Vedic, their variants
    "\u2190-\u2bff\U0001f000-\U000fffff"  # emoji
    "]"
)
_ZERO_WIDTH_SPACE: Final = "\u200b"
_UNSPACED: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")


def strip_characters(text: str) -> tuple[str, int]:
    """Return *text* without invisible characters, and how many went."""
    if text.isascii() and text.isprintable():
        return text, 0
    stripped = _INVISIBLE.sub(_kept, text)
    return stripped, len(text) - len(stripped)


def _kept(match: re.Match[str]) -> str:
    at = match.start()
    neighbours = match.string[max(at - 1, 0) : at] + match.string[at + 1 : at + 2]
    if match[0] in _JOINERS:
        return match[0] if _JOINING.search(neighbours) else ""
    if match[0] == _ZERO_WIDTH_SPACE:
        return match[0] if _UNSPACED.search(neighbours) else ""
    return ""


def _is_visible(inline: Inline) -> bool:
    return isinstance(inline, LineBreak) or _INVISIBLE.search(inline.text) is None


def _strip_inlines(inlines: Inlines) -> tuple[Inlines, int]:
    if all(map(_is_visible, inlines)):
        return inlines, 0
    total = 0
    stripped: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text):
            text, count = strip_characters(inline.text)
            total += count
            stripped.append(
                msgspec.structs.replace(inline, text=text) if count else inline
            )
        else:
            stripped.append(inline)
    return (tuple(stripped) if total else inlines), total


class StripCharacters(LinePass):
    @staticmethod
    def clean_line(line: Inlines) -> tuple[Inlines, int]:
        return _strip_inlines(line)

    @staticmethod
    def clean_rest(post: Post) -> tuple[Post, int]:
        total = 0

        def stripped(text: str) -> str:
            nonlocal total
            left, count = strip_characters(text)
            total += count
            return left

        author = post.author
        named = author and replace(author, name=stripped(author.name))
        cleaned = replace(
            post,
            title=stripped(post.title),
            excerpt=stripped(post.excerpt),
            seo_title=stripped(post.seo_title),
            seo_description=stripped(post.seo_description),
            author=named,
            categories=tuple(_named(term, stripped) for term in post.categories),
            tags=tuple(_named(term, stripped) for term in post.tags),
        )
        return (cleaned if total else post), total


def _named(term: Term, stripped: Callable[[str], str]) -> Term:
    return replace(term, name=stripped(term.name))
