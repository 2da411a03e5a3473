"""Takes the underline off links: it is how the editor draws a link, not emphasis.

Every platform draws links in its own way, and Markdown has no underline: without this
pass nearly every link of a real blog carries ``<u>`` tags.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from blogark.document import Text
from pipelines.cleaning import LinePass

if TYPE_CHECKING:
    from blogark.document import Inline, Inlines


def drop_link_underlines(inlines: Inlines) -> tuple[Inlines, int]:
    """Return *inlines* with no underlined link, and how many runs that were."""
    count = sum(map(_is_underlined_link, inlines))
    return (tuple(map(_plain, inlines)) if count else inlines), count


def _is_underlined_link(inline: Inline) -> bool:
    return (
        isinstance(inline, Text) and inline.link is not None and inline.style.underline
    )


def _plain(inline: Inline) -> Inline:
    if not isinstance(inline, Text) or not _is_underlined_link(inline):
        return inline
    style = msgspec.structs.replace(inline.style, underline=False)
    return msgspec.structs.replace(inline, style=style)


class DropLinkUnderlines(LinePass):
    @staticmethod
    def clean_line(line: Inlines) -> tuple[Inlines, int]:
        return drop_link_underlines(line)
