"""Cuts of a sequence: found where they are, not found in noise."""

from __future__ import annotations

import numpy as np
import pytest

from rhetoric.timing.segments import Cut, cut, order_matters, penalty, places

STEP = np.array([0.0] * 12 + [1.0] * 12)


def best_by_hand(values: np.ndarray, least: int) -> int:
    """The best single cut, by trying all."""
    ends = range(least, len(values) - least + 1)
    return min(ends, key=lambda e: values[:e].var() * e + values[e:].var() * (len(values) - e))


def test_a_step_is_cut_where_it_is() -> None:
    found = cut(STEP, 5)
    assert found.ends == (12,)
    assert found.gain == pytest.approx(24 / 4 - penalty(STEP))


def test_two_steps_are_two_cuts() -> None:
    assert cut(np.array([0.0] * 20 + [1.0] * 15 + [0.0] * 20), 5).ends == (20, 35)


@pytest.mark.parametrize("seed", range(5))
def test_a_cut_is_the_best_there_is(seed: int) -> None:
    random = np.random.default_rng(seed)
    values = np.concatenate([random.random(20) < 0.1, random.random(20) < 0.9]).astype(float)
    found = cut(values, 5)
    if len(found.ends) == 1:
        assert found.ends == (best_by_hand(values, 5),)
    assert found.ends


def test_no_stretch_is_shorter_than_asked_for() -> None:
    values = np.array([0.0] * 17 + [1.0] * 3)
    assert cut(values, 3).ends == (17,)
    assert 17 not in cut(values, 5).ends


@pytest.mark.parametrize("values", [np.zeros(30), np.ones(30), STEP[8:16]])
def test_what_never_changes_or_is_too_short_is_not_cut(values: np.ndarray) -> None:
    assert cut(values, 5) == Cut((), 0.0)


def test_a_step_is_no_matter_of_order_by_chance() -> None:
    random = np.random.default_rng(1)
    assert order_matters(STEP, 5, cut(STEP, 5), 199, random) == 1 / 200
    assert order_matters(STEP, 5, Cut((), 0.0), 199, random) == 1.0


def test_in_noise_p_is_small_as_seldom_as_it_says() -> None:
    random = np.random.default_rng(2)
    p = []
    for _ in range(120):
        values = (random.random(30) < 0.4).astype(float)
        p.append(order_matters(values, 5, cut(values, 5), 99, random))
    small = sum(value <= 0.05 for value in p)
    assert small <= 12  # 6 are expected; more than 12 in one of 100 such tests


def test_a_sharp_change_has_a_narrow_place_and_a_vague_one_a_wide() -> None:
    random = np.random.default_rng(3)
    moments = np.tile(np.arange(40.0), (500, 1))
    sharp = places(np.array([0.0] * 20 + [1.0] * 20), moments, 20, 5, random)
    assert np.median(sharp) == 19.5
    assert np.ptp(np.quantile(sharp, [0.025, 0.975])) < 6
    mixed = np.array([0.0, 0, 0, 1] * 5 + [0.0, 1, 1, 0] * 5)
    vague = places(mixed, moments, 20, 5, random)
    assert np.ptp(np.quantile(vague, [0.025, 0.975])) > 10
