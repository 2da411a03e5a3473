"""The redirects of a site, whatever writes them: from old paths to new addresses.

No rule leads to itself, and none to an address that another rule redirects.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias
from unicodedata import normalize
from urllib.parse import quote, unquote, urlsplit

from blogark.findings import finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from blogark.findings import Finding
    from exports.output import Output

Kind: TypeAlias = Literal["post", "category", "tag", "blog", "feed"]

_PAGE: Final = re.compile(r"(.+)/page/[^/]+")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffd]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """One rule."""

    source: str
    """Path on the old site, decoded, without a slash at its end. It stands for all
    spellings: with a slash, percent-encoded in upper or lower case, raw."""
    target: str
    """Where it leads: a path or an address, percent-encoded, ASCII."""
    kind: Kind
    language: str = ""
    """The rule is only for requests with ``?lang=`` and this language."""
    has_pages: bool = False
    """The rule is also for ``/page/`` and a number after the source."""
    is_met: bool = True
    """Whether the site is known to have had this address, or only may have."""
    old_url: str = ""
    """The address in full."""

    @property
    def key(self) -> str:
        """The source without what hosts make no difference between."""
        return _key(self.source, self.language)

    @property
    def is_case_only(self) -> bool:
        """Whether only upper and lower case tell source and target apart."""
        return key_of(self.target).lower() == self.key.lower()


def key_of(address: str) -> str:
    """Return the path of a target in the form of `Redirect.key`."""
    return _key(unquote(urlsplit(address).path), "")


def _key(path: str, language: str) -> str:
    key = normalize("NFC", path).rstrip("/") or "/"
    return f"{key}?lang={language}" if language else key


def encoded(path: str) -> str:
    """Return *path* percent-encoded but for letters, digits and ``-._~/``."""
    return quote(path, safe="/~")


def settled(
    candidates: Sequence[Redirect], pages: Iterable[str], output: Output
) -> list[Redirect]:
    """Return the rules that can be: no loops, no chains, one rule an address.

    *candidates* come in order of precedence; *pages* are addresses of the new site, as
    are all targets. *output* is told what is left out.
    """
    there = {key_of(page) for page in pages}
    there.update(key_of(rule.target) for rule in candidates)
    found: dict[str, Redirect] = {}
    stays = 0
    for rule in candidates:
        if rule.key.partition("?")[0] == key_of(rule.target):
            stays += rule.is_met
        elif problem := _problem(rule, there, found):
            if rule.is_met:
                output.tell(problem)
        else:
            found.setdefault(rule.key, rule)
    if stays:
        message = f"{stays} old addresses stay as they are and need no redirect."
        output.tell(finding("export-stays", message, str(stays)))
    return sorted(_without_page_loops(found, there), key=_order)


def _problem(
    rule: Redirect, there: set[str], found: dict[str, Redirect]
) -> Finding | None:
    """Return why *rule* cannot be, ``None`` if it can."""
    url = rule.old_url or rule.source
    if rule.key.partition("?")[0] in there:
        message = (
            f"{url} is not redirected to {rule.target}: the new site has another page "
            "at that address."
        )
        return finding("export-conflict", message, url)
    other = found.get(rule.key)
    if other and other.target != rule.target:
        message = f"{url} leads to {other.target}, not to {rule.target}, too."
        return finding("export-conflict", message, url)
    if _CONTROL.search(rule.source) or {"", ".", ".."} & set(_steps(rule.source)):
        message = f"{url!r} has characters that no rule can have: it is not redirected."
        return finding("export-no-target", message, url)
    return None


def _steps(path: str) -> list[str]:
    return path.split("/")[1:]


def _without_page_loops(
    found: dict[str, Redirect], there: set[str]
) -> Iterator[Redirect]:
    taken = {match[1] for key in there if (match := _PAGE.fullmatch(key))}
    for rule in found.values():
        yield replace(rule, has_pages=rule.has_pages and rule.key not in taken)


def _order(rule: Redirect) -> tuple[bool, bool, str, str]:
    """Return what to sort by: rules that ask for more come first.

    Then those of known addresses, so that a host that stops reading stops at guesses.
    """
    return not rule.language, not rule.is_met, rule.source, rule.language
