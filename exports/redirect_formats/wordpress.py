"""CSV for the plugin Redirection (Tools → Redirection → Import/Export).

Its importer reads source, target, whether the source is a regular expression, and the
code. It decodes paths before it compares them, so that one spelling is for all; whether
a slash at the end counts is one of its settings, so that both have a row.
"""

from __future__ import annotations

import csv
import re
from io import StringIO
from typing import TYPE_CHECKING, Final

from exports.redirect_formats.written import Written
from exports.redirect_rules import encoded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exports.redirect_rules import Redirect

COLUMNS: Final = ("source", "target", "regex", "code")


def wordpress(rules: Sequence[Redirect]) -> Written:
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    # WordPress finds a post in any case, and so does the plugin: it would be a loop.
    kept = [rule for rule in rules if not rule.is_case_only]
    writer.writerows(row for rule in kept for row in _rows(rule))
    writer.writerows(_pages(rule) for rule in kept if rule.has_pages)
    return Written({"redirection.csv": stream.getvalue()})


def _rows(rule: Redirect) -> Iterator[tuple[str, str, int, int]]:
    query = f"?lang={encoded(rule.language)}" if rule.language else ""
    source = encoded(rule.source)
    # The plugin takes a plus sign for a space, in a request as in a source.
    for spelling in dict.fromkeys((source, source.replace("%2B", "+"))):
        for slash in ("", "/"):
            yield f"{spelling}{slash}{query}", rule.target, 0, 301


def _pages(rule: Redirect) -> tuple[str, str, int, int]:
    return f"^{re.escape(rule.source)}/page/[0-9]+/?$", rule.target, 1, 301
