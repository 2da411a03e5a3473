"""A post's cover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogark.post import Media
from blogark.wix.media import image_original, media_id
from blogark.wix.metadata_choice import Field
from blogark.wix.values import pixels_at

if TYPE_CHECKING:
    from blogark.wix.json_ld import Posting
    from blogark.wix.page import WixPage


def covers(page: WixPage, posting: Posting) -> Field[Media | None]:
    width, height = page.meta("og:image:width"), page.meta("og:image:height")
    return Field(
        page={
            "og:image": lambda: _cover(
                page.meta("og:image") or "", width or 0, height or 0
            ),
            "json-ld": lambda: _cover(
                posting.image_url, posting.image_width, posting.image_height
            ),
        },
        data=lambda record: record.cover,
        lists=lambda post: _cover(post.cover_url or ""),
    )


def _cover(url: str, width: str | float = 0, height: str | float = 0) -> Media | None:
    """Return the blog's own cover: not the preview picture of a video elsewhere."""
    if media_id(url) is None:
        return None
    # The size is the original's until 2025, later the rendition's, 1000 at the most.
    is_rendition = f"w_{width}," in url and str(width) == "1000"
    return Media(
        url=image_original(url),
        kind="image",
        role="cover",
        width=None if is_rendition else _pixels(width),
        height=None if is_rendition else _pixels(height),
    )


def _pixels(value: str | float) -> int | None:
    return pixels_at({"": value}, "")
