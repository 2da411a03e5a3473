"""The body of a post page, as Wix's viewer rendered it on the server.

Every block is followed by an empty marker, ``<div type="heading"
data-hook="rcv-block3">``, that names its kind; ``rcv-block-first`` and
``rcv-block-last`` enclose the body. This held on every page from 2021 to 2026. The
same hooks occur in cards of related posts, so the body is looked for in the post's
own article first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bs4 import Tag

from blogark.wix.soup import soup
from blogark.wix.viewer_media import attribute
from blogark.wix.viewer_reading import blocks_of, read_elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

    from blogark.wix.body import Body
    from blogark.wix.page import WixPage

# Where a body can be, best first. The article's own hook is missing on few pages.
REGIONS: Final = (
    'article[data-hook="post"] [data-hook="post-description"]',
    'section[data-hook="post-description"]',
    '[data-hook="post-description"]',
    'article[data-hook="post"] [data-rce-version]',
    "[data-rce-version]",
    '[data-id$="content-viewer"]',
    ".post-content__body",
)
"""CSS of the elements that a post's body can be in, best first."""

_ENDS = frozenset({"first", "last"})  # types of the markers that enclose the body
_VIEWERS = {"content-viewer": "ricos-dom", "rich-content-viewer": "draft-dom"}


def read_viewer(page: WixPage) -> Body | None:
    """Return the body of a post page, ``None`` if the viewer's markup is not there."""
    region = region_with(
        page, '[data-hook^="rcv-block"]', '[data-id$="content-viewer"]'
    )
    if region is None:
        return None
    viewer = region.css_first('[data-id$="content-viewer"]')
    name = viewer.attributes.get("data-id") if viewer is not None else None
    fragment = soup(region)
    source = _VIEWERS.get(name or "", "ricos-dom")
    return read_elements(fragment, _marked(fragment), page.url, source)


def region_with(page: WixPage, *proofs: str) -> LexborNode | None:
    """Return the first of `REGIONS` that holds a proof (CSS), best proof first."""
    regions = [region for css in REGIONS for region in page.tree.css(css)]
    for proof in proofs:
        for region in regions:
            if region.css_first(proof) is not None:
                return region
    return None


def _is_marker(element: Tag) -> bool:
    return attribute(element, "data-hook").startswith("rcv-block")


def _marked(fragment: Tag) -> Iterator[tuple[Tag, str]]:
    """Yield each top-level element of the body with its kind, ``""`` if unmarked.

    In the Draft.js viewer no marker follows a list.
    """
    container = _container(fragment)
    if container is None:
        yield from blocks_of(fragment)
        return
    waiting: list[Tag] = []
    for child in container.children:
        if not isinstance(child, Tag):
            continue
        if not _is_marker(child):
            waiting.append(child)
            continue
        kind = attribute(child, "type")
        named = [] if kind in _ENDS else waiting[-1:]
        yield from ((element, "") for element in waiting[: len(waiting) - len(named)])
        yield from ((element, kind) for element in named)
        waiting.clear()
    yield from ((element, "") for element in waiting)


def _container(fragment: Tag) -> Tag | None:
    """Return the element whose children are blocks and their markers."""
    tags = (node for node in fragment.descendants if isinstance(node, Tag))
    markers = (tag for tag in tags if _is_marker(tag))
    first = next((m for m in markers if attribute(m, "type") not in _ENDS), None)
    return first.parent if first is not None else None
