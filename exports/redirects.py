"""Redirects from every old address to the new one, for the host of the new site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final, Literal
from urllib.parse import urlsplit

from blogark.errors import OptionError
from exports.dates import DateStyle
from exports.link_map import UrlPattern
from exports.options import option
from exports.redirect_formats.apache import apache
from exports.redirect_formats.cloudflare import cloudflare
from exports.redirect_formats.ghost import ghost
from exports.redirect_formats.netlify import netlify
from exports.redirect_formats.nginx import nginx
from exports.redirect_formats.table import table
from exports.redirect_formats.vercel import vercel
from exports.redirect_formats.wordpress import wordpress
from exports.redirect_rules import encoded, settled
from exports.redirect_sources import OldSite
from exports.redirect_targets import TARGETS, NewSite, check_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from blogark.archive.read import ArchiveReader
    from exports.output import Output
    from exports.redirect_formats.written import Written
    from exports.redirect_rules import Redirect

FORMATS: Final[Mapping[str, Callable[[Sequence[Redirect]], Written]]] = {
    "netlify": netlify,
    "cloudflare": cloudflare,
    "vercel": vercel,
    "nginx": nginx,
    "apache": apache,
    "wordpress": wordpress,
    "ghost": ghost,
    "csv": table,
}


@dataclass(frozen=True, kw_only=True)
class Redirects:
    name: ClassVar[str] = "redirects"
    description: ClassVar[str] = (
        "Redirects from every old address of posts, categories, tags, blog pages and "
        "feed, for Netlify, Cloudflare, Vercel, nginx, Apache, WordPress and Ghost."
    )

    format: tuple[str, ...] = option(
        (),
        f"some of {', '.join(FORMATS)} (default: all, a folder each; one alone is "
        "written to OUT itself)",
    )
    builder: Literal[
        "hugo", "jekyll", "eleventy", "astro", "pelican", "wordpress", "ghost"
    ] = option("hugo", "export that the new site is made of: its addresses and slugs")
    url: str = option(
        "", "addresses of posts, if not those of the builder", metavar="PATTERN"
    )
    categories: str = option(
        "",
        "addresses of categories: /topics/{slug}/, or one for all",
        metavar="PATTERN",
    )
    tags: str = option("", "addresses of tags, as --categories", metavar="PATTERN")
    blog: str = option("/", "address of the list of posts", metavar="PATH")
    feed: str = option("", "address of the RSS feed", metavar="PATH")
    base: str = option(
        "", "path of the new site on its host, as in /blog", metavar="PATH"
    )
    site: str = option(
        "", "address of the new site, if redirects are to lead to another host"
    )
    time_zone: str = option(
        "UTC", "zone that dates in addresses are in", metavar="ZONE"
    )
    gone: Literal["include", "draft", "skip"] = option(
        "draft", "posts that are gone from the old site, as in the export of posts"
    )
    forms: Literal["all", "met"] = option(
        "all", "addresses that a post may have had before 2019, or only known ones"
    )

    def __post_init__(self) -> None:
        unknown = [name for name in self.format if name not in FORMATS]
        if unknown:
            raise OptionError(
                f"There is no format {unknown[0]}: give some of {', '.join(FORMATS)}."
            )
        if self.url:
            UrlPattern.parse(self.url)
        DateStyle.parse("iso", self.time_zone)
        for name in ("categories", "tags"):
            check_pattern(f"--{name}", getattr(self, name), fields=True)
        for name in ("blog", "feed", "base"):
            check_pattern(f"--{name}", getattr(self, name), fields=False)
        if self.base.endswith("/"):
            raise OptionError(f"--base has no / at its end, as in /blog: {self.base}.")
        parts = urlsplit(self.site)
        if self.site and (parts.scheme not in ("http", "https") or not parts.hostname):
            raise OptionError(
                f"--site is an address like https://www.example.com, not {self.site}."
            )

    def export(self, archive: ArchiveReader, output: Output) -> None:
        """Write the files of each format."""
        new = self._new_site(archive)
        old = OldSite.of(archive, with_guesses=self.forms == "all")
        candidates = list(old.redirects(new, output))
        rules = settled(candidates, new.posts.values(), output)
        names = self.format or tuple(FORMATS)
        for name in dict.fromkeys(names):
            written = FORMATS[name](rules)
            folder = f"{name}/" if len(names) > 1 else ""
            for file, content in written.files.items():
                output.write(folder + file, content)
            for found in written.findings:
                output.tell(found)

    def _new_site(self, archive: ArchiveReader) -> NewSite:
        target = TARGETS[self.builder]
        origin = self.site.rstrip("/") + encoded(self.base)
        return NewSite(
            origin=origin,
            posts={key: origin + encoded(path) for key, path in self._paths(archive)},
            lists={
                "category": self.categories or target.categories,
                "tag": self.tags or target.tags,
                "blog": self.blog,
                "feed": self.feed or target.feed,
            },
            term_slug=target.term_slug,
            with_gone=self.gone == "include",
        )

    def _paths(self, archive: ArchiveReader) -> Iterator[tuple[str, str]]:
        """Yield the id and new path of each post that is on the new site."""
        target = TARGETS[self.builder]
        pattern = UrlPattern.parse(self.url or target.url)
        zone = DateStyle.parse("iso", self.time_zone).zone
        slugs = target.slugs(archive)
        for post in archive.outlines():
            if post.status == "published" or self.gone == "include":
                yield post.id, pattern.path(post, slugs[post.id], zone)
