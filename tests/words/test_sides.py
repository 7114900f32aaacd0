"""Who is set against whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from rhetoric.corpus import Corpus
from rhetoric.dates import parse_date
from rhetoric.errors import InputError, UnknownNameError
from rhetoric.filters import Filter
from rhetoric.lexicon import Actors
from rhetoric.model import Statement
from rhetoric.words.sides import BY, Selection, Sides, choose_sides, period_of

Say = Callable[..., Statement]


def told(sides: Sides) -> dict[str, list[str]]:
    return {
        label: [s.id for s, of in zip(sides.statements, sides.side, strict=True) if of == n]
        for n, label in enumerate(sides.labels)
    }


@pytest.mark.parametrize(
    ("date", "period", "label"),
    [
        ("2020-06-30", "year", "2020"),
        ("2020-06-30", "half", "2020-H1"),
        ("2020-07", "half", "2020-H2"),
        ("2020-03", "quarter", "2020-Q1"),
        ("2020-04", "quarter", "2020-Q2"),
        ("2020-01/2020-03", "quarter", "2020-Q1"),
        ("2020-01/2020-04", "quarter", ""),
        ("2020-12", "month", "2020-12"),
        ("2020", "month", ""),
        ("../2020", "year", ""),
    ],
)
def test_a_date_lies_in_a_period_or_may_lie_in_several(date: str, period: str, label: str) -> None:
    assert period_of(parse_date(date), period) == label


def test_groups_within_the_commonest_language(markets: Corpus) -> None:
    sides = choose_sides(markets, Selection())
    assert told(sides) == {"EAST": ["b1", "b2", "b3"], "NORTH": ["a1", "a2", "a3"]}
    assert sides.others == ()
    (note,) = sides.notes
    assert "only texts in English are looked at" in note
    assert "there are others: French (choose with --language)" in note


def test_a_language_is_chosen_or_all_are_taken_together(markets: Corpus) -> None:
    french = choose_sides(markets, Selection(only=Filter.of(language="fr")))
    assert told(french) == {"NORTH": ["c1"]}
    everything = choose_sides(markets, Selection(by="language", across_languages=True))
    assert {label: len(ids) for label, ids in told(everything).items()} == {"eng": 6, "fra": 1}


def test_languages_are_not_compared_unless_asked(markets: Corpus) -> None:
    with pytest.raises(InputError, match="words of different languages cannot be compared"):
        choose_sides(markets, Selection(by="language"))


def test_what_cannot_be_dated_to_one_period_is_left_out_and_told(markets: Corpus) -> None:
    sides = choose_sides(markets, Selection(by="year"))
    assert told(sides) == {"2019": ["a1", "a2"], "2020": ["a3", "b1", "b2"]}
    assert any("more than one year: b3" in note for note in sides.notes)
    assert [s.id for s in sides.others] == ["b3"]


def test_filters_make_sides_and_one_is_set_against_the_rest(markets: Corpus) -> None:
    early, late = Filter.of(before="2019"), Filter.of(after="2020-11")
    two = choose_sides(markets, Selection(by={"late": late, "early": early}))
    assert told(two) == {"late": ["b2", "b3"], "early": ["a1", "a2"]}
    assert [s.id for s in two.others] == ["a3", "b1"]
    one = choose_sides(markets, Selection(by={"early": early}))
    assert told(one) == {"early": ["a1", "a2"], "the rest": ["a3", "b1", "b2", "b3"]}


def test_what_fits_two_sides_is_on_none_of_them(markets: Corpus) -> None:
    by = {"2020": Filter.of(after="2020", before="2020"), "late": Filter.of(after="2020-11")}
    sides = choose_sides(markets, Selection(by=by))
    assert told(sides) == {"2020": ["a3", "b1"]}
    assert any("fit more than one side: b2, b3" in note for note in sides.notes)
    assert any(note == "no statement fits: late" for note in sides.notes)


def test_copies_are_left_out_unless_asked(markets: Corpus) -> None:
    copy = replace(markets.statement("a1"), id="copy", reprint_of="a1", group="EAST")
    corpus = Corpus.of([*markets.statements, copy])
    assert "copy" not in told(choose_sides(corpus, Selection()))["EAST"]
    assert "copy" in told(choose_sides(corpus, Selection(count_copies=True)))["EAST"]


def test_camps_are_those_of_the_day(say: Say, actors: Actors) -> None:
    corpus = Corpus.of([
        say("a", "NORTH", "It rained.", "2018-05"), say("b", "NORTH", "It rained.", "2020-05"),
        say("c", "STATE", "It rained.", "2020-05"),
    ])  # fmt: skip
    assert told(choose_sides(corpus, Selection(by="camp"), actors)) == {
        "EAST": ["a"],
        "WEST": ["b"],
    }
    with pytest.raises(InputError, match="camps need the actors"):
        choose_sides(corpus, Selection(by="camp"))


@pytest.mark.parametrize("by", [name for name in BY if name not in ("camp", "language")])
def test_statements_can_be_put_together_by_all_of_these(markets: Corpus, by: str) -> None:
    filled = Corpus.of(replace(s, speaker="A. Speaker") for s in markets.statements)
    assert choose_sides(filled, Selection(by=by)).labels


def test_an_unknown_side_is_answered_with_the_nearest(markets: Corpus) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'medium'"):
        choose_sides(markets, Selection(by="mediums"))


def test_nothing_that_fits_is_told(markets: Corpus) -> None:
    with pytest.raises(InputError, match="no statement fits"):
        choose_sides(markets, Selection(only=Filter.of(after="2030")))
