"""Spellings of a path, for hosts that compare requests letter by letter."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from exports.redirect_rules import encoded

_ESCAPE: Final = re.compile(r"%[0-9A-F]{2}")
_SENT_AS_THEY_ARE: Final = "/~!$&'()*+,;=:@[]|"
"""What browsers do not encode in a path (URL Standard, path percent-encode set)."""


def spellings(path: str) -> list[str]:
    """Return *path* as it may be sent, as browsers do first.

    They leave some characters that others encode, and encode in upper case.
    """
    found = [quote(path, safe=_SENT_AS_THEY_ARE), encoded(path)]
    found += [_ESCAPE.sub(lambda code: code[0].lower(), each) for each in found]
    return list(dict.fromkeys(found))
