"""``_redirects`` of Cloudflare Pages and Workers.

Rules of developers.cloudflare.com and of Cloudflare's own parser: the path is compared
letter by letter, so that each spelling has a line; parameters are not looked at and are
passed on; rules without placeholders come first; without a code it would be a 302.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from blogark.findings import finding
from exports.redirect_formats.limits import too_long, too_many, without_language
from exports.redirect_formats.spellings import spellings
from exports.redirect_formats.written import Written
from exports.redirect_rules import encoded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blogark.findings import Finding
    from exports.redirect_rules import Redirect

STATIC_LIMIT: Final = 2_000
DYNAMIC_LIMIT: Final = 100
LINE_LIMIT: Final = 1_000
_ADVICE: Final = (
    "it leaves out the last ones. Give --forms met, which leaves out addresses that "
    "nobody has seen, or load the list of the csv format as Bulk Redirects."
)


def cloudflare(rules: Sequence[Redirect]) -> Written:
    plain, findings = without_language("Cloudflare", rules)
    static = [
        (f"{source}{slash} {rule.target} 301\n", rule)
        for rule in plain
        for source in _sources(rule)
        for slash in ("", "/")
    ]
    findings += [_half(rule) for rule in plain if {":", "*"} & set(rule.source)]
    lists = [rule for rule in plain if rule.has_pages]
    pages = list(_pages(lists, findings))
    findings += too_many("Cloudflare", len(static), STATIC_LIMIT, _ADVICE)
    findings += too_many("Cloudflare", len(pages), DYNAMIC_LIMIT, _ADVICE)
    lines = []
    for line, rule in (*static, *pages):
        if len(line) > LINE_LIMIT:
            findings.append(too_long("Cloudflare", rule, LINE_LIMIT))
        else:
            lines.append(line)
    return Written({"_redirects": "".join(lines)}, tuple(dict.fromkeys(findings)))


def _sources(rule: Redirect) -> list[str]:
    """Return the spellings of a source in which nothing is a placeholder."""
    found = (
        each.replace(":", "%3A").replace("*", "%2A") for each in spellings(rule.source)
    )
    return list(dict.fromkeys(found))


def _half(rule: Redirect) -> Finding:
    """Return the finding that characters of *rule* would be placeholders."""
    message = (
        f"Cloudflare takes : and * for placeholders: {rule.source} is redirected only "
        "where they are percent-encoded."
    )
    return finding("export-limit", message, f"Cloudflare: {rule.source}")


def _pages(
    lists: list[Redirect], findings: list[Finding]
) -> Iterator[tuple[str, Redirect]]:
    """Yield a line for the further pages of each list.

    Where that would be too many, those of all lists of a folder share one, and lead
    where the blog does.
    """
    lines = [
        (f"{source}/page/:number {rule.target} 301\n", rule)
        for rule in lists
        for source in _sources(rule)
    ]
    blogs = {rule.source: rule for rule in lists if rule.kind == "blog"}
    if len(lines) <= DYNAMIC_LIMIT or not blogs:
        yield from lines
        return
    home = min(blogs.values(), key=lambda rule: len(rule.source))
    message = (
        f"Cloudflare takes {DYNAMIC_LIMIT} rules with placeholders: further pages of "
        f"categories and tags all lead to {home.target}."
    )
    findings.append(finding("export-changed", message, f"{len(lines)}"))
    yield from (pair for pair in lines if pair[1].kind == "blog")
    for folder in sorted(
        {r.source.rpartition("/")[0] for r in lists if r.kind != "blog"}
    ):
        yield f"{encoded(folder)}/:list/page/:number {home.target} 301\n", home
