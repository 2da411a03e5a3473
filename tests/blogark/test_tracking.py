from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogark.tracking import without_tracking


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.org/?utm_source=x&utm_medium=y", "https://a.org/"),
        ("https://a.org/p?id=1&fbclid=z&q=%20b+c", "https://a.org/p?id=1&q=%20b+c"),
        ("https://a.org/p?UTM_Campaign=x#part", "https://a.org/p#part"),
        ("https://a.org/?gclid", "https://a.org/"),
        ("https://a.org/?hsa_acc=1&mc_cid=2&_hsenc=3&k=v", "https://a.org/?k=v"),
        ("https://www.youtube.com/watch?v=x&si=y", "https://www.youtube.com/watch?v=x"),
        ("https://youtu.be/x?si=y", "https://youtu.be/x"),
        ("/post/one?utm_source=x", "/post/one"),
    ],
)
def test_tracking_parameters_go(url: str, expected: str) -> None:
    assert without_tracking(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        "https://a.org/?b=2&a=1&&c",
        "https://a.org/?",
        "https://a.org/?si=a&feature=b&ref=c&source=d",
        "https://a.org/#top?utm_source=x",
        "https://a.org/?next=https://b.org/%3Futm_source%3Dx",
        "mailto:a@b.org?subject=utm_source=x",
        "#viewer-abc",
        "",
    ],
)
def test_everything_else_stays_as_it_was_written(url: str) -> None:
    assert without_tracking(url) == url


@given(st.text("ab?&=#/:utm_") | st.from_regex(r"https://a\.org/\?[abutm_=&#]*"))
def test_cleaning_twice_is_cleaning_once(url: str) -> None:
    once = without_tracking(url)

    assert without_tracking(once) == once
