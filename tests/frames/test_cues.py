"""The cue files: every kind in every language, and what the finder makes of them."""

from __future__ import annotations

import itertools

import pytest

from rhetoric.errors import LexiconError
from rhetoric.fields import read_fields, read_utf8
from rhetoric.frames.cues import FOLDER, KINDS, Cue, cue_finder
from rhetoric.patterns import check_pattern
from rhetoric.text import fold, fold_text

LANGUAGES = ("en", "fr", "ar")
#: Kinds a language may do without.
OPTIONAL = {"giver", "negation_exempt", "report_exempt"}


def find(language: str, text: str) -> list[Cue]:
    folded = fold(text)
    starts = [0, *(n + 1 for n, char in enumerate(folded.text) if char == " ")]
    return cue_finder(language).find(folded, starts)


def kinds(language: str, text: str) -> set[str]:
    return {cue.kind for cue in find(language, text)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_cues_of_every_kind(language: str) -> None:
    path = FOLDER / f"{language}.yaml"
    fields = read_fields(read_utf8(path, LexiconError), path, LexiconError)
    missing = {kind for kind in KINDS if not fields.strings(kind)}
    assert missing <= OPTIONAL


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cue_is_a_valid_pattern_and_written_once(language: str) -> None:
    path = FOLDER / f"{language}.yaml"
    fields = read_fields(read_utf8(path, LexiconError), path, LexiconError)
    for kind in KINDS:
        patterns = fields.strings(kind)
        for pattern in patterns:
            check_pattern(pattern)
        assert len(set(patterns)) == len(patterns), kind


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "it is not so", "negation"),
        ("en", "it isn’t so", "negation"),
        ("en", "they deny it", "denial"),
        ("en", "he took offence at it", "denial"),
        ("en", "wrongly", "rebuttal"),
        ("en", "reportedly", "hearsay"),
        ("en", "the so-called council", "distance"),
        ("en", "they accuse him", "report"),
        ("en", "according to him", "according"),
        ("en", "an allegation", "claim_noun"),
        ("en", "if it rains", "condition"),
        ("en", "he came but left", "adversative"),
        ("en", "our men", "first_person"),
        ("en", "their men", "third_person"),
        ("en", "the other group", "rival_noun"),
        ("fr", "ce n’est pas vrai", "negation"),
        ("fr", "il s’offusque du mot", "denial"),
        ("fr", "à tort", "rebuttal"),
        ("fr", "on dit", "hearsay"),
        ("fr", "le soi-disant conseil", "distance"),
        ("fr", "ils l’accusent", "report"),
        ("fr", "selon lui", "according"),
        ("fr", "s’il pleut", "condition"),
        ("fr", "mais", "adversative"),
        ("fr", "nos hommes", "first_person"),
        ("ar", "ليس كذلك", "negation"),
        ("ar", "وليس كذلك", "negation"),
        ("ar", "ينفي ذلك", "denial"),
        ("ar", "زورا", "rebuttal"),
        ("ar", "يتهموننا", "report"),
        ("ar", "وفقا له", "according"),
        ("ar", "لكنهم", "adversative"),
        ("ar", "ونحن", "first_person"),
    ],
)
def test_a_cue_is_found(language: str, text: str, kind: str) -> None:
    assert kind in kinds(language, text)


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "not only this", "negation"),
        ("en", "no doubt", "negation"),
        ("en", "they never miss it", "negation"),
        ("en", "he calls on all", "report"),
        ("en", "the man in charge", "report"),
        ("fr", "non seulement", "negation"),
        ("fr", "il ne voit que cela", "negation"),
        ("fr", "il appelle à la paix", "report"),
        ("ar", "دعا إلى الصلح", "report"),
    ],
)
def test_a_cue_is_exempt(language: str, text: str, kind: str) -> None:
    assert kind not in kinds(language, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_cues_know_their_words(language: str) -> None:
    text = {
        "en": "They say that we did not",
        "fr": "Ils disent que nous ne",
        "ar": "يقولون إننا لا",
    }[language]
    words = fold_text(text).split(" ")
    found = find(language, text)
    assert found
    for cue in found:
        assert " ".join(words[cue.first : cue.last + 1]) == cue.text
        assert cue.quote in text
        assert fold_text(cue.quote) == cue.text
    assert len({(c.kind, c.first, c.last) for c in found}) == len(found)


def test_no_kind_overlaps_with_its_exemption() -> None:
    for language, kind in itertools.product(LANGUAGES, ("negation", "report")):
        found = find(language, "not only, no doubt, calls on, non seulement, ne voit que, ليس فقط")
        exempt = [c for c in found if c.kind == f"{kind}_exempt"]
        for cue in (c for c in found if c.kind == kind):
            assert not any(e.first <= cue.last and cue.first <= e.last for e in exempt)


def test_a_finder_is_made_once() -> None:
    assert cue_finder("en") is cue_finder("en")
