"""Chance: p-values that are never nought, and their correction for many tests."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from rhetoric.significance import adjusted, false_discovery, p_value, shuffled_p


def test_a_p_value_counts_the_observed_among_the_shuffled() -> None:
    assert p_value(3, [1, 2, 3, 4]) == pytest.approx(3 / 5)
    assert p_value(9, [1, 2, 3, 4]) == pytest.approx(1 / 5)


def test_the_correction_is_that_of_benjamini_and_hochberg() -> None:
    # The example of their paper, table 1: fifteen p-values, four rejected at 0.05.
    published = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240,
                 0.4262, 0.5719, 0.6528, 0.7590, 1.0000]  # fmt: skip
    corrected = adjusted(published)
    assert sum(q is not None and q <= 0.05 for q in corrected) == 4
    assert corrected[:5] == pytest.approx([0.0015, 0.003, 0.0095, 0.035625, 0.0603])
    assert corrected[-1] == 1


def test_what_was_not_tested_does_not_count() -> None:
    assert adjusted([None, 0.03, None]) == [None, 0.03, None]
    assert adjusted([]) == []


def test_shuffles_never_give_zero() -> None:
    """Phipson & Smyth 2010: (b + 1) / (m + 1)."""
    assert shuffled_p(0, 9999) == 0.0001
    assert shuffled_p(499, 9999) == 0.05


@given(st.lists(st.floats(0.001, 1)))
def test_a_corrected_value_is_no_smaller_and_keeps_the_order(values: list[float]) -> None:
    corrected = [q for q in adjusted(values) if q is not None]
    assert all(p - 1e-12 <= q <= 1 for p, q in zip(values, corrected, strict=True))
    ranked = [q for _, q in sorted(zip(values, corrected, strict=True))]
    assert ranked == sorted(ranked)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_false_discovery_is_that_of_scipy(p: list[float]) -> None:
    assert false_discovery(p) == pytest.approx(false_discovery_control(p))
    assert false_discovery(p[:3], p) == pytest.approx(false_discovery_control(p)[:3])


def test_no_test_has_nothing_to_correct() -> None:
    assert len(false_discovery([])) == 0
