from __future__ import annotations

import pytest

from blogark.document import Inlines, Link, Text
from pipelines.drop_empty_links import drop_empty_links
from tests.pipelines.posts import BOLD, BR, LINK

OTHER = Link(url="https://example.org/other")


@pytest.mark.parametrize(
    ("content", "expected", "count"),
    [
        pytest.param((Text("", link=LINK),), (Text(""),), 1, id="no text"),
        pytest.param(
            (Text("a"), Text(" ", link=LINK), Text("b")),
            (Text("a"), Text(" "), Text("b")),
            1,
            id="the space between words stays",
        ),
        pytest.param(
            (Text(" ", link=LINK), Text("\xa0", link=OTHER)),
            (Text(" "), Text("\xa0")),
            2,
            id="two links",
        ),
        pytest.param(
            (Text(" ", link=LINK), BR, Text("", BOLD, LINK)),
            (Text(" "), BR, Text("", BOLD)),
            2,
            id="a line break parts them",
        ),
    ],
)
def test_a_link_around_nothing_is_dropped(
    content: Inlines, expected: Inlines, count: int
) -> None:
    assert drop_empty_links(content) == (expected, count)


@pytest.mark.parametrize(
    "content",
    [
        (Text("a", link=LINK),),
        (Text("a", link=LINK), Text(" ", BOLD, LINK), Text("b", link=LINK)),
        (Text(" "), BR),
    ],
)
def test_a_link_that_shows_something_is_kept_whole(content: Inlines) -> None:
    assert drop_empty_links(content) == (content, 0)
