"""What Ghost's importer would make of a ZIP file, refusals and all.

An independent reading of its data importer and database schema (version 5), so that it
shares no code with the exporter.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from zipfile import ZipFile

from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from pathlib import Path

HOME: Final = "__GHOST_URL__"
_SCHEMA: Final = {
    "posts": {
        "title": 255,
        "slug": 191,
        "custom_excerpt": 300,
        "feature_image": 2000,
    },
    "posts_meta": {
        "meta_title": 300,
        "meta_description": 500,
        "feature_image_alt": 125,
    },
    "tags": {"name": 191, "slug": 191},
    "users": {"name": 191, "slug": 191, "email": 191},
}
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]+")
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
_CARD: Final = re.compile(
    r"<!--kg-card-begin: html-->.*?<!--kg-card-end: html-->", re.DOTALL
)
# What the editor has nodes for. All else in HTML, outside of a card, loses its tags.
_KNOWN: Final = frozenset(
    {
        *("a", "b", "blockquote", "br", "code", "del", "em", "figcaption", "figure"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "iframe", "img", "li", "ol"),
        *("p", "pre", "s", "strong", "sub", "sup", "u", "ul"),
    }
)


@dataclass
class Imported:
    """A site after an import."""

    posts: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By their slug."""
    data: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    refused: list[str] = field(default_factory=list)


def run_importer(path: Path) -> Imported:
    with ZipFile(path) as archive:
        names = archive.namelist()
        (name,) = [each for each in names if each.endswith(".json")]
        (db,) = json.loads(archive.read(name))["db"]
    site = Imported(data=db["data"], files=frozenset(names) - {name})
    if set(db["meta"]) != {"exported_on", "version"}:
        site.refused.append("it does not say what it is")
    site.refused += [
        f"{each} is in no folder that is imported"
        for each in site.files
        if not re.match(r"content/(images|media|files)/", each)
    ]
    for table, rows in site.data.items():
        _check_lengths(table, rows, site)
    _check_joins(site)
    for user in site.data["users"]:
        if not _EMAIL.fullmatch(user["email"]):
            site.refused.append(f"{user['email']} is no address")
    for post in site.data["posts"]:
        _check_post(post, site)
    return site


def _check_lengths(table: str, rows: list[dict[str, Any]], site: Imported) -> None:
    for name, limit in _SCHEMA.get(table, {}).items():
        for row in rows:
            size = len((row.get(name) or "").encode("utf-16-le")) // 2
            if size > limit:
                site.refused.append(f"{table}.{name} is too long: {size}")


def _check_joins(site: Imported) -> None:
    ids = {
        table: [row["id"] for row in site.data[table]]
        for table in ("posts", "tags", "users")
    }
    for table, known in ids.items():
        if len(known) != len(set(known)):
            site.refused.append(f"an id of {table} is there twice")
    for table, column, target in (
        ("posts_tags", "tag_id", "tags"),
        ("posts_authors", "author_id", "users"),
    ):
        for row in site.data[table]:
            if row["post_id"] not in ids["posts"] or row[column] not in ids[target]:
                site.refused.append(f"a row of {table} leads nowhere")


def _check_post(post: dict[str, Any], site: Imported) -> None:
    slug = post["slug"]
    if not _SLUG.fullmatch(slug) or slug in site.posts:
        site.refused.append(f"the slug {slug} is changed")
    site.posts[slug] = post
    if not post["title"]:
        site.refused.append(f"{slug} has no title")
    if post["status"] == "published" and not post["published_at"]:
        site.refused.append(f"{slug} is dated now")
    for name in "published_at", "created_at", "updated_at":
        if post[name] and not _DATE.fullmatch(post[name]):
            site.refused.append(f"{slug}: {post[name]} is no date")
    soup = BeautifulSoup(_CARD.sub("", post["html"]), "html.parser")
    for tag in soup.find_all(name=True):
        if tag.name not in _KNOWN:
            site.refused.append(f"{slug} loses <{tag.name}>")
    for address in re.findall(rf'{HOME}/(content/[^"\s<]+)', post["html"]):
        if address not in site.files:
            site.refused.append(f"{slug}: there is no {address}")
