"""The copies of images that a page shows, and the originals that they are made from."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final

from blogark.wix.media import image_original

if TYPE_CHECKING:
    from collections.abc import Iterator

# In attributes, `srcset`, styles and JSON, where slashes may be escaped. A comma is
# part of the address (`w_740,h_493`), but not its last letter.
_RENDITION: Final = re.compile(
    r"https:\\?/\\?/static\.wixstatic\.com\\?/media\\?/"
    r"[^\s\"'<>()\\]+\\?/v1\\?/[^\s\"'<>()]*[^\s\"'<>(),\\]"
)


def renditions(html: str) -> Iterator[tuple[str, str]]:
    """Yield the address of each rendition in a page, and that of its original."""
    found = (match[0].replace("\\/", "/") for match in _RENDITION.finditer(html))
    for url in dict.fromkeys(map(unescape, found)):
        yield url, image_original(url)
