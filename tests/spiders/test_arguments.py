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


def test_the_address_is_missed() -> None:
    with pytest.raises(AddressError, match="No address"):
        Arguments.parse(url=None, out=None, limit=None)
