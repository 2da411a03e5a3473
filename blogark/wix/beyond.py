"""What belongs to a post and is not in what visitors are shown of it.

Wix's data tells of it: comments are counted (``metrics``, ``postCountInfo`` before),
a video of another site can take the cover's place on cards, and a post for those who
pay names the plans that open it. Pages of 2026 have no counts any more, so that no
number means nothing. No page of a paid post was recorded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from blogark.document import Video
from blogark.findings import Finding, finding
from blogark.terminal import count
from blogark.walking import walk
from blogark.wix.media import youtube_id
from blogark.wix.pagedata import dig
from blogark.wix.values import list_at, number_at, text_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from blogark.document import Document


class Known(Protocol):
    """What one source says of a post."""

    @property
    def comments(self) -> int: ...

    @property
    def cover_video(self) -> str: ...

    @property
    def is_paid(self) -> bool: ...


def comments_of(post: object) -> int:
    """Return how many comments *post*, in Wix's own form, has; 0 if it does not say."""
    counts = (number_at(post, key, "comments") for key in ("metrics", "postCountInfo"))
    return max(0, int(next(filter(None, counts), 0)))


def cover_video_of(post: object) -> str:
    """Return the address of the video that *post* has as cover, ``""`` for none."""
    is_shown = dig(post, "media", "displayed") is not False
    url = text_at(post, "media", "embedMedia", "video", "url").strip()
    return url if is_shown else ""


def is_paid(post: object) -> bool:
    """Tell whether *post*, in Wix's own form, is for those alone who pay."""
    return bool(list_at(post, "pricingPlanIds"))


def left_out(sources: Iterable[Known], document: Document) -> Iterator[Finding]:
    """Yield what staff must know to be missing of the post that *sources* tell of.

    *document* is its body.
    """
    known = tuple(sources)
    if any(each.is_paid for each in known):
        yield finding(
            "post-paid",
            "The post is for readers who pay: visitors are shown a part of it at most. "
            "Copy the whole of it by hand.",
        )
    if comments := max((each.comments for each in known), default=0):
        yield _comments(comments)
    video = next((each.cover_video for each in known if each.cover_video), "")
    if video and not _plays(document, video):
        yield _cover(video)


def _comments(number: int) -> Finding:
    return finding(
        "comments-left",
        f"The post has {count(number, 'comment')} on the site, which the archive does "
        "not have.",
        str(number),
    )


def _cover(url: str) -> Finding:
    return finding(
        "cover-video",
        f"The post's cover is a video, {url}, which is not in its body: there is no "
        "picture to take for it.",
        url,
    )


def _plays(document: Document, url: str) -> bool:
    videos = (block for block in walk(document.blocks) if isinstance(block, Video))
    shown = {key for video in videos for key in _keys(video.url or "")}
    return not shown.isdisjoint(_keys(url))


def _keys(url: str) -> set[str]:
    """Return by what one video is known: an address, and its id on YouTube."""
    return {key for key in (url, youtube_id(url)) if key}
