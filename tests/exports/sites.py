"""An export as the site that its target would build: pages and files by their paths.

Markdown is read by an independent parser; the targets themselves are tried elsewhere.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from markdown_it import MarkdownIt
from ruamel.yaml import YAML

if TYPE_CHECKING:
    from pathlib import Path

_MARKDOWN: Final = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_URL_FIELDS: Final = ("url", "permalink", "path", "Url")
# Folders whose content is at the root of the site.
_ROOTS: Final = ("static/", "public/", "content/")


def site_of(folder: Path) -> tuple[dict[str, str], set[str]]:
    """Return the HTML of each page of the export in *folder*, and the other files."""
    pages: dict[str, str] = {}
    files: set[str] = set()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or name.startswith(".blogark"):
            continue
        if path.suffix in {".md", ".mdx"}:
            head, body = read(path)
            pages[_path(name, head)] = _MARKDOWN.render(body)
            files |= {
                f"{_path(name, head)}{file.name}"
                for file in path.parent.iterdir()
                if path.name == "index.md"
            }
        elif path.suffix == ".html":
            pages[f"/{name}"] = path.read_text()
        else:
            files.add(_without_root(name))
    return pages, files


def read(path: Path) -> tuple[dict[str, Any], str]:
    """Return the front matter of a Markdown file, and its body."""
    text = path.read_text(encoding="utf-8")
    if text.startswith("---\n"):
        head, _, body = text.removeprefix("---\n").partition("---\n")
        return YAML(typ="safe", pure=True).load(head) or {}, body
    head, _, body = text.partition("\n\n")
    return dict(line.split(": ", 1) for line in head.splitlines()), body


def _path(name: str, head: dict[str, Any]) -> str:
    for field in _URL_FIELDS:
        if url := head.get(field):
            return f"/{url.lstrip('/')}"
    return f"/{name}"


def _without_root(name: str) -> str:
    for root in _ROOTS:
        if name.startswith(root):
            return str(PurePosixPath("/", name.removeprefix(root)))
    return f"/{name}"
