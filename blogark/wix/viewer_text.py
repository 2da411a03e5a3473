"""Text of the viewer's markup: runs, links, direction."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import msgspec
from bs4 import Tag
from bs4.element import NavigableString

from blogark.document import (
    PLAIN,
    Direction,
    Inline,
    Inlines,
    LineBreak,
    Link,
    LinkKind,
    Style,
    Text,
)
from blogark.wix.styles import STYLED, restyled

if TYPE_CHECKING:
    from collections.abc import Iterator

# What stands between words but is nobody's text: the viewer's own controls.
_NO_TEXT = frozenset({"script", "style", "svg", "noscript", "template", "link"})


def read_inlines(element: Tag, base_url: str) -> Inlines:
    """Return the text of *element* as runs, in reading order.

    A newline in the text is a line break: the viewer sets ``white-space: pre-wrap``,
    and authors' pastes rely on it (seen on five of eight hosts). Links are made
    absolute with *base_url*.
    """
    return tuple(without_final_break(list(_runs(element, base_url))))


def _runs(root: Tag, base_url: str) -> Iterator[Inline]:
    # A stack of our own: a hostile page nests deeper than Python recurses.
    stack: list[tuple[object, Style, Link | None]] = [
        (child, PLAIN, None) for child in reversed(root.contents)
    ]
    while stack:
        node, style, link = stack.pop()
        if isinstance(node, Tag):
            if node.name == "br":
                yield LineBreak()
            elif node.name not in _NO_TEXT:
                css = node.attrs.get("style")
                if css or node.name in STYLED:
                    style = restyled(style, node.name, str(css or ""))
                if "spoiler" in _hook(node).lower():
                    style = msgspec.structs.replace(style, spoiler=True)
                if node.name == "a":
                    link = read_link(node, base_url) or link
                stack.extend((child, style, link) for child in reversed(node.contents))
        elif type(node) is NavigableString:  # its subclasses are comments and the like
            yield from text_runs(str(node), style, link)


def text_runs(text: str, style: Style, link: Link | None) -> Iterator[Inline]:
    """Yield *text* in one style, its newlines as line breaks."""
    if text and "\n" not in text and "\r" not in text:  # nearly all
        yield Text(text, style, link)
        return
    first, *others = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if first:
        yield Text(first, style, link)
    for line in others:
        yield LineBreak()
        if line:
            yield Text(line, style, link)


def without_final_break(runs: list[Inline]) -> list[Inline]:
    """Leave out the one break that a browser does not show: the last of a block."""
    if runs and isinstance(runs[-1], LineBreak):
        runs.pop()
    return runs


def _hook(element: Tag) -> str:
    hook = element.attrs.get("data-hook")
    return hook if isinstance(hook, str) else ""


def read_link(anchor: Tag, base_url: str) -> Link | None:
    """Return where ``<a>`` leads; ``None`` without a usable ``href``."""
    href = anchor.get("href")
    if not isinstance(href, str) or not (href := href.strip()) or href == "#0":
        return None
    if href.startswith("#"):
        return Link(url=href, kind="anchor")
    target, rel = anchor.get("target"), anchor.get("rel")
    return Link(
        url=absolute(href, base_url),
        kind=_kind(href, _hook(anchor), anchor.get_text()),
        target=target if isinstance(target, str) and target else None,
        rel=tuple(rel.split() if isinstance(rel, str) else rel or ()),
    )


def absolute(href: str, base_url: str) -> str:
    """Return *href* as an absolute address, or as it is if it cannot be one."""
    try:
        return urljoin(base_url, href)
    except ValueError:  # "http://[half a bracket": kept as the author typed it
        return href


def _kind(href: str, hook: str, text: str) -> LinkKind:
    if "mention" in hook.lower():
        return "mention"
    tagged = "/hashtags/" in href or "/search/.hash." in href
    if tagged and text.strip().startswith("#"):
        return "hashtag"
    return "web"


def direction(text: str, declared: str | None) -> Direction:
    """Return the direction of a block of *text*.

    *declared* is its ``dir``: nearly always ``auto``, which means the first character
    that has a direction decides, as in HTML.
    """
    if declared in {"ltr", "rtl"}:
        return "rtl" if declared == "rtl" else "ltr"
    for character in text:
        if character.isascii() and character.isalpha():
            return "ltr"
        if (strong := unicodedata.bidirectional(character)) in {"L", "R", "AL"}:
            return "ltr" if strong == "L" else "rtl"
    return "ltr"
