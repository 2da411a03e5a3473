"""Content of a Pelican site.

Checked with Pelican 4.11. Its Markdown files begin with lines of ``Key: value``, which
know no quotes: a value is the rest of its line. Themes put titles into HTML as they
are, so that they are escaped here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from blogark.render.escape import escape_text, one_line
from exports import fields
from exports.body import FRAMES
from exports.dialect import common_dialect
from exports.front_matter import is_empty
from exports.markdown import MarkdownOptions, MarkdownProfile, write_markdown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from blogark.archive.read import ArchiveReader
    from exports.fields import Entry
    from exports.front_matter import Value
    from exports.output import Output

# In a list of names, these end a name or begin a tag, and cannot be escaped.
_IN_NAMES: Final = str.maketrans({";": ",", "<": "(", ">": ")"})


def pelican_head(values: Mapping[str, Value], *, inline_lists: bool) -> str:  # noqa: ARG001 - has no other lists
    """Return *values* as lines of metadata, which a blank line ends."""
    lines = [
        f"{key}: {_value(value)}\n"
        for key, value in values.items()
        if not is_empty(value)
    ]
    return "".join(lines)


def _value(value: Value) -> str:
    if isinstance(value, list | tuple):
        return _names([str(item) for item in value])
    text = one_line(str(value)).strip(" ")
    return escape_text(text) if isinstance(value, str) else text


def _names(names: list[str]) -> str:
    """Return names with commas between them, semicolons if a name has a comma."""
    lines = [one_line(name).translate(_IN_NAMES).strip(" ") for name in names]
    if any("," in line for line in lines):
        return "; ".join(lines) + ";"
    return ", ".join(lines)


def _category(entry: Entry) -> Value:
    """Return the first category: a post of Pelican's has one."""
    categories = entry.stored.post.categories
    return [categories[0].name] if categories else []


def _tags(entry: Entry) -> Value:
    """Return the tags, and the categories that Pelican has no place for."""
    post = entry.stored.post
    return [*(t.name for t in post.tags), *(c.name for c in post.categories[1:])]


def _address(entry: Entry) -> Value:
    return entry.path.lstrip("/") if entry.path else None


def _save_as(entry: Entry) -> Value:
    path = _address(entry)
    if not isinstance(path, str):
        return None
    return f"{path}index.html" if path.endswith("/") else path


def _status(entry: Entry) -> Value:
    return "draft" if entry.is_draft else None


PROFILE: Final = MarkdownProfile(
    folder="content",
    media_folder="content/images",
    media_url="/images/",
    undated_folder="content/pages",
    head=pelican_head,
    body=common_dialect,
    players=FRAMES,
    needed=frozenset(("Url", "Save_as", "Status")),
    fields={
        "Title": fields.title,
        "Date": fields.date,
        "Modified": fields.updated,
        "Slug": fields.stem,
        "Url": _address,
        "Save_as": _save_as,
        "Status": _status,
        "Category": _category,
        "Tags": _tags,
        "Authors": fields.authors,
        "Lang": fields.language,
        "Summary": fields.excerpt,
        "Description": fields.description,
        "Cover": fields.cover_url,
        "Seo_title": fields.seo_title,
        "Source_url": fields.source_url,
        "Source_id": fields.source_id,
    },
)


@dataclass(frozen=True, kw_only=True)
class Pelican(MarkdownOptions):
    name: ClassVar[str] = "pelican"
    description: ClassVar[str] = (
        "Content of a Pelican site: articles with Pelican's own metadata, files in "
        "content/images."
    )

    def export(self, archive: ArchiveReader, output: Output) -> None:
        write_markdown(PROFILE, self, archive, output)
