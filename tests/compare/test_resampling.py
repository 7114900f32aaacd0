"""Resampling: whole statements, within their side, with dates drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import beta

from rhetoric.compare.choices import Choices
from rhetoric.compare.counts import Counts
from rhetoric.compare.rates import rates_of
from rhetoric.compare.resampling import drawn, interval, tail
from rhetoric.periods import begins, chances, name_of, period_of

Made = Callable[..., Counts]
CHOICES = Choices(by="group", resamples=4000)


def days(*written: str) -> list[int]:
    return [int(np.datetime64(d, "D").astype(int)) for d in written]


def test_the_interval_of_a_share_is_the_one_of_jeffreys(made: Made) -> None:
    counts = made("A" * 20 + "B" * 5, [[1]] * 6 + [[0]] * 14 + [[0]] * 5)
    (period,) = drawn(counts, CHOICES)
    rows = {row["side"]: row for row in rates_of(period, counts, CHOICES)}
    a, b = rows["A"], rows["B"]
    assert a["rate_low"] == pytest.approx(beta.ppf(0.025, 6.5, 14.5), abs=0.015)
    assert a["rate_high"] == pytest.approx(beta.ppf(0.975, 6.5, 14.5), abs=0.015)
    assert b["rate_low"] == 0
    assert b["rate_high"] == pytest.approx(beta.ppf(0.975, 0.5, 5.5), abs=0.02)


def test_statements_are_kept_whole(made: Made) -> None:
    """One statement holds all hits: in every resample hits and words come from it together."""
    counts = made("AAAA", [[8], [0], [0], [0]], passages=[8, 2, 2, 2])
    (period,) = drawn(counts, CHOICES)
    weights = period.weighted[0]  # columns: 1, passages, words, having, hits
    assert np.allclose(weights[:, 4], 8 * weights[:, 3], rtol=1e-4)  # never a hit without the rest
    assert (weights[:, 1] > weights[:, 4]).all()


def test_passages_of_one_statement_are_no_independent_evidence(made: Made) -> None:
    """The same passages in fewer statements tell less."""
    whole = made("A" * 5, [[10], [10], [0], [0], [0]])
    apart = made("A" * 50, [[1]] * 20 + [[0]] * 30, passages=[1] * 50)
    widths = []
    for counts in (whole, apart):
        (period,) = drawn(counts, CHOICES)
        (row,) = rates_of(period, counts, CHOICES)
        assert row["passage_rate"] == 0.4
        widths.append(row["passage_rate_high"] - row["passage_rate_low"])
    assert widths[0] > 2 * widths[1]


def test_sides_are_resampled_by_themselves(made: Made) -> None:
    """What a side's interval is does not depend on who else is there."""
    one = made("AAAAABBBBB", [[1], [0], [1], [0], [0], *[[1]] * 5])
    other = made("AAAAACCC", [[1], [0], [1], [0], [0], *[[0]] * 3])
    rows = []
    for counts in (one, other):
        (period,) = drawn(counts, CHOICES)
        rows.append(rates_of(period, counts, CHOICES)[0])
    assert rows[0] == rows[1]


def test_the_same_seed_gives_the_same_figures(made: Made) -> None:
    counts = made("AAAAABBBBB", [[n % 2] for n in range(10)])
    first, again, other = (
        [row for p in drawn(counts, c) for row in rates_of(p, counts, c)]
        for c in (CHOICES, CHOICES, replace(CHOICES, seed=7))
    )
    assert first == again
    assert first != other


def test_rates_stand_with_what_they_are_a_share_of(made: Made) -> None:
    counts = made("AAB", [[2], [0], [1]], passages=[4, 6, 5], words=[50, 150, 100])
    (period,) = drawn(counts, CHOICES)
    a, b = rates_of(period, counts, CHOICES)
    assert (a["having"], a["statements"], a["rate"]) == (1, 2, 0.5)
    assert (a["hits"], a["passages"], a["passage_rate"]) == (2, 10, 0.2)
    assert (a["words"], a["intensity"]) == (200, 10.0)
    assert (b["having"], b["statements"]) == (1, 1)
    for row in (a, b):
        for name in ("rate", "passage_rate", "intensity"):
            assert row[f"{name}_low"] <= row[name] <= row[f"{name}_high"]


