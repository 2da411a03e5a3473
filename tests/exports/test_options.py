"""Options of exporters, from the fields of their dataclasses."""

from __future__ import annotations

from dataclasses import fields

import pytest

from blogark.errors import OptionError
from blogark.settings import EXPORTERS
from exports.catalogue import exporter_class
from exports.hugo import Hugo
from exports.options import option_parser, options_of, parse_options


@pytest.mark.parametrize("profile", EXPORTERS)
def test_every_exporter_is_called_what_the_settings_call_it(profile: str) -> None:
    exporter = exporter_class(EXPORTERS, profile)
    assert exporter.name == profile
    assert exporter.description.endswith(".")
    assert all(each.metadata["help"] for each in fields(exporter) if each.init)
    assert option_parser(exporter).format_help()


def test_options_are_typed() -> None:
    exporter = parse_options(
        Hugo, ["--fields", "title, date:published", "--no-config", "--files", "flat"]
    )
    assert exporter == Hugo(
        fields=("title", "date:published"), config=False, files="flat"
    )


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["--flat"], "hugo has no option --flat. It has "),
        (["hugo"], "hugo has no option hugo. It has "),
        (["--files", "tree"], "invalid choice: 'tree'"),
        (["--url"], "expected one argument"),
        (["--url", "/post/"], "{slug} or {id}"),
        (["--url", "/{author}/{slug}"], "it may hold {slug}"),
        (["--url", "blog/{slug}"], "it begins with /"),
        (["--base", "blog/"], "--base is a path like /blog"),
        (["--time-zone", "Mars/Olympus"], "There is no time zone 'Mars/Olympus'"),
        (["--date-format", "nice"], "'nice' is no format of dates"),
        (["--date-format", "%d.%Q"], "'%Q' in '%d.%Q' stands for no part of a date"),
        (["--date-format", "%Y%"], "'%' in '%Y%' stands for no part of a date"),
    ],
)
def test_an_option_that_makes_no_sense_ends_in_one_sentence(
    args: list[str], sentence: str
) -> None:
    with pytest.raises(OptionError) as error:
        parse_options(Hugo, args)
    assert sentence in str(error.value)
    assert "\n" not in str(error.value)


def test_an_unknown_option_names_those_there_are() -> None:
    with pytest.raises(OptionError) as error:
        parse_options(Hugo, ["--flat"])
    assert all(name in str(error.value) for name in options_of(Hugo))


@pytest.mark.parametrize("pattern", ["%-d. %B %Y", "%d.%m.%Y", "%H:%M %z", "100 %% %y"])
def test_a_pattern_of_dates_is_taken(pattern: str) -> None:
    assert parse_options(Hugo, ["--date-format", pattern]) == Hugo(date_format=pattern)


@pytest.mark.parametrize(
    ("name", "hint"), [("hugoo", "Did you mean hugo?"), ("nope", "There are plain, ")]
)
def test_an_unknown_profile_names_the_nearest(name: str, hint: str) -> None:
    with pytest.raises(OptionError, match=r"There is no export called") as error:
        exporter_class(EXPORTERS, name)
    assert hint in str(error.value)
