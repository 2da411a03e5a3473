"""What looks odd in a post that was read without fault.

Pure functions of what the archive has. They judge form, never what a text says: whether
a page is right in law or medicine is for people who know.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from blogark.document import Divider, Heading, Image, Paragraph, Text
from blogark.findings import Finding, Severity
from blogark.terminal import count
from blogark.walking import inlines, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from blogark.archive.load import StoredPost

CODES: Final[dict[str, Severity]] = {
    "title-missing": Severity.WARNING,
    "title-capitals": Severity.INFO,
    "title-repeated": Severity.WARNING,
    "date-future": Severity.WARNING,
    "template-text": Severity.WARNING,
    "only-headings": Severity.WARNING,
    "text-short": Severity.INFO,
    "alt-missing": Severity.INFO,
}
"""Every kind of suspicion. What may be meant so is a note, and leaves a post green."""

_SHORT: Final = 40
"""Words under which a post without a picture or anything else is named."""
_CAPITALS: Final = 8
"""Letters that a title must have to be called shouted: ``FAQ`` is none."""
_FILLER: Final = re.compile(
    r"\b(lorem ipsum|dolor sit amet|your (text|title|content) goes here"
    r"|click here to (add|edit) (your )?(own )?(text|content)"
    r"|i['’]m a (paragraph|title)\b|this is (your first|a sample) (blog )?post)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is known of the other posts, by which one is compared."""

    titles: Counter[tuple[str | None, str]]
    """How many posts have this language and folded title."""
    read_at: datetime | None
    """When the archive was last changed."""

    @classmethod
    def of(
        cls,
        titles: Iterable[tuple[str | None, str]],
        read_at: datetime | None,
    ) -> Surroundings:
        """Return the surroundings of posts with these languages and titles."""
        folded = ((language, _folded(title)) for language, title in titles)
        return cls(titles=Counter(folded), read_at=read_at)


def suspicions(stored: StoredPost, around: Surroundings) -> Iterator[Finding]:
    """Yield what looks odd in a post, what a person should look at first."""
    yield from sorted(
        (*_of_title(stored, around), *_of_date(stored, around), *_of_body(stored)),
        key=lambda found: found.severity is not Severity.WARNING,
    )


def _of_title(stored: StoredPost, around: Surroundings) -> Iterator[Finding]:
    title = stored.post.title
    if not title.strip():
        yield _suspicion("title-missing", "The post has no title.")
        return
    if title == title.upper() and _cased_letters(title) >= _CAPITALS:
        yield _suspicion("title-capitals", "The title is all in capitals.", title)
    alike = around.titles[stored.post.language, _folded(title)]
    if alike > 1:
        yield _suspicion("title-repeated", f"{alike} posts have this title.", title)


def _of_date(stored: StoredPost, around: Surroundings) -> Iterator[Finding]:
    published = stored.post.published_at
    if published and around.read_at and published > around.read_at:
        yield _suspicion(
            "date-future",
            "The date of the post is later than the day it was archived.",
            f"{published:%Y-%m-%d}",
        )


def _of_body(stored: StoredPost) -> Iterator[Finding]:
    filler = _FILLER.search(stored.text) or _FILLER.search(stored.post.title)
    if filler:
        yield _suspicion("template-text", "The post has text of a template.", filler[0])
    shown = [b for b in walk(stored.post.document.blocks) if not _is_blank(b)]
    if shown and all(isinstance(block, Heading) for block in shown):
        yield _suspicion("only-headings", "The body has headings and nothing else.")
    has_only_text = all(isinstance(block, Paragraph | Heading) for block in shown)
    if has_only_text and 0 < stored.word_count < _SHORT:
        yield _suspicion(
            "text-short", f"The post has {count(stored.word_count, 'word')}."
        )
    silent = sum(isinstance(b, Image) and not b.alt and not b.caption for b in shown)
    if silent:
        yield _suspicion(
            "alt-missing", f"Without a description: {count(silent, 'picture')}."
        )


def _suspicion(code: str, message: str, detail: str = "") -> Finding:
    return Finding(code=code, severity=CODES[code], message=message, detail=detail)


def _is_blank(block: object) -> bool:
    if isinstance(block, Paragraph):
        texts = (i.text for line in inlines(block) for i in line if isinstance(i, Text))
        return not "".join(texts).strip()
    return isinstance(block, Divider)


def _cased_letters(text: str) -> int:
    return sum(unicodedata.category(character) == "Lu" for character in text)


def _folded(title: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", title).casefold().split())
