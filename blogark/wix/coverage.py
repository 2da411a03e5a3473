"""The proof at the source: what the page shows is what was read.

For each block the letters of the markup are compared with the letters of what came
out of it. White space is left out on both sides: the readers may change only that.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

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
)
from blogark.walking import inlines, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


_LABELLED: Final = frozenset(
    {Code, Button, Unknown, File, Audio, LinkPreview, Map, Poll}
)


def lost_words(shown: Iterable[str], read: Sequence[str]) -> str:
    """Return the words of the strings *shown* that are not *read*, ``""`` for none.

    *read* is what `texts` gives. Words that stand more often in *shown* than in *read*
    count as lost.
    """
    shown = list(shown)
    ours, theirs = "".join(read), "".join(shown)
    if ours == theirs or _letters(ours) == _letters(theirs):
        return ""
    missing = Counter(" ".join(shown).split()) - Counter(" ".join(read).split())
    letters = _letters(ours)
    return " ".join(word for word in missing.elements() if word not in letters)


def _letters(text: str) -> str:
    return "".join(text.split())


def shown_strings(strings: Iterable[str]) -> Iterator[str]:
    """Yield the strings of a page's markup that are the author's.

    The line below a file's name ("Download PDF • 150KB") is the viewer's own.
    """
    return (string for string in strings if not _is_file_line(string))


def _is_file_line(string: str) -> bool:
    return "•" in string and string.rstrip().upper().endswith(("KB", "MB", "GB", " B"))


def texts(blocks: Blocks) -> list[str]:
    """Return every string of *blocks* that a reader of the page sees, run by run."""
    found: list[str] = []
    for block in walk(blocks):
        for content in inlines(block):
            found += [run.text for run in content if isinstance(run, Text)]
        if type(block) in _LABELLED:  # few are
            found += labels(block)
    return found


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
