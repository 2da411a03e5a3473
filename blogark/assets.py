"""The files that a post consists of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogark.document import Audio, File, Gallery, Image, Text, Video
from blogark.post import Media
from blogark.walking import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogark.document import Document, Inlines
    from blogark.post import MediaRole


def media_of(document: Document, cover: Media | None = None) -> tuple[Media, ...]:
    """Return every file to keep: the cover, then the body's in order of appearance.

    A file that appears twice is listed twice. Videos and players of other sites are
    links, not files.
    """
    found = tuple(_in_body(document))
    return (cover, *found) if cover is not None else found


def _in_body(document: Document) -> Iterator[Media]:
    in_gallery: set[int] = set()
    for block in walk(document.blocks):
        role: MediaRole = "gallery" if id(block) in in_gallery else "inline"
        match block:
            case Gallery(items=items):
                in_gallery.update(map(id, items))
            case Image():
                yield _image(block, role)
            case Video():
                yield from _video(block, role)
            case Audio(url=str(url), html=None):
                yield Media(url=url, kind="audio", role="attachment", name=block.title)
            case File(url=str(url)):
                yield Media(url=url, kind="file", role="attachment", name=block.name)
            case _:
                pass


def _image(image: Image, role: MediaRole) -> Media:
    return Media(
        url=image.url,
        kind="image",
        role=role,
        name=image.name,
        width=image.width,
        height=image.height,
        alt=image.alt,
        caption=_plain(image.caption),
    )


def _video(video: Video, role: MediaRole) -> Iterator[Media]:
    if video.url is None or video.provider is not None:
        return
    yield Media(
        url=video.url,
        kind="video",
        role=role,
        fallbacks=video.fallbacks,
        name=video.title,
        width=video.width,
        height=video.height,
        caption=_plain(video.caption),
    )
    if video.poster is not None:
        yield Media(url=video.poster, kind="image", role="attachment")


def _plain(content: Inlines) -> str:
    return "".join(run.text if isinstance(run, Text) else " " for run in content)
