"""Mentions: who is spoken of, found by aliases, at the place in the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.lexicon import Actors, read_actors
from rhetoric.mentions import Mention, MentionFinder
from rhetoric.model import Actor
from rhetoric.settings import sample_folder
from rhetoric.text import fold


def finder(**aliases: list[str]) -> MentionFinder:
    """A finder of actors, each with its aliases."""
    return MentionFinder(
        Actors(
            {
                name: Actor(
                    name,
                    f"label of {name}",
                    "organisation",
                    aliases=tuple((alias, "en", "neutral") for alias in given),
                )
                for name, given in aliases.items()
            }
        )
    )


def test_an_alias_is_found_at_its_place_with_the_side_whose_word_it_is(actors: Actors) -> None:
    text = "One “Northern  Front”, that shameful front."
    assert list(MentionFinder(actors).find(text)) == [
        Mention("NORTH", 5, 20, "Northern  Front", "neutral"),
        Mention("NORTH", 28, 42, "shameful front", "hostile"),
    ]


def test_the_label_is_an_alias_too(actors: Actors) -> None:
    assert [m.actor for m in MentionFinder(actors).find("the Eastern League")] == ["EAST"]


@pytest.mark.parametrize("text", ["جبهة الشمال", "وجبهة الشمال", "لجَبْهَةِ الشمـال"])
def test_an_arabic_alias_is_found_behind_clitics_and_under_vowel_marks(
    actors: Actors, text: str
) -> None:
    mentions = list(MentionFinder(actors).find(f"قالوا {text} اليوم"))
    assert [(m.actor, m.text) for m in mentions] == [("NORTH", text)]


def test_the_longest_alias_at_a_place_wins() -> None:
    names = finder(
        STATE=["Islamic State"], SAHEL=["Islamic State in the Sahel"], SAND=["the Sahel"]
    )
    found = names.find("the Islamic State in the Sahel and the Islamic State")
    assert [m.actor for m in found] == ["SAHEL", "STATE"]


def test_a_name_within_a_longer_name_of_something_else_is_not_meant() -> None:
    river = Actor(
        "NIGER", "Niger", "state", aliases=(("النيجر", "ar", "neutral"),),
        not_meant=("Niger Delta", "fleuve Niger", "نهر النيجر"),
    )  # fmt: skip
    names = MentionFinder(Actors({"NIGER": river}))
    text = "Niger, the Inner Niger Delta, le fleuve Niger, في نهر النيجر وفي النيجر"
    assert [m.start for m in names.find(text)] == [0, text.rindex("النيجر")]
    assert names.resolve("Niger") == "NIGER"
    assert names.resolve("Niger Delta") is None


def test_a_phrase_that_is_not_meant_hides_nobody_else() -> None:
    actors = {
        "A": Actor("A", "North", "organisation", not_meant=("North League",)),
        "B": Actor("B", "League", "organisation"),
    }
    assert [m.actor for m in MentionFinder(Actors(actors)).find("the North League")] == ["B"]


def test_the_delta_is_not_the_state() -> None:
    names = MentionFinder(read_actors(sample_folder() / "lexicons" / "actors.yaml"))
    found = names.find("In the Inner Niger Delta and in Niger; le delta intérieur du Niger.")
    assert [(m.actor, m.start) for m in found] == [("NIGER", 32)]


def test_an_alias_is_a_whole_word() -> None:
    assert [m.start for m in finder(AQ=["AQ"]).find("AQIM, AQ, FAQ")] == [6]


def test_an_alias_as_short_as_the_id_is_found_when_it_is_listed() -> None:
    assert [m.text for m in finder(AQ=["AQ"], IS=[]).find("AQ is not IS")] == ["AQ"]


@pytest.mark.parametrize(
    "text",
    ["al-Qa'ida", "al-Qa`ida", "al-Qa’ida", "al-Qaida", "al-Qa ida", "Al Qa\nida", "al-Qāʿida"],
)
def test_an_apostrophe_may_be_of_any_kind_or_lost(text: str) -> None:
    assert [m.text for m in finder(AQ=["al-Qa'ida"]).find(f"({text})")] == [text]


@pytest.mark.parametrize("text", ["d'Al-Qaïda", "qu’Al-Qaida", "d’al-qaïda"])
def test_a_french_elision_before_a_name_is_no_part_of_it(text: str) -> None:
    found = list(finder(AQ=["Al-Qaïda"]).find(f"Les hommes {text}."))
    assert [m.text for m in found] == [text.replace("’", "'").split("'")[1]]


def test_of_two_actors_with_one_alias_the_first_is_meant() -> None:
    assert [m.actor for m in finder(A=["the front"], B=["The Front"]).find("the front")] == ["A"]


def test_signs_in_an_alias_are_not_taken_for_the_notation_of_patterns() -> None:
    names = finder(A=["Front (north)?", "* ... |"])
    assert [m.text for m in names.find("Front north, Front, anything")] == ["Front north"]


@pytest.mark.parametrize(
    ("name", "actor"),
    [("NORTH", "NORTH"), (" north ", "NORTH"), ("northern front", "NORTH"),
     ("The Northern Front", "NORTH"), ("Northern", None), ("Northern Front Northern Front", None),
     ("", None)],
)  # fmt: skip
def test_a_whole_name_is_resolved_to_the_actor_it_stands_for(
    actors: Actors, name: str, actor: str | None
) -> None:
    assert MentionFinder(actors).resolve(name) == actor


def test_nobody_is_found_where_there_are_no_actors() -> None:
    assert list(MentionFinder(Actors()).find("anybody")) == []


ALIASES = st.text("aAbé' -’ا ة", min_size=1, max_size=8)


@given(st.lists(ALIASES, max_size=4), st.text("aAbé' -’ا ةو.", max_size=60))
def test_mentions_are_pieces_of_the_text_in_order_without_overlaps(
    aliases: list[str], text: str
) -> None:
    end = 0
    names = finder(A=aliases[::2], B=aliases[1::2])
    for mention in names.find(text):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        end = mention.end
    assert list(names.find(text)) == list(names.find(fold(text)))


@given(ALIASES)
def test_an_alias_finds_itself(alias: str) -> None:
    assert bool(list(finder(A=[alias]).find(alias))) is bool(fold(alias).text)


#: A name spoilt in every way that texts spoil names. No sentence here is anybody's.
SPOILT = """\
The talks between al-Qaida and the others are described here. Some say al-Qa
ida was there; some write al-Qa`ida, al-Qa’ida, al‑Qaʿida, Al-Qāʿida or al-Qaʾida.
In French it is Al-Qaïda, and once it was written dâ€™Al-QaÃ¯da by mistake.
A scan has al-Qa\u00adida and al-\u200bQa\u200dida; a slip has AL-QAIDA.
In Arabic: القاعدة، والقاعدة، القـاعـدة، اَلْقَاعِدَة، ﺍﻟﻘﺎﻋﺪﺓ and \u202bالقاعدة\u202c.
A copy has ط§ظ„ظ‚ط§ط¹ط¯ط© and Ø§Ù„Ù‚Ø§Ø¹Ø¯Ø© in their place.
Its branch, al-Qa
ida in the Islamic Maghreb, is another actor, and so is al-Qa`ida in the Arabian Peninsula.
"""


def test_a_name_is_one_actor_however_it_is_spelled_broken_or_spoilt() -> None:
    names = finder(
        AQ=["al-Qa'ida", "Al-Qaïda", "القاعدة"],
        AQIM=["al-Qa'ida in the Islamic Maghreb"],
        AQAP=["al-Qa'ida in the Arabian Peninsula"],
    )
    found = [m for m in names.find(SPOILT, inside=True) if m.actor == "AQ"]
    assert [m.text for m in found] == [
        "al-Qaida", "al-Qa\nida", "al-Qa`ida", "al-Qa’ida", "al‑Qaʿida", "Al-Qāʿida", "al-Qaʾida",
        "Al-Qaïda", "Al-QaÃ¯da", "al-Qa\u00adida", "al-\u200bQa\u200dida", "AL-QAIDA",
        "القاعدة", "والقاعدة", "القـاعـدة", "اَلْقَاعِدَة", "ﺍﻟﻘﺎﻋﺪﺓ", "القاعدة",
        "ط§ظ„ظ‚ط§ط¹ط¯ط©", "Ø§Ù„Ù‚Ø§Ø¹Ø¯Ø©", "al-Qa\nida", "al-Qa`ida",
    ]  # fmt: skip
    assert all(SPOILT[m.start : m.end] == m.text for m in found)
    assert [m.within for m in found] == [""] * 20 + ["AQIM", "AQAP"]


def test_a_name_within_a_longer_one_is_told_only_when_asked_for() -> None:
    names = finder(AQ=["al-Qa'ida", "Qa'ida"], AQIM=["al-Qa'ida in the Islamic Maghreb"])
    text = "al-Qa\nida in the Islamic Maghreb"
    assert [(m.actor, m.within) for m in names.find(text)] == [("AQIM", "")]
    assert [(m.actor, m.text, m.within) for m in names.find(text, inside=True)] == [
        ("AQIM", text, ""), ("AQ", "al-Qa\nida", "AQIM"),
    ]  # fmt: skip


def test_a_person_is_not_another_one_of_the_same_family_name() -> None:
    people = {
        "a": Actor("a", "Adam al-Wadi", "person", aliases=(("al-Wadi", "en", "neutral"),)),
        "b": Actor("b", "Bilal al-Wadi", "person"),
    }
    found = MentionFinder(Actors(people)).find("Bilal al-Wadi met al-Wadi.", inside=True)
    assert [(m.actor, m.text) for m in found] == [("b", "Bilal al-Wadi"), ("a", "al-Wadi")]


def test_a_part_of_a_name_that_names_the_same_actor_is_not_told_again() -> None:
    names = finder(AQ=["al-Qa'ida", "Qa'ida", "al-Qa'ida Central"])
    assert len(list(names.find("al-Qaida Central", inside=True))) == 1
