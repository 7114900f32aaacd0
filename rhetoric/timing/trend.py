"""A smooth line through the statements: at every moment, the rate of those near in time.

Bins cut what belongs together. Here each statement counts at a moment by its nearness in time,
exp(-(days apart / width)² / 2), and the rate there is that of all statements so weighted (E. A.
Nadaraya, Theory of Probability and its Applications 9, 1964; G. S. Watson, Sankhya A 26, 1964).

How wide: the width under which each statement is best foretold by the others of its side, all
themes together (leave-one-out likelihood; W. Härdle, Applied Nonparametric Regression, 1990,
chapter 5): binomial for shares, Poisson for uses per word. Beside the others stands one
statement as the side's usually are, so that nothing is foretold for certain. Of widths as
good, the widest.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from rhetoric.compare.choices import Choices
from rhetoric.compare.contrasts import hits_of, length_of
from rhetoric.compare.counts import Counts, Floats, Ints
from rhetoric.compare.resampling import generator, interval
from rhetoric.timing.timed import dated_rows, draw_days, iso, middles

#: Columns of the table of trends, in order.
TREND = ("theme", "side", "day", "near", "rate", "low", "high", "width")
#: Moments of a trend.
MOMENTS = 49
#: The narrowest width that is tried, in days.
NARROWEST = 30
#: Less than one statement's weight near a moment is no material.
LEAST_NEAR = 1.0
_BLOCK = 32


def nearness(apart: Floats, width: float) -> Floats:
    """How much a statement counts at a moment, 1 on the day itself.

    >>> nearness(np.array([0.0, 100.0]), 100).round(3).tolist()
    [1.0, 0.607]
    """
    return np.asarray(np.exp(-0.5 * (apart / width) ** 2))


def best_width(day: Ints, hits: Floats, of: Floats, measure: str) -> float:
    """The width, in days, under which each statement is best foretold by the others.

    Args:
        day: of each statement, shape (n,).
        hits: what is counted of each theme, shape (n, T).
        of: out of how much, shape (n,).
    """
    days, place = np.unique(day, return_inverse=True)
    by_day = np.zeros((len(days), hits.shape[1] + 1))
    np.add.at(by_day, place, np.column_stack([hits, of]))
    usual = of.mean()
    total, whole = hits.sum(axis=0), of.sum()
    others = (total - hits + 0.5) / (whole - of + usual)[:, None]
    widths = [float(NARROWEST)]
    while widths[-1] < np.ptp(days):
        widths.append(widths[-1] * np.sqrt(2))
    apart = (days[:, None] - days[None]).astype(np.float64)
    best, found = -np.inf, widths[0]
    for width in widths:
        near = (nearness(apart, width) @ by_day)[place]
        rate = (near[:, :-1] - hits + usual * others) / (near[:, -1] - of + usual)[:, None]
        rate = np.maximum(rate, 1e-12)
        if measure == "intensity":
            told = hits * np.log(rate) - of[:, None] * rate
        else:
            rate = np.minimum(rate, 1 - 1e-12)
            told = hits * np.log(rate) + (of[:, None] - hits) * np.log1p(-rate)
        if told.sum() >= best - 1e-9:
            best, found = float(told.sum()), width
    return round(found, 1)


def moments_of(counts: Counts) -> Floats:
    """The moments at which trends are told: evenly from the first statement to the last."""
    day = middles(counts)[(counts.side.codes >= 0) & counts.dated]
    return np.linspace(day.min(), day.max(), MOMENTS).round()


def trend_rows(counts: Counts, choices: Choices, width: float | None) -> Iterator[dict[str, Any]]:
    """The trend of each side and theme; a side with too few dated statements has none.

    Args:
        width: in days; by default the best one of each side.
    """
    if not ((counts.side.codes >= 0) & counts.dated).any():
        return
    moments = moments_of(counts)
    for side, name in enumerate(counts.sides):
        rows = dated_rows(counts, side)
        if len(rows) < choices.least:
            continue
        yield from _side_rows(counts, choices, rows, name, moments, width)


def _side_rows(
    counts: Counts, choices: Choices, rows: Ints, side: str, moments: Floats, width: float | None
) -> Iterator[dict[str, Any]]:
    measure, of = choices.measure, length_of(counts, choices.measure)[rows]
    hits, day = hits_of(counts, measure)[rows], middles(counts)[rows]
    said = hits.sum(axis=0) > 0
    taken = width or best_width(day, hits[:, said], of, measure)
    table = np.column_stack([of, hits, counts.has[rows]])
    near = _expected(counts.first[rows], counts.last[rows], moments, taken)
    weight, squares = near.sum(axis=0), (near**2).sum(axis=0)
    sums = near.T @ table
    figures = _resampled(counts, choices, rows, side, table, moments, taken)
    themes, scale = hits.shape[1], 1000.0 if measure == "intensity" else 1.0
    random = generator(choices.seed, "trend halves", side)
    for at, moment in enumerate(moments):
        row: dict[str, Any] = {"side": side, "day": iso(moment), "width": taken,
                               "near": round(float(weight[at]), 2)}  # fmt: skip
        if weight[at] < LEAST_NEAR:
            yield from (row | {"theme": t, "rate": None, "low": None, "high": None}
                        for t in counts.themes)  # fmt: skip
            continue
        own = sums[at]
        rate = scale * own[1 : 1 + themes] / max(own[0], 1e-12)
        # As many statements as would tell as much if all counted alike (L. Kish, 1965).
        alike = weight[at] ** 2 / squares[at]
        some = figures[:, at] * (alike / weight[at])
        with_it, without = random.standard_gamma(0.5, (2, len(some), 1))
        having = own[1 + themes :]
        uses = np.where(having > 0, own[1 : 1 + themes] / np.maximum(having, 1e-12), 1.0)
        made = (
            scale
            * (some[:, 1 : 1 + themes] + with_it * uses)
            / np.maximum(some[:, :1] + (with_it + without) * own[0] / weight[at], 1e-12)
        )
        low, high = interval(made, choices.level, float(alike), measure)
        low = np.where(own[1 : 1 + themes] <= 0, 0.0, np.minimum(low, rate))
        high = np.maximum(high, rate)
        if measure != "intensity":
            high = np.minimum(high, 1.0)
        for column, theme in enumerate(counts.themes):
            yield row | {"theme": theme, "rate": round(float(rate[column]), 4),
                         "low": round(float(low[column]), 4),
                         "high": round(float(high[column]), 4)}  # fmt: skip


def _expected(first: Ints, last: Ints, moments: Floats, width: float) -> Floats:
    """Nearness of each statement to each moment, on average over its days; shape (n, moments)."""
    steps = (np.arange(31) + 0.5) / 31
    found = np.empty((len(first), len(moments)))
    for n, (start, end) in enumerate(zip(first, last, strict=True)):
        days = start + np.floor(steps * (end - start + 1)) if end > start else np.array([start])
        found[n] = nearness(days[:, None] - moments, width).mean(axis=0)
    return found


def _resampled(
    counts: Counts,
    choices: Choices,
    rows: Ints,
    side: str,
    table: Floats,
    moments: Floats,
    width: float,
) -> Floats:
    """Sums near each moment, with random weights and drawn days; (resamples, moments, columns)."""
    random = generator(choices.seed, "trend", side)
    found = np.zeros((choices.resamples, len(moments), table.shape[1]))
    first, last = counts.first[rows], counts.last[rows]
    for sure in (True, False):
        some = np.flatnonzero((first == last) == sure)
        for at in range(0, len(some), _BLOCK if not sure else 4096):
            part = some[at : at + (_BLOCK if not sure else 4096)]
            weight = random.standard_exponential((choices.resamples, len(part)))
            if sure:
                near = nearness(first[part, None] - moments, width)
                both = near[:, :, None] * table[part][:, None]
                found += (weight @ both.reshape(len(part), -1)).reshape(found.shape)
                continue
            days = np.floor(draw_days(first[part], last[part], choices.resamples, random))
            near = nearness(days[:, :, None] - moments, width) * weight[:, :, None]
            found += np.matmul(near.transpose(0, 2, 1), table[part])
    return found
