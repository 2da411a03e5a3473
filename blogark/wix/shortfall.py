"""Whether a body has as many words and pictures as Wix itself says.

Bounds were measured on 113 recorded posts of 13 sites: none of them is found short.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from blogark.document import Document, encode
from blogark.findings import Finding, finding
from blogark.wix.media import media_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selectolax.lexbor import LexborNode

    from blogark.document import Blocks

WORDS_A_MINUTE: Final = 150
"""Words that a post has at least for each minute of reading after the first.

Wix's own number is larger: recorded posts have 280 or more.
"""

# Letters of scripts that do not put spaces between words; each counts as a word.
_UNSPACED: Final = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff]")
_NO_LETTERS: Final = re.compile(r"[\W_]+")
_PICTURES: Final = "wow-image, wix-image, img"
_PARTS: Final = re.compile(r'[/"?#\\]+')  # a picture's id is a part of its address
_FEW_WORDS: Final = 4
_SHOWN: Final = 5


def shorter_than_excerpt(text: str, excerpts: Iterable[str]) -> Iterator[Finding]:
    """Yield a finding if most words of one of *excerpts* are not in the body's *text*.

    Lists cut the beginning of a text and put dots behind it. A teaser without dots may
    be the author's own: then the body must also be the shorter one. Measured: of such
    a teaser's words two fifths, at the most, are not in the text.
    """
    # What stands in the text as it is, letter for letter, is all there: nearly always.
    unlike = [e for e in dict.fromkeys(excerpts) if not _is_verbatim(e, text)]
    letters = _letters(text) if unlike else ""
    for excerpt in unlike:
        words = list(dict.fromkeys(filter(None, map(_letters, excerpt.split()))))
        missing = [word for word in words if word not in letters]
        is_cut = excerpt.rstrip().endswith(("...", "…"))
        is_shorter = len(letters) < len("".join(words))
        is_lost = len(words) >= _FEW_WORDS and 2 * len(missing) > len(words)
        if is_lost and (is_cut or is_shorter):
            yield finding(
                "body-short",
                "Most words of the post's teaser are not in the body, such as "
                f"“{', '.join(missing[:_SHOWN])}”: compare it with the live page.",
                excerpt,
            )
            return


def too_short(text: str, minutes: int | None) -> Iterator[Finding]:
    """Yield a finding if *minutes* of reading, as Wix says, are too long for *text*."""
    if not minutes:
        return
    bound = max(1, (minutes - 1) * WORDS_A_MINUTE)
    count = len(text.split())
    if count < bound and (count := count + len(_UNSPACED.findall(text))) < bound:
        yield finding(
            "body-short",
            f"The body has {count} words, too few for a reading time of {minutes} min: "
            "compare it with the live page.",
            f"{count} words, {minutes} minutes",
        )


def pictures_missing(region: LexborNode, blocks: Blocks) -> Iterator[Finding]:
    """Yield a finding if *blocks* lack pictures of the body's element *region*."""
    shown = dict.fromkeys(filter(None, map(_picture, region.css(_PICTURES))))
    if not shown:
        return
    read = set(_PARTS.split(encode(Document(blocks))))
    missing = [key for key in shown if key not in read and _in_url(key) not in read]
    if missing:
        yield finding(
            "pictures-not-read",
            f"{len(missing)} of {len(shown)} pictures in the page's body are not in "
            "what was read: compare the post with the live page.",
            "\n".join(missing),
        )


def _is_verbatim(excerpt: str, text: str) -> bool:
    return all(word.rstrip(".…") in text for word in excerpt.split())


def _picture(node: LexborNode) -> str | None:
    attributes = node.attributes
    names = ("id", "data-pin-media", "src")
    found = (media_id(attributes.get(name) or "") for name in names)
    return next(filter(None, found), None)


def _in_url(key: str) -> str:
    return quote(key, safe="~")


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text).casefold()
