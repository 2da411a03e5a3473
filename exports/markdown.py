"""Posts as Markdown files: what all Markdown profiles have in common.

A profile is a value (`MarkdownProfile`) that says where the target wants its files, how
its front matter is called and what Markdown it reads. What a person chooses are
`MarkdownOptions`.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from blogark.errors import OptionError
from blogark.findings import finding
from blogark.rewrite import rewrite
from exports.aliases import aliases_of
from exports.body import Snippets, common_mark, prepared
from exports.dates import DateStyle
from exports.fields import Entry
from exports.front_matter import front_matter
from exports.link_map import LinkMap, UrlPattern, tell_of_links
from exports.media import MediaFiles, Place
from exports.options import option
from exports.selection import selected, values

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from blogark.archive.addresses import PostOutline
    from blogark.archive.load import StoredPost
    from blogark.archive.read import ArchiveReader
    from exports.body import BodyWriter, Player
    from exports.output import Output
    from exports.selection import Field


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownProfile:
    """What a target wants its Markdown files to be."""

    fields: Mapping[str, Field]
    """Front matter in its order; ``params.x`` is ``x`` inside ``params``."""
    needed: frozenset[str] = frozenset()
    """Fields without which the target shows drafts, or puts posts elsewhere."""
    folder: str
    """Where posts go; ``{section}`` is the first folder of their addresses."""
    media_folder: str
    media_url: str
    """What addresses of files in *media_folder* begin with."""
    undated_folder: str | None = None
    """Where posts without a date go, if the target must not see them as posts."""
    needs_date: bool = True
    """Whether the target lists posts by date."""
    dated_names: bool = False
    """Whether the name of each file must begin with its date."""
    extension: str = ".md"
    head: Callable[..., str] = front_matter
    """From values, and whether lists are on one line, to what is before the body."""
    body: BodyWriter = common_mark
    players: Mapping[str, Player] | None = None
    """How videos of other sites are played, by the name of the site."""

    def selected(self, choice: Sequence[str]) -> Mapping[str, Field]:
        """Return the fields of *choice*, and those that the target needs."""
        return selected(self.fields, choice, self.needed)


@dataclass(frozen=True, kw_only=True)
class MarkdownOptions:
    """What can be chosen for every Markdown profile."""

    url: str = option(
        "/post/{slug}/", "addresses of posts on the new site", metavar="PATTERN"
    )
    base: str = option(
        "", "path of the new site on its host, as in /blog", metavar="PATH"
    )
    dates: Literal["none", "prefix", "year", "month"] = option(
        "none", "date in the names of files: before them, or as folders"
    )
    fields: tuple[str, ...] = option(
        (), "fields of front matter, renamed as in title,date:pubDate (default: all)"
    )
    date_format: str = option(
        "iso", "iso, date, or a pattern as in %%d.%%m.%%Y", metavar="FORMAT"
    )
    time_zone: str = option("UTC", "zone that dates are in", metavar="ZONE")
    lists: Literal["block", "inline"] = option("block", "tags and other lists")
    gone: Literal["include", "draft", "skip"] = option(
        "draft", "posts that are gone from the old site"
    )
    media: Literal["copy", "link", "archive", "remote"] = option(
        "copy", "files: copied, hard links, in the archive, or at the old site"
    )
    embeds: Literal["player", "link"] = option(
        "player", "videos of YouTube and Vimeo: as frames that play them, or as links"
    )
    spans: Literal["html", "text"] = option(
        "html", "underline, super- and subscript: as HTML, or as plain text"
    )

    def __post_init__(self) -> None:
        if self.base and (not self.base.startswith("/") or self.base.endswith("/")):
            raise OptionError(
                f"--base is a path like /blog, with / before and not after it, not "
                f"{self.base}."
            )
        # Made here, so that what cannot be understood is told before any work.
        _ = self.date_style, self.pattern

    @cached_property
    def date_style(self) -> DateStyle:
        return DateStyle.parse(self.date_format, self.time_zone)

    @cached_property
    def pattern(self) -> UrlPattern | None:
        """``None`` if links lead to files."""
        return UrlPattern.parse(self.url) if self.url else None


def section(url: str) -> str:
    """Return the first folder in a pattern of addresses, ``posts`` if it has none."""
    first = url.strip("/").split("/")[0]
    return "posts" if "{" in first or not first else first


def write_markdown(
    profile: MarkdownProfile,
    options: MarkdownOptions,
    archive: ArchiveReader,
    output: Output,
    *,
    in_folders: bool = False,
) -> None:
    """Write the posts of *archive* as *profile* wants them.

    With *in_folders* each post has a folder, with its files in it.
    """
    layout = _Layout(profile=profile, options=options, in_folders=in_folders)
    links = LinkMap.of(archive, layout.path)
    tell_of_links(archive, links, output)
    writer = _Writer(
        layout=layout,
        links=links,
        names={
            post.id: layout.name(post, links.stems[post.id])
            for post in archive.outlines()
        },
        aliases=aliases_of(archive, links),
        media=MediaFiles(archive, output, options.media),
        fields=profile.selected(options.fields),
        output=output,
    )
    for stored in archive.posts():
        if stored.status == "published" or options.gone != "skip":
            writer.write(stored)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """Where posts are, as files and on the new site."""

    profile: MarkdownProfile
    options: MarkdownOptions
    in_folders: bool

    def name(self, post: PostOutline, stem: str) -> str:
        """Return the name of the file of *post*, relative to the export."""
        style = self.options.date_style
        when = style.local(post.published_at) if post.published_at else None
        folder = self.profile.folder.format(section=section(self.options.url))
        if when is None and self.profile.undated_folder is not None:
            folder = self.profile.undated_folder
        steps = [folder] if folder else []
        if when and self.options.dates in ("year", "month"):
            steps.append(
                f"{when:%Y}" if self.options.dates == "year" else f"{when:%Y/%m}"
            )
        if when and (self.options.dates == "prefix" or self.profile.dated_names):
            stem = f"{when:%Y-%m-%d}-{stem}"
        extension = self.profile.extension
        steps.append(
            f"{stem}/index{extension}" if self.in_folders else stem + extension
        )
        return "/".join(steps)

    def path(self, post: PostOutline, stem: str) -> str | None:
        """Return where links to *post* lead, ``None`` if it is not shown."""
        if post.status != "published" and self.options.gone != "include":
            return None
        pattern = self.options.pattern
        if pattern is None:
            return self.name(post, stem)
        zone = self.options.date_style.zone
        return self.options.base + pattern.path(post, stem, zone)

    def place(self, name: str) -> Place:
        """Return where files of the post in the file *name* go."""
        if self.in_folders:
            return Place(posixpath.dirname(name), "", flat=True)
        url = self.profile.media_url
        if url.startswith("/"):
            return Place(self.profile.media_folder, self.options.base + url)
        up = posixpath.relpath(".", posixpath.dirname(name) or ".")
        return Place(self.profile.media_folder, posixpath.normpath(f"{up}/{url}") + "/")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writer:
    """Writes posts one by one."""

    layout: _Layout
    links: LinkMap
    names: Mapping[str, str]
    aliases: Mapping[str, tuple[str, ...]]
    media: MediaFiles
    fields: Mapping[str, Field]
    output: Output

    def write(self, stored: StoredPost) -> None:
        options, profile = self.layout.options, self.layout.profile
        entry = self._entry(stored)
        head = profile.head(
            values(self.fields, entry), inline_lists=options.lists == "inline"
        )
        body = self._body(stored, entry)
        self.output.write(entry.name, f"{head}\n{body}" if body else head)
        if profile.needs_date and stored.post.published_at is None:
            self.output.tell(
                finding("export-undated", "A post has no date.", entry.name),
                stored.post.url,
            )

    def _entry(self, stored: StoredPost) -> Entry:
        post, options = stored.post, self.layout.options
        name = self.names[post.id]
        place = self.layout.place(name)
        path = self.links.paths.get(post.id) if options.url else None
        return Entry(
            stored=stored,
            name=name,
            stem=self.links.stems[post.id],
            path=path.removeprefix(options.base) if path else None,
            is_draft=stored.status != "published" and options.gone == "draft",
            aliases=self.aliases.get(post.id, ()),
            media=lambda url: self.media.address(url, stored, name, place),
            when=options.date_style.value,
        )

    def _body(self, stored: StoredPost, entry: Entry) -> str:
        options, profile = self.layout.options, self.layout.profile
        document = rewrite(
            stored.post.document,
            media=entry.media,
            link=lambda url: self._link(url, stored, entry),
        )
        snippets = Snippets()
        players = profile.players if options.embeds == "player" else None
        document = prepared(
            document, snippets, players or {}, plain=options.spans == "text"
        )
        anchors = self.links.anchors.get(stored.post.id, frozenset())
        return snippets.fill(profile.body(document, anchors, snippets))

    def _link(self, url: str, stored: StoredPost, entry: Entry) -> str:
        new = self.links.link(url, stored)
        if new is None:
            return url if url in stored.targets else entry.media(url)
        if new.startswith("#") or self.layout.options.url:
            return new
        folder = posixpath.dirname(entry.name)
        if not folder:
            return new
        path, hash_sign, fragment = new.partition("#")
        return posixpath.relpath(path, folder) + hash_sign + fragment
