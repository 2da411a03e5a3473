"""Names for the files of posts: readable, safe everywhere, and no two alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from unicodedata import category, normalize

from blogark.filenames import short_id

if TYPE_CHECKING:
    from collections.abc import Iterable

_MAX_BYTES: Final = 200
"""Of a name in UTF-8 with its extension. File systems take 255; the rest is left for
what synchronising and versioning programs add."""
# What Windows or a shell would take for something else, and white space.
_SEPARATORS: Final = re.compile(r'[\s<>:"/\\|?*]+')
_EDGES: Final = " .-~"
_RESERVED: Final = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\.|$)", re.IGNORECASE
)


def file_names(slugs: Iterable[tuple[str, str]], extension: str) -> dict[str, str]:
    """Return a file name for each id of the pairs of id and slug.

    The first of those that want one name gets it; the others get one that ends in
    digits made of their id. Upper and lower case do not tell names apart, as they do
    not on most people's computers.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for post_id, slug in slugs:
        name = _free_name(slug, post_id, extension, taken)
        taken.add(_folded(name))
        names[post_id] = name
    return names


def _free_name(slug: str, post_id: str, extension: str, taken: set[str]) -> str:
    name = safe_name(slug, extension)
    attempt = 0
    while not name or _folded(name) in taken:
        digits = short_id(post_id if attempt == 0 else f"{post_id} {attempt}")
        name = safe_name(slug, f"-{digits}{extension}") or f"post-{digits}{extension}"
        attempt += 1
    return name


def safe_name(slug: str, ending: str) -> str:
    """Return *slug* as a file name that ends in *ending*; ``""`` if nothing is left.

    Letters of all scripts stay. Path separators, control and format characters (which
    can turn the direction of what follows), unassigned ones, and what is reserved on
    Windows do not.
    """
    visible = "".join(
        character
        for character in _SEPARATORS.sub("-", normalize("NFC", slug))
        if category(character)[0] != "C"
    )
    stem = _shortened(visible.strip(_EDGES), _MAX_BYTES - len(ending.encode()))
    stem = stem.strip(_EDGES)
    if not stem:
        return ""
    return f"post-{stem}{ending}" if _RESERVED.match(stem) else f"{stem}{ending}"


def _shortened(text: str, size: int) -> str:
    return text.encode()[:size].decode(errors="ignore")


def _folded(name: str) -> str:
    return normalize("NFKC", normalize("NFKC", name).casefold())
