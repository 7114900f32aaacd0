"""A passage laid out by word number."""

from __future__ import annotations

from datetime import date

import pytest

from rhetoric.frames.analysis import Analyser, Analysis, Speaker
from rhetoric.lexicon import Lexicon
from rhetoric.text import fold

JNIM = Speaker("JNIM", "iyad-ag-ghaly", "AQ", ("ISGS",), "IS", "transcript")


@pytest.fixture(scope="module")
def analyser(shipped_lexicon: Lexicon) -> Analyser:
    return Analyser(shipped_lexicon.actors)


def lay_out(
    analyser: Analyser, text: str, speaker: Speaker = JNIM, language: str = "eng"
) -> Analysis:
    return analyser.analyse(fold(text), speaker, language)


def test_every_word_has_its_number_and_its_place(analyser: Analyser) -> None:
    text = "The road, they say, is open."
    analysis = lay_out(analyser, text)
    assert analysis.words == ("the", "road", "they", "say", "is", "open")
    folded = fold(text).text
    for number, (word, start) in enumerate(zip(analysis.words, analysis.starts, strict=True)):
        assert folded[start : start + len(word)] == word
        assert {analysis.word_at(start + i) for i in range(len(word))} == {number}


@pytest.mark.parametrize("text", ["", " ", "…", "?", "“”"])
def test_a_passage_without_words_is_laid_out_too(analyser: Analyser, text: str) -> None:
    analysis = lay_out(analyser, text)
    assert (analysis.words, analysis.cues, analysis.named) == ((), (), ())


def test_commas_break_clauses_and_semicolons_stop_what_is_reported(analyser: Analyser) -> None:
    analysis = lay_out(analyser, "One two, three; four")
    assert analysis.breaks == (False, False, True, True)
    assert analysis.stops == (False, False, False, True)


def test_a_clause_ends_at_punctuation_but_and_because(analyser: Analyser) -> None:
    analysis = lay_out(analyser, "We came but they left because it rained, and all slept")
    came, left, rained, slept = (
        analysis.words.index(w) for w in ("came", "left", "rained", "slept")
    )
    assert not analysis.same_clause(came, left)
    assert not analysis.same_clause(left, rained)
    assert not analysis.same_clause(slept, rained)
    assert analysis.same_clause(left, left - 1)
    assert analysis.same_clause(left - 1, left)


@pytest.mark.parametrize(
    "text",
    ["one “two three” four", "one «two three» four", 'one "two three" four',
     "one « two three » four"],
)  # fmt: skip
def test_words_between_quotation_marks_are_known(analyser: Analyser, text: str) -> None:
    assert lay_out(analyser, text).quoted == (False, True, True, False)


@pytest.mark.parametrize(
    ("text", "asked"),
    [("Is it so?", True), ("Est-ce ainsi ?", True), ("أهو كذلك؟", True), ("It is so.", False),
     ("Is it so?”", True), ("", False)],
)  # fmt: skip
def test_a_question_ends_as_one(analyser: Analyser, text: str, asked: bool) -> None:
    assert lay_out(analyser, text).question is asked


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("The road is open and they say so", "und", "en"),
        ("La route est ouverte et ils le disent", "und", "fr"),
        ("الطريق مفتوح", "und", "ar"),
        ("La route est ouverte et ils le disent", "eng", "fr"),
        ("Bamako", "fra", "fr"),
        ("Bamako", "eng", "en"),
    ],
)
def test_the_language_is_read_from_the_words_before_it_is_believed(
    analyser: Analyser, text: str, declared: str, language: str
) -> None:
    assert lay_out(analyser, text, language=declared).language == language


def test_actors_stand_with_party_camp_and_side(analyser: Analyser) -> None:
    analysis = lay_out(analyser, "Amadou Kouffa met the Islamic State in Mali")
    kouffa, state, mali = analysis.named
    assert (kouffa.actor, kouffa.party, kouffa.camp, kouffa.own) == (
        "amadou-kouffa", "JNIM", "AQ", True,
    )  # fmt: skip
    assert (state.party, state.camp, state.own) == ("IS", "IS", False)
    assert (mali.party, mali.camp, mali.own) == ("MALI", "", False)
    assert analysis.words[state.first : state.last + 1] == ("islamic", "state")


def test_ties_are_those_of_the_day_of_the_statement(analyser: Analyser) -> None:
    def own(year: int) -> bool:
        day = date(year, 1, 1)
        speaker = Speaker("JNIM", camp="AQ", first=day, last=day)
        return lay_out(analyser, "men of Al-Mourabitoun", speaker).named[0].own

    assert own(2014)
    assert own(2019)


def test_no_cue_is_read_inside_a_name(analyser: Analyser) -> None:
    text = "the Group for Support of Islam and Muslims"
    analysis = lay_out(analyser, text, Speaker("ISGS", camp="IS", rivals=("JNIM",)))
    assert analysis.named[0].party == "JNIM"
    assert not analysis.of("speaker_noun", "partner")


def test_own_words_are_pronouns_own_names_and_arabic_endings(analyser: Analyser) -> None:
    analysis = lay_out(analyser, "They met us and JNIM at the well")
    assert [analysis.words[n] for n in analysis.own_words] == ["us", "jnim"]
    analysis = lay_out(analyser, "اتهمونا أمس", language="ara")
    assert analysis.own_words == (0,)


def test_who_belongs_to_no_camp_is_an_observer() -> None:
    assert Speaker("UN").observer
    assert not JNIM.observer
