"""The sentences of ``words.toml``: what codes and cleaning passes mean to people."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

import msgspec

from blogark.report.facts import Words

FILE: Final = "words.toml"


class Sentences(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All sentences."""

    words: dict[str, Words]
    """For each code of `blogark.findings` and `blogark.report.suspicions`."""
    passes: dict[str, str]
    """For each of the ``CLEANING_PASSES``."""


@cache
def sentences() -> Sentences:
    """Return what ``words.toml`` says."""
    text = files("blogark.report").joinpath(FILE).read_text("utf-8")
    return msgspec.toml.decode(text, type=Sentences)
