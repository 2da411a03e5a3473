"""``_redirects`` of Netlify.

Rules of docs.netlify.com: one a line, the first that matches counts, special characters
percent-encoded, parameters before the target; a slash at the end makes no difference.
Without ``!``, a page that a site generator makes at the old address would be served
instead, such as Hugo's aliases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exports.redirect_formats.limits import too_many
from exports.redirect_formats.written import Written
from exports.redirect_rules import encoded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exports.redirect_rules import Redirect

LIMIT: Final = 10_000
_ADVICE: Final = (
    "a deploy may fail. Give --forms met, which leaves out addresses that nobody has "
    "seen, or use an Edge Function."
)


def netlify(rules: Sequence[Redirect]) -> Written:
    lines = [_line(rule) for rule in rules]
    lines += [
        f"{encoded(rule.source)}/page/:number {rule.target} 301!\n"
        for rule in rules
        if rule.has_pages
    ]
    findings = too_many("Netlify", len(lines), LIMIT, _ADVICE)
    return Written({"_redirects": "".join(lines)}, tuple(findings))


def _line(rule: Redirect) -> str:
    parameter = f" lang={encoded(rule.language)}" if rule.language else ""
    return f"{encoded(rule.source)}{parameter} {rule.target} 301!\n"
