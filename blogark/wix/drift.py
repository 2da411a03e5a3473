"""Whether a page still looks like the pages that the readers were written for.

Wix changes its pages without a word. The readers fall back and go on; here is where it
is said. Every alarm was tried on 113 recorded posts of 2021 to 2026: none is false.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from blogark.document import Unknown
from blogark.findings import Finding, finding
from blogark.walking import walk
from blogark.wix.amp import is_amp
from blogark.wix.coverage import texts
from blogark.wix.page import ARTICLE
from blogark.wix.ricos_nodes import KINDS as NODE_KINDS
from blogark.wix.shortfall import pictures_missing, shorter_than_excerpt, too_short
from blogark.wix.viewer import region_with
from blogark.wix.viewer_reading import KINDS as READ_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from selectolax.lexbor import LexborNode

    from blogark.document import Blocks
    from blogark.wix.body import Body
    from blogark.wix.page import WixPage

NEWEST_VIEWER: Final = (10, 177, 1)
"""The newest ``data-rce-version`` that was ever seen: June 2026."""

_BODY: Final = '[data-hook="post-description"]'
_TITLE: Final = '[data-hook="post-title"]'
_HEADLINE: Final = f"{ARTICLE} header h1"

_MARKER: Final = '[data-hook^="rcv-block"]'
_VIEWER: Final = '[data-id$="content-viewer"]'
_PROOFS: Final = ("[data-rce-version]", '[id^="viewer-"]')
_MARKED_SINCE: Final = (8, 58)  # viewers before had no markers: 8.17 of 2021
# Kinds that Wix's own sources name, though no page with them was seen: they are
# reported as blocks that are not understood, not as something new.
_NAMED_KINDS: Final = READ_KINDS | {
    *(kind.lower() for kind in NODE_KINDS),
    *("collapsible-list", "poll", "map", "vertical-embed", "embed", "giphy"),
    *("first", "last", "code-block", "atomic"),
}

KIND_HOOKS: Final[dict[str, tuple[str, ...]]] = {
    "image": ("figure-IMAGE", "image-viewer", "imageViewer"),
    "gallery": ("gallery-viewer", "galleryViewer"),
    **dict.fromkeys(
        ("video", "video-embed"),
        ("figure-VIDEO", "video-player", "reactPlayerWrapper", "videoViewer"),
    ),
    "audio": ("audio-viewer", "audioViewer"),
    "html": ("html-component", "HtmlComponent"),
    **dict.fromkeys(
        ("file", "file-upload"), ("file-upload-viewer", "fileUploadViewer")
    ),
    **dict.fromkeys(("button", "link-button"), ("button-viewer", "buttonViewer")),
    "divider": ("divider",),
}
"""Kind that a marker names → the hooks of which a block of that kind has one.

On all 332 such blocks of the recorded posts. What a hook begins with counts.
"""

_VERSION: Final = re.compile(r"\d+(?:\.\d+)*")


def drift(
    page: WixPage, body: Body, *, minutes: int | None, excerpts: Iterable[str]
) -> tuple[Finding, ...]:
    """Return in what *page* differs from every page that is known.

    *body* is what was read of it. *minutes* is the reading time that Wix says,
    *excerpts* are the teasers of the post in any list. AMP pages have no hooks, so
    that only the words are looked at.
    """
    blocks = body.document.blocks
    text = " ".join(texts(blocks))
    alarms = [*shorter_than_excerpt(text, excerpts), *too_short(text, minutes)]
    if not is_amp(page):
        region = region_with(page, _MARKER, _VIEWER, *_PROOFS)
        alarms += _frame(page)
        if region is not None:
            alarms += _markers(page, region)
            alarms += _kinds(region, blocks)
            alarms += pictures_missing(region, blocks)
    return (*alarms, *_newer(page)) if alarms else ()


def _frame(page: WixPage) -> Iterator[Finding]:
    if gone := ", ".join(_gone(page)):
        yield finding(
            "frame-changed",
            f"The page lacks marks by which the post is found: {gone}. Compare text, "
            "title and author with the live page.",
            gone,
        )


def _gone(page: WixPage) -> Iterator[str]:
    """Yield hooks that were on every post page since 2021, and are not on this one."""
    if page.first(ARTICLE) is None:
        yield 'data-hook="post"'
        return
    if page.first_in_article(_BODY) is None:
        yield 'data-hook="post-description"'
    # Owners can hide the title; then there is no headline either.
    if page.first_in_article(_TITLE) is None and page.first(_HEADLINE) is not None:
        yield 'data-hook="post-title"'


def _markers(page: WixPage, region: LexborNode) -> Iterator[Finding]:
    if region.css_first(_MARKER) is not None:
        return
    if region.css_first(_VIEWER) is not None or _version(page) >= _MARKED_SINCE:
        yield finding(
            "markers-gone",
            "The page does not say of what kind its blocks are, as every page since "
            "2021 does: compare the post with the live page.",
            _named_version(page),
        )


def _kinds(region: LexborNode, blocks: Blocks) -> Iterator[Finding]:
    named = {n.attributes.get("type") or "" for n in region.css(_MARKER)} - {""}
    if new := sorted(named - _NAMED_KINDS):
        yield finding(
            "kind-new",
            f"The page has blocks of a kind that was never seen: {', '.join(new)}. "
            "They are kept as they are; compare them with the live page.",
            "\n".join(new),
        )
    if changed := sorted({*_without_hook(region, named), *_not_read(blocks)}):
        yield finding(
            "markup-changed",
            f"Blocks of these kinds look different from all that are known: "
            f"{', '.join(changed)}. Compare them with the live page.",
            "\n".join(changed),
        )


def _without_hook(region: LexborNode, named: AbstractSet[str]) -> Iterator[str]:
    for kind in named & KIND_HOOKS.keys():
        css = ", ".join(f'[data-hook^="{hook}"]' for hook in KIND_HOOKS[kind])
        if region.css_first(css) is None:
            yield kind


def _not_read(blocks: Blocks) -> Iterator[str]:
    """Yield kinds that have a reader, and came out as not understood."""
    for block in walk(blocks):
        if isinstance(block, Unknown) and block.raw.startswith("<"):  # not JSON
            yield from {block.kind} & READ_KINDS


def _newer(page: WixPage) -> Iterator[Finding]:
    if _version(page) > NEWEST_VIEWER:
        known = ".".join(map(str, NEWEST_VIEWER))
        yield finding(
            "viewer-newer",
            f"The page was made by {_named_version(page)}; the newest that this "
            f"version of Blogark was tried on is {known}. Look for a newer Blogark.",
            _named_version(page),
        )


def _named_version(page: WixPage) -> str:
    version = page.attribute("[data-rce-version]", "data-rce-version")
    return f"viewer {version or 'without a version'}"


def _version(page: WixPage) -> tuple[int, ...]:
    found = _VERSION.match(
        page.attribute("[data-rce-version]", "data-rce-version") or ""
    )
    return tuple(map(int, found[0].split("."))) if found else ()
