"""The table of what is shared: which pairs, between whom, which came first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from rhetoric.corpus import Corpus
from rhetoric.errors import InputError, UnknownNameError
from rhetoric.lexicon import Actors, Lexicon
from rhetoric.model import Statement
from rhetoric.reuse import find_reuse
from rhetoric.reuse.pairs import Pairs
from rhetoric.reuse.table import COLUMNS, default_kinds

Maker = Callable[..., Statement]
Finder = Callable[..., list[dict[str, Any]]]


def pairs(rows: list[dict[str, Any]]) -> set[tuple[str, str]]:
    return {(row["first_statement"], row["second_statement"]) for row in rows}


def test_the_earlier_statement_is_the_first(make: Maker, bridge: str, found: Finder) -> None:
    (row,) = found([make("late", bridge, "2020-03"), make("early", bridge, "2020-01-30")])
    assert pairs([row]) == {("early", "late")}
    assert (row["earlier"], row["least_days"], row["most_days"]) == ("first", 31, 61)


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [("2020-03", "2020-03", (-30, 30)), ("2020", "2020-06-01", (-213, 152)),
     ("2020-01/2020-03", "2020-03-31", (0, 90))],
)  # fmt: skip
def test_where_the_dates_overlap_either_may_be_first(
    make: Maker, bridge: str, found: Finder, one: str, other: str, days: tuple[int, int]
) -> None:
    (row,) = found([make("a", bridge, one), make("b", bridge, other)])
    assert row["earlier"] == "either"
    assert {row["first_statement"], row["second_statement"]} == {"a", "b"}
    least, most = days if row["first_statement"] == "a" else (-days[1], -days[0])
    assert (row["least_days"], row["most_days"]) == (least, most)


def test_an_open_date_leaves_the_days_empty(make: Maker, bridge: str, found: Finder) -> None:
    (row,) = found([make("a", bridge, "../2020-05"), make("b", bridge, "2021")])
    assert (row["first_statement"], row["earlier"]) == ("a", "first")
    assert row["least_days"] == 215
    assert pd.isna(row["most_days"])


def test_an_interval_whose_middle_is_later_is_turned_round(
    make: Maker, bridge: str, found: Finder
) -> None:
    # An open beginning is sorted by its end, yet certainly comes first.
    (row,) = found([make("open", bridge, "../2019-12-31"), make("day", bridge, "2020-01-01")])
    assert pairs([row]) == {("open", "day")}
    assert row["earlier"] == "first"


def test_how_the_two_speakers_stand_to_each_other(
    make: Maker, bridge: str, found: Finder, actors: Actors
) -> None:
    statements = [
        make("north-2016", bridge, "2016", group="NORTH"),
        make("east-2016", bridge, "2016", group="EAST"),
        make("north-2020", bridge, "2020", group="NORTH"),
        make("state-2020", bridge, "2020", group="STATE"),
    ]
    told = {
        frozenset((row["first_statement"], row["second_statement"])): row["relation"]
        for row in found(statements, actors=actors)
    }
    assert told[frozenset(("north-2016", "east-2016"))] == "same camp"
    assert told[frozenset(("north-2020", "east-2016"))] == "other camp"
    assert told[frozenset(("north-2016", "north-2020"))] == "same group"
    assert told[frozenset(("north-2020", "state-2020"))] == "no camp"


@pytest.fixture
def four(make: Maker, bridge: str) -> list[Statement]:
    """Four statements that share a sentence: of two camps, one of which has two groups."""
    return [
        make("n", bridge, "2016-01", group="NORTH"), make("e", bridge, "2016-02", group="EAST"),
        make("w", bridge, "2016-03", group="WEST"), make("n2", bridge, "2016-04", group="NORTH"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, "n-e n-w n-n2 e-w e-n2 w-n2"),
        ({"across": "group"}, "n-e n-w e-w e-n2 w-n2"),
        ({"across": "camp"}, "n-w e-w w-n2"),
        ({"between": ("NORTH", "WEST")}, "n-w w-n2"),
        ({"between": ("EAST", "WEST")}, "n-w e-w w-n2"),  # EAST is a group, and NORTH's camp
        ({"between": ("NORTH", "NORTH")}, "n-n2"),
        ({"statements": ["e"]}, "n-e e-w e-n2"),
        ({"statements": ["e"], "others": ["n2", "w"]}, "e-w e-n2"),
        ({"others": ["w"]}, "n-w e-w w-n2"),
    ],
)
def test_which_pairs_are_looked_at(
    four: list[Statement], found: Finder, actors: Actors, options: dict[str, Any], expected: str
) -> None:
    rows = found(four, actors=actors, **options)
    assert pairs(rows) == {tuple(pair.split("-")) for pair in expected.split()}


def test_declared_copies_are_left_out_unless_they_are_asked_for(
    make: Maker, bridge: str, found: Finder
) -> None:
    whole, other = make("whole", bridge, "2019"), make("other", bridge, "2021")
    copy = make("copy", bridge, "2020", reprint_of="whole")
    statements = [whole, copy, other]
    assert pairs(found(statements)) == {("whole", "other")}
    assert len(found(statements, count_copies=True)) == 3
    # A copy that is asked for stands for its family.
    assert pairs(found(statements, statements=["copy"])) == {("copy", "other")}


def test_the_columns_are_there_even_where_nothing_is_shared(make: Maker) -> None:
    table = find_reuse(Corpus.of([make("a", "They met."), make("b", "It rained.")]))
    assert tuple(table.columns) == COLUMNS
    assert table.empty
    assert find_reuse(Corpus(())).empty


def test_changes_are_those_from_the_first_text_to_the_second(make: Maker, bridge: str) -> None:
    edited = bridge.replace("promised", "said")
    longer = "in the morning all of them heard that"
    corpus = Corpus.of(
        [make("a", f"{longer} {bridge}", "2019"), make("b", f"{longer} {edited}", "2020")]
    )
    (row,) = find_reuse(corpus, changes=True).to_dict("records")
    assert "".join(before for _, before, _ in row["changes"]) == row["first_text"]
    assert "".join(after for _, _, after in row["changes"]) == row["second_text"]
    changed = [change for change in row["changes"] if change[0] != "same"]
    assert changed == [("replaced", "promised ", "said ")]


def test_the_same_input_gives_the_same_table(make: Maker, bridge: str) -> None:
    statements = [make(n, f"{bridge} {n} {bridge}") for n in "abcdef"]
    one, other = find_reuse(Corpus.of(statements)), find_reuse(Corpus.of(reversed(statements)))
    pd.testing.assert_frame_equal(one, other)


def test_a_large_corpus_is_compared_by_words_unless_more_is_asked_for(make: Maker) -> None:
    assert default_kinds(Corpus.of([make("a", "They met.")])) == (
        "same-words", "translation", "paraphrase",
    )  # fmt: skip
    assert default_kinds(Corpus.of([make("a", "They met. " * 1_100_000)])) == ("same-words",)


def test_what_is_not_known_is_told(make: Maker) -> None:
    corpus = Corpus.of([make("a", "They met.")])
    with pytest.raises(UnknownNameError, match="unknown kind 'copy'"):
        find_reuse(corpus, kinds=["copy"])
    with pytest.raises(UnknownNameError, match="unknown value of across 'side'"):
        find_reuse(corpus, across="side")
    with pytest.raises(UnknownNameError, match="unknown statement 'b'"):
        find_reuse(corpus, statements=["b"])
    with pytest.raises(InputError, match="needs an encoder"):
        find_reuse(corpus, kinds=["translation"])
    with pytest.raises(InputError, match="2 words is chance"):
        find_reuse(corpus, least_words=2)


def test_without_actors_nobody_has_a_camp(make: Maker) -> None:
    two = Pairs([make("a", "x"), make("b", "y", group="WEST")])
    assert two.relation(0, 1) == "no camp"


def test_the_identical_dual_claim_is_found(
    shipped_corpus: Corpus, shipped_lexicon: Lexicon
) -> None:
    table = find_reuse(
        shipped_corpus, actors=shipped_lexicon.actors, across="camp", changes=True
    )  # fmt: skip
    first = table.iloc[0]
    assert {first["first_statement"], first["second_statement"]} == {
        "2020-03-isgs-boulkessi-claim", "2020-03-jnim-boulkessi-claim",
    }  # fmt: skip
    assert (first["relation"], first["earlier"]) == ("other camp", "either")
    assert first["why"].startswith("54 of 55 words are the same, in the same order")
    changed = [change for change in first["changes"] if change[0] not in ("same", "spelling")]
    assert changed == [("inserted", "", "JNIM. "), ("deleted", "JNIM ", "")]
