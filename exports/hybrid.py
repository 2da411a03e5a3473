"""Markdown where a target reads it as meant, HTML block by block where it does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from blogark.document import Document
from blogark.render.html import to_html
from blogark.render.markdown import to_markdown
from blogark.walking import linked_anchors

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

_ITEM: Final = re.compile(r"(?:[-+*]|\d+[.)])(?: |$)", re.MULTILINE)


def hybrid(
    document: Document,
    anchors: AbstractSet[str],
    markdown: Callable[[str], str | None],
    html: Callable[[str], str],
) -> str:
    """Return *document* as Markdown and HTML.

    *markdown* gets the Markdown of each block and returns it as the target reads it,
    ``None`` if it would read it otherwise; then *html* gets the block's HTML.
    """
    anchors = anchors | linked_anchors(document)
    parts: list[str] = []
    for block in document.blocks:
        one = Document((block,))
        text = to_markdown(one, anchors=anchors).removesuffix("\n")
        if not text:
            continue
        # A list after a list would be read as one.
        adjoins = bool(parts) and all(map(_ITEM.match, (parts[-1], text)))
        written = None if adjoins else markdown(text)
        if written is None:
            written = html(to_html(one, anchors=anchors).strip("\n"))
        parts.append(written)
    return "\n\n".join(parts) + "\n" if parts else ""
