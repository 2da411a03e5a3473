"""What staff must know of a folder of saved pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from blogark.findings import finding
from blogark.post import PageState
from spiders.outcomes import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from blogark.findings import Finding
    from blogark.wix.page import Problem
    from blogark.wix.saved_text import PageText

NOT_SAVED: Final = Outcome(
    state=PageState.FAILED, reason="it is not among the saved pages"
)


def no_address(name: str) -> Outcome:
    """Return what it means that a post does not say where it was."""
    message = (
        f"The post in {name} was not read, because nothing says what its address was: "
        "put it into a folder named like its site, as in www.example.com/post/."
    )
    return Outcome(
        state=PageState.FAILED,
        reason="nothing says what its address was",
        finding=finding("address-unknown", message, name),
    )


def refused(name: str, reason: str) -> Outcome:
    """Return what it means that a file or folder could not be looked into."""
    message = f"{name} could not be read: {reason}. See to it, and run again."
    return Outcome(
        state=PageState.FAILED,
        reason=reason,
        finding=finding("page-failed", message, name),
    )


def error_page(name: str, url: str, problem: Problem) -> Outcome:
    """Return what it means that an error page was saved in place of a post."""
    reason = f"{name} is an error page that says “{problem.value}”"
    message = f"{url} could not be read: {reason}. Save the page again."
    return Outcome(
        state=PageState.FAILED,
        reason=reason,
        finding=finding("page-throttled", message, url),
    )


def damages(name: str, text: PageText) -> Iterator[Finding]:
    """Yield what is wrong with the file of a post that was read all the same."""
    if text.is_cut:
        message = f"{name} ends in the middle: save the page again."
        yield finding("page-cut", message, name)
    if text.lost:
        message = f"{name} has bytes that are no letters: compare with the live page."
        yield finding("letters-damaged", message, f"{text.lost} times")


def reduced(url: str) -> Finding:
    message = (
        f"Of the image at {url} only a copy is among the saved files, as the page "
        "showed it: archive the live site to get the original."
    )
    return finding("media-reduced", message, url)


def not_saved(urls: Sequence[str]) -> Finding:
    posts = "1 post is" if len(urls) == 1 else f"{len(urls)} posts are"
    message = (
        f"{posts} named by the blog's lists, but not among the saved pages: save them "
        "too, or check that they are gone."
    )
    return finding("post-not-saved", message, "\n".join(urls))


def too_few(total: int, known: int) -> Finding:
    message = (
        f"The blog says in its feed pages that it has {total} posts, but the saved "
        f"pages name only {known}: save the others too."
    )
    return finding("count-differs", message, f"{total} said, {known} found")


def other_blogs(count: int) -> Finding:
    posts = "1 post" if count == 1 else f"{count} posts"
    message = (
        f"{posts} of other sites were left out: to archive them, give a folder with "
        "the pages of one site alone."
    )
    return finding("other-blog", message)
