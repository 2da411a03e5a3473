"""What WordPress Importer 0.8 would make of a WXR file, refusals and all.

An independent reading of its rules (class-wp-import.php and the parsers beside it), so
that it shares no code with the exporter.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NAMESPACES: Final = {
    "wp": "http://wordpress.org/export/1.2/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
}
_SHORTCODE: Final = re.compile(
    r"\[(audio|caption|embed|gallery|playlist|video|wp_caption)\b"
)
_COMMENT: Final = re.compile(
    r"<!-- (?P<close>/)?wp:(?P<name>[a-z-]+) (?P<values>\{.*?\} )?(?P<void>/)?-->"
)
_LOGIN: Final = re.compile(r"[A-Za-z0-9 _.\-@]+")


@dataclass
class Imported:
    """A site after an import."""

    posts: dict[str, etree._Element] = field(default_factory=dict)
    """By their ``post_name``."""
    attachments: dict[str, str] = field(default_factory=dict)
    """From id to address."""
    refused: list[str] = field(default_factory=list)


def run_importer(files: Iterable[Path]) -> Imported:
    """Import *files* one after the other."""
    site = Imported()
    seen: dict[tuple[str, str, str], str] = {}
    for path in files:
        _import(etree.parse(path, etree.XMLParser(resolve_entities=False)), site, seen)
    return site


def text(item: etree._Element, name: str) -> str:
    return item.findtext(name, "", NAMESPACES)


def meta(item: etree._Element) -> dict[str, str]:
    return {
        text(each, "wp:meta_key"): text(each, "wp:meta_value")
        for each in item.findall("wp:postmeta", NAMESPACES)
    }


def _import(
    tree: etree._ElementTree[etree._Element],
    site: Imported,
    seen: dict[tuple[str, str, str], str],
) -> None:
    channel = tree.getroot().find("channel")
    assert channel is not None
    if text(channel, "wp:wxr_version") != "1.2":
        site.refused.append("this is no WXR file")
    logins = {
        text(each, "wp:author_login")
        for each in channel.findall("wp:author", NAMESPACES)
    }
    site.refused += [f"login {each!r}" for each in logins if not _LOGIN.fullmatch(each)]
    terms = {
        *(
            ("category", text(each, "wp:category_nicename"))
            for each in channel.findall("wp:category", NAMESPACES)
        ),
        *(
            ("post_tag", text(each, "wp:tag_slug"))
            for each in channel.findall("wp:tag", NAMESPACES)
        ),
    }
    here: set[str] = set()
    for item in channel.findall("item"):
        post_id = text(item, "wp:post_id")
        if post_id in here:
            site.refused.append(f"two items have the id {post_id}")
        here.add(post_id)
        kind, title = text(item, "wp:post_type"), text(item, "title")
        key = (kind, title, text(item, "wp:post_date"))
        if seen.setdefault(key, post_id) != post_id:
            site.refused.append(f"{kind} {title!r} already exists")
        login = text(item, "dc:creator")
        if login and login not in logins:
            site.refused.append(f"nobody is {login!r}")
        for term in item.findall("category"):
            if (term.get("domain"), term.get("nicename")) not in terms:
                site.refused.append(f"there is no term {term.get('nicename')!r}")
        site.refused += _date_problems(item)
        if kind == "attachment":
            _attach(item, site)
        else:
            _post(item, site, here)


def _attach(item: etree._Element, site: Imported) -> None:
    url = text(item, "wp:attachment_url")
    if not PurePosixPath(urlsplit(url).path).suffix:
        site.refused.append(f"{url}: Invalid file type")
    site.attachments[text(item, "wp:post_id")] = url


def _post(item: etree._Element, site: Imported, here: set[str]) -> None:
    name = text(item, "wp:post_name")
    if len(name) > 200 or name != name.lower():
        site.refused.append(f"{name} is changed")
    if name in site.posts:
        site.refused.append(f"two posts are called {name}")
    site.posts[name] = item
    if "_thumbnail_id" in meta(item) and meta(item)["_thumbnail_id"] not in here:
        site.refused.append(f"{name} loses its featured image")
    content = text(item, "content:encoded")
    if found := _SHORTCODE.search(content):
        site.refused.append(f"{name} runs {found[0]}")
    site.refused += [f"{name}: {problem}" for problem in block_problems(content)]


def _date_problems(item: etree._Element) -> list[str]:
    problems = []
    for name in "wp:post_date", "wp:post_date_gmt":
        value = text(item, name)
        if value == "0000-00-00 00:00:00":
            if text(item, "wp:status") == "publish":
                problems.append("a published post without a date is dated now")
            continue
        datetime.strptime(value, "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007 - as WordPress has it
    return problems


def block_problems(content: str) -> list[str]:
    """Return what the block editor's grammar does not allow in *content*."""
    problems: list[str] = []
    open_blocks: list[str] = []
    end = 0
    for found in _COMMENT.finditer(content):
        between = content[end : found.start()].strip()
        if between and not open_blocks and "<!-- wp:" in content:
            problems.append(f"{between[:40]!r} is in no block")
        end = found.end()
        if found["values"]:
            json.loads(found["values"])
        if found["close"]:
            if not open_blocks or open_blocks.pop() != found["name"]:
                problems.append(f"/{found['name']} closes nothing")
        elif not found["void"]:
            open_blocks.append(found["name"])
    return problems + [f"{name} is not closed" for name in open_blocks]
