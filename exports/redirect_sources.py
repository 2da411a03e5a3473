"""What is to be redirected: every old address, and where its page is now."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, urlsplit

from blogark.findings import finding
from blogark.wix.old_urls import (
    DEFAULT_BLOG,
    FEEDS,
    LISTS,
    blog_path,
    free_folder,
    language_folder,
    path_of,
    post_paths,
)
from exports.redirect_rules import Redirect, encoded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

    from blogark.archive.addresses import ListAddress, PostOutline
    from blogark.archive.read import ArchiveReader
    from exports.output import Output
    from exports.redirect_rules import Kind
    from exports.redirect_targets import NewSite

_PAGE: Final = re.compile(r"/page/\d+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class OldSite:
    """The addresses of the old site, in order of precedence."""

    origin: str
    """Scheme and host."""
    folder: str
    """The folder of a free site."""
    posts: tuple[PostOutline, ...]
    addresses: tuple[tuple[str, str], ...]
    """Each address that showed a post, with the post's id."""
    lists: tuple[ListAddress, ...]
    blogs: tuple[str, ...]
    """Paths of the blog's own pages, one for each language."""
    with_guesses: bool
    """Whether addresses count that posts only may have had."""

    @classmethod
    def of(cls, archive: ArchiveReader, *, with_guesses: bool) -> Self:
        posts = tuple(archive.outlines())
        lists = tuple(archive.list_addresses())
        first = next((post.url for post in posts), f"https://{archive.site()}/")
        parts = urlsplit(first)
        found = {_blog_of(each) for each in lists} - {None, ""}
        folder = free_folder(first)
        return cls(
            origin=f"{parts.scheme}://{parts.netloc}",
            folder=folder,
            posts=posts,
            addresses=tuple(archive.old_addresses()),
            lists=lists,
            blogs=tuple(sorted(filter(None, found))) or (folder + DEFAULT_BLOG,),
            with_guesses=with_guesses,
        )

    def redirects(self, new: NewSite, output: Output) -> Iterator[Redirect]:
        """Yield the rule of every address; *output* is told of those without one."""
        if self.folder:
            self._tell_of_free_host(output)
        yield from self._met_posts(new, output)
        yield from self._lists(new)
        yield from self._feeds(new, output)
        if self.with_guesses:
            yield from self._guessed_posts(new)

    def _met_posts(self, new: NewSite, output: Output) -> Iterator[Redirect]:
        for url, post_id in self.addresses:
            if target := new.posts.get(post_id):
                language = parse_qs(urlsplit(url).query).get("lang", [""])[0]
                yield self._rule(path_of(url), target, "post", language=language)
            else:
                message = f"{url} is not on the new site, and not redirected."
                output.tell(finding("export-no-target", message, url), url)

    def _guessed_posts(self, new: NewSite) -> Iterator[Redirect]:
        blogs = [blog.removeprefix(self.folder) for blog in self.blogs]
        for post in self.posts:
            if target := new.posts.get(post.id):
                for path in post_paths(post.url, post.published_at, blogs):
                    yield self._rule(path, target, "post", is_met=False)

    def _lists(self, new: NewSite) -> Iterator[Redirect]:
        for path in self.blogs:
            yield from self._list(path, new.blog(), "blog")
        targets: dict[str, str] = {}
        for each in self.lists:
            if each.kind in LISTS:
                path = self._path(each)
                targets.setdefault(path, _target(each, new))
                kind: Kind = "category" if each.kind == "category" else "tag"
                yield from self._list(path, targets[path], kind, each.url)

    def _list(
        self, path: str, target: str, kind: Kind, url: str | None = ""
    ) -> Iterator[Redirect]:
        """Yield the rules of a list; *url* is ``None`` if its address is a guess."""
        rule = self._rule(path, target, kind, is_met=url is not None)
        yield replace(rule, has_pages=True)
        if self.folder and self.with_guesses:
            bare = path.removeprefix(self.folder)
            yield replace(self._rule(bare, target, kind, is_met=False), has_pages=True)

    def _feeds(self, new: NewSite, output: Output) -> Iterator[Redirect]:
        target = new.feed()
        met = {
            path_of(each.url) for each in self.lists if each.kind == "rss" and each.url
        }
        if target is None:
            message = (
                "The new site is not known to have an RSS feed: readers of the old one "
                "lose it. Give its address with --feed."
            )
            output.tell(finding("export-no-target", message, "--feed"))
            return
        for path in sorted(met):
            yield self._rule(path, target, "feed")
        languages = {language_folder(post.url) for post in self.posts}
        for folder in dict.fromkeys((self.folder, "")):
            for language in sorted({"", *languages}):
                for name in FEEDS:
                    path = f"{folder}{language}/{name}"
                    yield self._rule(path, target, "feed", is_met=False)

    def _path(self, each: ListAddress) -> str:
        """Return the path of the first page of a category or tag."""
        if each.url:
            return _PAGE.sub("", path_of(each.url))
        return f"{self.blogs[0]}/{LISTS[each.kind]}/{each.slug}"

    def _rule(
        self,
        path: str,
        target: str,
        kind: Kind,
        *,
        language: str = "",
        is_met: bool = True,
    ) -> Redirect:
        query = f"?lang={language}" if language else ""
        return Redirect(
            source=path,
            target=target,
            kind=kind,
            language=language,
            is_met=is_met,
            old_url=f"{self.origin}{encoded(path)}{query}",
        )

    def _tell_of_free_host(self, output: Output) -> None:
        host = urlsplit(self.origin).hostname
        message = (
            f"The old addresses are on {host}, and only Wix can redirect those: the "
            "rules are for a domain that was connected to the site."
        )
        output.tell(finding("export-free-host", message, f"{host}{self.folder}"))


def _target(each: ListAddress, new: NewSite) -> str:
    """Return where a category or tag is; where the blog is if it has no posts there."""
    count = each.posts if new.with_gone else each.published
    if count and each.kind in ("category", "tag"):
        return new.term(each.kind, each.slug, each.name)
    return new.blog()


def _blog_of(each: ListAddress) -> str | None:
    """Return the path of the blog's own page that a list belongs to."""
    if each.url is None or each.kind == "rss":
        return None
    path = path_of(each.url)
    return path if each.kind == "feed" and blog_path(path) is None else blog_path(path)
