"""Where posts, lists and the feed are on the new site, by what builds it.

The same rules as the exporter of that name: redirects fit what it wrote.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from unicodedata import category
from urllib.parse import unquote

from blogark.errors import OptionError
from exports.ghost_records import ghost_slugs, tag_slug
from exports.names import file_names
from exports.redirect_rules import encoded
from exports.wordpress_items import nicename, post_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from blogark.archive.read import ArchiveReader
    from exports.redirect_rules import Kind

_HUGO_KEEPS: Final = frozenset("._#+~-@/\\")
_NOT_IN_A_PATH: Final = re.compile(r"[{}?#%\s]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What is true of every site that a program builds, unless its owner changed it."""

    url: str = "/post/{slug}/"
    """Addresses of posts: the default of the exporter's ``--url``."""
    categories: str = ""
    """Addresses of categories; ``""`` if it makes no page for each."""
    tags: str = ""
    feed: str = ""
    """Address of the RSS feed; ``""`` if there is none without a plugin."""
    slugs: Callable[[ArchiveReader], Mapping[str, str]]
    """The slug of each post's id, as it stands in its new address."""
    term_slug: Callable[[str, str], str]
    """From slug and name of a category or tag to the slug of its page."""


def _stems(archive: ArchiveReader) -> dict[str, str]:
    return file_names(((post.id, post.slug) for post in archive.outlines()), "")


def _wordpress_slugs(archive: ArchiveReader) -> dict[str, str]:
    return {key: unquote(post_name(stem)) for key, stem in _stems(archive).items()}


def hugo_slug(_slug: str, name: str) -> str:
    """Return what Hugo calls the page of a term: it is made of the term's name.

    Tried on Hugo 0.111: most punctuation goes, white space becomes a hyphen.
    """
    kept = ""
    is_space = False
    for each in name:
        if category(each)[0] in "LM" or category(each) == "Nd" or each in _HUGO_KEEPS:
            needs_hyphen = is_space and each != "-" and kept[-1:] not in ("", "-")
            kept += f"-{each}" if needs_hyphen else each
            is_space = False
        elif each.isspace():
            is_space = True
    return kept.lower()


def _old_slug(slug: str, name: str) -> str:
    return slug or name


_MARKDOWN: Final = Target(slugs=_stems, term_slug=_old_slug)
TARGETS: Final[Mapping[str, Target]] = {
    "hugo": Target(
        categories="/categories/{slug}/",
        tags="/tags/{slug}/",
        feed="/index.xml",
        slugs=_stems,
        term_slug=hugo_slug,
    ),
    "jekyll": Target(feed="/feed.xml", slugs=_stems, term_slug=_old_slug),
    "eleventy": _MARKDOWN,
    "astro": _MARKDOWN,
    "pelican": _MARKDOWN,
    "wordpress": Target(
        categories="/category/{slug}/",
        tags="/tag/{slug}/",
        feed="/feed/",
        slugs=_wordpress_slugs,
        term_slug=lambda slug, name: unquote(nicename(slug, name)),
    ),
    "ghost": Target(
        url="/{slug}/",
        categories="/tag/{slug}/",
        tags="/tag/{slug}/",
        feed="/rss/",
        slugs=lambda archive: ghost_slugs(archive.outlines()),
        term_slug=tag_slug,
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSite:
    """Addresses of the new site, percent-encoded."""

    origin: str
    """What is before the path of every page: ``""``, ``/base``, ``https://host``."""
    posts: Mapping[str, str]
    """By the id of each post that is there."""
    lists: Mapping[Kind, str]
    """Patterns, not encoded, ``""`` for what is not there; the blog always is."""
    term_slug: Callable[[str, str], str]
    with_gone: bool

    def blog(self) -> str:
        return self._address(self.lists["blog"])

    def feed(self) -> str | None:
        return self._address(self.lists["feed"]) if self.lists["feed"] else None

    def term(self, kind: Kind, slug: str, name: str) -> str:
        """Return the page of a category or tag, the blog's if they have none."""
        made = self.term_slug(slug, name)
        if not self.lists[kind] or not made:
            return self.blog()
        return self._address(self.lists[kind].replace("{slug}", made))

    def _address(self, path: str) -> str:
        return f"{self.origin}{encoded(path)}"


def check_pattern(option: str, text: str, *, fields: bool) -> None:
    """Raise `OptionError` if *text* is no path; with *fields* it may have {slug}."""
    bare = text.replace("{slug}", "") if fields else text
    if text and (not text.startswith("/") or _NOT_IN_A_PATH.search(bare)):
        example = "/topics/{slug}/" if fields else "/blog/"
        raise OptionError(f"{option} is a path like {example}, not {text}.")
