"""Text and addresses made safe for HTML.

Documents come from strangers: everything they contain passes through here.
"""

from __future__ import annotations

import html
import re

# Control characters are not allowed in HTML or XML, and no reference can name
# them: each counts as a space. No-break and other Unicode spaces are text.
_CONTROL = "\x00-\x1f\x7f-\x9f"
_BLANK = "".join(map(chr, [*range(0x21), *range(0x7F, 0xA0)]))
_UNEVEN = re.compile(rf"[{_CONTROL}]|  ")
_SPACES = re.compile(rf"[ {_CONTROL}]+")
_CONTROLS_IN_CODE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_CONTROLS_IN_URL = re.compile(rf"[{_CONTROL}]+")

# A browser runs the first three. ``file:`` names a place on the author's computer,
# and Markdown parsers refuse it along with the others.
_UNSAFE_SCHEME = re.compile(r"\s*(?:javascript|vbscript|data|file)\s*:", re.IGNORECASE)


def one_line(text: str) -> str:
    """Return *text* with each run of ASCII white space as one space."""
    return _SPACES.sub(" ", text) if _UNEVEN.search(text) else text


def is_blank(text: str) -> bool:
    """Whether *text* shows nothing at all."""
    return not text.strip(_BLANK)


def escape_text(text: str) -> str:
    """Return *text* as HTML character data."""
    return html.escape(text, quote=False)


def escape_attribute(value: str) -> str:
    """Return *value* for a double-quoted attribute, on one line."""
    return html.escape(one_line(value).strip(" "))


def code_text(text: str) -> str:
    """Return preformatted *text* with LF line ends and no control characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS_IN_CODE.sub(" ", text)


def address(url: str | None) -> str:
    """Return *url* as it may be written, or nothing if it may not be.

    White space around an address and line ends in it go, as a browser has it.
    ``javascript:``, ``vbscript:``, ``data:`` and ``file:`` are never written.
    """
    if not url:
        return ""
    url = _CONTROLS_IN_URL.sub("", url).strip()
    return "" if _UNSAFE_SCHEME.match(url) else url
