"""What is stored comes back, whatever it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blogark.archive.rows import moment, timestamp
from blogark.archive.store import Archive, Saved
from tests.archives import NOW, a_post, save
from tests.documents import documents, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from blogark.post import Post

LAW = settings(max_examples=100)
words = texts | st.text(st.characters(codec="utf-8"), max_size=12)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive.open(tmp_path_factory.mktemp("archive")) as opened:
        yield opened


@LAW
@given(
    st.builds(
        a_post,
        title=words,
        document=documents,
        excerpt=words,
        language=st.none() | words,
    )
)
def test_a_post_comes_back_with_every_block_and_character(
    archive: Archive, post: Post
) -> None:
    save(archive, post)
    (stored,) = archive.posts()
    assert stored.post.document == post.document
    assert (stored.post.title, stored.post.excerpt) == (post.title, post.excerpt)
    assert save(archive, post) is Saved.UNCHANGED


@given(st.datetimes(timezones=st.timezones()))
@LAW
def test_moments_come_back_to_the_millisecond(when: datetime) -> None:
    try:
        written = timestamp(when)
    except OverflowError:  # the first and last days of the calendar, seen from UTC
        return
    back = moment(written)
    assert back is not None
    assert abs(back - when) < timedelta(milliseconds=1)


@given(st.lists(st.datetimes(min_value=datetime(1000, 1, 1), timezones=st.just(UTC))))  # noqa: DTZ001 - a bound, the zone is given beside it
@LAW
def test_timestamps_sort_as_time_does(moments: list[datetime]) -> None:
    written = [timestamp(each) or "" for each in sorted(moments)]
    assert written == sorted(written)


def test_a_timestamp_is_in_utc_to_the_millisecond() -> None:
    zone = timezone(timedelta(hours=-5))
    when = datetime(2024, 2, 17, 22, 30, 0, 1999, zone)
    assert timestamp(when) == "2024-02-18T03:30:00.001Z"
    assert timestamp(NOW) == "2026-03-01T12:00:00.000Z"
