"""What Datasette is told of ``blog.db``: names, meanings, facets and ready queries."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML

_OURS: Final = Path(__file__).with_name("datasette.yaml")
_PAGE: Final = Path(__file__).parents[1] / "docs" / "database.md"
_COLUMN: Final = re.compile(r"^\| (\w+) \| (.+) \|$", re.MULTILINE)


def datasette_metadata() -> dict[str, Any]:
    """Return Datasette's metadata for a database called ``blog``.

    Descriptions of tables and columns are those of docs/database.md.
    """
    ours = YAML(typ="safe", pure=True).load(_OURS)
    described = _descriptions(_PAGE.read_text(encoding="utf-8"))
    tables = ours.pop("tables")
    queries = ours.pop("queries")
    merged = {
        name: {**described.get(name, {}), **tables.get(name, {})}
        for name in (*described, *(name for name in tables if name not in described))
    }
    return {**ours, "databases": {"blog": {"tables": merged, "queries": queries}}}


def _descriptions(page: str) -> dict[str, dict[str, Any]]:
    """Return description and columns of each table that *page* has a section for."""
    found: dict[str, dict[str, Any]] = {}
    for section in re.split(r"^### ", page, flags=re.MULTILINE)[1:]:
        name, _, rest = section.partition("\n")
        text = " ".join(rest.partition("\n|")[0].split())
        columns = {
            column: meaning
            for column, meaning in _COLUMN.findall(rest)
            if column != "column"
        }
        found[name.strip()] = {"description": text, "columns": columns}
    return found
