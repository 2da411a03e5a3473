from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console
from scrapy.exceptions import NotConfigured
from scrapy.utils.test import get_crawler

from extensions.progress import Bar, Lines, Progress, State, View
from spiders.wix_blog import POSTS_FOUND
from tests.archives import a_post


class Seen:
    """A view that remembers what it was to show."""

    def __init__(self) -> None:
        self.states: list[State] = []
        self.said: list[str] = []

    def show(self, state: State) -> None:
        self.states.append(state)

    def say(self, sentence: str) -> None:
        self.said.append(sentence)

    def close(self, state: State) -> None:
        self.states.append(state)


def _console(*, terminal: bool) -> tuple[Console, StringIO]:
    out = StringIO()
    return Console(file=out, force_terminal=terminal, width=80, color_system=None), out


def test_it_is_silent_unless_asked_for() -> None:
    with pytest.raises(NotConfigured):
        Progress.from_crawler(get_crawler())
    Progress.from_crawler(get_crawler(settings_dict={"PROGRESS_ENABLED": "1"}))


def test_lines_tell_the_last_state_once() -> None:
    console, out = _console(terminal=False)
    view: View = Lines(console)
    view.show(State(1, 2, 3, 4, 5_000))  # too early for a line
    view.close(State(2, 2, 4, 4, 5_000))
    view.close(State(2, 2, 4, 4, 5_000))
    assert out.getvalue() == ("posts: 2 of 2 read · files: 4 of 4 · 5.0 kB fetched\n")


def test_what_is_read_again_is_not_said_to_be_fetched() -> None:
    console, out = _console(terminal=False)
    Lines(console, "read from the archive").close(State(2, 2, 4, 4, 5_000))
    assert out.getvalue().endswith("5.0 kB read from the archive\n")


def test_a_crawl_that_found_nothing_has_no_line() -> None:
    console, out = _console(terminal=False)
    Lines(console).close(State(0, 0, 0, 0, 0))
    assert out.getvalue() == ""


def test_a_bar_shows_the_state_and_gives_the_cursor_back() -> None:
    console, out = _console(terminal=True)
    view: View = Bar(console)
    view.show(State(1, 20, 3, 40, 5_000))
    view.say("Stopping")
    view.close(State(20, 20, 40, 40, 9_000))
    shown = out.getvalue()
    assert "1/20" in shown
    assert "40/40 9.0 kB" in shown
    assert "Stopping" in shown
    assert shown.rindex("\x1b[?25h") > shown.rindex("\x1b[?25l")


def test_posts_are_counted_as_they_come_out_of_the_pipelines() -> None:
    crawler = get_crawler()
    crawler.crawling = True
    crawler.stats.set_value(POSTS_FOUND, 3)
    crawler.stats.set_value("media/found", 2)
    seen = Seen()
    progress = Progress(crawler, seen)

    progress.count(a_post())
    progress.count("a page")
    progress.look()

    assert seen.states == [State(1, 3, 0, 2, 0)]
    assert seen.said == []


def test_ctrl_c_is_answered_once() -> None:
    crawler = get_crawler()
    seen = Seen()
    progress = Progress(crawler, seen)
    crawler.crawling = False

    progress.look()
    progress.look()

    (said,) = seen.said
    assert said.startswith("Stopping")
