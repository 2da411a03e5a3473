"""docs/exports.md and the exporters, compared."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import Final

import pytest

from blogark.settings import EXPORTERS
from exports import astro, csv_index, eleventy, hugo, jekyll, pelican, plain
from exports.catalogue import exporter_class
from exports.ghost_records import LIMITS
from exports.markdown import MarkdownOptions
from exports.options import options_of

PAGE: Final = (Path(__file__).parents[2] / "docs" / "exports.md").read_text()
SECTIONS: Final = dict(re.findall(r"^## (.+)\n((?:(?!## ).*\n?)*)", PAGE, re.MULTILINE))
PROFILES: Final = {
    "plain": plain.PROFILE,
    "hugo": hugo.PROFILE,
    "jekyll": jekyll.PROFILE,
    "eleventy": eleventy.PROFILE,
    "astro": astro.PROFILE,
    "pelican": pelican.PROFILE,
}


@pytest.mark.parametrize("profile", EXPORTERS)
def test_every_profile_has_a_section(profile: str) -> None:
    assert profile in SECTIONS


@pytest.mark.parametrize("profile", PROFILES)
def test_every_field_of_front_matter_is_explained(profile: str) -> None:
    rows = re.findall(r"^\| `([\w.]+)` \|", SECTIONS[profile], re.MULTILINE)
    assert rows == [*PROFILES[profile].fields]


def test_every_option_of_the_markdown_profiles_is_explained() -> None:
    table = SECTIONS["Options of the Markdown profiles"]
    rows = {*re.findall(r"^\| `(--[\w-]+)` \|", table, re.MULTILINE)}
    common = {f"--{f.name.replace('_', '-')}" for f in fields(MarkdownOptions)}
    assert rows == {*common, "--files"}
    for profile in PROFILES:
        for flag in {*options_of(exporter_class(EXPORTERS, profile))} - rows:
            negated = flag.replace("--", "--no-")
            assert flag in SECTIONS[profile] or negated in SECTIONS[profile]


@pytest.mark.parametrize("profile", ["wordpress", "ghost"])
def test_every_option_of_an_importer_is_explained(profile: str) -> None:
    rows = {*re.findall(r"^\| `(--[\w-]+)` \|", SECTIONS[profile], re.MULTILINE)}
    assert rows == {*options_of(exporter_class(EXPORTERS, profile))}


def test_every_column_of_the_table_is_explained() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", SECTIONS["csv"], re.MULTILINE)
    assert rows == [*csv_index.COLUMNS]


def test_the_limits_of_ghost_are_those_that_are_enforced() -> None:
    names = ("title", "custom_excerpt", "meta_title", "meta_description")
    numbers = [LIMITS[name] for name in (*names, "feature_image_alt")]
    assert "{}, {}, {} and {}, {} characters".format(*numbers) in SECTIONS["ghost"]
    assert f"at most {LIMITS['slug']}" in SECTIONS["ghost"]
