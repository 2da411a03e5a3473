from datetime import date
from pathlib import Path

import pytest

from blogark.errors import AddressError, OptionError
from spiders.arguments import Arguments


def test_only_the_address_is_needed() -> None:
    found = Arguments.parse(url="ann.wixsite.com/site", out=None, limit=None)
    assert found.address.url == "https://ann.wixsite.com/site"
    assert found.out == Path("archives/ann.wixsite.com/site")
    assert found.limit is None


def test_all_of_them_may_be_given() -> None:
    found = Arguments.parse(url="example.com", out="there", limit="5")
    assert (found.out, found.limit) == (Path("there"), 5)


@pytest.mark.parametrize("limit", ["0", "-1", "five", "", "1.5", "٣"])
def test_a_limit_is_a_number_from_1(limit: str) -> None:
    with pytest.raises(OptionError, match="takes a number"):
        Arguments.parse(url="example.com", out=None, limit=limit)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        *((None, "all"), ("1", "all"), ("all", "all"), ("needed", "needed")),
        *(("0", "off"), ("off", "off")),
    ],
)
def test_the_visitor_api_is_asked_unless_switched_off(
    given: str | None, expected: str
) -> None:
    found = Arguments.parse(url="a.example", out=None, limit=None, visitor_api=given)
    assert found.visitor_api == expected


def test_the_visitor_api_takes_one_of_its_words() -> None:
    with pytest.raises(OptionError, match="visitor_api takes all, needed or 0"):
        Arguments.parse(url="a.example", out=None, limit=None, visitor_api="maybe")


def test_the_address_is_missed() -> None:
    with pytest.raises(AddressError, match="No address"):
        Arguments.parse(url=None, out=None, limit=None)


def test_a_run_may_be_narrowed_by_a_day() -> None:
    found = Arguments.parse(url="a.example", since="2024-02-29")
    assert found.since == date(2024, 2, 29)
    assert found.is_narrow
    assert not Arguments.parse(url="a.example").is_narrow
    assert Arguments.parse(url="a.example", limit="1").is_narrow


@pytest.mark.parametrize(
    "day", ["", "2024-02-30", "20240131", "2024-1", "yesterday", "31.1.2024"]
)
def test_a_day_that_is_none_ends_in_one_sentence(day: str) -> None:
    with pytest.raises(OptionError, match="since takes a day as in 2024-01-31"):
        Arguments.parse(url="a.example", since=day)


@pytest.mark.parametrize(
    ("given", "expected"), [(None, False), ("0", False), ("1", True)]
)
def test_a_refresh_is_wanted_or_not(given: str | None, *, expected: bool) -> None:
    assert Arguments.parse(url="a.example", refresh=given).refresh is expected


def test_a_refresh_is_nothing_in_between() -> None:
    with pytest.raises(OptionError, match="refresh takes 1 or 0"):
        Arguments.parse(url="a.example", refresh="some")


def test_one_run_is_one_of_an_archive() -> None:
    with pytest.raises(OptionError, match="give offline with its folder"):
        Arguments.parse(url="a.example", run="blogark-20260301120000-00000.warc.gz")
