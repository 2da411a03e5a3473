"""``redirects.yaml`` of Ghost (Settings → Labs → Redirects).

Rules of Ghost's own code: each source is a regular expression of JavaScript, compared
with the path as it was sent; what a client sends raw, Node reads byte by byte. A ``$``
in a target would be a group: targets are percent-encoded.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from exports.redirect_formats.limits import without_language
from exports.redirect_formats.written import Written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exports.redirect_rules import Redirect

_UNRESERVED: Final = frozenset(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~"
)
_SLASH: Final = ord("/")


def ghost(rules: Sequence[Redirect]) -> Written:
    plain, findings = without_language("Ghost", rules)
    lines = (
        f"  {json.dumps(_pattern(rule))}: {_string(rule.target)}\n" for rule in plain
    )
    text = "301:\n" + "".join(lines) if plain else "301: {}\n"
    return Written({"redirects.yaml": text}, tuple(findings))


def _pattern(rule: Redirect) -> str:
    pages = "(?:/page/[0-9]+)?" if rule.has_pages else ""
    return f"^{''.join(map(_byte, rule.source.encode()))}{pages}/?$"


def _byte(byte: int) -> str:
    """Return a pattern for one byte of a path, raw or encoded in either case."""
    if byte in _UNRESERVED or byte == _SLASH:
        return chr(byte)
    digits = "".join(
        f"[{each}{each.lower()}]" if each.isalpha() else each for each in f"{byte:02X}"
    )
    return f"(?:%{digits}|\\x{byte:02x})"


def _string(text: str) -> str:
    return json.dumps(text)
