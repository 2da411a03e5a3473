"""The body of a post page of 2021 and before, drawn by Wix's Santa renderer.

Its markup is the Draft.js viewer's, but no marker names the kind of a block: each is
told by its tags and hooks. Seen on pages with ``data-rce-version`` 8.17.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogark.wix.bounds import whole
from blogark.wix.sheets import aligned
from blogark.wix.soup import soup
from blogark.wix.viewer import region_with
from blogark.wix.viewer_reading import blocks_of, read_elements

if TYPE_CHECKING:
    from blogark.wix.body import Body
    from blogark.wix.page import WixPage

# What is in the body of a post, and not in a card of another one.
_PROOFS = (
    "[data-rce-version]",
    '[class*="public-DraftStyleDefault"]',
    '[id^="viewer-"]',
    ".post-content__body",
)


def read_santa(page: WixPage) -> Body | None:
    """Return the body of a post page, ``None`` if it is not of this kind.

    Pages of the later viewers are of this kind, too, with less known about them: ask
    ``blogark.wix.viewer.read_viewer`` first.
    """
    region = region_with(page, *_PROOFS)
    if region is None:
        return None
    if (excessive := whole(region, "santa-dom")) is not None:
        return excessive
    fragment = soup(region)
    return read_elements(aligned(blocks_of(fragment), page), page.url, "santa-dom")
