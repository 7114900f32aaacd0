"""Of whom is it said? By name and grammatical place, by pronoun, by known adversary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from rhetoric.dates import parse_date
from rhetoric.frames.score import FrameScorer, FrameUse
from rhetoric.lexicon import Actors, Lexicon
from rhetoric.model import Actor, Pattern, Statement, Theme
from rhetoric.passages import split_passages
from rhetoric.text import fold_text

Say = Callable[..., dict[str, Any]]

NAMED = [
    # subject: the one who does it
    ("en", "IS", "JNIM broke the truce with us.", "treachery", "JNIM"),
    ("en", "IS", "JNIM negotiates with the government of Mali.", "negotiation", "JNIM"),
    ("en", "IS", "Negotiating with the government of Mali is the way of JNIM.", "negotiation",
     "JNIM"),
    ("en", "JNIM", "ISGS has killed villagers.", "bloodshed", "ISGS"),
    # object: the one it is done or given to
    ("en", "ISGS", "We pledge allegiance to the Islamic State.", "allegiance", "IS"),
    ("en", "JNIM", "We pledge allegiance to Droukdel.", "allegiance", "AQIM"),
    ("en", "JNIM", "Our men repulsed two attacks by ISGS.", "victory", "ISGS"),
    ("en", "AQIM", "We keep up contact with the fighters of ISGS.", "cordiality", "ISGS"),
    # any: wherever it stands
    ("en", "JNIM", "These khawarij of ISGS came from the east.", "khawarij", "ISGS"),
    ("en", "JNIM", "ISGS, and we say it openly, is a band of khawarij.", "khawarij", "ISGS"),
    ("fr", "IS", "Le JNIM a rompu la trêve.", "treachery", "JNIM"),
    ("fr", "ISGS", "Nous prêtons allégeance à l’État islamique.", "allegiance", "IS"),
    ("ar", "IS", "جماعة نصرة الإسلام تتفاوض مع الحكومة.", "negotiation", "JNIM"),
    ("ar", "JNIM", "بايع أميرنا زعيم القاعدة.", "allegiance", "AQ"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "group", "text", "theme", "party"), NAMED)
def test_the_target_is_named_in_its_grammatical_place(
    say: Say, language: str, group: str, text: str, theme: str, party: str
) -> None:
    use = say(group, text, language=language)[theme]
    assert (use.function, use.target.party) == ("asserts", party), use.target
    assert "named in the" in use.target.reason
    assert use.target.confidence >= 0.8


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They negotiate with the government of Mali."),
        ("en", "They want to sit at one table with the government of Niger."),
        ("fr", "Ils négocient avec le gouvernement du Mali."),
        ("ar", "إنهم يتفاوضون مع حكومة مالي."),
    ],
)
def test_the_one_negotiated_with_is_not_the_target(say: Say, language: str, text: str) -> None:
    use = say("IS", text, language=language)["negotiation"]
    assert use.target.party == "JNIM"
    assert "adversary" in use.target.reason


def test_a_leader_stands_for_his_organisation(say: Say) -> None:
    use = say("IS", "Amadou Kouffa negotiates with the government.")["negotiation"]
    assert (use.target.party, use.target.named) == ("JNIM", "amadou-kouffa")
    assert use.target.camp == "AQ"


def test_a_leader_belongs_where_he_belonged_on_that_day(say: Say) -> None:
    text = "We pledge allegiance to Mokhtar Belmokhtar."
    before = say("MUJAO", text, date="2013-09")["allegiance"].target
    after = say("JNIM", text, date="2018")["allegiance"].target
    assert before.party == "AL-MOURABITOUN"
    assert after.party != "MUJAO"


PRONOUNS = [
    ("en", "JNIM", "ISGS came to the well. They are khawarij.", "khawarij", "ISGS", "they"),
    ("en", "IS", "We met men of Ansaroul Islam. They broke the truce.", "treachery",
     "ANSAROUL-ISLAM", "they"),
    ("fr", "IS", "Le JNIM est venu au puits. Ils ont rompu la trêve.", "treachery", "JNIM", "ils"),
    ("ar", "JNIM", "جاء مقاتلو تنظيم الدولة إلى البئر. إنهم خوارج هذا الزمان.", "khawarij", "IS",
     "انهم"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "group", "text", "theme", "party", "pronoun"), PRONOUNS)
def test_a_pronoun_is_the_rival_named_last(
    say: Say, language: str, group: str, text: str, theme: str, party: str, pronoun: str
) -> None:
    target = say(group, text, language=language)[theme].target
    assert (target.party, pronoun in fold_text(target.reason)) == (party, True), target
    assert "the rival named last" in target.reason


@pytest.mark.parametrize(
    ("group", "rival", "camp"),
    [("JNIM", "ISGS", "IS"), ("ISGS", "JNIM", "AQ"), ("IS", "JNIM", "AQ"), ("AQIM", "ISGS", "IS")],
)
def test_without_a_name_a_pronoun_is_the_known_adversary(
    say: Say, group: str, rival: str, camp: str
) -> None:
    target = say(group, "They broke the truce with us.")["treachery"].target
    assert (target.party, target.camp) == (rival, camp)
    assert target.reason.lower() == "'they', the known adversary"


def test_names_are_surer_than_pronouns_and_pronouns_than_silence(say: Say) -> None:
    def confidence(text: str) -> float:
        found: float = say("IS", text)["treachery"].target.confidence
        return found

    named = confidence("JNIM broke the truce.")
    resolved = confidence("JNIM came to the well. They broke the truce.")
    adversary = confidence("They broke the truce.")
    nobody = confidence("What treachery this was.")
    assert 1 > named > resolved > adversary > nobody > 0


def test_the_rival_named_last_may_stand_several_sentences_before(say: Say) -> None:
    text = "ISGS has a newsletter. The rains came late. The road was closed. They are khawarij."
    assert say("JNIM", text)["khawarij"].target.party == "ISGS"


def test_one_s_own_side_is_never_the_rival_named_last(say: Say) -> None:
    text = "JNIM held a council. They broke the truce."
    assert say("JNIM", text)["treachery"].target.camp == "IS"


OWN = [
    ("en", "ISGS", "We are not khawarij.", "khawarij"),
    ("en", "ISGS", "They call us khawarij.", "khawarij"),
    ("en", "JNIM", "They accuse us of treachery.", "treachery"),
    ("en", "JNIM", "We do not negotiate with the government.", "negotiation"),
    ("fr", "ISGS", "Nous ne sommes pas des khawaridj.", "khawarij"),
    ("ar", "ISGS", "لسنا خوارج.", "khawarij"),
]


@pytest.mark.parametrize(("language", "group", "text", "theme"), OWN)
def test_a_charge_turned_down_or_reported_was_against_oneself(
    say: Say, language: str, group: str, text: str, theme: str
) -> None:
    target = say(group, text, language=language)[theme].target
    assert target.party == group
    assert "own side" in target.reason


@pytest.mark.parametrize(
    "text",
    [
        "JNIM denies that it negotiates with the government.",
        "JNIM does not want to negotiate with the government.",
        "JNIM does not negotiate with the government.",
    ],
)
def test_what_the_rival_is_said_not_to_do_is_not_said_of_oneself(say: Say, text: str) -> None:
    use = say("IS", text)["negotiation"]
    assert use.function != "asserts"
    assert use.target.party == "JNIM"


def test_an_appeal_has_no_target(say: Say) -> None:
    target = say("JNIM", "The fighters should close ranks and unite.")["unity"].target
    assert (target.party, target.camp, target.confidence) == ("", "", 0.0)


def test_a_general_warning_charges_nobody(say: Say) -> None:
    target = say("JNIM", "We warn against killing fellow Muslims.")["bloodshed"].target
    assert target.party == ""
    assert "general" in target.reason


def test_a_third_party_s_label_is_not_the_rival_s(say: Say) -> None:
    use = say("IS", "JNIM works with apostate movements.")["apostasy"]
    assert use.target.party != "JNIM"


def test_an_observer_has_no_adversary(say: Say) -> None:
    use = say("UN", "They broke the truce.", form="summary")["treachery"]
    assert use.target.party == ""


def test_the_camp_is_where_affiliations_lead_on_the_day(say: Say) -> None:
    text = "We pledge allegiance to Al-Mourabitoun."
    assert say("JNIM", text, date="2014")["allegiance"].target.camp == "AQ"


# ---------------------------------------------------------------- many sides, nobody's rivals


@pytest.fixture(scope="module")
def among_states() -> Callable[[str], FrameUse]:
    """The use of one charge in what ALDA says, a state among states without known rivals."""
    actors = [
        Actor(name, name.title(), "state", aliases=((name.title(), "en", "neutral"),),
              declared_side=True)
        for name in ("ALDA", "BORA", "CELA")
    ]  # fmt: skip
    charge = Theme(
        "hostile-acts", "Accusing a state of hostile acts", "A charge.", "hostile", True,
        "subject",
        tuple(
            Pattern(p, "en") for p in ("hostile acts", "boran aggression", "condemn* ..4 blockade")
        ),
    )  # fmt: skip
    bora = replace(actors[1], aliases=(*actors[1].aliases, ("Boran", "en", "neutral")))
    known = Actors({a.id: a for a in (actors[0], bora, actors[2])})
    scorer = FrameScorer(Lexicon({charge.id: charge}, known))

    def speak(text: str) -> FrameUse:
        said = Statement("said", text, parse_date("2020-05"), "ALDA", language="eng")
        (use,) = scorer.uses(said, split_passages(text, statement="said", language="eng"))
        return use

    return speak


def test_a_state_that_is_a_side_makes_the_charge(
    among_states: Callable[[str], FrameUse],
) -> None:
    use = among_states("Bora goes on with its hostile acts.")
    assert (use.function, use.target.party, use.target.camp) == ("asserts", "BORA", "BORA")


@pytest.mark.parametrize(
    "text",
    ["Cela sent us a letter. They go on with their hostile acts.",
     "Cela sent us a letter. The hostile acts go on."],
)  # fmt: skip
def test_they_are_nobody_in_particular_where_nobody_has_rivals(
    among_states: Callable[[str], FrameUse], text: str
) -> None:
    use = among_states(text)
    assert (use.target.party, use.target.reason) == ("", "nobody is named")


def test_a_name_that_opens_the_words_is_the_one_charged(
    among_states: Callable[[str], FrameUse],
) -> None:
    assert among_states("Cela told the Council of the Boran aggression.").target.party == "BORA"


def test_what_is_turned_down_is_not_taken_for_a_charge_against_oneself(
    among_states: Callable[[str], FrameUse],
) -> None:
    use = among_states("We want a world without hostile acts.")
    assert (use.function, use.target.party) == ("rejects", "")
    named = among_states("Alda has done no hostile acts.")
    assert (named.function, named.target.party) == ("rejects", "ALDA")


def test_a_refusal_that_is_part_of_the_words_is_no_denial_of_them(
    among_states: Callable[[str], FrameUse],
) -> None:
    assert among_states("We condemn the unjust blockade by Bora.").function == "asserts"
