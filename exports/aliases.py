"""Further paths that a post had on the old site, for targets that can answer there."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from blogark.archive.read import ArchiveReader
    from exports.link_map import LinkMap


def aliases_of(archive: ArchiveReader, links: LinkMap) -> dict[str, tuple[str, ...]]:
    """Return, by post id, its old paths that are not its new one, not escaped.

    A path that is told apart from another by its query alone is none.
    """
    new = {path.rstrip("/") for path in links.paths.values()}
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for url, post_id in archive.old_addresses():
        parts = urlsplit(url)
        path = unquote(parts.path).rstrip("/")
        if parts.query or path in new or not _is_path(path):
            continue
        if post_id in links.paths:
            found[post_id][path] = None
    return {post_id: tuple(paths) for post_id, paths in found.items()}


def _is_path(path: str) -> bool:
    steps = path.split("/")[1:]
    return path.isprintable() and bool(steps) and not {"", ".", ".."} & set(steps)
