"""Differences between sides: effect sizes, tests, and when there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import asin, sqrt
from typing import Any

import numpy as np
import pytest

from rhetoric.compare.choices import Choices
from rhetoric.compare.contrasts import ANY, REST, against, cohens_h, contrasts_of, with_adjusted
from rhetoric.compare.counts import Counts
from rhetoric.compare.permutation import exact_p
from rhetoric.compare.resampling import drawn

Made = Callable[..., Counts]
CHOICES = Choices(by="group", resamples=2000, permutations=499)


def contrasts(counts: Counts, choices: Choices = CHOICES) -> list[dict[str, Any]]:
    rows = [row for p in drawn(counts, choices) for row in contrasts_of(p, counts, choices)]
    return with_adjusted(rows, choices.level)


def test_a_difference_is_told_in_points_as_a_ratio_and_as_h(made: Made) -> None:
    counts = made("A" * 10 + "B" * 20, [[1]] * 6 + [[0]] * 4 + [[1]] * 4 + [[0]] * 16)
    (row,) = contrasts(counts)
    assert (row["with_a"], row["of_a"], row["with_b"], row["of_b"]) == (6, 10, 4, 20)
    assert row["difference"] == pytest.approx(40)
    assert row["ratio"] == pytest.approx(3)
    assert row["h"] == pytest.approx(2 * asin(sqrt(0.6)) - 2 * asin(sqrt(0.2)), abs=1e-4)
    assert row["p"] == pytest.approx(exact_p(6, 10, 10, 30), rel=1e-5)
    assert row["test"] == "exact"
    for name in ("difference", "ratio", "h"):
        assert row[f"{name}_low"] <= row[name] <= row[f"{name}_high"]
    assert row["difference_low"] > 0


def test_cohens_h_by_hand() -> None:
    one, other = np.array([1.0, 0.5]), np.array([0.0, 0.5])
    assert cohens_h(one, other).tolist() == pytest.approx([np.pi, 0])


def test_swapping_the_sides_swaps_the_sign(made: Made) -> None:
    hits = [[1]] * 6 + [[0]] * 4 + [[1]] * 4 + [[0]] * 16
    counts = made("A" * 10 + "B" * 20, hits)
    (there,) = contrasts(counts)
    (back,) = contrasts(made("B" * 10 + "A" * 20, hits))
    assert back["difference"] == -there["difference"]
    assert back["h"] == -there["h"]
    assert back["p"] == there["p"]


def test_too_few_statements_are_not_compared(made: Made) -> None:
    counts = made("A" * 10 + "B" * 3, [[1]] * 10 + [[0]] * 3)
    (row,) = contrasts(counts)
    assert row["note"] == "B: 3 statements: not comparable"
    assert (row["p"], row["q"], row["difference"], row["found"]) == (None, None, None, False)
    (fewer,) = contrasts(counts, replace(CHOICES, least=3))
    assert fewer["p"] is not None


def test_what_neither_says_is_no_test(made: Made) -> None:
    counts = made("AAAAABBBBB", [[0, 1]] * 5 + [[0, 0]] * 5)
    silent, said = contrasts(counts)
    assert silent["note"] == "said by neither"
    assert silent["p"] is None
    assert said["q"] == said["p"]  # it is the only test of the table


def test_nothing_on_the_other_side_leaves_a_ratio_without_an_end(made: Made) -> None:
    counts = made("AAAAABBBBB", [[1]] * 5 + [[0]] * 5)
    (row,) = contrasts(counts)
    assert row["ratio"] is None
    assert row["ratio_high"] is None
    assert row["ratio_low"] > 1


def test_all_tests_of_the_table_are_adjusted_together(made: Made) -> None:
    strong, weak = [[1, n % 2] for n in range(10)], [[0, n % 2] for n in range(10)]
    one, other = contrasts(made("A" * 10 + "B" * 10, strong + weak))
    assert one["q"] == pytest.approx(2 * one["p"], rel=1e-4)
    assert one["found"]
    assert other["q"] == 1
    assert not other["found"]


def test_three_sides_are_compared_at_once_and_in_pairs(made: Made) -> None:
    counts = made("A" * 8 + "B" * 8 + "C" * 8, [[1]] * 8 + [[0]] * 16)
    rows = contrasts(counts)
    assert [(r["a"], r["b"]) for r in rows] == [(ANY, ""), ("A", "B"), ("A", "C"), ("B", "C")]
    assert rows[0]["p"] < 0.001
    assert rows[0]["with_a"] == 8
    assert rows[3]["note"] == "said by neither"


def test_a_side_of_few_takes_no_part_in_any_difference(made: Made) -> None:
    counts = made("A" * 8 + "B" * 8 + "C" * 3, [[1]] * 8 + [[0]] * 8 + [[1]] * 3)
    assert ANY not in {row["a"] for row in contrasts(counts)}


def test_each_side_can_be_set_against_the_rest(made: Made) -> None:
    counts = made("A" * 8 + "B" * 8 + "C" * 8, [[1]] * 8 + [[0]] * 16)
    rows = contrasts(counts, replace(CHOICES, against="rest"))
    assert [(r["a"], r["b"]) for r in rows[1:]] == [("A", REST), ("B", REST), ("C", REST)]
    assert (rows[1]["with_b"], rows[1]["of_b"]) == (0, 16)
    assert rows[2]["difference"] == -50
    few = contrasts(counts, replace(CHOICES, against="rest", sides=("B",)))
    assert [r["a"] for r in few] == [ANY, "B"]


def test_many_sides_are_set_against_the_rest_where_nothing_is_asked_for(made: Made) -> None:
    four, five = made("ABCD", [[1]] * 4), made("ABCDE", [[1]] * 5)
    assert (against(four, CHOICES), against(five, CHOICES)) == ("each", "rest")
    assert against(five, replace(CHOICES, against="each")) == "each"


@pytest.mark.parametrize("measure", ["passages", "intensity"])
def test_passages_are_tested_by_shuffling_statements(made: Made, measure: str) -> None:
    """Eighty passages, but no more than eight statements on a side."""
    counts = made("A" * 8 + "B" * 8, [[6]] * 8 + [[3]] * 8)
    (row,) = contrasts(counts, replace(CHOICES, measure=measure))
    assert row["test"] == "exact"  # 12,870 ways
    assert row["p"] == pytest.approx(2 / 12870, rel=1e-3)
    assert row["difference"] == pytest.approx(30)
    assert (row["h"] is None) == (measure == "intensity")


def test_one_statement_that_says_it_often_proves_little(made: Made) -> None:
    counts = made("A" * 8 + "B" * 8, [[10]] + [[0]] * 15)
    (row,) = contrasts(counts, replace(CHOICES, measure="passages"))
    assert row["p"] == 1


def test_uncertain_dates_count_in_part_and_are_shuffled_as_they_are(made: Made) -> None:
    january, december = 18262, 18992  # 2020-01-01, 2021-12-31
    sure = 18400
    counts = made(
        "A" * 8 + "B" * 8, [[1]] * 8 + [[0]] * 8,
        first=[january] * 2 + [sure] * 14, last=[december] * 2 + [sure] * 14,
    )  # fmt: skip
    (row,) = contrasts(counts, replace(CHOICES, period="year"))  # in 2021 only A may speak
    assert row["period"] == "2020"
    assert row["of_a"] == pytest.approx(7, abs=0.01)
    assert row["p"] < 0.01


def test_a_period_without_a_side_has_nothing_to_compare(made: Made) -> None:
    counts = made("A" * 6 + "B" * 6, [[1]] * 12, first=[18300] * 6 + [18700] * 6)
    assert contrasts(counts, replace(CHOICES, period="year")) == []


@pytest.mark.parametrize("sizes", [(8, 16), (25, 25)])
def test_intervals_of_differences_hold_the_truth(made: Made, sizes: tuple[int, int]) -> None:
    chance, trials = np.random.default_rng(2), 400
    a, b = (chance.random((n, trials)) < p for n, p in zip(sizes, (0.5, 0.2), strict=True))
    counts = made("A" * sizes[0] + "B" * sizes[1], np.vstack([a, b]).astype(float))
    rows = [row for row in contrasts(counts) if row["p"] is not None]
    within = np.mean([r["difference_low"] <= 30 <= r["difference_high"] for r in rows])
    assert 0.9 <= within <= 0.99
