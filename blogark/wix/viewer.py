"""The body of a post page, as Wix's viewer rendered it on the server.

Every block is followed by an empty marker, ``<div type="heading"
data-hook="rcv-block3">``, that names its kind; ``rcv-block-first`` and
``rcv-block-last`` enclose the body. This held on every page from 2021 to 2026. The
same hooks occur in cards of related posts, so the body is looked for in the post's
own article first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from blogark.wix.bounds import whole
from blogark.wix.sheets import aligned
from blogark.wix.soup import element_soup, soup, strings_outside
from blogark.wix.viewer_reading import blocks_of, read_elements

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bs4 import Tag
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
    source = _VIEWERS.get(name or "", "ricos-dom")
    if (excessive := whole(region, source)) is not None:
        return excessive
    if (container := _container(region)) is None:
        fragment = soup(region)
        return read_elements(aligned(blocks_of(fragment), page), page.url, source)
    outside = strings_outside(container, region)
    elements = aligned(_marked(container), page)
    return read_elements(elements, page.url, source, outside)


def region_with(page: WixPage, *proofs: str) -> LexborNode | None:
    """Return the first of `REGIONS` that holds a proof (CSS), best proof first."""
    for proof in proofs:
        for css in REGIONS:
            for region in page.tree.css(css):
                if region.css_first(proof) is not None:
                    return region
    return None


def _container(region: LexborNode) -> LexborNode | None:
    """Return the element whose children are blocks and their markers.

    Blocks inside of a block, in a table or in a list that opens, may have markers of
    their own: it is the outermost such element.
    """
    found: LexborNode | None = None
    marker = region.css_first(
        '[data-hook^="rcv-block"]:not([type="first"]):not([type="last"])'
    )
    around = marker.parent if marker is not None else None
    while around is not None:
        if found is None or any(map(_is_marker, around.iter())):
            found = around
        around = around.parent if around.mem_id != region.mem_id else None
    return found


def _is_marker(node: LexborNode) -> bool:
    """Tell whether *node* names a block: the ends of a body may stand further out."""
    hook, kind = node.attributes.get("data-hook"), node.attributes.get("type")
    return (hook or "").startswith("rcv-block") and kind not in _ENDS


def _marked(container: LexborNode) -> Iterator[tuple[Tag, str]]:
    """Yield each element of the body with its kind, ``""`` if unmarked.

    In the Draft.js viewer no marker follows a list.
    """
    waiting: list[Tag] = []
    for child in container.iter():
        attributes = child.attributes
        if not (attributes.get("data-hook") or "").startswith("rcv-block"):
            if (element := element_soup(_unwrapped(child, attributes))) is not None:
                waiting.append(element)
            continue
        kind = attributes.get("type") or ""
        named = [] if kind in _ENDS else waiting[-1:]
        yield from ((element, "") for element in waiting[: len(waiting) - len(named)])
        yield from ((element, kind) for element in named)
        waiting.clear()
        # A marker is empty, unless damage to the page put what follows into it.
        if child.child is not None and (within := element_soup(child)) is not None:
            waiting.append(within)
    yield from ((element, "") for element in waiting)


def _unwrapped(node: LexborNode, attributes: Mapping[str, str | None]) -> LexborNode:
    """Return the block in ``<div data-breakout="normal">``, which most are in."""
    if attributes.keys() == {"data-breakout"}:
        inside = list(node.iter(include_text=True))
        if len(inside) == 1 and (inside[0].id or "").startswith("viewer-"):
            return inside[0]
    return node
