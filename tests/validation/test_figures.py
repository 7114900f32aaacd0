"""Figures of scores against labels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import f1_score, roc_auc_score

from rhetoric.validation.figures import auc, best_threshold, measure, reliability, shares
from rhetoric.validation.prevalence import correct
from rhetoric.validation.resample import resamples, with_intervals

CASES = st.lists(st.tuples(st.booleans(), st.integers(0, 10), st.integers(1, 3)), min_size=4)


@given(CASES)
def test_auc_is_that_of_scikit_learn(cases: list[tuple[bool, int, int]]) -> None:
    truth, score, weights = (np.array(column) for column in zip(*cases, strict=True))
    truth, weights = truth.astype(bool), weights.astype(float)
    found = auc(truth, score / 10, weights)
    if truth.all() or not truth.any():
        assert np.isnan(found)
    else:
        assert found == pytest.approx(roc_auc_score(truth, score, sample_weight=weights))


@given(CASES)
def test_no_threshold_has_a_greater_f1(cases: list[tuple[bool, int, int]]) -> None:
    truth, score, weights = (np.array(column) for column in zip(*cases, strict=True))
    truth, score = truth.astype(bool), score / 10
    best = best_threshold(truth, score, weights.astype(float))

    def f1(least: float) -> float:
        return float(f1_score(truth, score >= least, sample_weight=weights, zero_division=0))

    assert f1(best) >= max(f1(least) for least in score) - 1e-9


def test_weights_correct_a_sample_for_how_it_was_drawn() -> None:
    truth = np.array([True, False, True, False])
    found = np.array([True, True, False, False])
    told = shares(truth, found, np.array([1.0, 1, 9, 89]))
    assert told["precision"] == 0.5
    assert told["recall"] == pytest.approx(0.1)
    assert told["prevalence"] == pytest.approx(0.1)
    assert np.isnan(shares(truth, ~truth & ~found & False, np.ones(4))["precision"])


def test_passages_of_one_statement_make_intervals_wider() -> None:
    values = np.repeat([1.0, 0.0] * 10, 10)

    def mean(weights: np.ndarray) -> dict[str, float]:
        return {"mean": float(weights @ values / weights.sum())}

    apart = with_intervals(mean, np.ones(200), [str(n) for n in range(200)])["mean"]
    together = with_intervals(mean, np.ones(200), [str(n // 10) for n in range(200)])["mean"]
    assert apart.low is not None
    assert together.low is not None
    assert together.low < apart.low < 0.5


def test_resamples_keep_statements_whole_and_are_always_the_same() -> None:
    clusters = ["a", "a", "b", "c"]
    first = [list(w) for w in resamples(clusters, 5)]
    assert all(w[0] == w[1] and w[0] + w[2] + w[3] == 3 for w in first)
    assert first == [list(w) for w in resamples(clusters, 5)]


def test_too_few_statements_have_no_interval() -> None:
    found = measure(
        np.array([True, False]), np.array([0.9, 0.1]), 0.5, np.ones(2), ["a", "b"]
    )["precision"]  # fmt: skip
    assert (found.value, found.low, found.high) == (1.0, None, None)


def test_a_share_without_a_miss_is_not_certain() -> None:
    truth = np.array([True] * 10 + [False] * 10)
    found = measure(truth, truth * 0.9, 0.5, np.ones(20), [str(n) for n in range(20)])
    assert found["recall"].value == 1.0
    assert found["recall"].low == pytest.approx(0.72, abs=0.01)  # Wilson, 10 of 10


def test_reliability_sets_what_is_predicted_beside_what_is_there() -> None:
    score = np.array([0.05] * 20 + [0.95] * 20)
    truth = np.array([False] * 19 + [True] + [True] * 18 + [False] * 2)
    low, high = reliability(truth, score, np.ones(40), [str(n) for n in range(40)])
    assert (low.n, low.observed.value, high.observed.value) == (20, 0.05, 0.9)
    assert low.predicted == pytest.approx(0.05)


def test_prevalence_is_corrected_for_what_is_missed_and_its_interval_is_wider() -> None:
    counts = [(1, 10)] * 40
    sure = correct(counts, [1.0, 1.0, 1.0], [1.0, 1.0, 1.0])
    missed = correct(counts, [0.5, 0.4, 0.6], [1.0, 0.99, 1.0])
    assert sure is not None
    assert missed is not None
    assert sure.corrected == pytest.approx(0.1)
    assert missed.corrected == pytest.approx(0.2)
    assert missed.high - missed.low > sure.high - sure.low


def test_without_known_error_rates_nothing_is_corrected() -> None:
    assert correct([(1, 10)], [0.5, None, None], [0.9, 0.8, 1.0]) is None
    assert correct([(1, 10)], [0.3, 0.2, 0.4], [0.7, 0.6, 0.8]) is None
    assert correct([], [0.9, 0.8, 1.0], [0.9, 0.8, 1.0]) is None
