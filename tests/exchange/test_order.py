"""Order: dates are intervals, so one statement precedes another with a probability."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhetoric.dates import parse_date
from rhetoric.exchange.order import days_of, order, within_days

SPANS = st.tuples(st.integers(700_000, 700_040), st.integers(0, 30)).map(lambda p: (p[0], sum(p)))


def test_a_day_before_a_day_precedes_for_sure() -> None:
    told = order((100, 100), (110, 110), 100)
    assert (told.precedes, told.least, told.most) == (1.0, 10, 10)


def test_what_comes_later_cannot_be_answered() -> None:
    assert order((110, 110), (100, 100), 100).precedes == 0.0
    assert order((110, 110), (100, 100), 100).gap == 0.0


def test_the_weight_halves_every_half_window_and_ends_with_it() -> None:
    assert order((0, 0), (50, 50), 100).gap == pytest.approx(0.5)
    assert order((0, 0), (100, 100), 100).gap == pytest.approx(0.25)
    assert order((0, 0), (101, 101), 100).gap == 0.0


def test_two_statements_of_one_month_are_in_either_order() -> None:
    assert order((1, 31), (1, 31), 365).precedes == pytest.approx(0.5)


@given(SPANS, SPANS, st.integers(1, 60))
def test_it_is_what_counting_every_pair_of_days_gives(
    one: tuple[int, int], two: tuple[int, int], within: int
) -> None:
    pairs = list(product(range(one[0], one[1] + 1), range(two[0], two[1] + 1)))
    ways = [(y - x, 1.0 if y > x else 0.5) for x, y in pairs if y >= x]
    told = order(one, two, within)
    after = sum(w for _, w in ways)
    assert told.precedes == pytest.approx(after / len(pairs))
    weight = sum(w * 2 ** (-2 * g / within) for g, w in ways if g <= within)
    assert told.gap == pytest.approx(weight / after if after else 0.0)
    near = sum(0 < y - x <= within for x, y in pairs)
    assert within_days(one, two, within) == pytest.approx(near / len(pairs))


@given(SPANS, SPANS)
def test_one_of_the_two_comes_first(one: tuple[int, int], two: tuple[int, int]) -> None:
    assert order(one, two, 10).precedes + order(two, one, 10).precedes == pytest.approx(1.0)


def test_an_open_end_reaches_as_far_as_the_corpus() -> None:
    known = date(2015, 5, 1), date(2020, 7, 31)
    first, last = days_of(parse_date("../2020-07"), known)
    assert (date.fromordinal(first), date.fromordinal(last)) == known
    late = days_of(parse_date("2021-01/.."), known)
    assert late[0] == late[1] == date(2021, 1, 1).toordinal()
