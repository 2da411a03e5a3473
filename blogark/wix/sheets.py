"""Alignment of text, which the viewer says by classes of the page's own style sheets.

Class names change with every release, so a reader may know none. What a class does
stands in the page: ``._40ACk{text-align:center!important}``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, cast

from bs4 import Tag

from blogark.wix.styles import text_align
from blogark.wix.viewer_media import attribute

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from blogark.document import Align
    from blogark.wix.page import WixPage

_TEXT_BLOCKS: Final = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6"})
# Not left: the viewer says it of every block that has no other alignment.
_ALIGNING: Final = re.compile(r"text-align:\s*(center|right|justify)\b")
_ONE_CLASS: Final = re.compile(r"(?:\[dir\]\s+)?\.((?:[\w-]|\\.)+)")
_LONGEST_RULE: Final = 1000
"""Characters before an alignment in which its rule must begin; real ones have 150."""


def aligned(
    elements: Iterable[tuple[Tag, str]], page: WixPage
) -> Iterator[tuple[Tag, str]]:
    """Yield *elements*, with what the sheets of *page* say of them in ``style``."""
    classes = alignments(node.text() for node in page.tree.css("style"))
    for element, kind in elements:
        if classes:
            _align(element, classes)
        yield element, kind


def alignments(sheets: Iterable[str]) -> dict[str, Align]:
    """Return, by class, the alignment that *sheets* give to all elements that have it.

    What holds on some screens or on paper only is left out.
    """
    found: dict[str, Align] = {}
    for sheet in sheets:
        for selectors, align in _aligning_rules(sheet):
            for selector in selectors.split(","):
                if (match := _ONE_CLASS.fullmatch(selector.strip())) is not None:
                    found[match[1].replace("\\", "")] = align
    return found


def _aligning_rules(sheet: str) -> Iterator[tuple[str, Align]]:
    """Yield the selectors of rules that are in no other rule, and what they say."""
    depth = at = 0
    for match in _ALIGNING.finditer(sheet):
        start = match.start()
        depth += sheet.count("{", at, start) - sheet.count("}", at, start)
        at = start
        rule = sheet[max(start - _LONGEST_RULE, 0) : start].rpartition("}")[2]
        if depth == 1 and "{" in rule:
            selectors = rule.partition("{")[0].rpartition("*/")[2]
            yield selectors, cast("Align", match[1])


def _align(element: Tag, classes: Mapping[str, Align]) -> None:
    for node in (element, *element.descendants):
        if not isinstance(node, Tag) or node.name not in _TEXT_BLOCKS:
            continue
        names = [c for c in attribute(node, "class").split() if c in classes]
        css = attribute(node, "style")
        if names and text_align(css) is None:
            node["style"] = f"text-align:{classes[names[-1]]};{css}"
