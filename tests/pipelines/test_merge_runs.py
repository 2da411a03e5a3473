from __future__ import annotations

import pytest

from blogark.document import Inlines, Text
from pipelines.merge_runs import merge_runs
from tests.pipelines.posts import BOLD, BR, LINK


@pytest.mark.parametrize(
    ("content", "expected", "count"),
    [
        ((Text("a"), Text("b"), Text("c")), (Text("abc"),), 2),
        ((Text("a", BOLD), Text("b", BOLD)), (Text("ab", BOLD),), 1),
        ((Text("a", BOLD), Text("b")), (Text("a", BOLD), Text("b")), 0),
        ((Text("a"), Text("b", link=LINK)), (Text("a"), Text("b", link=LINK)), 0),
        ((Text("a"), Text("", BOLD), Text("b")), (Text("ab"),), 2),
        ((Text("a"), BR, Text("b")), (Text("a"), BR, Text("b")), 0),
        ((Text(""),), (), 1),
        ((), (), 0),
    ],
)
def test_runs_alike_are_one_run(
    content: Inlines, expected: Inlines, count: int
) -> None:
    assert merge_runs(content) == (expected, count)
