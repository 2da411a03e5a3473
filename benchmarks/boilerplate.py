"""The texts of Wix's own interface, which are nobody's writing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# In no dictionary: from the page frame and the viewer.
_FRAME: Final = (
    "top of page",
    "bottom of page",
    "Expand image",
    "Skip to Main Content",
)
_SHORTEST: Final = 4


def interface_texts(samples: Path) -> frozenset[str]:
    """Return the texts in the ``i18n-*.json`` dictionaries of *samples*.

    Those with something to fill in are left out, and so are words of three letters.
    """
    found = set(_FRAME)
    for file in sorted(samples.glob("i18n-*.json")):
        found.update(_strings(json.loads(file.read_text(encoding="utf-8"))))
    return frozenset(
        text for text in found if len(text) >= _SHORTEST and "{" not in text
    )


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
