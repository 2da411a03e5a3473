"""Every code and every cleaning pass has its sentence, and none has two."""

from __future__ import annotations

import pytest

from blogark import findings, settings
from blogark.report import suspicions
from blogark.report.words import sentences
from pipelines.cleaning import cleaning_passes

CODES = {*findings.CODES, *suspicions.CODES}


def test_every_code_has_words_for_people() -> None:
    assert {*sentences().words} == CODES


def test_findings_and_suspicions_have_codes_of_their_own() -> None:
    assert not {*findings.CODES} & {*suspicions.CODES}


def test_every_cleaning_pass_is_explained() -> None:
    names = {each.name() for each in cleaning_passes(settings.CLEANING_PASSES)}
    assert {*sentences().passes} == names


@pytest.mark.parametrize("code", sorted(CODES))
def test_words_are_sentences_without_technical_terms(code: str) -> None:
    words = sentences().words[code]
    for sentence in (words.meaning, words.advice):
        assert sentence.endswith(".")
        assert sentence[0].isupper()
        terms = ("API", "HTML", "404", "markup", "parse", "JSON", "URL", "DOM", "-s ")
        assert not [term for term in terms if term in sentence]
