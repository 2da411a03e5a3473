"""Where everything of the old site is on the new one: one map for links and redirects.

```python
links = LinkMap.of(archive, UrlPattern.parse("/blog/{year}/{slug}/").path)
links.address("https://www.example.com/single-post/2019/08/01/a")  # "/blog/2019/a/"
```
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from blogark.archive.links import fragment_of
from blogark.errors import OptionError
from blogark.findings import finding
from exports.names import file_names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import tzinfo
    from typing import Self

    from blogark.archive.addresses import PostOutline
    from blogark.archive.load import StoredPost
    from blogark.archive.read import ArchiveReader
    from exports.output import Output

FIELDS: Final = ("slug", "id", "year", "month", "day", "language")
_FIELD: Final = re.compile(r"\{(\w*)\}")
_SLASHES: Final = re.compile(r"//+")
_ASCII_UNSAFE: Final = re.compile(r"[^\w./~-]", re.ASCII)
_TOP: Final = "#"
"""Where a link to a place that is not there leads: the start of the page."""


@dataclass(frozen=True, slots=True)
class UrlPattern:
    """How addresses of posts look on the new site: ``/blog/{slug}/``."""

    text: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises `OptionError` if *text* gives no post an address of its own."""
        fields = _FIELD.findall(text)
        unknown = [name for name in fields if name not in FIELDS]
        if unknown or _FIELD.sub("", text).strip("/").count("{"):
            raise OptionError(
                f"{text} is no pattern of addresses: it may hold "
                f"{', '.join(f'{{{name}}}' for name in FIELDS)}."
            )
        if not {"slug", "id"} & set(fields) or not text.startswith("/"):
            raise OptionError(
                f"{text} is no pattern of addresses: it begins with / and has {{slug}} "
                "or {id}, as in /blog/{slug}/."
            )
        return cls(text)

    def path(self, post: PostOutline, stem: str, zone: tzinfo = UTC) -> str:
        """Return the path of *post*, not escaped; *stem* stands for its slug.

        What a post does not have, its year say, is left out together with its slash.
        """
        when = post.published_at.astimezone(zone) if post.published_at else None
        values = {
            "slug": stem,
            "id": post.id,
            "year": f"{when:%Y}" if when else "",
            "month": f"{when:%m}" if when else "",
            "day": f"{when:%d}" if when else "",
            "language": post.language or "",
        }
        path = _FIELD.sub(lambda found: values[found[1]], self.text)
        return _SLASHES.sub("/", path)


class LinkMap:
    """The new address of every post, and through it of every old address."""

    def __init__(
        self,
        stems: Mapping[str, str],
        paths: Mapping[str, str],
        anchors: Mapping[str, frozenset[str]],
        target_of: Callable[[str], str | None],
    ) -> None:
        self.stems = stems
        """For each post's id its slug, made safe and unique: names files, too."""
        self.paths = paths
        """For the id of each post that is exported its path, not escaped."""
        self.anchors = anchors
        """For the ids of posts the places in them that links lead to."""
        self._target_of = target_of

    @classmethod
    def of(
        cls,
        archive: ArchiveReader,
        path: Callable[[PostOutline, str], str | None],
    ) -> Self:
        """Return the map of *archive*.

        *path* gives the new path of a post with its stem, not escaped, and ``None`` for
        one that is not exported.
        """
        posts = list(archive.outlines())
        stems = file_names(((post.id, post.slug) for post in posts), "")
        paths = {post.id: new for post in posts if (new := path(post, stems[post.id]))}
        anchors = archive.linked_anchors()
        return cls(stems, paths, anchors, archive.target_finder())

    def path(self, post_id: str) -> str | None:
        """Return the new path of a post as it stands in a link."""
        path = self.paths.get(post_id)
        return None if path is None else escaped(path)

    def address(self, url: str) -> str | None:
        """Return where an old address, however it is written, is on the new site.

        ``None`` if it is not one of an exported post.
        """
        target = self._target_of(url)
        path = None if target is None else self.path(target)
        return None if path is None else path + self._fragment(target or "", url)

    def link(self, url: str, stored: StoredPost) -> str | None:
        """Return where a link in the post *stored* leads; ``None``: where it did.

        Links to a place in the same post lead there, to its start if it has no such
        place.
        """
        post_id = stored.post.id
        if url.startswith("#"):
            return self._fragment(post_id, url) or _TOP
        target = stored.targets.get(url)
        if target == post_id and "#" in url:
            return self._fragment(post_id, url) or _TOP
        path = None if target is None else self.path(target)
        return None if path is None else path + self._fragment(target or "", url)

    def _fragment(self, post_id: str, url: str) -> str:
        fragment = fragment_of(url)
        is_there = fragment in self.anchors.get(post_id, ())
        return f"#{quote(fragment)}" if is_there else ""


def escaped(path: str) -> str:
    """Return a path as an address, letters of other scripts as they are."""
    return _ASCII_UNSAFE.sub(
        lambda found: quote(found[0]) if found[0].isascii() else found[0], path
    )


def tell_of_links(archive: ArchiveReader, links: LinkMap, output: Output) -> None:
    """Tell *output* of every link that still leads to the old site."""
    for link in archive.old_links():
        if link.target in links.paths:
            continue
        code = "export-link-dead" if link.is_post else "export-link-old"
        place = "a post that is not here" if link.is_post else "a page that is no post"
        sentence = f"A link leads to {place}, {link.url}."
        output.tell(finding(code, sentence, link.url), link.post_url)
