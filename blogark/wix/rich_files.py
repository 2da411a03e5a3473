"""Where the files of rich content are, and the sizes that its data gives.

Both dialects name a file by its URL, by its id in one of Wix's media services, or by
an id with the service's folder before it: ``video/<id>/1080p/mp4/file.mp4``.
"""

from __future__ import annotations

import re
from html import unescape

from blogark.wix.media import audio_url, document_url, image_original
from blogark.wix.pagedata import dig
from blogark.wix.values import first_text

_FRAME = re.compile(r"<iframe\b[^<>]*?\ssrc\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(\.\d+)?")
_LENGTH = re.compile(r"\d+(\.\d+)?(px|%|em|rem|vw|vh)")


def file_source(value: object, *keys: str) -> str:
    """Return the id or URL in a ``src``, whichever of its three forms it has."""
    src = dig(value, *keys, "src")
    if isinstance(src, str):
        return src.strip()
    return first_text(src, ("id",), ("url",), ("custom",), ("_id",))


def video_address(source: str) -> str:
    """Return the URL of a video: *source* is it, or ``video/<id>/1080p/mp4/…``."""
    path = source.lstrip("/")
    if path.startswith("video/"):
        return f"https://video.wixstatic.com/{path}"
    return source


def file_address(source: str) -> str:
    """Return the URL of a file: *source* is it, or an id, with its folder or bare."""
    if "://" in source or source.startswith("//"):
        return f"https:{source}" if source.startswith("//") else source
    folder, slash, name = source.partition("/")
    match folder if slash else "":
        case "media":
            return image_original(source)
        case "video":
            return video_address(source)
        case "mp3":
            return audio_url(name)
        case "ugd":
            return document_url(name)
        case _:
            return document_url(source)


def picture(source: str) -> str | None:
    """Return the original of a picture by its id or URL, ``None`` for ``""``."""
    return image_original(source) if source.strip() else None


def css_length(value: object) -> str | None:
    """Return a length as CSS: a bare number is in pixels; ``None`` for no length."""
    text = str(value).strip() if isinstance(value, str | int | float) else ""
    if _NUMBER.fullmatch(text):
        return f"{text}px"
    return text if _LENGTH.fullmatch(text) else None


def file_size(count: float | None) -> str:
    """Return a number of bytes as the viewer displays it: ``31.47MB``, ``150KB``."""
    if count is None or count <= 0:
        return ""
    for unit, size in (("GB", 1e9), ("MB", 1e6), ("KB", 1e3)):
        if count >= size:
            return f"{round(count / size, 2):g}{unit}"
    return f"{count:g}B"


def frame_address(html: str) -> str:
    """Return what the first ``<iframe>`` in *html* shows, ``""`` if there is none."""
    found = _FRAME.search(html)
    return unescape(found[1]).strip() if found else ""
