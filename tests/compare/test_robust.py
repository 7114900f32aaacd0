"""Leaving out in turn: what a difference rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from rhetoric.compare.choices import Choices
from rhetoric.compare.contrasts import contrasts_of, with_adjusted
from rhetoric.compare.counts import Counts
from rhetoric.compare.permutation import exact_p
from rhetoric.compare.resampling import drawn
from rhetoric.compare.robust import KINDS, robustness

Made = Callable[..., Counts]
CHOICES = Choices(by="group", resamples=200, permutations=999)


def held(
    counts: Counts, choices: Choices = CHOICES, patterns: Sequence[str] = ()
) -> dict[str, dict[str, Any]]:
    """What was left out → its row, for a table of one finding."""
    rows: list[dict[str, Any]] = []
    chances = {}
    for period in drawn(counts, choices):
        rows += contrasts_of(period, counts, choices)
        chances[period.period] = period.chance
    rows = with_adjusted(rows, choices.level)

    def rests_on(uses: pd.DataFrame) -> list[str]:
        return list(patterns) or [""] * len(uses)

    return {row["left_out"]: row for row in robustness(rows, chances, counts, choices, rests_on)}


def test_what_many_speakers_say_survives(made: Made) -> None:
    counts = made(
        "A" * 12 + "B" * 12, [[1]] * 12 + [[0]] * 12, speaker=[f"p{n}" for n in range(24)]
    )
    found = held(counts)
    assert found["speaker"]["survives"]
    assert found["speaker"]["told"] == "survives leaving out any of 24 speakers"
    assert found["statement"]["survives"]


def test_what_one_speaker_says_does_not(made: Made) -> None:
    counts = made(
        "A" * 15 + "B" * 15, [[1]] * 10 + [[0]] * 20,
        speaker=["loud"] * 8 + [f"p{n}" for n in range(22)],
    )  # fmt: skip
    row = held(counts)["speaker"]
    assert row["survives"] is False
    assert row["name"] == "loud"
    assert (row["removes"], row["having"], row["breaking"]) == (8, 10, 1)
    assert row["told"] == (
        "does not survive leaving out the speaker loud (8 of the 10 statements with it)"
    )
    assert row["p"] == pytest.approx(exact_p(2, 7, 2, 22), rel=1e-3)


def test_a_difference_of_few_statements_rests_on_each_of_them(made: Made) -> None:
    counts = made("A" * 10 + "B" * 12, [[1]] * 4 + [[0]] * 18)
    row = held(counts)["statement"]
    assert row["survives"] is False
    assert row["breaking"] >= 4
    assert "nor" in row["told"]


def test_with_one_source_it_cannot_be_told(made: Made) -> None:
    counts = made("A" * 8 + "B" * 8, [[1]] * 8 + [[0]] * 8, source=["a book"] * 16)
    row = held(counts)["source"]
    assert (row["survives"], row["name"]) == (None, "a book")
    assert row["told"] == "all 16 statements come from one source"
    assert held(made("A" * 8 + "B" * 8, [[1]] * 8 + [[0]] * 8))["source"]["told"] == (
        "no source is told apart"
    )


def test_leaving_out_all_of_a_side_leaves_nothing_to_compare(made: Made) -> None:
    counts = made("A" * 8 + "B" * 8, [[1]] * 8 + [[0]] * 8, source=["one"] * 8 + ["two"] * 8)
    row = held(counts)["source"]
    assert row["survives"] is False
    assert row["breaking"] == 2


def test_a_side_is_not_left_out_of_itself(made: Made) -> None:
    counts = made("A" * 8 + "B" * 8, [[1]] * 8 + [[0]] * 8)
    assert set(held(counts)) == set(KINDS)
    assert set(held(counts, replace(CHOICES, by="speaker"))) == set(KINDS) - {"speaker"}


def test_uses_that_rest_on_one_pattern_go_with_it(made: Made) -> None:
    counts = made("A" * 10 + "B" * 10, [[1]] * 8 + [[0]] * 12)
    firm = held(counts, patterns=["one", "two"] * 4)["pattern"]
    assert firm["units"] == 2
    loose = held(counts, patterns=["one"] * 7 + [""])["pattern"]
    assert loose["survives"] is False
    assert (loose["name"], loose["removes"]) == ("one", 7)
    none = held(counts)["pattern"]
    assert none["told"] == "no use rests on a single pattern"


def test_a_statement_that_has_the_theme_twice_keeps_it(made: Made) -> None:
    counts = made("A" * 10 + "B" * 10, [[2]] * 8 + [[0]] * 12)
    row = held(counts, patterns=["one", "two"] * 8)["pattern"]
    assert row["survives"]
    assert row["removes"] == 0
    passages = held(
        counts, replace(CHOICES, measure="passages"), patterns=["one", "one"] * 8
    )["pattern"]  # fmt: skip
    assert passages["removes"] == 8


def test_only_what_was_found_is_tried(made: Made) -> None:
    assert held(made("A" * 10 + "B" * 10, [[n % 2] for n in range(20)])) == {}


def test_shuffled_differences_are_tried_as_well(made: Made) -> None:
    by_passages = replace(CHOICES, measure="passages")
    side = "A" * 12 + "B" * 12
    many = held(made(side, [[6]] * 12 + [[1]] * 12), by_passages)
    assert many["statement"]["survives"]
    few = held(made(side, [[10]] * 4 + [[0]] * 8 + [[0]] * 12, speaker=["x"] * 4 + [""] * 20),
               replace(by_passages, level=0.8))  # fmt: skip
    assert few["statement"]["units"] == 24
    assert few["statement"]["p"] > 0.05
