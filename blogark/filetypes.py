"""What a file is, told by its first bytes.

A server's word is not enough: error pages come with status 200, and as
``image/jpeg``. The table is our own because the standard library's ``mimetypes`` reads
the tables of the machine it runs on, and so names files differently on each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from blogark.post import MediaKind

HEAD_BYTES: Final = 1024
"""How many bytes `sniff` needs; an SVG may begin with a long comment."""

_SIGNATURES: Final = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"\0\0\1\0", "image/x-icon"),
    (b"\xff\x0a", "image/jxl"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
)
_RIFF: Final = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
# Brands of the ISO container; any other is a video.
_ISO_BRANDS: Final = {
    b"avif": "image/avif",
    b"avis": "image/avif",
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"mif1": "image/heic",
    b"msf1": "image/heic",
    b"M4A ": "audio/mp4",
    b"M4B ": "audio/mp4",
    b"qt  ": "video/quicktime",
}
_MARKUP: Final = (
    (b"<svg", "image/svg+xml"),
    (b"<!doctype html", "text/html"),
    (b"<html", "text/html"),
    (b"<head", "text/html"),
    (b"<body", "text/html"),
    (b"<?xml", "application/xml"),
    (b"<error", "application/xml"),
)

# The first extension of a type is the one given to a file that has none.
_EXTENSIONS: Final = {
    "image/jpeg": ("jpg", "jpeg", "jpe", "jfif"),
    "image/png": ("png",),
    "image/gif": ("gif",),
    "image/webp": ("webp",),
    "image/avif": ("avif",),
    "image/heic": ("heic", "heif"),
    "image/svg+xml": ("svg",),
    "image/tiff": ("tif", "tiff"),
    "image/x-icon": ("ico",),
    "image/jxl": ("jxl",),
    "image/bmp": ("bmp",),
    "video/mp4": ("mp4", "m4v"),
    "video/webm": ("webm", "mkv"),
    "video/quicktime": ("mov",),
    "video/x-msvideo": ("avi",),
    "audio/mpeg": ("mp3",),
    "audio/mp4": ("m4a", "m4b"),
    "audio/ogg": ("ogg", "oga", "opus", "ogv"),
    "audio/wav": ("wav",),
    "audio/flac": ("flac",),
    "audio/aac": ("aac",),
    "application/pdf": ("pdf",),
    "application/rtf": ("rtf",),
    "application/zip": ("zip",),
    "application/x-ole-storage": ("ole",),
    "application/epub+zip": ("epub",),
    "application/msword": ("doc",),
    "application/vnd.ms-excel": ("xls",),
    "application/vnd.ms-powerpoint": ("ppt", "pps"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (
        "docx",
    ),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("xlsx",),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": (
        "pptx",
        "ppsx",
    ),
    "application/vnd.oasis.opendocument.text": ("odt",),
    "application/vnd.oasis.opendocument.spreadsheet": ("ods",),
    "application/vnd.oasis.opendocument.presentation": ("odp",),
    "application/json": ("json",),
    "application/xml": ("xml",),
    "application/octet-stream": ("bin",),
    "text/html": ("html", "htm"),
    "text/csv": ("csv",),
    "text/calendar": ("ics",),
    "text/plain": ("txt", "md"),
}
_TYPES: Final = {ext: mime for mime, exts in _EXTENSIONS.items() for ext in exts}
# Containers whose content only the extension tells: Office files are zip or OLE.
_CONTAINERS: Final = frozenset({"application/zip", "application/x-ole-storage"})
_TEXTS: Final = frozenset(
    {
        "text/html",
        "text/csv",
        "text/calendar",
        "text/plain",
        "application/json",
        "application/xml",
        "application/rtf",
        "image/svg+xml",
    }
)
# What the bytes do not tell more of.
_OPEN: Final = _CONTAINERS | {"application/octet-stream", "text/plain"}
_LONGEST_CHARACTER: Final = 4
"""Bytes of a character in UTF-8."""


def sniff(head: bytes) -> str | None:
    """Return the media type that the first `HEAD_BYTES` of a file show, if any."""
    for signature, mime in _SIGNATURES:
        if head.startswith(signature):
            return mime
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12])
    if head[4:8] == b"ftyp":
        return _ISO_BRANDS.get(head[8:12], "video/mp4")
    if head[4:12] == b"JXL \r\n\x87\n":
        return "image/jxl"
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0":
        return "image/bmp"
    return _sniff_mpeg_audio(head) or _sniff_markup(head)


def _sniff_mpeg_audio(head: bytes) -> str | None:
    """Tell frames of MP3 and AAC by their 11 or 12 bits of sync, and their layer."""
    if len(head) < 2 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:  # noqa: PLR2004 - the sync bits
        return None
    return "audio/mpeg" if head[1] & 0x06 else "audio/aac"


def _sniff_markup(head: bytes) -> str | None:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith((b"<?xml", b"<!--", b"<!doctype svg")) and b"<svg" in text:
        return "image/svg+xml"
    if text.startswith(b"<!--") and b"<html" in text:
        return "text/html"
    return next((mime for start, mime in _MARKUP if text.startswith(start)), None)


def media_type(head: bytes, extension: str) -> str:
    """Return the media type of a file from its first bytes and its *extension*.

    The extension, without its dot, has a say only where the bytes leave it open: in
    a container, in plain text, in data of no known signature. It cannot make a picture
    of a sentence.
    """
    sniffed = sniff(head)
    claimed = _TYPES.get(extension)
    if sniffed is None and _is_text(head):
        return claimed if claimed in _TEXTS else "text/plain"
    if sniffed is None or sniffed in _CONTAINERS:
        return claimed or sniffed or "application/octet-stream"
    return sniffed


def _is_text(head: bytes) -> bool:
    text = head.decode("utf-8", "ignore")  # it may end inside of a character
    is_utf8 = len(head) - len(text.encode()) < _LONGEST_CHARACTER
    return is_utf8 and all(c.isprintable() or c.isspace() for c in text)


def suits(kind: MediaKind, mime: str, extension: str) -> bool:
    """Tell whether a file of type *mime* can be what the post calls a *kind*.

    Anything may be a download, but for a page or a sentence in place of another file.
    """
    family = mime.partition("/")[0]
    match kind:
        case "image":
            return family == "image"
        case "video":
            return family == "video" or mime in {"audio/ogg", "image/gif"}
        case "audio":
            return family in {"audio", "video"}
        case "file":
            return mime not in _TEXTS or _TYPES.get(extension, mime) == mime


def extension_for(mime: str, claimed: str) -> str:
    """Return the extension for a file of type *mime*, *claimed* if that is one of it.

    Without a dot. An extension that we do not know is left as it is, unless the bytes
    show what the file is.
    """
    known = _EXTENSIONS.get(mime, ("bin",))
    is_open = mime in _OPEN and claimed not in _TYPES
    return claimed if claimed in known or (claimed and is_open) else known[0]
