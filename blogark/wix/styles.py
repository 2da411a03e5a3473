"""Inline styles of the viewer's markup: what an element does to the text in it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

import msgspec

from blogark.wix.values import whole_number

if TYPE_CHECKING:
    from blogark.document import Align, Style

# A weight below this is not bold, although the element is <strong>: the editor
# writes bold runs with the weights 0 and 400 when a theme's heading is made lighter.
BOLD_WEIGHT = 600

_NOTHING = {"", "inherit", "initial", "unset", "transparent", "currentcolor", "none"}
_ALIGN: dict[str, Align] = {
    "left": "left",
    "center": "center",
    "right": "right",
    "justify": "justify",
}


STYLED: Final = frozenset(
    {
        *("b", "code", "del", "em", "i", "ins", "kbd", "mark", "s", "samp"),
        *("strike", "strong", "sub", "sup", "tt", "u"),
    }
)
"""Elements that change the text in them by what they are."""


@lru_cache(maxsize=4096)
def declarations(css: str) -> dict[str, str]:
    """Return the declarations of a ``style`` attribute, names and values lower-case.

    ``url(…)`` values may hold ``;`` and keep their case: see `background_image`.
    """
    pairs = (part.partition(":") for part in css.split(";"))
    return {n.strip().lower(): v.strip().lower() for n, colon, v in pairs if colon}


@lru_cache(maxsize=8192)
def restyled(style: Style, tag: str, css: str) -> Style:
    """Return *style* as it is inside an element ``<tag style="css">``."""
    style = _tag_style(style, tag)
    if not css:
        return style
    rules = declarations(css)
    changes: dict[str, object] = {}
    if (weight := rules.get("font-weight")) is not None:
        changes["bold"] = _is_bold(weight, style.bold)
    if (slant := rules.get("font-style")) is not None and slant != "inherit":
        changes["italic"] = slant.startswith(("italic", "oblique"))
    line = (
        rules.get("text-decoration", "") + " " + rules.get("text-decoration-line", "")
    )
    if "underline" in line:
        changes["underline"] = True
    if "line-through" in line:
        changes["strike"] = True
    if (shift := rules.get("vertical-align")) in {"super", "sub"}:
        changes["superscript" if shift == "super" else "subscript"] = True
    if (color := rules.get("color", "")) not in _NOTHING:
        changes["color"] = color
    if (background := rules.get("background-color", "")) not in _NOTHING:
        changes["background"] = background
    return msgspec.structs.replace(style, **changes) if changes else style


def _tag_style(style: Style, tag: str) -> Style:
    match tag:
        case "strong" | "b":
            return msgspec.structs.replace(style, bold=True)
        case "em" | "i":
            return msgspec.structs.replace(style, italic=True)
        case "u" | "ins":
            return msgspec.structs.replace(style, underline=True)
        case "s" | "strike" | "del":
            return msgspec.structs.replace(style, strike=True)
        case "sup":
            return msgspec.structs.replace(style, superscript=True)
        case "sub":
            return msgspec.structs.replace(style, subscript=True)
        case "code" | "kbd" | "samp" | "tt":
            return msgspec.structs.replace(style, code=True)
        case "mark":
            return msgspec.structs.replace(style, background="mark")
        case _:
            return style


def _is_bold(weight: str, inherited: bool) -> bool:  # noqa: FBT001  a value, no switch
    if (number := whole_number(weight)) is not None:
        return number >= BOLD_WEIGHT
    match weight:
        case "bold" | "bolder":
            return True
        case "normal" | "lighter":
            return False
        case _:
            return inherited


def text_align(css: str) -> Align | None:
    """Return the alignment that a block's ``style`` sets, or ``None``."""
    return _ALIGN.get(declarations(css).get("text-align", "")) if css else None


def display_width(css: str) -> str | None:
    """Return the width that the author gave: ``399px`` of ``min(100%, 399px)``.

    ``None`` if it is as wide as the text.
    """
    width = declarations(css).get("width", "") if css else ""
    if width.startswith("min(") and width.endswith(")"):
        width = width[4:-1].rpartition(",")[2].strip()
    return width if width not in {"", "100%", "auto", "unset"} else None


def background_image(css: str) -> str | None:
    """Return the URL of ``background-image: url(…)``, quotes removed."""
    start = css.find("url(")
    end = css.find(")", start)
    if start < 0 or end < 0:
        return None
    return css[start + 4 : end].strip().strip("\"'") or None
