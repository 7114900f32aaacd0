"""Does the speaker assert it, reject it, or mention it? Each decision keeps its reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from rhetoric.text import fold_text

Say = Callable[..., dict[str, Any]]

#: group, text, theme, function, cue in the reason
Case = tuple[str, str, str, str, str]


def check(say: Say, case: Case, *, language: str = "en", form: str = "transcript") -> None:
    group, text, theme, function, cue = case
    uses = say(group, text, language=language, form=form)
    assert theme in uses, f"{theme} is not found, but {sorted(uses)}"
    use = uses[theme]
    assert use.function == function, use.reason
    assert fold_text(cue) in fold_text(use.reason), use.reason


ASSERTED = [
    ("JNIM", "The men of the Islamic State are khawarij.", "khawarij", "asserts", "reserve"),
    ("JNIM", "They are the khawarij of our time.", "khawarij", "asserts", "without reserve"),
    ("JNIM", "We call them khawarij.", "khawarij", "asserts", "call"),
    ("JNIM", "Our judges say that they are khawarij.", "khawarij", "asserts", "say"),
    ("IS", "We accuse JNIM of treachery.", "treachery", "asserts", "accuse"),
    ("IS", "JNIM is willing to negotiate with the government.", "negotiation", "asserts", ""),
    ("IS", "JNIM broke the truce with us.", "treachery", "asserts", ""),
    ("JNIM", "Our fighters repulsed two attacks by the Islamic State.", "victory", "asserts", ""),
    ("JNIM", "It is no secret that they are khawarij.", "khawarij", "asserts", ""),
    ("JNIM", "They are not only khawarij, they also broke the truce.", "khawarij", "asserts", ""),
    ("JNIM", "We do not hesitate to say that they are khawarij.", "khawarij", "asserts", "say"),
    ("IS", "JNIM never misses a chance for treachery.", "treachery", "asserts", ""),
    ("JNIM", "They are nothing but khawarij.", "khawarij", "asserts", ""),
    ("JNIM", "We do not deny that we call them khawarij.", "khawarij", "asserts", "negated"),
    ("IS", "Nobody can deny the treachery of JNIM.", "treachery", "asserts", ""),
]


@pytest.mark.parametrize("case", ASSERTED)
def test_a_charge_made_is_asserted(say: Say, case: Case) -> None:
    check(say, case)


NEGATED = [
    ("ISGS", "We are not khawarij.", "khawarij", "rejects", "not"),
    ("ISGS", "We were never khawarij.", "khawarij", "rejects", "never"),
    ("ISGS", "Our fighters aren't khawarij.", "khawarij", "rejects", "arent"),
    ("ISGS", "No khawarij are among us.", "khawarij", "rejects", "no"),
    ("JNIM", "We do not negotiate with the government.", "negotiation", "rejects", "not"),
    ("JNIM", "We will never negotiate with the government.", "negotiation", "rejects", "never"),
    ("JNIM", "We refuse to negotiate with the government.", "negotiation", "rejects", "refuse"),
    ("JNIM", "There was no treachery on our side.", "treachery", "rejects", "no"),
    ("IS", "They are not apostates.", "apostasy", "rejects", "not"),
    ("JNIM", "We have killed neither civilians nor prisoners.", "bloodshed", "rejects", "neither"),
]


@pytest.mark.parametrize("case", NEGATED)
def test_a_charge_negated_is_rejected(say: Say, case: Case) -> None:
    check(say, case)


OWN_SIDE = [
    ("JNIM", "None of our men has betrayed his brothers.", "treachery", "rejects", "none"),
    ("JNIM", "No post of ours fell in that battle.", "victory", "rejects", "no"),
    ("JNIM", "It is wrong to say that JNIM are apostates.", "apostasy", "rejects", "wrong to say"),
]


@pytest.mark.parametrize("case", OWN_SIDE)
def test_what_is_said_against_one_s_own_side_is_turned_down(say: Say, case: Case) -> None:
    check(say, case)


def test_a_negation_can_be_part_of_the_charge(say: Say) -> None:
    use = say("ISGS", "JNIM did not keep its oath to us.")["treachery"]
    assert (use.function, use.target.party) == ("asserts", "JNIM")
    use = say("ISGS", "We did not break our oath.")["treachery"]
    assert (use.function, use.target.party) == ("rejects", "ISGS")


def test_what_makes_a_charge_is_the_reason(say: Say) -> None:
    use = say("ISGS", "JNIM did not keep its oath to us.")["treachery"]
    assert use.reason == "'not' is part of the charge"
    use = say("ISGS", "Did JNIM not break its oath to us?")["treachery"]
    assert use.reason == "the question with 'Did JNIM not' answers itself"


def test_to_forbid_killing_is_to_warn_of_it(say: Say) -> None:
    use = say("JNIM", "Do not kill the villagers.")["bloodshed"]
    assert (use.function, use.target.party) == ("asserts", ""), use.reason
    use = say("JNIM", "We do not kill the villagers.")["bloodshed"]
    assert (use.function, use.target.party) == ("rejects", "JNIM"), use.reason


def test_whoever_says_it_of_us_and_errs_is_turned_down(say: Say) -> None:
    use = say("JNIM", "Whoever calls us apostates is mistaken.")["apostasy"]
    assert (use.function, use.target.party) == ("rejects", "JNIM"), use.reason


def test_an_observer_tells_the_words_of_others(say: Say) -> None:
    text = "The newsletter claims that JNIM are apostates."
    assert say("FRANCE", text)["apostasy"].function == "mentions"


def test_a_negation_ends_with_its_clause(say: Say) -> None:
    use = say("JNIM", "We did not begin this, but they are khawarij.")["khawarij"]
    assert (use.function, use.target.camp) == ("asserts", "IS")
    use = say("JNIM", "We do not hate anybody; they are khawarij.")["khawarij"]
    assert use.function == "asserts"


CONCEDED = [
    ("IS", "Although they deny it, they met the envoys of the government.", "negotiation", "JNIM"),
    ("IS", "They met the envoys of the government, although they deny it.", "negotiation", "JNIM"),
    ("IS", "Despite its denials, JNIM negotiates with the government.", "negotiation", "JNIM"),
]


@pytest.mark.parametrize(("group", "text", "theme", "target"), CONCEDED)
def test_a_denial_that_is_only_conceded_denies_nothing(
    say: Say, group: str, text: str, theme: str, target: str
) -> None:
    use = say(group, text)[theme]
    assert (use.function, use.target.party) == ("asserts", target), use.reason


def test_a_question_that_answers_itself_asserts(say: Say) -> None:
    use = say("JNIM", "Did they not break their oath to us?")["treachery"]
    assert (use.function, use.target.party) == ("asserts", "ISGS"), use.reason
    use = say("JNIM", "Did they break their oath to us?")["treachery"]
    assert (use.function, use.reason) == ("mentions", "asked, not said")
    use = say("JNIM", "Did we not keep our word to them?")["treachery"]
    assert (use.function, use.target.party) == ("rejects", "JNIM"), use.reason


def test_whom_one_does_not_call_so_are_the_others(say: Say) -> None:
    text = "Even though some of them went too far, we do not call them khawarij."
    use = say("JNIM", text)["khawarij"]
    assert (use.function, use.target.party) == ("rejects", "ISGS"), use.reason
    use = say("ISGS", "They say it of us, but we are not khawarij.")["khawarij"]
    assert (use.function, use.target.party) == ("rejects", "ISGS"), use.reason


DENIED = [
    ("ISGS", "We deny that we are khawarij.", "khawarij", "rejects", "deny"),
    ("ISGS", "We reject the name khawarij.", "khawarij", "rejects", "reject"),
    ("ISGS", "We object to the word khawarij.", "khawarij", "rejects", "object"),
    ("JNIM", "Our group denies any talks with the government.", "negotiation", "rejects", "denies"),
    ("JNIM", "We dismiss the charge of treachery.", "treachery", "rejects", "dismiss"),
    ("JNIM", "We have refuted the claim that we negotiate with the government.", "negotiation",
     "rejects", "refuted"),
]  # fmt: skip


@pytest.mark.parametrize("case", DENIED)
def test_a_charge_denied_is_rejected(say: Say, case: Case) -> None:
    check(say, case)


REPORTED = [
    ("ISGS", "They call us khawarij.", "khawarij", "mentions", "call"),
    ("ISGS", "JNIM calls us khawarij.", "khawarij", "mentions", "JNIM"),
    ("ISGS", "They say that we are khawarij.", "khawarij", "mentions", "say"),
    ("ISGS", "Our rivals describe us as khawarij.", "khawarij", "mentions", "rivals"),
    ("ISGS", "According to JNIM, we are khawarij.", "khawarij", "mentions", "according"),
    ("ISGS", "The word khawarij is used of us by their preachers.", "khawarij", "mentions", ""),
    ("ISGS", "We are called khawarij.", "khawarij", "mentions", "called"),
    ("JNIM", "They accuse us of treachery.", "treachery", "mentions", "accuse"),
    ("JNIM", "The Islamic State accuses us of talks with the government.", "negotiation",
     "mentions", "IS"),
    ("JNIM", "Some say that JNIM is willing to negotiate with the government.", "negotiation",
     "mentions", "some"),
    ("JNIM", "“You are traitors,” they wrote to us.", "treachery", "mentions", "wrote"),
    ("JNIM", "We are traitors, they say.", "treachery", "mentions", "say"),
]  # fmt: skip


@pytest.mark.parametrize("case", REPORTED)
def test_what_others_are_said_to_say_is_a_mention(say: Say, case: Case) -> None:
    check(say, case)
    use = say(case[0], case[1])[case[2]]
    assert use.voice != case[0]


@pytest.mark.parametrize("group", ["ISGS", "IS", "ISWAP"])
@pytest.mark.parametrize(
    "text",
    [
        "They call us khawarij.",
        "They call us khawarij and say that we left the right path.",
        "Their leaders call the Islamic State khawarij.",
        "JNIM labels the men of the Islamic State khawarij.",
    ],
)
def test_they_call_us_khawarij_is_never_the_islamic_state_calling_anybody_khawarij(
    say: Say, group: str, text: str
) -> None:
    use = say(group, text)["khawarij"]
    assert use.function == "mentions"
    assert use.target.camp == "IS"
    assert use.voice != group


REBUTTED = [
    ("ISGS", "They falsely call us khawarij.", "khawarij", "rejects", "falsely"),
    ("ISGS", "They call us khawarij, but that is a lie.", "khawarij", "rejects", "lie"),
    ("ISGS", "They call us khawarij, but we are not.", "khawarij", "rejects", "contradicted"),
    ("JNIM", "They accuse us of treachery without proof.", "treachery", "rejects", "without proof"),
    ("JNIM", "The charge of treachery is baseless.", "treachery", "rejects", "baseless"),
    ("JNIM", "It is not true that we negotiate with the government.", "negotiation", "rejects",
     "not"),
]  # fmt: skip


@pytest.mark.parametrize("case", REBUTTED)
def test_what_is_reported_and_called_untrue_is_rejected(say: Say, case: Case) -> None:
    check(say, case)


OPEN = [
    ("IS", "Did JNIM negotiate with the government?", "negotiation", "mentions", "asked"),
    ("IS", "People ask whether JNIM will negotiate with the government.", "negotiation",
     "mentions", "whether"),
    ("IS", "If JNIM will negotiate with the government, let it say so.", "negotiation",
     "mentions", "if"),
    ("IS", "Unless they broke the truce, there is no quarrel.", "treachery", "mentions", "unless"),
    ("IS", "Reportedly JNIM negotiates with the government.", "negotiation", "mentions",
     "reportedly"),
    ("IS", "It is said that JNIM broke the truce.", "treachery", "mentions", "it is said"),
    ("JNIM", "The so-called khawarij met us at the well.", "khawarij", "mentions", "so called"),
]  # fmt: skip


@pytest.mark.parametrize("case", OPEN)
def test_what_is_asked_supposed_or_hearsay_is_a_mention(say: Say, case: Case) -> None:
    check(say, case)


def test_a_concession_does_not_change_what_is_asserted(say: Say) -> None:
    text = "Although they are Muslims, they are khawarij."
    assert say("JNIM", text)["khawarij"].function == "asserts"
    text = "They pray and fast, but they are khawarij."
    assert say("JNIM", text)["khawarij"].function == "asserts"
    text = "They say that they defend Islam, but they are khawarij."
    assert say("JNIM", text)["khawarij"].function == "asserts"


SUMMARISED = [
    ("IS", "The spokesman accused them of treachery.", "treachery", "asserts", "accused"),
    ("IS", "The newsletter says that JNIM broke the truce.", "treachery", "asserts", "says"),
    ("IS", "He reproaches JNIM with being willing to negotiate with the government.",
     "negotiation", "asserts", ""),
    ("JNIM", "One of the fighters calls the adversary khawarij.", "khawarij", "asserts", ""),
    ("IS", "He took offence at the word khawarij.", "khawarij", "rejects", "took offence"),
    ("IS", "The spokesman denies that they are khawarij.", "khawarij", "rejects", "denies"),
    ("IS", "It says that JNIM calls the Islamic State khawarij.", "khawarij", "mentions", "JNIM"),
    ("JNIM", "The speaker says that he will not negotiate with the government.", "negotiation",
     "rejects", "not"),
    ("AQ", "They say that the newsletter of the Islamic State is full of lies.", "falsehood",
     "asserts", "say"),
]  # fmt: skip


@pytest.mark.parametrize("case", SUMMARISED)
def test_in_a_summary_the_subject_of_the_reporting_verb_is_the_speaker(
    say: Say, case: Case
) -> None:
    check(say, case, form="summary")


@pytest.mark.parametrize(("form", "function"), [("summary", "asserts"), ("transcript", "mentions")])
def test_the_form_decides_whose_words_they_are(say: Say, form: str, function: str) -> None:
    use = say("IS", "They accuse JNIM of treachery.", form=form)["treachery"]
    assert use.function == function


OBSERVED = [
    ("UN", "JNIM accuses the Islamic State of treachery.", "treachery", "mentions", "JNIM"),
    ("FRANCE", "According to the Islamic State, JNIM negotiates with the government.",
     "negotiation", "mentions", "IS"),
    ("ICG", "The Islamic State is described as khawarij.", "khawarij", "mentions", "described"),
]  # fmt: skip


@pytest.mark.parametrize("form", ["summary", "transcript"])
@pytest.mark.parametrize("case", OBSERVED)
def test_an_observer_reports_the_charges_of_others(say: Say, case: Case, form: str) -> None:
    check(say, case, form=form)
    assert say(case[0], case[1], form=form)[case[2]].voice != case[0]


def test_what_the_other_side_claims_to_have_won_is_its_own_claim(say: Say) -> None:
    text = "The Islamic State says that it repulsed two attacks by our men."
    use = say("JNIM", text)["victory"]
    assert (use.function, use.voice) == ("mentions", "IS")


def test_a_pledge_of_the_other_side_is_not_the_speaker_s(say: Say) -> None:
    use = say("AQIM", "ISGS pledged allegiance to the Islamic State.")["allegiance"]
    assert (use.function, use.voice) == ("mentions", "ISGS")
    use = say("ISGS", "ISGS pledged allegiance to the Islamic State.")["allegiance"]
    assert use.function == "asserts"


def test_readiness_of_one_s_own_is_not_a_charge(say: Say) -> None:
    use = say("JNIM", "We would be ready to negotiate with the government.")["negotiation"]
    assert use.function == "mentions"
    assert use.target.party == "JNIM"