def test_a_date_that_spans_two_years_counts_half_in_each(made: Made) -> None:
    first, last = days("2020-07-02", "2020-03-01"), days("2021-07-01", "2020-03-01")
    counts = made("AA", [[1], [0]], first=first, last=last)
    by_year = replace(CHOICES, period="year")
    periods = {p.period: p for p in drawn(counts, by_year)}
    assert list(periods) == ["2020", "2021"]
    assert periods["2020"].chance.tolist() == pytest.approx([183 / 365, 1])
    assert periods["2020"].statements[0] == pytest.approx(1 + 183 / 365)
    drawn_into = periods["2020"].weighted[0][:, 3] > 0  # is the uncertain one there?
    assert drawn_into.mean() == pytest.approx(183 / 365, abs=0.03)
    elsewhere = periods["2021"].weighted[0][:, 3] > 0
    assert (drawn_into ^ elsewhere).all()  # never in both, never in none


def test_an_uncertain_date_makes_an_interval_wider(made: Made) -> None:
    sure = days(*["2020-06-01"] * 12)
    loose = [*sure[:6], *days(*["2020-01-01"] * 6)], [*sure[:6], *days(*["2021-12-31"] * 6)]
    hits = [[0]] * 6 + [[1]] * 6
    by_year = replace(CHOICES, period="year")
    widths = []
    for first, last in ((sure, sure), loose):
        counts = made("A" * 12, hits, first=first, last=last)
        period = next(iter(drawn(counts, by_year)))
        (row,) = rates_of(period, counts, by_year)
        widths.append(row["rate_high"] - row["rate_low"])
    assert widths[1] > widths[0]


def test_without_a_date_there_is_no_period(made: Made) -> None:
    counts = made("AAA", [[1]] * 3, first=days(*["2020-06-01"] * 3))
    counts = replace(counts, dated=np.array([True, True, False]))
    (period,) = drawn(counts, replace(CHOICES, period="year"))
    assert period.statements.tolist() == [2]
    (whole,) = drawn(counts, CHOICES)
    assert whole.statements.tolist() == [3]


def test_a_year_without_statements_is_no_period(made: Made) -> None:
    counts = made("AA", [[1], [1]], first=days("2018-06-01", "2020-06-01"))
    assert [p.period for p in drawn(counts, replace(CHOICES, period="year"))] == ["2018", "2020"]


@pytest.mark.parametrize(
    ("day", "period", "name"),
    [
        ("2020-05-31", "month", "2020-05"), ("2020-05-31", "quarter", "2020-Q2"),
        ("2020-07-01", "half", "2020-H2"), ("2020-12-31", "year", "2020"),
        ("1969-12-31", "month", "1969-12"), ("1969-12-31", "half", "1969-H2"),
    ],
)  # fmt: skip
def test_periods_are_those_of_the_calendar(day: str, period: str, name: str) -> None:
    (number,) = period_of(np.array(days(day)), period)
    assert name_of(int(number), period) == name
    start, stop = begins(np.array([number, number + 1]), period)
    assert start <= days(day)[0] < stop


def test_the_chances_of_a_date_add_up_to_one() -> None:
    first, last = np.array(days("2019-11-17")), np.array(days("2020-08-03"))
    numbers = range(*(int(period_of(d, "month")[0]) + n for n, d in enumerate((first, last))))
    assert sum(chances(first, last, n, "month")[0] for n in numbers) == pytest.approx(1)


def test_few_statements_widen_what_is_cut_off() -> None:
    """Of five statements the outer 0.1 % are cut off at each end, in place of 2.5 %."""
    assert tail(0.95, 5, widen=True) == pytest.approx(0.001, abs=0.0002)
    assert tail(0.95, 20, widen=True) == pytest.approx(0.0159, abs=0.001)
    assert tail(0.95, 1e6, widen=True) == pytest.approx(0.025, abs=1e-4)
    figures = np.linspace(0, 1, 1001)[:, None]
    assert interval(figures, 0.95, 5, "statements").ravel().tolist() == pytest.approx(
        [0.025, 0.975]
    )


@pytest.mark.parametrize("statements", [6, 15, 40])
def test_intervals_hold_the_truth_about_as_often_as_they_say(made: Made, statements: int) -> None:
    """Each theme is a trial; statements differ in length, passages of one are alike."""
    chance, trials = np.random.default_rng(5), 400
    passages = np.maximum(1, chance.lognormal(2.3, 0.6, statements).round())
    share = chance.beta(2, 8, (statements, trials))
    hits = chance.binomial(passages[:, None].astype(int), share).astype(float)
    counts = made("A" * statements, hits, passages=passages.tolist())
    (period,) = drawn(counts, replace(CHOICES, resamples=1000))
    rows = rates_of(period, counts, CHOICES)
    within = np.mean([r["passage_rate_low"] <= 0.2 <= r["passage_rate_high"] for r in rows])
    assert 0.85 <= within <= 0.99
