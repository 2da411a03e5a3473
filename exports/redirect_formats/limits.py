"""What hosts do not take, as findings that say what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogark.findings import finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blogark.findings import Finding
    from exports.redirect_rules import Redirect


def too_many(host: str, count: int, limit: int, advice: str) -> Iterator[Finding]:
    """Yield a finding if *count* rules are more than *limit*."""
    if count > limit:
        message = f"{host} takes {limit:,} rules, and there are {count:,}: {advice}"
        yield finding("export-limit", message, f"{host}: {count} > {limit}")


def too_long(host: str, rule: Redirect, limit: int) -> Finding:
    """Return the finding that *rule*, longer than *limit*, is left out."""
    message = (
        f"{host} takes {limit:,} characters a rule; that of {rule.source} has more and "
        "is left out. Redirect it by other means, or let it go."
    )
    return finding("export-limit", message, f"{host}: {rule.source}")


def without_language(
    host: str, rules: Sequence[Redirect]
) -> tuple[list[Redirect], list[Finding]]:
    """Return the rules that look at the path alone, and findings for the others."""
    kept = [rule for rule in rules if not rule.language]
    return kept, [
        finding(
            "export-limit",
            f"{host} cannot tell addresses apart by their parameters: "
            f"{rule.source}?lang={rule.language} is left out, and leads where "
            f"{rule.source} does.",
            f"{host}: {rule.source}?lang={rule.language}",
        )
        for rule in rules
        if rule.language
    ]
