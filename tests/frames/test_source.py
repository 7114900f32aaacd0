"""Whose claim a reporting word introduces: the speaker's, somebody else's, nobody's."""

from __future__ import annotations

import pytest

from rhetoric.frames.analysis import Analyser, Speaker
from rhetoric.frames.source import Source, find_source
from rhetoric.lexicon import Lexicon
from rhetoric.text import fold


@pytest.fixture(scope="module")
def analyser(shipped_lexicon: Lexicon) -> Analyser:
    return Analyser(shipped_lexicon.actors)


def source(
    analyser: Analyser, text: str, language: str, form: str, kinds: tuple[str, ...] = ("report",)
) -> Source:
    """Source of the first cue of some kinds in what JNIM says."""
    speaker = Speaker("JNIM", camp="AQ", rivals=("ISGS",), rival_camp="IS", form=form)
    analysis = analyser.analyse(fold(text), speaker, language)
    return find_source(analysis, analysis.of(*kinds)[0])


OWN = [
    ("eng", "We say that the road is open."),
    ("eng", "JNIM says that the road is open."),
    ("eng", "Our commander said that the road is open."),
    ("eng", "The video says that the road is open."),
    ("eng", "Amadou Kouffa says that the road is open."),
    ("fra", "Nous disons que la route est ouverte."),
    ("fra", "Notre chef affirme que la route est ouverte."),
    ("ara", "نقول إن الطريق مفتوح."),
    ("ara", "قال المتحدث إن الطريق مفتوح."),
]


@pytest.mark.parametrize(("language", "text"), OWN)
def test_the_speaker_s_side_as_subject_makes_it_its_own_claim(
    analyser: Analyser, language: str, text: str
) -> None:
    assert source(analyser, text, language, "transcript").own is True


OTHERS = [
    ("eng", "They say that the road is open.", "they"),
    ("eng", "ISGS says that the road is open.", "ISGS"),
    ("eng", "Residents said that the road is open.", "residents"),
    ("eng", "The newsletter of ISGS says that the road is open.", "ISGS"),
    ("eng", "The spokesman of the Islamic State said that the road is open.", "IS"),
    ("eng", "Our rivals claim that the road is open.", "rivals"),
    ("fra", "Ils disent que la route est ouverte.", "ils"),
    ("fra", "Des habitants affirment que la route est ouverte.", "habitants"),
    ("ara", "يقولون إن الطريق مفتوح.", "يقولون"),
    ("ara", "قال تنظيم الدولة إن الطريق مفتوح.", "IS"),
]


@pytest.mark.parametrize(("language", "text", "name"), OTHERS)
def test_anybody_else_as_subject_makes_it_theirs(
    analyser: Analyser, language: str, text: str, name: str
) -> None:
    found = source(analyser, text, language, "transcript")
    assert (found.own, found.name) == (False, name)


@pytest.mark.parametrize("pronoun", ["He", "She", "It", "They"])
def test_in_a_summary_a_pronoun_as_subject_is_the_speaker(analyser: Analyser, pronoun: str) -> None:
    text = f"{pronoun} said that the road is open."
    assert source(analyser, text, "eng", "summary").own is True


def test_in_a_transcript_they_are_others(analyser: Analyser) -> None:
    assert source(analyser, "They said that it rains.", "eng", "transcript").own is False


def test_a_passive_without_by_names_no_source(analyser: Analyser) -> None:
    assert source(analyser, "We are called lazy.", "eng", "transcript").own is None
    found = source(analyser, "We are called lazy by ISGS.", "eng", "transcript")
    assert (found.own, found.name) == (False, "ISGS")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("eng", "According to ISGS, the road is open."),
        ("fra", "Selon l’EIGS, la route est ouverte."),
        ("eng", "In the view of ISGS the road is open."),
    ],
)
def test_according_to_names_its_source(analyser: Analyser, language: str, text: str) -> None:
    found = source(analyser, text, language, "transcript", ("according",))
    assert (found.own, found.name) == (False, "ISGS")


def test_the_subject_may_follow_a_trailing_verb(analyser: Analyser) -> None:
    found = source(analyser, "The road is open, says ISGS.", "eng", "transcript")
    assert (found.own, found.name) == (False, "ISGS")


def test_the_subject_may_stand_before_an_inserted_phrase(analyser: Analyser) -> None:
    text = "The spokesman, in a long speech, said that the road is open."
    assert source(analyser, text, "eng", "summary").own is True


def test_the_innermost_clause_holds_the_subject(analyser: Analyser) -> None:
    speaker = Speaker("JNIM", camp="AQ", rivals=("ISGS",), form="transcript")
    text = "Residents note that ISGS says that the road is open."
    analysis = analyser.analyse(fold(text), speaker, "eng")
    inner = [find_source(analysis, cue) for cue in analysis.of("report")][-1]
    assert (inner.own, inner.name) == (False, "ISGS")


def test_a_country_before_the_speaker_only_says_where_he_is_from(analyser: Analyser) -> None:
    text = "The Mauritanian scholar says that the road is open."
    assert source(analyser, text, "eng", "summary").own is True
