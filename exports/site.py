"""The archive as a site to browse: HTML files that need no server and no network."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar, Final, Literal

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from blogark.render.html import to_html
from blogark.rewrite import rewrite
from exports.link_map import LinkMap, escaped, tell_of_links
from exports.media import MediaFiles, Place
from exports.names import file_names
from exports.options import option

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from blogark.archive.load import StoredPost
    from blogark.archive.read import ArchiveReader
    from blogark.post import Post, Term
    from exports.output import Output

_PLACE: Final = Place("media", "../media/")
_UNDATED: Final = "Without a date"
_GLUED: Final = ("style.css", "search.js")


@dataclass(frozen=True, slots=True)
class _Line:
    """A post in a list."""

    key: str
    href: str
    title: str
    excerpt: str
    date: datetime | None
    dir: str


@dataclass(frozen=True, slots=True)
class _Group:
    name: str
    lines: Sequence[_Line]


@dataclass(slots=True)
class _TermPage:
    """A category or tag, and the posts that it has."""

    name: str
    file: str
    lines: list[_Line] = field(default_factory=list)

    @property
    def href(self) -> str:
        return escaped(self.file)

    @property
    def number(self) -> int:
        return len(self.lines)


@dataclass(frozen=True, slots=True)
class _TermList:
    name: str
    terms: Sequence[_TermPage]


@dataclass(frozen=True, kw_only=True)
class Site:
    name: ClassVar[str] = "html"
    description: ClassVar[str] = (
        "A site to browse offline: a page a post, lists by year, category and tag, and "
        "search; open index.html."
    )

    gone: Literal["include", "skip"] = option(
        "include", "posts that are gone from the old site"
    )

    def export(self, archive: ArchiveReader, output: Output) -> None:
        """Write the site."""
        links = LinkMap.of(
            archive,
            lambda post, stem: (
                f"posts/{stem}.html"
                if post.status == "published" or self.gone == "include"
                else None
            ),
        )
        tell_of_links(archive, links, output)
        site = _Writer(archive, output, links)
        with output.stream("search-index.js") as index:
            index.write(b"window.blogarkPosts = [\n")
            for stored in archive.posts():
                if stored.post.id in links.paths:
                    index.write(site.post(stored) + b",\n")
            index.write(b"];\n")
        site.lists()
        for name in _GLUED:
            output.write(name, _source(name))


class _Writer:
    """Writes pages; what lists need of each post is kept until all are written."""

    def __init__(self, archive: ArchiveReader, output: Output, links: LinkMap) -> None:
        self._output = output
        self._links = links
        self._site = archive.site() or "Posts"
        self._media = MediaFiles(archive, output, "copy")
        self._lines: list[_Line] = []
        self._categories = _term_pages(archive.terms("categories"), "categories")
        self._tags = _term_pages(archive.terms("tags"), "tags")

    def post(self, stored: StoredPost) -> bytes:
        """Write the page of a post; return its line of the search index."""
        post, name = stored.post, self._links.paths[stored.post.id]
        line = _Line(
            key=f"p{len(self._lines)}",
            href=escaped(name),
            title=post.title or "Untitled",
            excerpt=post.excerpt,
            date=post.published_at,
            dir=stored.dir,
        )
        self._lines.append(line)
        terms = self._terms_of(post)
        for term in terms:
            term.lines.append(line)
        page = _template("post.html.jinja").render(
            site=self._site,
            root="../",
            language=post.language,
            dir=stored.dir,
            post=post,
            body=Markup(self._body(stored, name)),  # noqa: S704 - our renderer escapes
            terms=terms,
            is_gone=stored.status == "gone",
            day=_day,
        )
        self._output.write(name, page)
        names = [term.name for term in terms]
        words = " ".join((post.title, post.excerpt, *names, stored.text))
        return msgspec.json.encode((line.key, words))

    def lists(self) -> None:
        """Write the pages that list posts, newest first."""
        lists = [
            _TermList("Categories", _used(self._categories)),
            _TermList("Tags", _used(self._tags)),
        ]
        self._list(
            "index.html",
            self._site,
            self._lines,
            lists=[each for each in lists if each.terms],
            has_search=True,
        )
        for terms in lists:
            for term in terms.terms:
                self._list(term.file, term.name, term.lines)

    def _list(
        self,
        name: str,
        heading: str,
        lines: Iterable[_Line],
        *,
        lists: Sequence[_TermList] = (),
        has_search: bool = False,
    ) -> None:
        page = _template("list.html.jinja").render(
            site=self._site,
            root="../" * name.count("/"),
            language=None,
            dir="ltr",
            heading=heading,
            groups=_by_year(lines),
            lists=lists,
            has_search=has_search,
            day=_day,
        )
        self._output.write(name, page)

    def _body(self, stored: StoredPost, name: str) -> str:
        document = rewrite(
            stored.post.document,
            media=lambda url: self._media.address(url, stored, name, _PLACE),
            link=lambda url: self._link(url, stored, name),
        )
        anchors = self._links.anchors.get(stored.post.id, frozenset())
        return to_html(document, anchors=anchors)

    def _link(self, url: str, stored: StoredPost, name: str) -> str:
        new = self._links.link(url, stored)
        if new is None:
            return self._media.address(url, stored, name, _PLACE)
        return new if new.startswith("#") else f"../{new}"

    def _terms_of(self, post: Post) -> list[_TermPage]:
        return [
            *(self._categories[_key(term)] for term in post.categories),
            *(self._tags[_key(term)] for term in post.tags),
        ]


def _term_pages(terms: Sequence[Term], folder: str) -> dict[tuple[str, str], _TermPage]:
    names = file_names(((_id(term), term.slug or term.name) for term in terms), ".html")
    return {
        _key(term): _TermPage(term.name, f"{folder}/{names[_id(term)]}")
        for term in terms
    }


def _id(term: Term) -> str:
    return f"{term.slug} {term.name}"


def _key(term: Term) -> tuple[str, str]:
    return term.slug, term.name


def _used(pages: Mapping[tuple[str, str], _TermPage]) -> list[_TermPage]:
    found = [page for page in pages.values() if page.lines]
    return sorted(found, key=lambda page: (page.name.casefold(), page.file))


def _by_year(lines: Iterable[_Line]) -> list[_Group]:
    def year(line: _Line) -> str:
        return f"{line.date:%Y}" if line.date else _UNDATED

    newest_first = reversed(list(lines))  # posts without a date come last
    return [_Group(name, list(group)) for name, group in groupby(newest_first, year)]


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%b %Y}"


def _source(name: str) -> str:
    environment = _environment()
    assert environment.loader is not None  # noqa: S101  it was just given one
    return environment.loader.get_source(environment, name)[0]


def _template(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("exports", "site_templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
