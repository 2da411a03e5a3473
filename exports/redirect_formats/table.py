"""A list for people and for every other program: one line a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from blogark.spreadsheet import csv_text
from exports.redirect_formats.written import Written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogark.spreadsheet import Cell
    from exports.redirect_rules import Redirect

COLUMNS: Final = ("old_url", "new_url", "code", "kind", "further_pages", "was_met")


def table(rules: Sequence[Redirect]) -> Written:
    return Written({"redirects.csv": csv_text(COLUMNS, map(_row, rules))})


def _row(rule: Redirect) -> dict[str, Cell]:
    return {
        "old_url": rule.old_url,
        "new_url": rule.target,
        "code": 301,
        "kind": rule.kind,
        "further_pages": "yes" if rule.has_pages else "no",
        "was_met": "yes" if rule.is_met else "no",
    }
