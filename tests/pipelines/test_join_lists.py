from __future__ import annotations

import pytest

from blogark.document import List, ListItem, Paragraph, Text
from pipelines.join_lists import join_lists

ONE = ListItem(blocks=(Paragraph(content=(Text("one"),)),))
TWO = ListItem(blocks=(Paragraph(content=(Text("two"),)),))
THREE = ListItem(blocks=(Paragraph(content=(Text("three"),)),))
FIRST = List((ONE, TWO), ordered=True)


def test_a_list_that_goes_on_counting_is_joined() -> None:
    second = List((THREE,), ordered=True, start=3)
    assert join_lists((FIRST, second)) == (
        (List((ONE, TWO, THREE), ordered=True),),
        1,
    )


@pytest.mark.parametrize(
    "second",
    [
        List((THREE,), ordered=True, start=1),
        List((THREE,), ordered=True, start=4),
        List((THREE,), start=3),
        List((THREE,), ordered=True, start=3, dir="rtl"),
        List((THREE,), ordered=True, start=3, anchor="viewer-a"),
    ],
)
def test_another_list_stays_one_of_its_own(second: List) -> None:
    assert join_lists((FIRST, second)) == ((FIRST, second), 0)


def test_what_stands_between_keeps_them_apart() -> None:
    blocks = (FIRST, Paragraph(), List((THREE,), ordered=True, start=3))
    assert join_lists(blocks) == (blocks, 0)
