"""The proof at the source: what the page shows is what was read.

For each block the letters of the markup are compared with the letters of what came
out of it. White space is left out on both sides: the readers may change only that.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from blogark.document import (
    Audio,
    Block,
    Blocks,
    Button,
    Code,
    File,
    LinkPreview,
    Map,
    Poll,
    Text,
    Unknown,
    inlines,
    walk,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bs4 import Tag


def lost_text(element: Tag, blocks: Blocks) -> str:
    """Return the words of *element* that are not in *blocks*, ``""`` if none is lost.

    Words that stand more often in *element* than in *blocks* count as lost. The line
    below a file's name ("Download PDF • 150KB") does not: it is the viewer's own.
    """
    return lost_words(list(_strings(element)), blocks)


def lost_words(shown: Sequence[str], blocks: Blocks) -> str:
    """Return the words of the strings *shown* that are not in *blocks*."""
    read = "".join(texts(blocks))
    if _letters("".join(shown)) == _letters(read):
        return ""
    missing = Counter(" ".join(shown).split())
    missing -= Counter(" ".join(texts(blocks)).split())
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


def texts(blocks: Blocks) -> Iterator[str]:
    """Yield every string of *blocks* that a reader of the page sees, run by run."""
    for block in walk(blocks):
        for content in inlines(block):
            yield from (run.text for run in content if isinstance(run, Text))
        yield from labels(block)


def labels(block: Block) -> Iterator[str]:
    """Yield the strings of *block* itself that a reader sees and that are no runs."""
    match block:
        case Code(text=text) | Button(text=text) | Unknown(text=text):
            yield text
        case File(name=name):
            yield name
        case Audio(title=title, author=author):
            yield from (title, author)
        case LinkPreview(title=title, site=site, description=description):
            yield from (title, site, description)
        case Map(name=name, address=address):
            yield from (name, address)
        case Poll(title=title, options=options):
            yield title
            yield from (option.title for option in options)
        case _:
            pass
