"""Series and trends: periods without material, the width of a trend, its interval."""

from __future__ import annotations

import numpy as np
import pytest

from rhetoric import Choices, series
from rhetoric.compare.comparison import plain
from rhetoric.errors import InputError
from rhetoric.filters import Filter
from rhetoric.timing.series import NO_MATERIAL, series_rows
from rhetoric.timing.trend import best_width, trend_rows
from tests.timing.conftest import START, History, World

FEW = Choices(by="group", resamples=300, permutations=99)


def test_a_period_without_statements_has_no_rate(history: History) -> None:
    counts = history([1, 0, 1], first=[START, START + 1, START + 800])
    rows = {r["period"]: r for r in series_rows(counts, Choices(period="year"))}
    assert set(rows) == {"2020", "2021", "2022"}
    assert (rows["2021"]["rate"], rows["2021"]["note"]) == (None, NO_MATERIAL)
    assert (rows["2020"]["rate"], rows["2020"]["statements"]) == (0.5, 2)


def test_a_side_that_is_silent_while_another_speaks_has_no_rate(history: History) -> None:
    counts = history([1, 1, 0], side="AAB", first=[START, START + 400, START])
    rows = {(r["side"], r["period"]): r for r in series_rows(counts, Choices(period="year"))}
    assert rows["B", "2021"]["note"] == NO_MATERIAL
    assert rows["A", "2021"]["rate"] == 1


def test_the_trend_follows_what_is_said(world: World) -> None:
    found = series(*world, FEW)
    rows = [r for r in plain(found.trend) if (r["theme"], r["side"]) == ("blame", "NORTH")]
    assert rows[0]["rate"] < 0.1
    assert rows[-1]["rate"] > 0.9
    assert all(r["low"] <= r["rate"] <= r["high"] for r in rows)
    assert rows[0]["day"] == "2020-01-01"
    assert {r["period"] for r in plain(found.rates)} == {"2020"}


def test_the_trend_is_silent_where_nothing_is_near(history: History) -> None:
    counts = history([1] * 8, first=[START + k for k in range(4)] + [START + 3000 + k
                                                                   for k in range(4)])  # fmt: skip
    rows = list(trend_rows(counts, Choices(resamples=100), 60))
    middle = rows[len(rows) // 2]
    assert (middle["rate"], middle["low"], middle["high"]) == (None, None, None)
    assert rows[0]["rate"] == 1
    assert 0 < rows[0]["low"] < 1


def test_a_wide_trend_is_the_rate_of_all(history: History) -> None:
    counts = history([1, 0, 0, 1, 1, 0, 1, 0, 0, 0])
    rows = list(trend_rows(counts, Choices(resamples=2000), 1e6))
    assert {row["rate"] for row in rows} == {0.4}
    assert rows[0]["low"] == pytest.approx(0.153, abs=0.03)  # Jeffreys of 4 in 10
    assert rows[0]["high"] == pytest.approx(0.696, abs=0.03)


def test_uncertain_dates_blur_the_trend(history: History) -> None:
    has, days = [0] * 10 + [1] * 10, [START + 30 * k for k in range(20)]
    sure = list(trend_rows(history(has, first=days), Choices(resamples=500), 60))
    vague = list(trend_rows(
        history(has, first=[d - 150 for d in days], last=[d + 150 for d in days]),
        Choices(resamples=500), 60,
    ))  # fmt: skip
    assert len(sure) == len(vague)
    assert vague[16]["rate"] > sure[16]["rate"] + 0.02


def test_the_width_fits_what_changes() -> None:
    days = np.arange(0, 3000, 10)
    fast = ((days // 300) % 2).astype(float)[:, None]
    flat = np.tile([[0.0], [1.0]], (150, 1))
    of = np.ones(len(days))
    assert best_width(days, fast, of, "statements") < 150
    assert best_width(days, flat, of, "statements") > 1000


def test_few_statements_have_no_trend(world: World) -> None:
    found = series(*world, FEW, keep=Filter.of(before="2020-02-20"))
    assert not len(found.trend)
    assert "NORTH: 4 statements with a date: no trend" in found.notes


def test_a_width_is_some_days(world: World) -> None:
    with pytest.raises(InputError, match="no width"):
        series(*world, FEW, width=0)
