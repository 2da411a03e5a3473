"""What both dialects of rich content have in common: anchors, links, lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from blogark.document import PLAIN, Heading, LineBreak, Link, List, Paragraph, Text
from blogark.wix.pagedata import dig
from blogark.wix.values import first_text, named, text_at
from blogark.wix.viewer_text import absolute, text_runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from blogark.document import Block, Blocks, Direction, Inlines

_TARGETS: Final = ("_self", "_blank", "_parent", "_top")  # by their numbers
_REL: Final = ("nofollow", "sponsored", "ugc", "noreferrer", "noopener")
_NO_COLOR: Final = frozenset({"", "transparent", "unset", "inherit", "initial"})
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:(?!\d)")
_MAIL = re.compile(r"[^\s/@:?#]+@[^\s/@:?#]+\.[^\s/@:?#]+")


def anchor_of(key: str) -> str | None:
    """Return the anchor of the block with this *key*, as the viewer's pages have it."""
    return f"viewer-{key}" if key else None


def web_link(
    url: str, base_url: str, *, target: str | None = None, rel: Sequence[str] = ()
) -> Link | None:
    """Return a link to *url* as an author typed it, ``None`` if that is nothing.

    ``www.example.org`` without a scheme is a host, as the viewer takes it.
    """
    url = url.strip()
    if not url:
        return None
    if url.startswith("#"):
        return Link(url=url, kind="anchor")
    if _MAIL.fullmatch(url):
        url = f"mailto:{url}"
    elif not _SCHEME.match(url) and not url.startswith(("/", "?", ".")):
        url = f"//{url}"
    return Link(url=absolute(url, base_url), target=target, rel=tuple(rel))


def anchor_link(key: str) -> Link | None:
    """Return a link to the block with this *key*."""
    return Link(url=f"#viewer-{key}", kind="anchor") if key else None


def read_link(value: object, base_url: str) -> Link | None:
    """Return the link that *value* describes, in either dialect, ``None`` for none.

    ``{url | anchor, target: BLANK | 1, rel: {nofollow: true}}`` in Ricos, and in
    Draft.js ``{url | href, target: "_blank", rel: "noopener"}``, where buttons have
    ``target: true`` for a new window and ``rel: true`` for ``nofollow``.
    """
    found = web_link(
        first_text(value, ("url",), ("href",)),
        base_url,
        target=_target(dig(value, "target")),
        rel=_rel(dig(value, "rel")),
    )
    return found or anchor_link(text_at(value, "anchor"))


def _target(value: object) -> str | None:
    if value is True:
        return "_blank"
    name = f"_{named(value, _TARGETS).lower().lstrip('_')}"
    return name if name in _TARGETS else None


def _rel(value: object) -> list[str]:
    if value is True:
        return ["nofollow"]
    if isinstance(value, str):
        return value.split()
    return [name for name in _REL if dig(value, name) is True]


def mention_link(slug: str, base_url: str) -> Link | None:
    """Return a link to a member's profile, ``<site>/profile/<slug>/profile``."""
    if not slug:
        return None
    root = base_url.partition("/post/")[0].rstrip("/")
    return Link(url=f"{root}/profile/{quote(slug, safe='')}/profile", kind="mention")


def text_line(text: str) -> Inlines:
    """Return *text* in the plain style."""
    return tuple(text_runs(text, PLAIN, None))


def color_of(value: str) -> str | None:
    """Return a colour as the author set it, ``None`` for one that changes nothing.

    It may be the name of a colour of the site's theme: ``textColor2``.
    """
    color = value.strip()
    return None if color.lower() in _NO_COLOR else color


def joined(lines: Sequence[Inlines]) -> Inlines:
    """Return *lines* as one sequence, a line break between two of them."""
    full = [line for line in lines if line]
    return tuple(
        run
        for number, line in enumerate(full)
        for run in ((LineBreak(), *line) if number else line)
    )


def plain_text(content: Inlines) -> str:
    """Return the characters of *content*, breaks as newlines."""
    return "".join(run.text if isinstance(run, Text) else "\n" for run in content)


def title_of(blocks: Iterable[Block]) -> tuple[list[Inlines], Blocks]:
    """Return the lines of text among *blocks*, and what is no line of text."""
    lines: list[Inlines] = []
    others: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            lines.append(block.content)
        else:
            others.append(block)
    return lines, tuple(others)


def direction_of(blocks: Blocks) -> Direction:
    """Return the direction of a frame around *blocks*: that of the first."""
    first = blocks[0] if blocks else None
    is_rtl = isinstance(first, Paragraph | Heading | List) and first.dir == "rtl"
    return "rtl" if is_rtl else "ltr"
