"""P-values: exact where they can be, never zero, adjusted for how many there are."""

from __future__ import annotations

from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import fisher_exact, kstest

from rhetoric.compare.permutation import (
    any_difference,
    by_labels,
    exact_p,
    found_below,
    nearly,
    residuals,
)
from rhetoric.significance import adjusted


def chance() -> np.random.Generator:
    return np.random.default_rng(3)


@given(st.lists(st.floats(0.0001, 1), max_size=12), st.floats(0.0001, 1))
def test_the_limit_is_where_one_more_test_is_just_found(others: list[float], p: float) -> None:
    limit = found_below(others, 0.95)
    worth = adjusted([*others, p])[-1]
    assert worth is not None
    if abs(worth - 0.05) > 1e-9:
        assert (p <= limit) == (worth <= 0.05)


@given(st.integers(1, 12), st.integers(1, 12), st.data())
def test_of_two_sides_the_exact_p_is_that_of_all_labellings(
    own: int, other: int, data: st.DataObject
) -> None:
    if own + other > 12:
        own, other = min(own, 6), min(other, 6)
    having = data.draw(st.integers(0, own))
    more = data.draw(st.integers(0, other))
    holds = np.array([1] * having + [0] * (own - having) + [1] * more + [0] * (other - more))
    expected = holds.sum() * own / len(holds)
    apart = [
        abs(holds[list(some)].sum() - expected) >= abs(having - expected) - 1e-9
        for some in combinations(range(len(holds)), own)
    ]
    assert exact_p(having, own, having + more, own + other) == pytest.approx(np.mean(apart))


def test_of_two_equal_sides_it_is_fishers_test() -> None:
    for having, more in ((0, 4), (1, 7), (3, 3), (10, 2)):
        told = fisher_exact([[having, 10 - having], [more, 10 - more]]).pvalue
        assert exact_p(having, 10, having + more, 20) == pytest.approx(told)


def test_of_three_sides_the_exact_p_is_that_of_all_labellings() -> None:
    side = np.array([0, 0, 0, 1, 1, 2, 2])
    holds = np.array([1, 1, 1, 0, 0, 0, 1])
    sizes = np.bincount(side)

    def apart(labels: np.ndarray) -> float:
        counted = np.bincount(labels, holds, minlength=3)
        return float((((counted - holds.sum() * sizes / 7) ** 2) / sizes).sum())

    seen = apart(side) - 1e-9
    told = np.mean([apart(np.array(labels)) >= seen for labels in set(permutations(side))])
    found = any_difference(np.bincount(side, holds).astype(np.int64), sizes, 999, chance())
    assert (found.how, found.p) == ("exact", pytest.approx(told))


def test_many_statements_of_many_sides_are_shuffled_to_much_the_same() -> None:
    sizes = np.array([40] * 6)
    having = np.array([20, 12, 14, 9, 16, 15])
    found = any_difference(having, sizes, 9999, chance())
    assert found.how == "shuffled"
    from scipy.stats import chi2_contingency

    told = chi2_contingency([having, sizes - having], correction=False).pvalue
    assert found.p == pytest.approx(told, abs=0.02)


def test_few_ways_to_label_are_gone_through() -> None:
    hits = np.array([[3.0], [2.0], [4.0], [0.0], [0.0], [1.0], [0.0]])
    of = np.array([10.0, 8, 12, 9, 10, 11, 10])
    side = np.array([0, 0, 0, 1, 1, 1, 1])
    (found,) = by_labels(residuals(hits, of), side, 99, chance())
    beyond = hits[:, 0] - hits.sum() / of.sum() * of
    sums = [abs(beyond[list(some)].sum()) for some in combinations(range(7), 3)]
    told = np.mean([s >= sums[0] - 1e-9 for s in sums])
    assert (found.how, found.p) == ("exact", pytest.approx(told))


def test_many_are_shuffled_to_what_sums_alone_nearly_tell() -> None:
    """The normal approximation that leaving out in turn goes by."""
    random = np.random.default_rng(8)
    hits, of = random.gamma(2, 1, 40), random.uniform(5, 20, 40)
    side = np.array([0] * 15 + [1] * 25)
    (found,) = by_labels(residuals(hits[:, None], of), side, 9999, chance())
    assert found.how == "shuffled"
    part = np.column_stack([np.ones(40), of, hits, of**2, of * hits, hits**2])
    own, others = part[side == 0].sum(axis=0), part[side == 1].sum(axis=0)
    assert found.p == pytest.approx(float(nearly(own[None], others[None])[0]), abs=0.02)


@pytest.mark.parametrize("sides", [2, 3])
def test_without_a_difference_p_values_are_spread_evenly(sides: int) -> None:
    """Each theme is a trial of what has nothing to do with the side."""
    random = np.random.default_rng(11)
    hits = random.gamma(1.0, 1.0, (36, 300))
    of = random.integers(5, 40, 36).astype(float)
    side = np.arange(36) % sides
    p = np.array([t.p for t in by_labels(residuals(hits, of), side, 499, chance())])
    assert kstest(p, "uniform").pvalue > 0.01
    assert (p <= 0.05).mean() < 0.09


def test_the_test_of_shares_is_rarely_wrong_where_there_is_no_difference() -> None:
    random = np.random.default_rng(12)
    wrong = [
        exact_p(int(a), 12, int(a + b), 32) <= 0.05
        for a, b in zip(random.binomial(12, 0.4, 500), random.binomial(20, 0.4, 500), strict=True)
    ]
    assert np.mean(wrong) <= 0.05
