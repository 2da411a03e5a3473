from __future__ import annotations

import pytest
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from blogark.post import PageKind, PageState
from blogark.wix.page import Problem
from spiders import outcomes

URL = "https://www.example.com/x"


def http(status: int) -> HttpError:
    return HttpError(Response(URL, status=status))


@pytest.mark.parametrize(
    ("error", "kind", "state", "code"),
    [
        (http(404), "post", "gone", "listed-gone"),
        (http(410), "post", "gone", "listed-gone"),
        (http(403), "post", "failed", "page-failed"),
        (http(503), "sitemap", "failed", "sitemap-lost"),
        (http(404), "sitemap", "gone", "sitemap-lost"),
        (http(404), "rss", "gone", "feed-lost"),
        (http(404), "feed", "gone", "listing-lost"),
        (http(500), "category", "failed", "listing-lost"),
        (http(404), "category", "gone", None),
        (http(404), "tag", "gone", None),
        (http(404), "robots", "gone", None),
        (http(500), "other", "failed", None),
        (
            IgnoreRequest("Forbidden by robots.txt"),
            "post",
            "skipped",
            "robots-disallowed",
        ),
        (IgnoreRequest("Forbidden by robots.txt"), "feed", "skipped", "listing-lost"),
        (IgnoreRequest("Forbidden by robots.txt"), "other", "skipped", None),
        (IgnoreRequest("no public host"), "post", "failed", "page-failed"),
        (DownloadTimeoutError(), "post", "failed", "page-failed"),
    ],
)
def test_an_error_gives_a_state_and_a_finding(
    error: Exception, kind: PageKind, state: str, code: str | None
) -> None:
    outcome = outcomes.of_error(error, URL, kind, named=True)
    assert outcome.state == PageState(state)
    found = outcome.finding
    assert (found.code if found is not None else None) == code
    assert found is None or (URL in found.message and found.detail == URL)


@pytest.mark.parametrize("kind", ["sitemap", "rss"])
def test_an_address_that_was_only_tried_may_be_absent(kind: PageKind) -> None:
    assert outcomes.of_error(http(404), URL, kind, named=False).finding is None
    assert outcomes.of_error(http(500), URL, kind, named=False).finding is not None


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (CannotResolveHostError("x"), "there is no such host"),
        (DownloadConnectionRefusedError("x"), "the host refuses the connection"),
        (DownloadTimeoutError("x"), "it took too long"),
        (DownloadFailedError("certificate verify failed"), "its certificate could"),
        (DownloadFailedError("[<Failure …>]"), "the connection broke"),
        (http(503), "the site answers 503 Service Unavailable"),
        (http(599), "the site answers 599"),
        (ValueError("odd\n thing."), "odd thing"),
        (ValueError(), "ValueError"),
    ],
)
def test_the_cause_is_told_in_words(error: Exception, words: str) -> None:
    assert outcomes.cause(error).startswith(words)


def test_an_error_page_with_a_good_status_is_no_answer() -> None:
    gone = outcomes.of_problem(Problem.NOT_FOUND, URL, "post", named=True)
    assert gone.state is PageState.GONE
    for problem in (Problem.THROTTLED, Problem.SERVER_ERROR):
        failed = outcomes.of_problem(problem, URL, "post", named=True)
        assert failed.state is PageState.FAILED
        lost = outcomes.of_problem(problem, URL, "feed", named=True).finding
        assert lost is not None
        assert lost.code == "listing-lost"


def test_a_post_that_leads_to_another_page_is_no_post_any_more() -> None:
    home = "https://www.example.com/"
    moved = outcomes.moved(URL, "post", home, is_post=False)
    assert moved.state is PageState.REDIRECTED
    assert moved.finding is not None
    assert moved.finding.code == "listed-gone"
    assert outcomes.moved(URL, "post", f"{home}post/b", is_post=True).finding is None
    assert outcomes.moved(URL, "feed", home, is_post=False).finding is None


def test_a_fault_of_ours_is_told_with_its_address() -> None:
    crash = outcomes.crashed(URL, KeyError("x")).finding
    assert crash is not None
    assert crash.code == "reader-failed"
    assert URL in crash.message
    assert "KeyError" in crash.message
