"""The text of a saved page, whatever the tool made of its bytes."""

from __future__ import annotations

import codecs
from typing import Final, NamedTuple

from bs4.dammit import EncodingDetector

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOST: Final = "\N{REPLACEMENT CHARACTER}"
# What stands at the end of every page of Wix, the second even in those that a tool
# has shortened by the end tags that HTML does not need.
_ENDS: Final = ("</html", "bottom of page", "Page saved with SingleFile")


class PageText(NamedTuple):
    """A page's text, and whether all of it is there."""

    text: str
    lost: int
    """Characters that could not be told from their bytes."""
    is_cut: bool
    """The page ends before its end."""


def page_text(body: bytes) -> PageText:
    """Return the text of the HTML page *body*. Never raises."""
    text = _decoded(body)
    is_cut = not any(end in text for end in _ENDS)
    return PageText(text, text.count(_LOST), is_cut)


def _decoded(body: bytes) -> str:
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    # Every Wix page is UTF-8. A tool that made another of it may have left the old
    # declaration, so that the declared encoding is only the second guess.
    for encoding in ("utf-8", _declared(body)):
        try:
            return body.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    as_utf8 = body.decode("utf-8", "replace")
    # A page in another encoding has a fault in most of its non-ASCII letters; one that
    # was cut or damaged, here and there.
    faults = as_utf8.count(_LOST)
    letters = sum(1 for character in as_utf8 if not character.isascii()) - faults
    return as_utf8 if faults <= letters + 1 else body.decode("cp1252", "replace")


def _declared(body: bytes) -> str:
    found = EncodingDetector.find_declared_encoding(body, is_html=True)
    return found or "utf-8"
