"""Sides: camps, groups or states, by dated affiliations."""

from __future__ import annotations

from datetime import date

import pytest

from rhetoric.corpus import Corpus
from rhetoric.errors import InputError
from rhetoric.exchange.sides import OTHERS, Sides, busiest_pair
from rhetoric.lexicon import Actors, Lexicon


def test_those_below_a_side_belong_to_it(lexicon: Lexicon) -> None:
    sides = Sides("NORTH", "SOUTH", lexicon.actors)
    assert sides.of("SOUTH-EAST") == "SOUTH"
    assert sides.of("ana") == "NORTH"
    assert sides.of("RIVER") == OTHERS
    assert sides.of("") == ""


def test_a_wing_may_stand_against_its_own_camp(lexicon: Lexicon) -> None:
    sides = Sides("SOUTH", "SOUTH-EAST", lexicon.actors)
    assert (sides.of("SOUTH"), sides.of("SOUTH-EAST")) == ("SOUTH", "SOUTH-EAST")


def test_the_day_decides_where_somebody_changed_sides(actors: Actors) -> None:
    sides = Sides("EAST", "WEST", actors)
    early, late = date(2018, 1, 1), date(2020, 1, 1)
    assert sides.of("NORTH", early, early) == "EAST"
    assert sides.of("NORTH", late, late) == "WEST"


def test_states_may_be_sides(lexicon: Lexicon, say, ledger) -> None:
    corpus = Corpus.of([say("r", "2020", "RIVER"), say("l", "2021", "LAKE")])
    rows = ledger(corpus, ("r", "promise", "asserts", "LAKE"))
    assert busiest_pair(rows) == ("LAKE", "RIVER")


def test_the_pair_that_speaks_most_of_one_another_is_taken(lexicon, say, ledger) -> None:
    corpus = Corpus.of([say("n", "2020", "NORTH"), say("s", "2020", "SOUTH-EAST")])
    rows = ledger(
        corpus,
        ("n", "promise", "asserts", "SOUTH"),
        ("s", "promise", "asserts", "NORTH"),
        ("n", "promise", "asserts", "RIVER"),
    )
    assert busiest_pair(rows) == ("NORTH", "SOUTH")


def test_nobody_answers_himself(lexicon: Lexicon) -> None:
    with pytest.raises(InputError, match="cannot answer itself"):
        Sides("NORTH", "NORTH", lexicon.actors)


def test_where_nobody_speaks_of_another_side_sides_are_asked_for(lexicon, say, ledger) -> None:
    corpus = Corpus.of([say("n", "2020", "NORTH")])
    with pytest.raises(InputError, match="--between"):
        busiest_pair(ledger(corpus, ("n", "promise", "asserts", "")))
