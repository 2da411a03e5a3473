"""Media ids and the URLs of the files behind them.

On Wix a page shows renditions: ``…/media/<id>/v1/fill/w_740,h_493,…/file.jpg``. The
file that the author uploaded is at ``…/media/<id>`` with nothing after it. Everything
here is read off the text of a URL; nothing is fetched.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qs, quote, unquote

from blogark.addresses import split
from blogark.wix.values import whole_number

IMAGE_ROOT: Final = "https://static.wixstatic.com/media/"
VIDEO_ROOT: Final = "https://video.wixstatic.com/video/"
AUDIO_ROOT: Final = "https://static.wixstatic.com/mp3/"
DOCUMENT_ROOT: Final = "https://docs.wixstatic.com/ugd/"

VIDEO_QUALITIES: Final = ("1080p", "720p", "480p", "360p")
"""Best first. Wix makes only some of them; a missing one answers 403."""

# Hosts whose /media/<id> path is the image service.
_IMAGE_HOSTS = frozenset({"static.wixstatic.com", "img.wixstatic.com"})

# `11062b_<32 hex>~mv2.jpg`, `<32 hex>.png`, `nsplsh_<hex>~mv2_d_4000_3000_s_4_2.jpg`
_IMAGE_ID = re.compile(r"[\w~.\-]+\.\w{2,5}")
_DIMENSIONS = re.compile(r"~mv2_d_(\d+)_(\d+)_s_")
# The poster of video <file id> is an image with the id `<file id>f000.jpg`.
_POSTER_ID = re.compile(r"(\w+_[0-9a-f]{32})f\d{3}\.\w+")
_VIDEO_PATH = re.compile(r"(?:^|/)video/([\w\-]+)(?:/|$)")
_WIX_URI = re.compile(r"wix:(?:image|video|audio|document)://v1/(?:ugd/)?([^/#?]+)")
_YOUTUBE_ID = re.compile(r"[\w\-]{11}")
_YOUTUBE_THUMBNAIL_HOST = re.compile(r"(?:i\d?\.ytimg\.com|img\.youtube\.com)")


def media_id(uri_or_url: str) -> str | None:
    """Return the id of the file behind a URL, a ``wix:`` URI or a bare image id.

    ``~`` is decoded. ``None`` for what is not in Wix's media service.
    """
    text = uri_or_url.strip()
    if match := _WIX_URI.match(text):
        return unquote(match[1])
    parts = split(text)
    host, path = (parts.hostname or "").lower(), unquote(parts.path)
    if host in _IMAGE_HOSTS or not host:
        bare = path.strip("/").removeprefix("media/").partition("/v1/")[0]
        return bare if _IMAGE_ID.fullmatch(bare) else _video_id(path)
    return _video_id(path) if host == "video.wixstatic.com" else None


def _video_id(path: str) -> str | None:
    match = _VIDEO_PATH.search(path)
    return match[1] if match else None


def image_original(uri_or_url: str) -> str:
    """Return the URL of the file that the author uploaded.

    *uri_or_url* is any rendition's URL, a ``wix:image:`` URI, or the bare id that Wix's
    data calls ``uri``. An address outside Wix's media service is returned with no other
    change than a scheme, if it lacks one.
    """
    text = uri_or_url.strip()
    found = media_id(text)
    if found is not None and _IMAGE_ID.fullmatch(found):
        return IMAGE_ROOT + quote(found, safe="~")
    return f"https:{text}" if text.startswith("//") else text


def is_rendition(url: str) -> bool:
    """Tell whether *url* is a resized or converted copy of an image."""
    found = media_id(url)
    return found is not None and "/v1/" in url and not url.startswith("wix:")


def dimensions_in_id(uri_or_url: str) -> tuple[int, int] | tuple[None, None]:
    """Return width and height in pixels that a large image carries in its id.

    They are the original's: what pages say beside such ids is the same.
    """
    match = _DIMENSIONS.search(media_id(uri_or_url) or "")
    if match is None:
        return None, None
    width, height = whole_number(match[1]), whole_number(match[2])
    return (None, None) if width is None or height is None else (width, height)


def video_id_from_poster(url: str) -> str | None:
    """Return the file id of the Wix video that an image is the poster of."""
    match = _POSTER_ID.fullmatch(media_id(url) or "")
    return match[1] if match else None


def video_urls(file_id: str) -> tuple[str, ...]:
    """Return the URLs under which a Wix video may be, best quality first.

    The last one is that of the upload, by what other people's code tells.
    """
    root = VIDEO_ROOT + quote(file_id, safe="")
    films = (f"{root}/{quality}/mp4/file.mp4" for quality in VIDEO_QUALITIES)
    return (*films, f"{root}/file")


def audio_url(file_id: str) -> str:
    """Return the URL of an audio file; *file_id* is with or without ``.mp3``."""
    return f"{AUDIO_ROOT}{quote(file_id.removesuffix('.mp3'), safe='')}.mp3"


def document_url(file_id: str) -> str:
    """Return the URL of an uploaded document; *file_id* includes its extension."""
    return DOCUMENT_ROOT + quote(file_id, safe="")


def youtube_id_from_thumbnail(url: str) -> str | None:
    """Return the id of the YouTube video that an image is the thumbnail of.

    ``https://i.ytimg.com/vi/<id>/maxresdefault.jpg`` is what a page keeps of a video
    whose player is only made in the browser.
    """
    parts = split(url.strip())
    if not _YOUTUBE_THUMBNAIL_HOST.fullmatch((parts.hostname or "").lower()):
        return None
    steps = parts.path.split("/")
    is_video = len(steps) > 2 and steps[1] in {"vi", "vi_webp", "an_webp"}  # noqa: PLR2004 - "", kind, id
    return _valid_youtube_id(steps[2]) if is_video else None


def youtube_id(url: str) -> str | None:
    """Return the video id in any address that YouTube gives a video."""
    parts = split(url.strip())
    host = (parts.hostname or "").lower().removeprefix("www.").removeprefix("m.")
    steps = parts.path.strip("/").split("/")
    if host == "youtu.be":
        return _valid_youtube_id(steps[0])
    if host not in {"youtube.com", "youtube-nocookie.com", "music.youtube.com"}:
        return youtube_id_from_thumbnail(url)
    if steps[0] in {"embed", "shorts", "live", "v"}:
        return _valid_youtube_id(steps[-1])
    return _valid_youtube_id(next(iter(parse_qs(parts.query).get("v", [])), ""))


def _valid_youtube_id(text: str) -> str | None:
    # `embed/videoseries?list=…` plays a list: eleven letters, but no video's
    is_id = _YOUTUBE_ID.fullmatch(text) and text != "videoseries"
    return text if is_id else None
