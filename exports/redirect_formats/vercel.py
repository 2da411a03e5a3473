"""``vercel.json``.

Rules of vercel.com/docs and of Vercel's own routing: a source is a pattern of
path-to-regexp, compared letter by letter with the path as it was sent. ``permanent``
answers with 308, which search engines take as they do 301; other than 301 it does not
let a client turn a POST into a GET.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from exports.redirect_formats.limits import too_long, too_many
from exports.redirect_formats.spellings import spellings
from exports.redirect_formats.written import Written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exports.redirect_rules import Redirect

LIMIT: Final = 1_024
"""The smaller of the two numbers that Vercel has given; the other is 2,048."""
SOURCE_LIMIT: Final = 2_048
_ADVICE: Final = (
    "above 2,048 at the latest, the deploy fails. Give --forms met, which leaves out "
    "addresses that nobody has seen, or load the list of the csv format as Bulk "
    "Redirects (a paid feature)."
)
_SYNTAX: Final = re.compile(r"[\\(){}:*+?|\[\].^$]")


def vercel(rules: Sequence[Redirect]) -> Written:
    found: list[dict[str, Any]] = []
    findings = []
    for rule in rules:
        source = _source(rule)
        if len(source) > SOURCE_LIMIT:
            findings.append(too_long("Vercel", rule, SOURCE_LIMIT))
        else:
            found.append(_entry(rule, source))
    findings += too_many("Vercel", len(found), LIMIT, _ADVICE)
    content = {"redirects": found}
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    return Written({"vercel.json": text}, tuple(findings))


def _entry(rule: Redirect, source: str) -> dict[str, Any]:
    entry = {"source": source, "destination": rule.target, "permanent": True}
    if rule.language:
        entry["has"] = [{"type": "query", "key": "lang", "value": rule.language}]
    return entry


def _source(rule: Redirect) -> str:
    """Return a pattern for all spellings, with and without a slash, and for pages."""
    steps = (_step(step) for step in rule.source.split("/")[1:])
    pages = "(/page/\\d+|)" if rule.has_pages else ""
    return "".join(f"/{step}" for step in steps) + f"{pages}(/?)"


def _step(step: str) -> str:
    found = [*spellings(step), step] if not step.isascii() else spellings(step)
    escaped = [_SYNTAX.sub(r"\\\g<0>", each) for each in dict.fromkeys(found)]
    return escaped[0] if len(escaped) == 1 else f"({'|'.join(escaped)})"
