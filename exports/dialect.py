r"""Markdown that parsers which are not CommonMark's read alike.

kramdown (Jekyll) and Python-Markdown (Pelican) agree with CommonMark on plain
paragraphs, headings, short lists, pictures, links and emphasis. All else they read in
ways of their own: kramdown makes a table of a line with ``|``, Python-Markdown knows no
``\`` at the end of a line and wants four spaces before a nested list. A block that is
more than plain is written as HTML, which both leave alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exports.hybrid import hybrid

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from blogark.document import Document
    from exports.body import Snippets

_DESTINATION: Final = re.compile(r"\]\([\w./:?=%#,;~@+-]*\)")
_ODD: Final = re.compile(
    r"[\\|{}<>&_`~$^\t]"  # escapes, and what is markup in one of them
    r"|\*\*\*|\*\*.*(?<!\*)\*(?!\*)|(?<!\*)\*(?!\*).*\*\*"  # nested emphasis
    r"|\[\^|!\[\]|\+\+|=="
)
_LINE: Final = re.compile(r"(?:#{1,6} |!?\[|\*{0,2})[^\s*:#-].*")
_ITEM: Final = re.compile(r"(?:- |\d+\. )[^\s\d-].*")
_FENCE: Final = re.compile(r"(```[\w+#.-]*\n)((?:(?!```)[^\n]*\n)*)```")
_BLANK_LINE: Final = re.compile(r"\n(?=[ \t]*(?:\n|$))")


def common_dialect(
    document: Document, anchors: AbstractSet[str], _snippets: Snippets
) -> str:
    """Return *document* in the Markdown that all parsers agree on, and HTML."""
    return hybrid(document, anchors, _common, one_block)


def one_block(html: str) -> str:
    """Return *html* without blank lines, which would end it: code has some."""
    return _BLANK_LINE.sub("&#10;", html)


def _common(markdown: str) -> str | None:
    if _FENCE.fullmatch(markdown):
        return markdown
    text = _DESTINATION.sub("]()", markdown)
    if _ODD.search(text):
        return None
    is_plain = _LINE.fullmatch(text) or all(map(_ITEM.fullmatch, text.split("\n")))
    return markdown if is_plain else None
