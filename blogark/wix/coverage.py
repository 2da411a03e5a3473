"""The proof at the source: what the page shows is what was read.

For each block the letters of the markup are compared with the letters of what came
out of it. White space is left out on both sides: the readers may change only that.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from blogark.document import (
    Audio,
    Blocks,
    Button,
    Code,
    File,
    LinkPreview,
    Text,
    Unknown,
    inlines,
    walk,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import Tag


def lost_text(element: Tag, blocks: Blocks) -> str:
    """Return the words of *element* that are not in *blocks*, ``""`` if none is lost.

    Words that stand more often in *element* than in *blocks* count as lost. The line
    below a file's name ("Download PDF • 150KB") does not: it is the viewer's own.
    """
    shown = "".join(_strings(element))
    read = "".join(_texts(blocks))
    if _letters(shown) == _letters(read):
        return ""
    missing = Counter(" ".join(_strings(element)).split())
    missing -= Counter(" ".join(_texts(blocks)).split())
    read_letters = _letters(read)
    lost = [word for word in missing.elements() if word not in read_letters]
    return " ".join(lost)


def _letters(text: str) -> str:
    return "".join(text.split())


def _strings(element: Tag) -> Iterator[str]:
    for string in element.strings:
        holder = string.parent
        if not (holder is not None and _is_file_line(string)):
            yield str(string)


def _is_file_line(string: str) -> bool:
    return "•" in string and string.rstrip().upper().endswith(("KB", "MB", "GB", " B"))


def _texts(blocks: Blocks) -> Iterator[str]:
    for block in walk(blocks):
        for content in inlines(block):
            yield from (run.text for run in content if isinstance(run, Text))
        match block:
            case Code(text=text) | Button(text=text) | Unknown(text=text):
                yield text
            case File(name=name):
                yield name
            case Audio(title=title):
                yield title
            case LinkPreview(title=title, site=site, description=description):
                yield from (title, site, description)
            case _:
                pass
