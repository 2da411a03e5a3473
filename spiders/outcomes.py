"""How fetching an address can end: its state, the reason, and what staff must know."""

from __future__ import annotations

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.spidermiddlewares.httperror import HttpError

from blogark.findings import Finding, finding
from blogark.post import PageState, SiteFinding
from blogark.terminal import count
from blogark.wix.page import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from blogark.post import PageKind

GONE: Final = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
"""Statuses of a page that the site does not have."""
_ROBOTS: Final = "robots.txt"  # in the message of Scrapy's middleware, and no other
_LOST: Final[dict[PageKind, str]] = {
    "post": "page-failed",
    "sitemap": "sitemap-lost",
    "rss": "feed-lost",
    "feed": "listing-lost",
    "category": "listing-lost",
    "tag": "listing-lost",
}

NOBODY: Final = (CannotResolveHostError, DownloadConnectionRefusedError)
"""What is raised where there is no host, or none that answers."""

ROBOTS_ADVICE: Final = (
    "If the blog is yours, or its owner agrees, add -s ROBOTSTXT_OBEY=False."
)
"""What a person can do about a robots.txt."""


class RobotsUnreadError(IgnoreRequest):
    """Raised for a request to a host whose robots.txt nobody could read.

    The message is a clause for a person.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of an address."""

    state: PageState
    reason: str
    """One clause for a person."""
    finding: Finding | None = None
    redirected_to: str | None = None
    is_partial: bool = False
    """A further source of the post may answer next time."""


READ: Final = Outcome(state=PageState.ARCHIVED, reason="read")


UNCHANGED: Final = Outcome(state=PageState.UNCHANGED, reason="not changed since")


def skipped(reason: str) -> Outcome:
    return Outcome(state=PageState.SKIPPED, reason=reason)


def failed(url: str, kind: PageKind, reason: str) -> Outcome:
    """Return what it means that *url* has no answer that can be read."""
    return Outcome(
        state=PageState.FAILED, reason=reason, finding=_lost(url, kind, reason)
    )


def unreadable(reason: Finding) -> Outcome:
    """Return what it means that a post page has no post to read."""
    return Outcome(
        state=PageState.FAILED, reason="it could not be read", finding=reason
    )


def crashed(url: str, error: Exception) -> Outcome:
    """Return what it means that Blogark itself broke on a page."""
    kind = type(error).__name__
    message = f"{url} could not be read: {kind} inside Blogark. Please report it."
    return unreadable(finding("reader-failed", message, f"{url}\n{kind}: {error}"))


def still_gone(url: str, reason: str) -> Outcome:
    """Return what it means that a source names *url*, which was gone before."""
    return _gone(url, "post", reason, named=True)


def moved(url: str, kind: PageKind, target: str, *, is_post: bool) -> Outcome:
    """Return what a redirect of *url* means; *is_post* tells it of the target."""
    found = None
    if kind == "post" and not is_post:
        message = f"A source still names {url}, but it leads to {target}, no post."
        found = finding("listed-gone", message, url)
    return Outcome(
        state=PageState.REDIRECTED,
        reason="moved",
        finding=found,
        redirected_to=target,
    )


def shown_at(url: str, first: str) -> Outcome:
    """Return what it means that *first* showed the very post that *url* shows."""
    outcome = moved(url, "post", first, is_post=True)
    return replace(outcome, reason="it shows the same post")


def elsewhere(url: str, addresses: Sequence[str]) -> SiteFinding:
    """Return what to say of the list at *url*, which names *addresses* elsewhere."""
    names = count(len(addresses), "address", "addresses")
    message = f"{url} names {names} on other sites: nothing there was read."
    detail = "\n".join((url, *addresses))
    return SiteFinding(finding=finding("listed-elsewhere", message, detail))


def unlisted(url: str) -> SiteFinding:
    """Return what to say of a post that answers, though no list names it any more."""
    message = (
        f"{url} is still there, but no list of the blog names it any more: check "
        "whether readers should see it."
    )
    return SiteFinding(finding=finding("not-listed", message, url))


