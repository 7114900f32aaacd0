"""The index of hostility, and which way it goes."""

from __future__ import annotations

import numpy as np
import pytest

from rhetoric import Choices, hostility
from rhetoric.compare.comparison import plain
from rhetoric.errors import InputError
from rhetoric.filters import Filter
from rhetoric.timing.hostility import direction
from tests.timing.conftest import World

FEW = Choices(by="group", resamples=300, permutations=199, period="half")


def test_the_index_is_the_share_of_statements_that_blame_the_rival(world: World) -> None:
    found = hostility(*world, FEW)
    rows = {(r["side"], r["rival"]): r for r in plain(found.directions)}
    assert set(rows) == {("NORTH", "EAST"), ("EAST", "NORTH")}
    assert (rows["NORTH", "EAST"]["having"], rows["NORTH", "EAST"]["statements"]) == (12, 24)
    assert rows["EAST", "NORTH"]["rate"] == 0
    assert rows["EAST", "NORTH"]["told"] == "never"
    halves = {(r["side"], r["period"]): r["rate"] for r in plain(found.index)}
    assert halves["NORTH", "2020-H1"] == pytest.approx(1 / 13, abs=1e-3)
    assert halves["NORTH", "2020-H2"] == 1


def test_it_rises(world: World) -> None:
    rows = {r["side"]: r for r in plain(hostility(*world, FEW).directions)}
    assert rows["NORTH"]["direction"] == 1
    assert rows["NORTH"]["direction_low"] > 0.9
    assert rows["NORTH"]["p"] == 1 / 200
    assert rows["NORTH"]["told"] == "rises"


def test_of_few_statements_no_direction_is_told(world: World) -> None:
    keep = Filter.of(after="2020-05-20", before="2020-08-01")
    rows = {r["side"]: r for r in plain(hostility(*world, FEW, keep=keep).directions)}
    assert "too few (10 are needed)" in rows["NORTH"]["told"]
    assert rows["NORTH"]["p"] is None


def test_rivals_may_be_named(world: World) -> None:
    found = hostility(*world, FEW, towards=("EAST",))
    assert {(r["side"], r["rival"]) for r in plain(found.directions)} == {("NORTH", "EAST")}


def test_one_side_alone_has_no_rival(world: World) -> None:
    with pytest.raises(InputError, match="NORTH has no rival among the sides"):
        hostility(*world, Choices(by="group", sides=("NORTH",)))


def test_only_hostile_themes_make_it(world: World) -> None:
    with pytest.raises(InputError, match="'praise' is no hostile theme"):
        hostility(*world, Choices(by="group", themes=("praise",)))
    with pytest.raises(InputError, match="nobody speaks of a medium"):
        hostility(*world, Choices(by="medium"))


def gamma_by_hand(has: list[bool], days: list[int], weights: list[float]) -> float:
    more = less = 0.0
    for i in range(len(has)):
        for j in range(len(has)):
            if has[i] and not has[j]:
                more += weights[i] * weights[j] * (days[i] > days[j])
                less += weights[i] * weights[j] * (days[i] < days[j])
    return (more - less) / (more + less)


@pytest.mark.parametrize("seed", range(4))
def test_the_direction_is_that_of_all_pairs(seed: int) -> None:
    random = np.random.default_rng(seed)
    has, days = random.random(30) < 0.4, random.integers(0, 12, 30)
    weights = random.exponential(size=30)
    expected = gamma_by_hand(has.tolist(), days.tolist(), weights.tolist())
    assert direction(has, days[None], weights[None])[0] == pytest.approx(expected)


def test_statements_of_one_day_have_no_direction() -> None:
    assert direction(np.array([True, False]), np.array([[5, 5]])).tolist() == [0.0]
