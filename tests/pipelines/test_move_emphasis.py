from __future__ import annotations

import pytest

from blogark.document import Inlines, Style, Text
from pipelines.move_emphasis import move_emphasis
from tests.pipelines.posts import BOLD, BR, CODE, ITALIC, LINK

BOTH = Style(bold=True, italic=True)


@pytest.mark.parametrize(
    ("content", "expected", "count"),
    [
        pytest.param(
            (Text("a"), Text(" b ", BOLD), Text("c")),
            (Text("a"), Text(" "), Text("b", BOLD), Text(" "), Text("c")),
            2,
            id="both edges",
        ),
        pytest.param(
            (Text("a", link=LINK), Text(" ", link=LINK), Text("b")),
            (Text("a", link=LINK), Text(" "), Text("b")),
            1,
            id="the end of a link",
        ),
        pytest.param(
            (Text("a "), Text(" ", Style(underline=True)), Text("b")),
            (Text("a "), Text(" "), Text("b")),
            1,
            id="nothing but a space",
        ),
        pytest.param(
            (Text("a ", BOTH), Text("b", BOLD)),
            (Text("a", BOTH), Text(" ", BOLD), Text("b", BOLD)),
            1,
            id="what both neighbours wear stays",
        ),
        pytest.param(
            (Text("a ", ITALIC), BR, Text("b", ITALIC)),
            (Text("a", ITALIC), Text(" "), BR, Text("b", ITALIC)),
            1,
            id="at a line break",
        ),
        pytest.param(
            (Text("a ", Style(color="red")), Text("b", Style(color="blue"))),
            (
                Text("a", Style(color="red")),
                Text(" "),
                Text("b", Style(color="blue")),
            ),
            1,
            id="colours",
        ),
    ],
)
def test_a_space_wears_what_the_words_around_it_wear(
    content: Inlines, expected: Inlines, count: int
) -> None:
    assert move_emphasis(content) == (expected, count)


@pytest.mark.parametrize(
    "content",
    [
        (Text("a ", BOLD), Text("b", BOLD)),
        (Text("a b", BOLD), Text(" c")),
        (Text("a"), Text(" x ", CODE)),
        (Text("a ", BOLD), Text(" ", BOLD), Text("b", BOLD)),
    ],
)
def test_a_space_inside_one_emphasis_stays_there(content: Inlines) -> None:
    assert move_emphasis(content) == (content, 0)