def of_error(error: BaseException, url: str, kind: PageKind, *, named: bool) -> Outcome:
    """Return what an exception in fetching *url* means.

    *named* is false if no source of now names the address, and it was only tried.
    """
    match error:
        case HttpError():
            return _of_status(error.response.status, url, kind, named=named)
        case IgnoreRequest() if is_robots(error):
            return _forbidden(url, kind)
        case IgnoreRequest() if not is_too_large(error):
            return failed(url, kind, str(error) or "refused")
        case _:
            too_large = is_too_large(error)
            reason = cause(error) if too_large else f"no answer ({cause(error)})"
            return failed(url, kind, reason)


def of_problem(problem: Problem, url: str, kind: PageKind, *, named: bool) -> Outcome:
    """Return what Wix's own error page means, whatever the status it came with.

    *named* as in `of_error`.
    """
    reason = f"the page says “{problem.value}”"
    if problem is Problem.NOT_FOUND:
        return _gone(url, kind, reason, named=named)
    if kind != "post":
        return failed(url, kind, reason)
    return Outcome(
        state=PageState.FAILED,
        reason=reason,
        finding=finding("page-throttled", _not_read(url, reason), url),
    )


def is_robots(error: BaseException) -> bool:
    """Tell whether *error* is that robots.txt forbids to fetch."""
    is_unread = isinstance(error, RobotsUnreadError)
    return isinstance(error, IgnoreRequest) and _ROBOTS in str(error) and not is_unread


def is_too_large(error: BaseException) -> bool:
    """Tell whether an answer was cut short because it is too large, maybe unpacked."""
    # Scrapy has no class of its own for what unpacks to too much (2.19).
    return isinstance(error, DownloadCancelledError) or (
        isinstance(error, IgnoreRequest) and "DOWNLOAD_MAXSIZE" in str(error)
    )


def is_untrusted(error: BaseException) -> bool:
    """Tell whether there is no answer because nobody proved to be the host."""
    return "certificate" in str(error)


def cause(error: BaseException) -> str:
    """Return in a few words why there was no answer."""
    match error:
        case HttpError():
            return f"the site answers {phrase(error.response.status)}"
        case CannotResolveHostError():
            return "there is no such host"
        case DownloadConnectionRefusedError():
            return "the host refuses the connection"
        case DownloadTimeoutError():
            return "it took too long"
        case IgnoreRequest() if is_robots(error):
            return "robots.txt forbids it"
        case _ if is_too_large(error):
            return "it is larger than DOWNLOAD_MAXSIZE allows"
        case _ if is_untrusted(error):
            return "its certificate could not be verified"
        case DownloadFailedError() | ResponseDataLossError():
            return "the connection broke"
        case _:
            return " ".join(str(error).split()).rstrip(".") or type(error).__name__


def phrase(status: int) -> str:
    """Return a status with its name, ``404 Not Found``."""
    known = {code.value: code.phrase for code in HTTPStatus}
    return f"{status} {known[status]}" if status in known else str(status)


def _of_status(status: int, url: str, kind: PageKind, *, named: bool) -> Outcome:
    reason = f"the site answers {phrase(status)}"
    if status in GONE:
        return _gone(url, kind, reason, named=named)
    return failed(url, kind, reason)


def _gone(url: str, kind: PageKind, reason: str, *, named: bool) -> Outcome:
    found = None
    if kind == "post" and named:
        message = f"A source still names {url}, but {reason}: it is no post any more."
        found = finding("listed-gone", message, url)
    elif named and kind not in {"category", "tag"}:
        # A category or tag that is gone is empty: its posts are in the feed.
        found = _lost(url, kind, reason)
    return Outcome(state=PageState.GONE, reason=reason, finding=found)


def _forbidden(url: str, kind: PageKind) -> Outcome:
    reason = "robots.txt forbids it"
    message = f"{url} was not fetched, because {reason}. {ROBOTS_ADVICE}"
    is_post = kind == "post"
    return Outcome(
        state=PageState.SKIPPED,
        reason=reason,
        finding=finding("robots-disallowed", message, url)
        if is_post
        else _lost(url, kind, reason),
    )


def _lost(url: str, kind: PageKind, reason: str) -> Finding | None:
    code = _LOST.get(kind)
    return finding(code, _not_read(url, reason), url) if code is not None else None


def _not_read(url: str, reason: str) -> str:
    return f"{url} could not be read: {reason}. Run again later to fetch it."
