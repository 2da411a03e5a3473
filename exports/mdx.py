r"""Markdown for MDX, which reads ``{`` as JavaScript and ``<`` as JSX.

In MDX there is no HTML: tags must be closed, and text between them is Markdown again.
A block with a tag, a brace or an entity in it is therefore written as JSX on one line,
every character of its text that could be markup as a reference. Addresses are strings
of JavaScript: Astro makes a link of what looks like one, in the text of a link, too.
"""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Final

from exports.hybrid import hybrid

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from blogark.document import Document
    from exports.body import Snippets

_TAG: Final = re.compile(r"<(/?)([a-z][a-z0-9]*)((?: [\w-]+(?:=\"[^\"]*\")?)*) ?/?>")
_VOID: Final = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "source", "track")
)
_WORDS: Final = re.compile(r"[^\w ,;?'\"]", re.ASCII)
_ADDRESS: Final = re.compile(r"https?://|www\.|@", re.IGNORECASE)
_ODD: Final = re.compile(r"[<{}&]")
_CODE: Final = re.compile(r"(```+)[\w+#.-]*\n(?:.*\n)*?\1")
_MODULE: Final = re.compile(r"^(?=import\b|export\b)(\w)", re.MULTILINE)


def mdx_body(document: Document, anchors: AbstractSet[str], _snippets: Snippets) -> str:
    """Return *document* as MDX."""
    return hybrid(document, anchors, _markdown, jsx)


def _markdown(markdown: str) -> str | None:
    if _CODE.fullmatch(markdown):
        return markdown
    if _ODD.search(markdown):
        return None
    return _MODULE.sub(_reference, markdown)  # such a line would be JavaScript


def jsx(html: str) -> str:
    """Return *html*, as `blogark.render.html` writes it, as JSX on one line."""
    parts: list[str] = []
    end, in_code = 0, False
    for tag in _TAG.finditer(html):
        parts.append(_text(html[end : tag.start()], in_code=in_code))
        closing, name, attributes = tag.groups()
        slash = " /" if name in _VOID else ""
        parts.append(f"<{closing}{name}{attributes}{slash}>")
        in_code = not closing if name == "pre" else in_code
        end = tag.end()
    return "".join(parts) + _text(html[end:], in_code=in_code)


def _text(text: str, *, in_code: bool) -> str:
    if not in_code:
        text = text.replace("\n", " ")
    text = unescape(text)
    if _ADDRESS.search(text):
        return f"{{{json.dumps(text, ensure_ascii=False)}}}"
    return _WORDS.sub(_reference, text)


def _reference(found: re.Match[str]) -> str:
    character = found[0]
    return f"&#{ord(character)};" if character.isascii() else character
