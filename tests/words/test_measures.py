"""Tests and effect sizes, held against published values and other implementations."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from rhetoric.words.measures import (
    chi_squared,
    expected,
    log_dice,
    log_likelihood,
    log_odds,
    log_ratio,
    npmi,
    p_of_chi,
    p_of_z,
    percent_diff,
    phi,
    pmi,
    t_score,
)

#: A word on both sides, and how many words both have.
tables = st.tuples(
    st.integers(0, 60), st.integers(0, 60), st.integers(1, 400), st.integers(1, 400)
).map(lambda t: (t[0], t[1], t[0] + t[2], t[1] + t[3]))


def cells(near: int, rest: int, near_size: int, rest_size: int) -> list[list[int]]:
    return [[near, near_size - near], [rest, rest_size - rest]]


def test_chi_squared_of_a_known_table() -> None:
    table = 7, 2, 10, 9  # [[7, 3], [2, 7]]
    assert cells(*table) == [[7, 3], [2, 7]]
    assert float(chi_squared(*table, yates=True)) == pytest.approx(2.632438, abs=5e-7)
    assert float(chi_squared(*table)) == pytest.approx(4.337160, abs=5e-7)


def test_log_likelihood_of_a_table_worked_out_by_hand() -> None:
    # Two fifths of the words of one side, one fifth of the other: expected are three tenths.
    by_hand = 2 * (4 * math.log(4 / 3) + 6 * math.log(6 / 7) + 2 * math.log(2 / 3)
                   + 8 * math.log(8 / 7))  # fmt: skip
    assert float(log_likelihood(4, 2, 10, 10)) == pytest.approx(by_hand)
    assert float(log_likelihood(7, 7, 500, 500)) == 0
    assert float(log_likelihood(3, 0, 100, 0)) == 0


@given(tables)
def test_the_tests_are_those_of_scipy(table: tuple[int, int, int, int]) -> None:
    assume(table[0] + table[1])
    for ours, options in (
        (chi_squared(*table), {"correction": False}),
        (chi_squared(*table, yates=True), {"correction": True}),
        (log_likelihood(*table), {"correction": False, "lambda_": "log-likelihood"}),
    ):
        theirs = chi2_contingency(cells(*table), **options)
        assert float(ours) == pytest.approx(theirs.statistic, abs=1e-9)
        assert float(p_of_chi(ours)) == pytest.approx(theirs.pvalue, abs=1e-7)


@given(tables)
def test_phi_is_the_root_of_chi_squared_by_n(table: tuple[int, int, int, int]) -> None:
    n = table[2] + table[3]
    assert float(phi(*table)) ** 2 == pytest.approx(float(chi_squared(*table)) / n)
    turned = table[1], table[0], table[3], table[2]
    assert float(phi(*turned)) == pytest.approx(-float(phi(*table)))


@given(tables, st.floats(0.01, 50), st.floats(100, 5000))
def test_log_odds_are_those_of_the_paper(
    table: tuple[int, int, int, int], alpha: float, alpha_0: float
) -> None:
    # Monroe, Colaresi & Quinn 2008, equations 16 (delta), 20 (variance) and 22 (z).
    y_i, y_j, n_i, n_j = table
    delta = math.log((y_i + alpha) / (n_i + alpha_0 - y_i - alpha)) - math.log(
        (y_j + alpha) / (n_j + alpha_0 - y_j - alpha)
    )
    variance = 1 / (y_i + alpha) + 1 / (y_j + alpha)
    found = log_odds(y_i, y_j, n_i, n_j, alpha, alpha_0)
    assert float(found.delta) == pytest.approx(delta)
    assert float(found.z) == pytest.approx(delta / math.sqrt(variance))
    assert float(found.low) == pytest.approx(delta - 1.959964 * math.sqrt(variance), abs=1e-5)
    assert float(found.high) == pytest.approx(delta + 1.959964 * math.sqrt(variance), abs=1e-5)


def test_effect_sizes_of_a_word_that_is_twice_as_frequent() -> None:
    table = 2000, 1000, 100_000, 100_000
    assert float(log_ratio(*table)) == pytest.approx(1.0, abs=0.01)
    assert float(percent_diff(*table)) == 100
    assert math.isnan(float(percent_diff(5, 0, 100, 100)))
    assert float(log_ratio(5, 0, 100, 100)) == pytest.approx(math.log2(11))


def test_p_of_a_normal_deviate_has_two_sides() -> None:
    assert p_of_z([0.0, 1.959964, -1.959964]) == pytest.approx([1.0, 0.05, 0.05], abs=1e-6)


def test_measures_of_words_that_stand_together() -> None:
    # 8 times together; the one stands at 16 places, the other at 32, of 1024.
    table = 8, 16, 32, 1024
    assert float(expected(*table)) == 0.5
    assert float(pmi(*table)) == 4
    assert float(npmi(*table)) == pytest.approx(4 / 7)
    assert float(t_score(*table)) == pytest.approx(7.5 / math.sqrt(8))
    assert float(log_dice(8, 16, 32)) == pytest.approx(14 + math.log2(16 / 48))


def test_words_that_are_always_together_everywhere_are_bound() -> None:
    assert float(npmi(8, 8, 8, 8)) == 1
    assert np.isfinite(log_dice([1, 8], [1, 8], [9, 8])).all()
